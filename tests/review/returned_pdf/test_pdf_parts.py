"""What else a PDF that comes back holds: other copies' pages, stamps, states, windows, pictures, pages without text."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any, cast

import pikepdf
import pytest
from annotating import Desk, written_on
from hand_made import drafts_in, make
from pikepdf import Array, Dictionary, Name, String

from focalpoint.content.rounds.comments import Confidence, Mark
from focalpoint.content.rounds.returned import LeftOutKind, Returned
from focalpoint.review.returned_pdf.read_pdf import read_pdf

CLOSING = "A closing sentence of the draft stands here."


def read(data: bytes, root: Path, asked: int = 0) -> Returned:
    make().archive(root)
    returned = read_pdf(data, drafts_in(root), asked)
    assert returned.count.missing == 0
    return returned


def test_pages_of_another_copy_and_of_another_draft_are_told_apart(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    desk.mark("Highlight", "office of the Focal Point", "on my copy")
    desk.mark("Highlight", "Paragraph 9 says", "on theirs")
    desk.mark("Highlight", CLOSING, "on another draft")
    data = written_on(desk.saved(), 0, f"{make().map.id} \xb7 Copy 4 for Ghana")
    data = written_on(data, 1, f"{make().map.id} \xb7 Copy 7 for Oz")
    with pikepdf.open(BytesIO(data)) as pdf:
        out = BytesIO()
        sheet = pdf.pages[2]
        sheet.contents_coalesce()
        pdf.save(out)
    found = {one.comment: one.copy_number for one in read(out.getvalue(), tmp_path).findings}
    assert found == {"on my copy": 4, "on theirs": 7, "on another draft": 0}


def test_a_mark_that_ends_before_the_full_stop_leaves_it_in_the_text(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    desk.mark("StrikeOut", "stands here", "is found here")
    desk.mark("Highlight", CLOSING, "All of it")
    quotes = {one.comment or one.proposed_change: one.place.quote for one in read(desk.saved(), tmp_path).findings}
    short, whole = quotes["is found here"], quotes["All of it"]
    assert short is not None and (short.exact, short.suffix) == ("stands here", ".")
    assert whole is not None and whole.exact == CLOSING


@pytest.mark.parametrize("copied", ["stands here", "stands here.", " “stands here” "])
def test_words_that_the_reader_copied_are_no_comment(copied: str, tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    desk.mark("Highlight", "stands here", copied)
    (found,) = read(desk.saved(), tmp_path).findings
    assert found.comment == "" and "copied-words" in found.source.flags


def test_stamps_have_their_names_and_states_say_whose_they_are(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    desk.add(0, Subtype=Name.Stamp, Rect=Array([90, 600, 190, 630]), Name=Name("/SBNotApproved"))
    head = desk.note(String("first"), T=String("Anna"))
    desk.note(String(""), IRT=head, StateModel=String("Review"), State=String("Rejected"), T=String("Ben"))
    desk.note(String(""), IRT=head, StateModel=String("Review"), State=String("Accepted"), T=String("Anna"))
    returned = read(desk.saved(), tmp_path)
    stamp, note = sorted(returned.findings, key=lambda one: one.mark is not Mark.STAMP)
    assert stamp.comment == "Stamp: Not Approved"
    assert note.source.states == ("Rejected by another person", "Accepted by its writer")
    told = " ".join(returned.warnings)
    assert "“Not Approved”" in told and "1 Rejected by another person" in told and "are no decision" in told


def test_a_window_without_a_mark_is_a_note_and_one_with_a_mark_is_none(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    desk.add(0, Subtype=Name.Popup, Rect=Array([90, 600, 190, 630]), Contents=String("alone"))
    head = desk.note(String("a note"))
    desk.add(0, Subtype=Name.Popup, Rect=Array([90, 500, 190, 530]), Contents=String("a note"), Parent=head)
    assert sorted(one.comment for one in read(desk.saved(), tmp_path).findings) == ["a note", "alone"]


def test_replies_are_found_by_name_where_a_merged_file_has_other_numbers(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    head = desk.note(String("first"), NM=String("n1"))
    # The reply points to a copy of its parent that stands on no page.
    stray = desk.pdf.make_indirect(Dictionary(dict(head.items())))
    desk.note(String("second"), IRT=stray)
    (found,) = read(desk.saved(), tmp_path).findings
    assert (found.comment, [one.text for one in found.source.thread]) == ("first", ["second"])


def test_marks_on_pages_without_chapters_are_of_the_draft(tmp_path: Path) -> None:
    made = make()
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        out = BytesIO()
        pdf.save(out)
    pages = (*made.map.pages, (595.0, 842.0))
    import dataclasses

    longer = dataclasses.replace(made, map=dataclasses.replace(made.map, pages=pages))
    longer.archive(tmp_path)
    desk = Desk(out.getvalue())
    desk.mark("Highlight", CLOSING, "in the text")
    desk.add(3, Subtype=Name.Text, Rect=Array([90, 600, 110, 620]), Contents=String("on the form"))
    returned = read_pdf(desk.saved(), drafts_in(tmp_path))
    found = {one.comment: (one.place.page, one.confidence) for one in returned.findings}
    assert found == {"in the text": (3, Confidence.EXACT), "on the form": (4, Confidence.PAGE_ONLY)}
    told = " ".join(returned.warnings)
    assert "pages without numbered paragraphs" in told and "is no page of draft" not in told


def test_a_strangers_file_says_so_first_also_where_a_draft_is_given(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.pages[0].obj.Resources = Dictionary()
        out = BytesIO()
        pdf.save(out)
    desk = Desk(written_on(out.getvalue(), 0, "The quarterly accounts of a company that has nothing to do with us"))
    desk.note(String("see annex"))
    returned = read(desk.saved(), tmp_path, asked=1)
    assert returned.foreign and returned.draft == 0
    assert returned.warnings[0].startswith("THIS FILE IS NO DRAFT OF OURS")


def test_a_scan_says_that_it_is_one(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        picture = pdf.make_stream(b"\x00" * 64, Type=Name.XObject, Subtype=Name.Image, Width=8, Height=8,
                                  ColorSpace=Name.DeviceGray, BitsPerComponent=8)  # fmt: skip
        pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(Im=picture))
        pdf.pages[0].obj.Contents = pdf.make_stream(b"q 595 0 0 842 0 0 cm /Im Do Q")
        out = BytesIO()
        pdf.save(out)
    returned = read(out.getvalue(), tmp_path)
    assert returned.warnings[0].startswith("THE PAGES ARE PICTURES") and "comments add" in returned.warnings[0]
    unread = [one.place for one in returned.count.left_out if one.kind is LeftOutKind.UNREAD]
    assert unread == ["1 page that is a picture"]
    assert not any("wrong file" in one for one in returned.warnings)


def test_harmless_slips_of_a_writer_are_no_damage() -> None:
    from focalpoint.review.returned_pdf.pdf_open import faults_of

    class Told:
        def get_warnings(self) -> list[Any]:
            lost, size = (
                "object 7 0: treating object as null",
                "reported number of objects (12) is not one plus the rest",
            )
            return ["dictionary has duplicated key /T; last occurrence overrides earlier ones", lost, size]

    assert faults_of(cast(pikepdf.Pdf, Told())) == ["object 7 0: treating object as null"]


def test_words_printed_into_a_page_are_told_and_the_draft_alone_is_not(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    desk.mark("Highlight", CLOSING, "a mark")
    assert not any("PRINTED" in one for one in read(desk.saved(), tmp_path).warnings)
    noted = written_on(desk.saved(), 1, "responsibility.3 cables,12 says.4", (80, 30))
    assert not any("PRINTED" in one for one in read(noted, tmp_path).warnings)
    returned = read(written_on(desk.saved(), 1, "Soften, says Freedonia; zwei Einwände", (80, 40)), tmp_path)
    assert len(returned.findings) == 1
    (told,) = [one for one in returned.warnings if "PRINTED ON THE PAGES, NOT ENTERED" in one]
    assert "page 2 “Soften, says Freedonia; zwei Einwände”" in told
    assert [(one.kind.name, one.place, one.words) for one in returned.count.left_out] == [
        ("UNREAD", "printed on page 2", 5)
    ]


def test_the_rows_of_a_flattened_form_are_read_beside_a_mark(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    desk.mark("Highlight", CLOSING, "a mark")
    data = desk.saved()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.pages[-1].obj.Resources = Dictionary()
        out = BytesIO()
        pdf.save(out)
    data = written_on(out.getvalue(), 3, "Comments on draft 1", (119, 740))
    lefts = (119, 174, 215, 265, 388)
    for left, head in zip(lefts, ("Paragraph", "Line", "Type", "Comment", "Proposed change"), strict=True):
        data = written_on(data, 3, head, (left, 642))
    for (left, top), words in {
        (119, 600): "1.3",
        (215, 600): "ed",
        (265, 600): "Say at which hours.",
        (388, 610): "at noon",
        (119, 470): "1.4",
        (265, 470): "Merge the two.",
    }.items():
        data = written_on(data, 3, words, (left, top))
    returned = read(data, tmp_path)
    rows = [
        (one.place.paragraph, one.comment, one.proposed_change, one.source.subtype) for one in returned.findings[1:]
    ]
    assert rows == [("1.3", "Say at which hours.", "at noon", "row 1"), ("1.4", "Merge the two.", "", "row 3")]
    assert {one.confidence for one in returned.findings[1:]} == {Confidence.FUZZY}
    assert any("THE COMMENT FORM WAS PRINTED INTO ITS PAGE: its 2 rows" in one for one in returned.warnings)
