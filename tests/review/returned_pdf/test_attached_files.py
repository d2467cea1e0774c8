"""Files that a PDF carries: a portfolio, files attached to the document or to a place on a page."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
from annotating import Desk, written_on
from hand_made import drafts_in, make
from pikepdf import Array, Dictionary, Name, String

from focalpoint.content.rounds.comments import Confidence
from focalpoint.content.rounds.returned import Returned
from focalpoint.review.returned_pdf.read_pdf import read_pdf

CLOSING = "A closing sentence of the draft stands here."


def read(data: bytes, root: Path) -> Returned:
    make().archive(root)
    returned = read_pdf(data, drafts_in(root))
    assert returned.count.missing == 0
    return returned


def carrying(data: bytes, **files: bytes) -> bytes:
    """The PDF with files attached to the document."""
    with pikepdf.open(BytesIO(data)) as pdf:
        for name, content in files.items():
            pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, content, filename=name)
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


def test_a_portfolio_is_opened_and_the_draft_in_it_is_read(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    desk.mark("Highlight", CLOSING, "Which one?")
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.pages[0].obj.Resources = Dictionary()
        out = BytesIO()
        pdf.save(out)
    cover = written_on(out.getvalue(), 0, "For the best experience open this portfolio in another program")
    returned = read(carrying(cover, draft=desk.saved()), tmp_path)
    (found,) = returned.findings
    assert (found.comment, found.confidence, returned.draft) == ("Which one?", Confidence.EXACT, 1)
    assert not returned.foreign and "the attached file “draft” was read: 1 comments" in returned.warnings
    assert not any("NO DRAFT OF OURS" in one for one in returned.warnings)


def test_files_attached_to_the_document_or_to_a_place_are_read_or_told(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    desk.mark("Highlight", CLOSING, "See the files")
    spec = Dictionary(Type=Name.Filespec, F=String("more.txt"), UF=String("more.txt"))
    spec.EF = Dictionary(F=desk.pdf.make_stream(b"Draft 1\nPara 1.3: too long, says the annex."))
    desk.add(0, Subtype=Name.FileAttachment, Rect=Array([90, 600, 110, 620]), FS=spec, Contents=String("see file"))
    returned = read(carrying(desk.saved(), table=b"Paragraph;Comment\n1.4;Too short\n", odd=b"\x89PNG\r\n"), tmp_path)
    said = {(one.comment, one.place.paragraph) for one in returned.findings}
    assert {("Too short", "1.4"), ("too long, says the annex.", "1.3")} <= said
    assert any("THE ATTACHED FILE “odd” was not read" in one for one in returned.warnings)


def test_a_file_in_a_file_without_end_and_an_attached_bomb_are_told(tmp_path: Path) -> None:
    data = make().pdf
    for _ in range(4):
        data = carrying(make().pdf, inner=data)
    assert any("THE ATTACHED FILE “inner” was not read" in one for one in read(data, tmp_path).warnings)
    bomb = read(carrying(make().pdf, bomb=b"\x00" * 45_000_000), tmp_path)
    assert any("THE ATTACHED FILE “bomb” was not read" in one for one in bomb.warnings)
