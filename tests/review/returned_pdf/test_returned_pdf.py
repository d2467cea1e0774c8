"""A PDF that comes back: which draft it is of, what is said of a file without comments, filled rows, odd marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from annotating import Desk
from hand_made import FILE, TWICE, drafts_in, make
from pikepdf import Array, Dictionary, Name, String

from figures.marked.travelling import cropped, scaled, shuffled, subset, turned, with_cover
from focalpoint.content.rounds.channels import Channel
from focalpoint.content.rounds.comments import CommentType, Confidence, Mark
from focalpoint.content.rounds.returned import Returned
from focalpoint.review.returned_pdf.read_pdf import read_pdf

CLOSING = "A closing sentence of the draft stands here."


def read(data: bytes, root: Path, *, draft: bool = True) -> Returned:
    if draft:
        make().archive(root)
    return read_pdf(data, drafts_in(root))


def test_a_highlight_finds_its_words_its_line_and_its_file(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    desk.mark("Highlight", "closing sentence", "Which one?")
    (found,) = read(desk.saved(), tmp_path).findings
    place = found.place
    assert (found.mark, found.comment, found.confidence) == (Mark.HIGHLIGHT, "Which one?", Confidence.EXACT)
    assert (place.file, place.line, place.paragraph, place.page) == (FILE, 39, "1.13", 3)
    assert place.section == "1. What" and place.quote is not None
    assert (place.quote.exact, place.quote.suffix) == ("closing sentence", " of the draft stands here.")
    assert place.quote.prefix == "to protect its own population. A "[-32:]
    assert make().map.by_id[place.block].text[place.start : place.end] == "closing sentence"
    printed = [line.number for line in make().map.by_id[place.block].lines if line.start <= place.start < line.end]
    assert place.printed_line == printed[0] > 80


def test_a_sentence_that_stands_in_many_places_is_found_where_it_was_marked(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    for nth in range(4):
        desk.mark("Highlight", TWICE, f"number {nth}", nth)
    paragraphs = {one.comment: one.place.block for one in read(desk.saved(), tmp_path).findings}
    assert paragraphs == {"number 0": "b1", "number 1": "b2", "number 2": "b4", "number 3": "b17"}


@pytest.mark.parametrize("way", [cropped, scaled, shuffled, subset, turned, with_cover])
def test_pages_are_found_again(way: Callable[[bytes], tuple[bytes, Sequence[int]]], tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    desk.mark("Highlight", "office of the Focal Point", "first page")
    desk.mark("Highlight", "Paragraph 9 says", "second page")
    desk.mark("Highlight", CLOSING, "third page")
    data, pages = way(desk.saved())
    found = {one.comment: one.place for one in read(data, tmp_path).findings}
    expected = {"first page": ("1.1", 1), "second page": ("1.9", 2), "third page": ("1.13", 3)}
    assert {said: (place.paragraph, place.page) for said, place in found.items()} == {
        said: place for said, place in expected.items() if place[1] - 1 in pages
    }


def test_two_people_and_two_saves_stay_apart(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    desk.mark("Highlight", CLOSING, "mine")
    desk.mark("Highlight", CLOSING, "theirs", pen=desk.other("Okular"))
    found = read(desk.saved(), tmp_path).findings
    assert {(one.source.author, one.comment) for one in found} == {
        ("Desk officer", "mine"),
        ("Other officer", "theirs"),
    }


def test_a_file_without_comments_says_so_and_what_to_ask(tmp_path: Path) -> None:
    returned = read(make().pdf, tmp_path)
    assert returned.findings == () and returned.draft == 1
    assert "NO COMMENTS in this file of draft 1" in returned.warnings[0]
    assert "original file" in returned.warnings[0] and "print to PDF" in returned.warnings[0]


def test_a_file_that_is_no_draft_says_that_too(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        out = BytesIO()
        pdf.save(out)
    returned = read(out.getvalue(), tmp_path)
    assert returned.draft == 0 and "NOT A DRAFT OF OURS" in returned.warnings[0]


def test_comments_in_a_file_that_is_no_draft_are_kept(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        out = BytesIO()
        pdf.save(out)
    desk = Desk(out.getvalue())
    desk.note(String("all the same"))
    returned = read(desk.saved(), tmp_path)
    assert [(one.comment, one.confidence) for one in returned.findings] == [("all the same", Confidence.UNPLACED)]
    assert returned.warnings[0].startswith("THIS FILE IS NO DRAFT OF OURS")


def test_a_draft_that_is_not_archived_here_asks_for_the_newest_state(tmp_path: Path) -> None:
    desk = Desk(make(2, " And more.").pdf)
    desk.note(String("on draft two"))
    returned = read(desk.saved(), tmp_path, draft=False)
    assert returned.draft == 0 and returned.findings[0].comment == "on draft two"
    assert any(make(2, " And more.").map.id in warning and "git pull" in warning for warning in returned.warnings)


def test_the_pages_decide_when_the_file_names_another_draft(tmp_path: Path) -> None:
    moved = make(2, " This draft has another sentence, which moves all that follows. " + "More words. " * 60)
    for made in (make(), moved):
        made.archive(tmp_path)
    desk = Desk(moved.pdf)
    desk.mark("Highlight", CLOSING, "here")
    desk.pdf.docinfo[Name("/FocalPointDraft")] = make().map.id
    desk.pdf.trailer.ID = Array([make().map.id.encode(), b"x"])
    del desk.pdf.attachments["draft-map.json"]
    for page in desk.pdf.pages:
        _rename_foot(page, moved.map.id, make().map.id)
    returned = read_pdf(desk.saved(), drafts_in(tmp_path))
    assert returned.draft == 2 and returned.findings[0].place.paragraph == "1.13"
    assert any("names draft 1" in warning for warning in returned.warnings)


def _rename_foot(page: pikepdf.Page, old: str, new: str) -> None:
    """Cover the foot of a page: its words are no longer read."""
    page.mediabox = Array([0, 0, *list(page.mediabox)[2:]])
    kept = list(pikepdf.parse_content_stream(page))
    texts = [index for index, one in enumerate(kept) if str(one.operator) in ("TJ", "Tj")]
    del kept[texts[-1]]
    page.contents_coalesce()
    page.Contents = page.obj.Contents
    page.obj.Contents.write(pikepdf.unparse_content_stream(kept))


def test_an_embedded_map_that_lies_is_not_believed(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    desk.mark("Highlight", CLOSING, "here")
    lie = make().map.__class__(9, make().map.id, "f" * 40, make().map.pages, ())
    from focalpoint.content.rounds.draft_map import dump_map

    desk.pdf.attachments["draft-map.json"] = pikepdf.AttachedFileSpec(
        desk.pdf, dump_map(lie), filename="draft-map.json"
    )
    returned = read(desk.saved(), tmp_path)
    assert (returned.draft, returned.findings[0].place.file) == (1, FILE)


@pytest.mark.parametrize("kept", ["info", "trailer", "map", "foot"])
def test_each_of_the_four_names_is_enough(kept: str, tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    if kept != "info":
        del desk.pdf.docinfo[Name("/FocalPointDraft")]
    if kept != "trailer":
        desk.pdf.trailer.ID = Array([b"0" * 16, b"0" * 16])
    if kept != "map":
        del desk.pdf.attachments["draft-map.json"]
    if kept != "foot":
        for page in desk.pdf.pages:
            _rename_foot(page, "", "")
    returned = read(desk.saved(), tmp_path)
    assert returned.draft == 1 and "NO COMMENTS in this file of draft 1" in returned.warnings[0]


def test_filled_rows_are_comments(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    for name, value in {
        "row1.paragraph": "1.13", "row1.comment": "Say which.", "row1.type": "te – substantive",
        "row2.line": "2", "row2.change": "Strike it.", "row2.comment": " ",
        "row3.paragraph": "1.2",
        "row4.paragraph": "77.1", "row4.comment": "Where is it?",
    }.items():  # fmt: skip
        desk.add(2, Subtype=Name.Widget, FT=Name.Tx, T=String(name), V=String(value), Rect=Array([0, 0, 9, 9]))
    parent = desk.pdf.make_indirect(Dictionary(T=String("row5"), V=Name("/ignored")))
    desk.add(
        2, Subtype=Name.Widget, Parent=parent, T=String("comment"), V=String("In a tree"), Rect=Array([0, 0, 9, 9])
    )
    found = read(desk.saved(), tmp_path).findings
    assert [(one.channel, one.mark, one.type, one.comment, one.proposed_change) for one in found] == [
        (Channel.TEMPLATE, Mark.NOTE, CommentType.SUBSTANTIVE, "Say which.", ""),
        (Channel.TEMPLATE, Mark.REPLACE, CommentType.GENERAL, "", "Strike it."),
        (Channel.TEMPLATE, Mark.NOTE, CommentType.GENERAL, "Where is it?", ""),
        (Channel.TEMPLATE, Mark.NOTE, CommentType.GENERAL, "In a tree", ""),
    ]
    assert [(one.place.block, one.confidence.value) for one in found] == [
        ("b17", "exact"), ("b1", "exact"), ("", "unplaced"), ("", "unplaced"),
    ]  # fmt: skip
    assert found[2].source.cited == "paragraph 77.1" and found[0].source.subtype == "row 1"


def test_what_cannot_be_read_keeps_its_data(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    desk.add(0, Subtype=Name.Text, Contents=String("kept"), Rect=String("no rectangle"))
    desk.add(0, NM=String("without a kind"))
    desk.pdf.pages[0].obj.Annots.append(Name.Nonsense)
    desk.pdf.pages[0].obj.Annots.append(None)
    desk.add(0, Subtype=Name("/Hologram"), Contents=String("new kind"), Rect=Array([90, 600, 100, 610]))
    desk.add(0, Subtype=Name.FileAttachment, FS=Dictionary(UF=String("reply.docx")), Rect=Array([90, 600, 100, 610]))
    returned = read(desk.saved(), tmp_path)
    marks = [(one.mark, one.comment, one.source.flags) for one in returned.findings]
    assert marks == [
        (Mark.NOTE, "kept", ()),
        (Mark.NOTE, "", ("unreadable",)),
        (Mark.NOTE, "", ("unreadable",)),
        (Mark.NOTE, "new kind", ()),
        (Mark.NOTE, "", ("attached-file",)),
    ]
    assert "no rectangle" in returned.findings[0].source.raw and "without a kind" in returned.findings[1].source.raw
    assert "Nonsense" in returned.findings[2].source.raw and "reply.docx" in returned.findings[4].source.raw
    assert any("2 of the comments could not be read" in warning for warning in returned.warnings)


def test_what_is_no_comment_is_left_out(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    for kind in ("Link", "Widget", "PrinterMark", "Watermark", "Screen", "RichMedia"):
        desk.add(0, Subtype=Name(f"/{kind}"), Rect=Array([90, 600, 100, 610]), Contents=String("no"))
    assert read(desk.saved(), tmp_path).findings == ()


def test_one_annotation_on_two_pages_is_one_comment(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    desk.pdf.pages[1].obj.Annots = Array([desk.note(String("once"))])
    assert [one.comment for one in read(desk.saved(), tmp_path).findings] == ["once"]


def test_a_hidden_mark_is_kept_and_told(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    desk.note(String("hidden"), F=2)
    returned = read(desk.saved(), tmp_path)
    assert returned.findings[0].source.hidden
    assert any("hidden" in warning for warning in returned.warnings)


def test_a_comment_that_is_too_long_is_cut_and_says_so(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    desk.note(String("x" * 30_000))
    returned = read(desk.saved(), tmp_path)
    assert len(returned.findings[0].comment) == 20_000 and "cut" in returned.findings[0].source.flags
    assert any("cut" in warning for warning in returned.warnings)
