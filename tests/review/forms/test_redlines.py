"""Words struck by hand or by tracked changes, and comments in the margin of a copy of the draft."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from forms_sample import HEADINGS, draft, fill, part, rows_of, saved, sheet_file, table_of, with_parts, word_file
from hand_made import make
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from focalpoint.content.rounds.comments import Confidence, Mark
from focalpoint.content.rounds.returned import Finding, Returned
from focalpoint.review.forms.read_sheet import read_sheet
from focalpoint.review.forms.read_word import read_word
from focalpoint.review.forms.redlines import Change, changes, struck, with_tildes, without_struck

CLOSING = "A closing sentence of the draft stands here."
TEXT = make().map.by_id["b17"].text
"""Paragraph 1.13, which ends with the closing sentence."""
SAID = tuple[Mark, str, str, Confidence]


def change(finding: Finding) -> SAID:
    quote = finding.place.quote
    return finding.mark, quote.exact if quote else "", finding.proposed_change, finding.confidence


def test_a_text_with_struck_words_may_mean_three_changes() -> None:
    text = "pays, " + struck("too late") + " often late"
    assert without_struck(text) == "pays, often late" and with_tildes(text) == "pays, ~~too late~~ often late"
    assert list(changes(text)) == [
        Change("pays, too late often late", "pays, often late"),
        Change("pays, too late", "pays, often late"),
        Change("too late", "often late"),
    ]
    assert next(changes(struck("All of it."))) == Change("All of it.", "")


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ((("A closing sentence of the draft ", 0), ("stands here", 1), ("is found here", 0)),
         (Mark.REPLACE, f"{CLOSING[:32]}stands here", f"{CLOSING[:32]}is found here")),
        ((("stands", 1), (" remains", 0)), (Mark.REPLACE, "stands", "remains")),
        (((CLOSING, 1),), (Mark.DELETE, CLOSING.rstrip("."), "")),
        ((("A closing ", 0), ("sentence", 1), (" of the draft", 0)),
         (Mark.REPLACE, "A closing sentence of the draft", "A closing of the draft")),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["word", "word-tracked", "excel"])
def test_struck_words_are_not_proposed_and_both_are_kept(
    runs: tuple[tuple[str, int], ...], expected: tuple[Mark, str, str], kind: str
) -> None:
    def word(document: Any) -> None:
        rows = rows_of(document.tables[-1])
        fill(rows[1], paragraph="1.13", comment="Soften.")
        paragraph = rows[1][6].paragraphs[0]
        for text, gone in runs:
            if gone and kind == "word-tracked":
                inner = f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'
                paragraph._p.append(parse_xml(f'<w:del {nsdecls("w")} w:id="1" w:author="x">{inner}</w:del>'))
            else:
                paragraph.add_run(text).font.strike = bool(gone)

    def sheet(opened: Any) -> None:
        number = 1 + next(row[0].row for row in opened.iter_rows() if row[5].value == "Comments")
        fill(opened[number], paragraph="1.13", comment="Soften.")
        blocks = [TextBlock(InlineFont(strike=True, color="FFFF0000"), text) if gone else text for text, gone in runs]
        opened.cell(number, 7).value = CellRichText(*blocks)

    returned = read_sheet(sheet_file(sheet), (draft(),)) if kind == "excel" else read_word(word_file(word), (draft(),))
    (found,) = returned.findings
    assert (*expected, Confidence.EXACT) == change(found) and returned.count.missing == 0
    assert found.comment == "Soften." and "struck" in found.source.flags


def test_a_cell_that_is_struck_as_a_whole_is_a_deletion() -> None:
    def typed(opened: Any) -> None:
        number = 1 + next(row[0].row for row in opened.iter_rows() if row[5].value == "Comments")
        fill(opened[number], paragraph="1.13", change=CLOSING)
        opened.cell(number, 7).font = Font(strike=True)

    (found,) = read_sheet(sheet_file(typed), (draft(),)).findings
    assert change(found) == (Mark.DELETE, CLOSING.rstrip("."), "", Confidence.EXACT)


def test_struck_words_that_the_draft_does_not_have_are_kept_in_the_comment() -> None:
    document = docx.Document(BytesIO(table_of(("Paragraph", "Comment", "Proposed change"), ("1.13", "Why?", ""))))
    cell = rows_of(document.tables[0])[1][2].paragraphs[0]
    cell.add_run("never said").font.strike = True
    cell.add_run(" now said")
    (found,) = read_word(saved(document), (draft(),)).findings
    assert (found.comment, found.proposed_change) == ("Why?\n~~never said~~ now said", "now said")
    assert found.confidence is Confidence.FUZZY


def copy_of_draft(*paragraphs: str) -> Any:
    """A Word file with the draft's own text."""
    document = docx.Document()
    for text in (draft().fields.id, *paragraphs):
        document.add_paragraph(text)
    return document


def tracked(document: Any, before: str, old: str, new: str, after: str) -> None:
    paragraph = document.add_paragraph(before)
    for name, inner, text in (("del", "delText", old), ("ins", "t", new)):
        run = f'<w:r><w:{inner} xml:space="preserve">{text}</w:{inner}></w:r>'
        paragraph._p.append(
            parse_xml(f'<w:{name} {nsdecls("w")} w:id="1" w:author="x">{run if text else ""}</w:{name}>')
        )
    paragraph.add_run(after)


@pytest.mark.parametrize(
    ("old", "new", "mark"),
    [("stands", "remains", Mark.REPLACE), ("stands", "", Mark.DELETE), ("", "now ", Mark.INSERT)],
)
def test_tracked_changes_in_the_drafts_text_are_what_they_are(old: str, new: str, mark: Mark) -> None:
    document = copy_of_draft()
    at = TEXT.index("stands")
    tracked(document, TEXT[:at], old, new, TEXT[at + len(old) :])
    returned = read_word(saved(document), (draft(),))
    (found,) = returned.findings
    assert change(found) == (mark, old, new.strip(), Confidence.EXACT)
    assert found.place.paragraph == "1.13" and found.place.start == at and returned.count.missing == 0


def test_a_tracked_change_in_a_shortened_sentence_is_near_its_words() -> None:
    document = copy_of_draft("1.3 We would say more here.")
    tracked(document, "A closing sentence ", "stands", "remains", " here.")
    returned = read_word(saved(document), (draft(),))
    replaced, letter = returned.findings
    assert change(replaced) == (Mark.REPLACE, "stands", "remains", Confidence.FUZZY)
    assert (letter.comment, letter.place.paragraph) == ("We would say more here.", "1.3")
    assert returned.count.missing == 0


def test_the_drafts_own_text_is_no_comment() -> None:
    blocks = [make().map.by_id[f"b{number}"].text for number in (1, 5, 6, 17)]
    returned = read_word(saved(copy_of_draft(*blocks, "We thank the secretariat and object to 1.4.")), (draft(),))
    assert [one.comment for one in returned.findings] == ["We thank the secretariat and object to 1.4."]
    assert any("holds the draft's own text (4 paragraphs)" in one for one in returned.warnings)
    changed = [*blocks[:3], blocks[3].replace("closing", "final")]
    (found,) = read_word(saved(copy_of_draft(*changed)), (draft(),)).findings
    assert (found.mark, found.proposed_change, found.place.block) == (Mark.REPLACE, "final", "b17")
    assert found.place.quote is not None
    assert (found.place.quote.exact, found.source.subtype) == ("closing", "change without tracking")


NOTES = "word/comments.xml"
EXTENDED = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"


def with_thread(data: bytes, states: tuple[tuple[int, int | None, bool], ...]) -> bytes:
    """The file with paragraph ids on its comments, and who answers whom: number, parent, resolved."""
    notes = part(data, NOTES)
    assert b"xmlns:w14=" in notes
    pieces = notes.split(b"<w:p>")
    notes = pieces[0] + b"".join(b'<w:p w14:paraId="P%d">' % n + one for n, one in enumerate(pieces[1:]))
    entries = "".join(
        f'<w15:commentEx w15:paraId="P{n}"{"" if above is None else f" w15:paraIdParent={chr(34)}P{above}{chr(34)}"} '
        f'w15:done="{int(done)}"/>'
        for n, above, done in states
    )
    extended = (
        f'<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">{entries}</w15:commentsEx>'
    )
    relations = part(data, "word/_rels/document.xml.rels").replace(
        b"</Relationships>",
        f'<Relationship Id="rX" Type="{EXTENDED}" Target="commentsExtended.xml"/></Relationships>'.encode(),
    )
    return with_parts(
        data,
        {NOTES: notes, "word/commentsExtended.xml": extended.encode(), "word/_rels/document.xml.rels": relations},
    )


def test_replies_join_their_thread_and_resolved_threads_are_left_out_and_told() -> None:
    document = copy_of_draft(make().map.by_id["b1"].text)
    run = document.add_paragraph(TEXT).runs[0]
    for text in ("Which one?", "The other one.", "Settled.", "Yes, settled."):
        document.add_comment(run, text=text, author="desk")
    data = with_thread(saved(document), ((0, None, False), (1, 0, False), (2, None, True), (3, 2, False)))
    returned = read_word(data, (draft(),))
    (found,) = returned.findings
    assert (found.comment, [one.text for one in found.source.thread]) == ("Which one?", ["The other one."])
    assert any("LEFT OUT, marked as resolved in the file: margin" in one for one in returned.warnings)
    assert returned.count.missing == 0


@pytest.mark.parametrize("kind", ["del", "ins", "none"])
def test_comments_on_deleted_inserted_or_no_words_stand_in_their_paragraph(kind: str) -> None:
    document = copy_of_draft(make().map.by_id["b1"].text)
    at = TEXT.index("stands")
    tracked(document, TEXT[:at], "stands" if kind == "del" else "", "really " if kind == "ins" else "", "")
    paragraph = document.paragraphs[-1]
    paragraph.add_run(TEXT[at + 6 :] if kind == "del" else TEXT[at:])
    document.add_comment(paragraph.runs[0], text="On this", author="desk")
    start = next(paragraph._p.iter("{*}commentRangeStart"))
    end = next(paragraph._p.iter("{*}commentRangeEnd"))
    changed = next(paragraph._p.iter("{*}del" if kind == "del" else "{*}ins"))
    changed.addprevious(start)
    (start if kind == "none" else changed).addnext(end)
    returned: Returned = read_word(saved(document), (draft(),))
    found = returned.findings[-1]
    assert (found.comment, found.place.paragraph, found.place.start) == ("On this", "1.13", at)
    assert found.confidence is Confidence.EXACT


def test_rows_are_still_read_where_the_whole_head_is_bold_or_struck() -> None:
    data = table_of(HEADINGS, ("GH", "", "", "1.13", "", "Kept", "", ""))
    assert [one.comment for one in read_word(data, (draft(),)).findings] == ["Kept"]
