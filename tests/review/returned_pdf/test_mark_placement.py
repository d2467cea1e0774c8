"""Where marks of every shape belong: strokes, frames, notes, carets, right-to-left words, broken geometry."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from annotating import Desk
from hand_made import drafts_in, make
from pikepdf import Array, Name, String

from focalpoint.content.rounds.comments import Confidence, Mark
from focalpoint.content.rounds.draft_map import Block, DraftMap, Line, Word
from focalpoint.content.rounds.returned import Finding
from focalpoint.review.returned_pdf.marked_words import PageGeometry, character_at
from focalpoint.review.returned_pdf.pdf_values import Box
from focalpoint.review.returned_pdf.read_pdf import read_pdf

CLOSING = "A closing sentence of the draft stands here."
EXACT, FUZZY, PAGE_ONLY = Confidence.EXACT, Confidence.FUZZY, Confidence.PAGE_ONLY


def read(desk: Desk, root: Path) -> list[Finding]:
    make().archive(root)
    return list(read_pdf(desk.saved(), drafts_in(root)).findings)


def quote(found: Finding) -> str:
    return found.place.quote.exact if found.place.quote else ""


def test_a_caret_stands_between_two_letters(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    desk.caret("A closing", "very last")
    desk.caret("the dra", "f", pen=desk.other("Foxit"), nth=0)
    first, second = read(desk, tmp_path)
    assert (first.mark, first.proposed_change, first.comment) == (Mark.INSERT, "very last", "")
    assert first.place.quote and first.place.quote.prefix.endswith("A closing")
    assert first.place.quote.suffix.startswith(" sentence of the draft")
    assert first.place.start == first.place.end and quote(first) == ""
    assert second.place.quote and second.place.quote.prefix.endswith("the dra")


def test_a_part_of_a_word_is_the_word(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    desk.mark("Highlight", "osing sent", "part")
    assert quote(read(desk, tmp_path)[0]) == "closing sentence"


def test_a_word_parted_at_the_end_of_a_line_is_whole(tmp_path: Path) -> None:
    parted = next(
        (block.text, line)
        for block in make().map.blocks
        for line, after in zip(block.lines, block.lines[1:], strict=False)
        if line.end == after.start and block.text[line.end - 1].isalpha() and block.text[line.end].isalpha()
    )
    text, line = parted
    first, last = text.rindex(" ", 0, line.end) + 1, text.find(" ", line.end)
    desk = Desk(make().pdf)
    desk.mark("StrikeOut", text[first : last if last > 0 else len(text)])
    assert quote(read(desk, tmp_path)[0]) == text[first : last if last > 0 else len(text)]


@pytest.mark.parametrize("order", ["ul ur ll lr", "ll lr ur ul", "ur ul ll lr", "lr ul ur ll"])
def test_corners_come_in_any_order(order: str, tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    desk.pen.reader = replace(desk.pen.reader, corners=order)
    desk.mark("Underline", CLOSING, "all")
    assert quote(read(desk, tmp_path)[0]) == CLOSING


def test_one_tall_quad_covers_several_lines(tmp_path: Path) -> None:
    block = make().map.by_id["b1"]
    lines = [line for line in block.lines if line.page == 0][:2]
    desk = Desk(make().pdf)
    tall = (lines[1].left, lines[1].bottom + 1, lines[0].right, lines[0].top - 1)
    desk.pen.on_text("Highlight", 0, [tall], "two lines")
    assert quote(read(desk, tmp_path)[0]) == block.text[lines[0].start : lines[1].end]


def test_a_mark_over_two_paragraphs_names_both(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    page, first = desk.spot("with the desk")
    _, second = desk.spot("Ministries that train")
    desk.pen.on_text("Highlight", page, [*first, *second], "both")
    place = read(desk, tmp_path)[0].place
    assert (place.block, place.also) == ("b1", ("b2",))
    assert place.quote and place.quote.exact == "with the desk\nMinistries that train"


def test_cells_beside_each_other_stay_apart(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    desk.mark("Highlight", "some words", "left")
    desk.mark("Highlight", "other words", "right")
    assert [one.place.block for one in read(desk, tmp_path)] == ["b15", "b16"]


def test_a_selection_across_the_end_of_a_page_is_one_mark(tmp_path: Path) -> None:
    block = next(block for block in make().map.blocks if {line.page for line in block.lines} == {0, 1})
    last = [line for line in block.lines if line.page == 0][-1]
    first = next(line for line in block.lines if line.page == 1)
    desk = Desk(make().pdf)
    for line in (last, first):
        desk.pen.on_text("Highlight", line.page, [(line.left, line.bottom, line.right, line.top)], "across")
        desk.pen.count -= 1  # The reader writes one time for both.
    (found,) = read(desk, tmp_path)
    assert quote(found) == block.text[last.start : first.end] and found.source.flags == ("across-pages",)
    assert found.place.page == 1 and found.place.block == block.id


def test_marks_of_one_time_that_do_not_touch_are_two(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    for words in ("Paragraph 3 says", "Paragraph 9 says"):
        desk.mark("Highlight", words, "same")
        desk.pen.count -= 1
    assert len(read(desk, tmp_path)) == 2


def test_a_mark_without_quads_uses_its_rectangle_even_reversed(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    page, (line,) = desk.spot("closing sentence")
    desk.add(page, Subtype=Name.Highlight, Rect=Array([line[2], line[3], line[0], line[1]]), Contents=String("x"))
    (found,) = read(desk, tmp_path)
    assert quote(found) == "closing sentence" and "no-quads" in found.source.flags


def _around(line: tuple[float, ...], by: float = 2) -> Array:
    return Array([line[0] - by, line[1] - by / 2, line[2] + by, line[3] + by / 2])


@pytest.mark.parametrize(
    ("subtype", "mark", "confidence"),
    [("Square", Mark.DRAWING, EXACT), ("Circle", Mark.DRAWING, EXACT), ("Polygon", Mark.DRAWING, FUZZY)],
)
def test_a_frame_holds_words(subtype: str, mark: Mark, confidence: Confidence, tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    page, (line,) = desk.spot("closing sentence")
    desk.add(page, Subtype=Name(f"/{subtype}"), Rect=_around(line), Contents=String("framed"))
    (found,) = read(desk, tmp_path)
    assert (found.mark, quote(found), found.confidence) == (mark, "closing sentence", confidence)


@pytest.mark.parametrize(("marker", "mark"), [(True, Mark.HIGHLIGHT), (False, Mark.DRAWING)])
def test_ink_over_or_under_words(marker: bool, mark: Mark, tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    page, lines = desk.spot("closing sentence")
    desk.pen.scribble(page, lines, "by hand", marker=marker)
    (found,) = read(desk, tmp_path)
    assert (found.mark, quote(found)) == (mark, "closing sentence")
    assert found.confidence is (EXACT if marker else FUZZY)


def test_an_arrow_and_a_call_out_mean_what_they_point_at(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    page, (line,) = desk.spot("closing sentence")
    x, y = (line[0] + line[2]) / 2, (line[1] + line[3]) / 2
    ends = Array([500, 300, x, y])
    heads = Array([Name("/None"), Name.OpenArrow])
    desk.add(page, Subtype=Name.Line, L=ends, LE=heads, Rect=Array([x, 300, 500, y]), Contents=String("arrow"))
    desk.pen.callout(page, x, y, "call-out")
    assert [(one.place.block, one.confidence) for one in read(desk, tmp_path)] == [("b17", EXACT), ("b17", EXACT)]


def test_a_note_says_how_sure_its_place_is(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    page, (line,) = desk.spot("closing sentence")
    desk.pen.note(page, line[0], (line[1] + line[3]) / 2, "on the words")
    desk.pen.note(page, 40, (line[1] + line[3]) / 2 + 4, "in the margin")
    desk.pen.note(page, 300, line[1] - 40, "a little below")
    desk.pen.note(page, 300, 200, "far below")
    desk.add(page, Subtype=Name.Text, Rect=Array([0, 0, 0, 0]), Contents=String("no place at all"))
    found = {one.comment: (one.place.block, one.confidence, one.place.page) for one in read(desk, tmp_path)}
    assert found == {
        "on the words": ("b17", EXACT, 3),
        "in the margin": ("b17", EXACT, 3),
        "a little below": ("b17", FUZZY, 3),
        "far below": ("", PAGE_ONLY, 3),
        "no place at all": ("", PAGE_ONLY, 3),
    }


def test_a_note_beside_a_short_title_means_the_title(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    page, (line,) = desk.spot("1. What a Focal Point does")
    for low in (2, 10, 20):
        desk.pen.typed(page, line[1] + low, f"{low} above")
    assert {one.place.block for one in read(desk, tmp_path)} == {"b0"}


def test_a_note_beside_a_table_is_not_said_to_be_sure(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    page, (line,) = desk.spot("Right cell")
    desk.pen.note(page, 40, (line[1] + line[3]) / 2, "beside the row")
    assert read(desk, tmp_path)[0].confidence is FUZZY


@pytest.mark.parametrize(
    "broken", [Array([1, 2, 3]), Array([99_999_999] * 8), Array([Name.x] * 8), String("x"), Array([])]
)
def test_broken_quads_do_no_harm(broken: Any, tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    page, (line,) = desk.spot("closing sentence")
    desk.add(page, Subtype=Name.Highlight, Rect=_around(line, 0), QuadPoints=broken, Contents=String("kept"))
    (found,) = read(desk, tmp_path)
    assert (found.comment, quote(found)) == ("kept", "closing sentence")


def test_a_mark_that_the_library_gives_up_keeps_its_data(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    page, (line,) = desk.spot("closing sentence")
    desk.add(page, Subtype=Name.Highlight, Rect=_around(line), QuadPoints=Array([1e300]), Contents=String("kept"))
    (found,) = read(desk, tmp_path)
    assert found.source.flags == ("unreadable",) and "(kept)" in found.source.raw


def arabic() -> DraftMap:
    """A line that runs from right to left."""
    text = "حماية السكان المدنيين"
    words = (Word(0, 5, 300, 330, True), Word(6, 12, 250, 296, True), Word(13, 21, 190, 246, True))
    line = Line(0, 190, 700, 330, 716, 0, 21, 1, words)
    return DraftMap(1, "d", "c" * 40, ((595, 842),), (Block("b", "f", 1, "paragraph", "1", True, "", text, (line,)),))


def test_words_from_right_to_left_are_found() -> None:
    made = arabic()
    page, block = PageGeometry(made, 0), made.blocks[0]
    hits = page.under(Box(248, 701, 300, 715))
    assert [block.text[hit.word.start : hit.word.end] for hit in hits] == ["السكان"]
    line = block.lines[0]
    assert [character_at(block, line, x) for x in (330, 300, 296, 250, 190)] == [0, 5, 6, 12, 21]
    assert character_at(block, line, 273) in (8, 9, 10)
