"""Formats and pictures that nobody tracked are listed; divisions, joins and deleted calls alone become comments."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp

import docx
import pytest
from lxml import etree
from PIL import Image

from figures.word_copies import draft_of
from figures.worded.chapter import Sample, sent_chapter
from figures.worded.hands import W, WordFile
from focalpoint.content.rounds.comments import Mark
from focalpoint.review.forms.read_word import read_word
from focalpoint.word.returned.changes import compare
from focalpoint.word.returned.reading import read_paragraphs
from focalpoint.word.returned.reading_changes import marked


@pytest.fixture(scope="module")
def sample() -> Sample:
    return sent_chapter()


def long_paragraphs(file: WordFile) -> list[etree._Element]:
    return [p for p in file.blocks("FPText") if file.text(p).count(" ") > 8 and p.find(f"{W}sdt") is None]


def test_words_that_were_made_bold_or_underlined_are_listed_as_not_taken(sample: Sample) -> None:
    file = WordFile(sample.data)
    runs = [one for p in long_paragraphs(file) for one in p.findall(f"{W}r")]
    run = max(runs, key=lambda one: len("".join(one.itertext())))
    words = "".join(run.itertext()).strip()
    form = run.find(f"{W}rPr")
    form = etree.SubElement(run, f"{W}rPr") if form is None else form
    run.insert(0, form)
    for name in ("b", "u"):
        etree.SubElement(form, f"{W}{name}").set(f"{W}val", "single" if name == "u" else "1")
    found = compare(read_paragraphs(file.saved()), [sample.page])
    assert found.changes == []
    (line,) = found.untaken
    assert f"bold: “{words[:20]}" in line and "underlined or highlighted: “" in line


def test_a_picture_that_was_added_is_listed_as_not_taken(sample: Sample) -> None:
    document = docx.Document(BytesIO(sample.data))
    picture = BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "PNG")
    document.paragraphs[12].add_run().add_picture(BytesIO(picture.getvalue()))
    out = BytesIO()
    document.save(out)
    found = compare(read_paragraphs(out.getvalue()), [sample.page])
    assert found.untaken == ["1 picture that the file did not have; ask the sender"]
    for node in document.element.body.iter():
        if etree.QName(node).localname == "docPr":
            node.set("name", "fp_picture_1")
    document.save(out := BytesIO())
    assert compare(read_paragraphs(out.getvalue()), [sample.page]).untaken == []
    document.paragraphs[13].add_run().add_picture(BytesIO(picture.getvalue()))
    document.save(out := BytesIO())
    found = compare(read_paragraphs(out.getvalue()), [sample.page])
    assert found.untaken == ["1 picture that the file did not have; ask the sender"]


def tracked(name: str) -> etree._Element:
    made = etree.Element(f"{W}{name}")
    for key, value in (("id", "900"), ("author", "Alda Quist"), ("date", "2026-12-01T09:00:00Z")):
        made.set(f"{W}{key}", value)
    return made


def mark_end(paragraph: etree._Element, name: str) -> None:
    properties = paragraph.find(f"{W}pPr")
    form = properties.find(f"{W}rPr")
    form = etree.SubElement(properties, f"{W}rPr") if form is None else form
    form.append(tracked(name))


def comments(file: WordFile, sample: Sample) -> list[tuple[str, str, str]]:
    said = read_word(file.saved(), (draft_of(sample, Path(mkdtemp())),), 1)
    assert said.count.missing == 0
    return [(one.mark.value, one.comment, one.source.author) for one in said.findings]


def test_a_tracked_join_alone_is_a_comment(sample: Sample) -> None:
    file = WordFile(sample.data)
    assert comments(file, sample) == []
    mark_end(long_paragraphs(file)[0], "del")
    assert comments(file, sample) == [
        (Mark.NOTE.value, "[in Word, the paragraph is joined to the one after it]", "Alda Quist")
    ]


def test_a_tracked_division_alone_is_a_comment(sample: Sample) -> None:
    file = WordFile(sample.data)
    paragraph = next(p for p in long_paragraphs(file) if any(len("".join(one.itertext())) > 40 for one in p))
    runs = [one for one in paragraph.findall(f"{W}r") if one.find(f"{W}t") is not None]
    run = max(runs, key=lambda one: len(one.find(f"{W}t").text))
    text = run.find(f"{W}t").text
    cut = text.index(" ", len(text) // 2)
    second = etree.Element(f"{W}p")
    second.append(etree.fromstring(etree.tostring(paragraph.find(f"{W}pPr"))))
    rest = etree.fromstring(etree.tostring(run))
    run.find(f"{W}t").text, rest.find(f"{W}t").text = text[:cut], text[cut + 1 :]
    following = list(run.itersiblings())
    second.append(rest)
    for one in following:
        second.append(one)
    paragraph.addnext(second)
    mark_end(paragraph, "ins")
    assert comments(file, sample) == [(Mark.NOTE.value, "[in Word, the paragraph is divided here]", "Alda Quist")]


def test_a_deleted_call_of_a_note_alone_is_a_comment(sample: Sample) -> None:
    file = WordFile(sample.data)
    call = next(file.body.iter(f"{W}footnoteReference")).getparent()
    gone = tracked("del")
    call.addprevious(gone)
    gone.append(call)
    assert comments(file, sample) == [
        (Mark.NOTE.value, "[in Word, the call of a footnote is deleted here]", "Alda Quist")
    ]


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("the list is short", "the list is long", ("the list is [-short-]", "the list is {+long+}")),
        ("a b", "a new b", ("a b", "a {+new+} b")),
        ("gone", "", ("gone", "")),
        (f"{'x ' * 40}old", f"{'x ' * 40}new", (f"… {'x ' * 8}[-old-]", f"… {'x ' * 8}{{+new+}}")),
    ],
)
def test_a_change_shows_what_differs_and_leaves_the_rest_out(before: str, after: str, shown: tuple[str, str]) -> None:
    assert marked(before, after) == shown
