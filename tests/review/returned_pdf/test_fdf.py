"""Comments that come without their PDF: FDF and XFDF are read like the PDF's own annotations."""

from __future__ import annotations

from pathlib import Path

import pytest
from annotating import Desk
from hand_made import drafts_in, make

from focalpoint.content.rounds.comments import Confidence, Mark
from focalpoint.content.rounds.returned import Returned
from focalpoint.problems import Trouble
from focalpoint.review.intake.readers import reader_for
from focalpoint.review.returned_pdf.read_fdf import read_fdf

CLOSING = "closing sentence"


def where() -> tuple[int, tuple[float, float, float, float]]:
    """The page and box of some words."""
    page, boxes = Desk(make().pdf).spot(CLOSING)
    return page, boxes[0]


def xfdf(inner: str, file: str = "manual-draft-1-XA.pdf") -> bytes:
    space = 'xmlns="http://ns.adobe.com/xfdf/" xml:space="preserve"'
    return f'<?xml version="1.0"?><xfdf {space}><f href="{file}"/>{inner}</xfdf>'.encode()


def marks(subtype: str = "highlight") -> str:
    page, (left, bottom, right, top) = where()
    corners = f"{left},{top},{right},{top},{left},{bottom},{right},{bottom}"
    box = f'page="{page}" rect="{left},{bottom},{right},{top}"'
    return (
        f'<annots><{subtype} {box} coords="{corners}" title="Anna" name="n1" date="D:20261201">'
        f"<contents>Which one?</contents></{subtype}>"
        f'<text {box} title="Ben" name="n2" inreplyto="n1"><contents>The last.</contents></text></annots>'
    )


def fdf(file: str = "manual-draft-1-XA.pdf") -> bytes:
    page, (left, bottom, right, top) = where()
    box = f"/Rect [{left} {bottom} {right} {top}]"
    corners = f"/QuadPoints [{left} {top} {right} {top} {left} {bottom} {right} {bottom}]"
    return (
        f"%FDF-1.2\n1 0 obj\n<< /FDF << /F ({file}) /Annots [2 0 R 3 0 R] /Fields [<< /T (row2) /Kids [<< /T (comment) "
        f"/V (Too long) >> << /T (paragraph) /V (1.3) >>] >>] >> >>\nendobj\n"
        f"2 0 obj\n<< /Type /Annot /Subtype /Highlight /Page {page} {box} {corners} /Contents (Which one?) /T (Anna) "
        f"/NM (n1) >>\nendobj\n3 0 obj\n<< /Type /Annot /Subtype /Text /Page {page} {box} /Contents (The last.) "
        f"/T (Ben) /IRT 2 0 R >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
    ).encode()


def read(data: bytes, root: Path, asked: int = 0) -> Returned:
    make().archive(root)
    returned = reader_for(data).read(data, drafts_in(root), asked)
    assert returned.count.missing == 0
    return returned


@pytest.mark.parametrize("data", [fdf(), xfdf(marks())])
def test_a_mark_is_placed_by_its_page_and_rectangle_with_its_replies(data: bytes, tmp_path: Path) -> None:
    returned = read(data, tmp_path)
    found = returned.findings[0]
    assert (found.mark, found.comment, found.confidence) == (Mark.HIGHLIGHT, "Which one?", Confidence.EXACT)
    assert found.place.quote is not None and found.place.quote.exact == CLOSING and found.place.paragraph == "1.13"
    assert [one.text for one in found.source.thread] == ["The last."]
    assert returned.draft == 1 and returned.senders == ("copy of XA",)
    assert any("came without their PDF" in one for one in returned.warnings)


def test_fields_of_the_form_are_its_rows(tmp_path: Path) -> None:
    rows = '<fields><field name="row2"><field name="comment"><value>Too long</value></field>'
    rows += '<field name="paragraph"><value>1.3</value></field></field></fields>'
    for data in (fdf(), xfdf(marks() + rows)):
        row = read(data, tmp_path).findings[-1]
        assert (row.comment, row.place.paragraph, row.source.subtype) == ("Too long", "1.3", "row 2")


def test_where_only_a_person_names_the_draft_no_place_is_exact(tmp_path: Path) -> None:
    returned = read(xfdf(marks(), "text.pdf"), tmp_path, asked=1)
    assert returned.findings[0].confidence is Confidence.FUZZY and returned.senders == ()
    unknown = read(xfdf(marks(), "text.pdf"), tmp_path)
    assert unknown.draft == 0 and any("--draft" in one for one in unknown.warnings)


def test_a_mark_beyond_the_draft_has_no_place_and_strokes_and_stamps_are_read(tmp_path: Path) -> None:
    inner = '<annots><text page="99" rect="1,1,2,2"><contents>far</contents></text>'
    inner += '<ink page="0" rect="90,600,190,630"><inklist><gesture>90,600;190,630</gesture></inklist></ink>'
    inner += '<stamp page="0" rect="90,600,190,630" icon="SBApproved"/></annots>'
    found = read(xfdf(inner), tmp_path).findings
    assert [(one.mark, one.comment) for one in found] == [
        (Mark.NOTE, "far"),
        (Mark.DRAWING, ""),
        (Mark.STAMP, "Stamp: Approved"),
    ]
    assert found[0].confidence is Confidence.UNPLACED


@pytest.mark.parametrize(
    "data",
    [
        b"%FDF-1.2\nnothing",
        b"<xfdf><annots>",
        b'<!DOCTYPE x [<!ENTITY a "b">]><xfdf>&a;</xfdf>',
        b"%FDF-1.2\ntrailer <<",
    ],
)
def test_a_damaged_or_hostile_file_is_refused_in_a_line(data: bytes) -> None:
    with pytest.raises(Trouble, match="ask"):
        read_fdf(data, (), 1)
