"""A Word file that holds the draft's text: what differs from the draft is a comment, and nothing else is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

import pytest
from lxml import etree

from figures.word_copies import ID, as_lines, draft_of, in_words, measure
from figures.worded.chapter import Sample, sent_chapter
from figures.worded.habits import as_google
from figures.worded.hands import W, WordFile
from focalpoint.content.rounds.comments import Confidence, Mark
from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.returned import Finding
from focalpoint.review.forms.read_word import read_word

TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
EXTENDED = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"


@pytest.fixture(scope="module")
def sample() -> Sample:
    return sent_chapter()


@pytest.fixture(scope="module")
def draft(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Draft:
    return draft_of(sample, tmp_path_factory.mktemp("draft"))


def findings(file: WordFile, draft: Draft, asked: int = 1) -> tuple[Finding, ...]:
    returned = read_word(file.saved(), (draft,), asked)
    assert returned.draft == 1
    assert returned.count.missing == 0
    return returned.findings


def test_an_unedited_copy_has_no_comment(sample: Sample, draft: Draft) -> None:
    for way in (lambda file, dice: None, as_google, as_lines):
        file = WordFile(sample.data)
        if way is as_lines:
            in_words(file)
        way(file, Random(1))
        assert findings(file, draft) == ()


def test_a_file_that_names_no_draft_is_known_by_its_words(sample: Sample, draft: Draft) -> None:
    file = WordFile(sample.data)
    paragraph = file.blocks("FPText")[0]
    assert file.replace(paragraph, "before dawn", "after dusk") or file.replace(paragraph, "Keeper", "Warden")
    as_google(file, Random(1))
    assert ID not in file.parts["docProps/core.xml"].decode()
    (found,) = findings(file, draft, 0)
    assert found.mark is Mark.REPLACE
    assert found.place.paragraph == "1.1"


@pytest.mark.slow
def test_changes_of_all_kinds_are_on_their_paragraphs(sample: Sample) -> None:
    scores = measure(sample, 22)["all"]
    assert (scores.edits, scores.found, scores.own) == (22, 22, 0), scores.wrong


def comments(file: WordFile, paragraph: etree._Element, words: str) -> None:
    """Comment on some words, with a reply, and on the paragraph's end, which is resolved."""
    assert file.replace(paragraph, words, f"{words}")
    run = next(one for one in paragraph.iter(f"{W}r") if "".join(one.itertext()) == words)
    for number, place in ((0, run), (1, run), (2, paragraph[-1])):
        for name, put in (("commentRangeStart", place.addprevious), ("commentRangeEnd", place.addnext)):
            mark = etree.Element(f"{W}{name}")
            mark.set(f"{W}id", str(number))
            put(mark)
    said = "".join(
        f'<w:comment w:id="{n}" w:author="Ms Reader" w:date="2026-12-01T09:00:00Z"><w:p w14:paraId="0000000{n}">'
        f"<w:r><w:t>{text}</w:t></w:r></w:p></w:comment>"
        for n, text in enumerate(("Which one?", "The eastern one.", "Done already."))
    )
    spaces = f'xmlns:w="{W[1:-1]}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    file.parts["word/comments.xml"] = f"<w:comments {spaces}>{said}</w:comments>".encode()
    file.parts["word/commentsExtended.xml"] = (
        b'<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
        b'<w15:commentEx w15:paraId="00000000" w15:done="0"/>'
        b'<w15:commentEx w15:paraId="00000001" w15:paraIdParent="00000000" w15:done="0"/>'
        b'<w15:commentEx w15:paraId="00000002" w15:done="1"/></w15:commentsEx>'
    )
    relations = "word/_rels/document.xml.rels"
    more = "".join(
        f'<Relationship Id="rC{n}" Type="{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(((TYPES, "comments.xml"), (EXTENDED, "commentsExtended.xml")))
    )
    file.parts[relations] = file.parts[relations].replace(b"</Relationships>", f"{more}</Relationships>".encode())


@pytest.mark.parametrize("style", ["FPText", "List", "FPCell", "Heading2"])
def test_comments_are_on_their_words_with_replies_and_states(sample: Sample, draft: Draft, style: str) -> None:
    file = WordFile(sample.data, tracked=False)
    paragraph, word = next(_places(file, style))
    comments(file, paragraph, word)
    returned = read_word(file.saved(), (draft,), 1)
    (found,) = returned.findings
    assert (found.comment, [one.text for one in found.source.thread]) == ("Which one?", ["The eastern one."])
    assert found.place.quote is not None
    assert (found.place.quote.exact, found.confidence) == (word, Confidence.EXACT)
    assert any("marked as resolved" in one for one in returned.warnings)


def _places(file: WordFile, style: str) -> Iterator[tuple[etree._Element, str]]:
    for paragraph in file.blocks(style):
        for word in re.findall(r"[a-z]{4,}", file.text(paragraph)):
            if file.text(paragraph).count(word) == 1:
                yield paragraph, word


def in_boxes(file: WordFile) -> None:
    """Put each paragraph into a text box of its own, as LibreOffice writes the lines of a PDF."""
    wps = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    for paragraph in list(file.body.findall(f"{W}p")):
        outer = etree.Element(f"{W}p")
        shape = etree.SubElement(etree.SubElement(etree.SubElement(outer, f"{W}r"), f"{W}drawing"), f"{{{wps}}}wsp")
        content = etree.SubElement(etree.SubElement(shape, f"{{{wps}}}txbx"), f"{W}txbxContent")
        paragraph.addprevious(outer)
        content.append(paragraph)


def test_a_copy_whose_lines_stand_in_text_boxes_is_a_copy(sample: Sample, draft: Draft) -> None:
    file = WordFile(sample.data)
    in_words(file)
    as_lines(file, Random(1))
    in_boxes(file)
    assert findings(file, draft) == ()


def test_a_line_of_a_converted_file_that_stands_elsewhere_is_no_change(sample: Sample, draft: Draft) -> None:
    file = WordFile(sample.data)
    in_words(file)
    as_lines(file, Random(1))
    block = max(sample.blocks, key=lambda one: len(one.text) * (one.kind == "paragraph"))
    lines = [p for p in file.body.findall(f"{W}p") if len("".join(p.itertext())) > 30]
    line = next(p for p in lines if "".join(p.itertext()).strip() in block.text[20:])
    words = "".join(line.itertext()).split()
    first, *others = line.iter(f"{W}t")
    for text in others:
        text.text = ""
    first.text = " ".join([*words[:3], *words[4:]])
    (found,) = findings(file, draft)
    assert (found.mark, found.place.quote.exact if found.place.quote else "") == (Mark.DELETE, words[3])
    alone = etree.fromstring(etree.tostring(line))
    next(alone.iter(f"{W}t")).text = words[3]
    file.body.insert(len(file.body) - 1, alone)
    assert findings(file, draft) == ()
