"""Write the draft as a page that works offline: a file and a zip for each member, and a folder for a website."""

from __future__ import annotations

import shutil
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pikepdf
from pikepdf import Dictionary, Name, NameTree, Stream, String

from focalpoint.files import write_whole
from focalpoint.leaks.leak_gate import leak_gate
from focalpoint.press.book_pdf.assemble import save
from focalpoint.release.job import Job
from focalpoint.review.reviewer_file.page import ReviewerPage, reviewer_page

SITE = "reviewer-site"
"""The folder for a website of the members: the page of no member, which all may use."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of a file in a zip: always the same, so that the same draft gives the same bytes."""


def page_name(draft: int, member: str) -> str:
    """Name a member's page."""
    return f"review-draft-{draft}-{member}.html"


def searched_page(job: Job, until: date | None) -> ReviewerPage:
    """Write the page of a draft, and search all that it holds of the manual for what the edition may not carry.

    Raises Trouble with each leak.
    """
    assert job.bound.assembled.map is not None
    page = reviewer_page(job.book, job.sections, job.bound.assembled.map, until)
    folder = job.folder / "page-searched"
    shutil.rmtree(folder, ignore_errors=True)
    write_whole(folder / "index.html", page.searched)
    leak_gate(job.assembled, job.config.shown(job.pdf_target.parent / SITE))(folder)
    return page


def write_page(page: bytes, folder: Path, name: str) -> None:
    """Write a page, and the same page in a zip, which mail programs let through more often."""
    write_whole(folder / name, page)
    packed = BytesIO()
    with ZipFile(packed, "w") as file:
        info = ZipInfo(name, _EARLIEST)
        info.compress_type, info.external_attr = ZIP_DEFLATED, 0o644 << 16
        file.writestr(info, page)
    write_whole((folder / name).with_suffix(".zip"), packed.getvalue())


def write_site(page: ReviewerPage, folder: Path) -> None:
    """Write the folder for a website."""
    write_whole(folder / SITE / "index.html", page.of())


def with_page(pdf: bytes, page: ReviewerPage) -> bytes:
    """Attach the page of no member to a draft, as PDF/A-3 requires; that of a member can take its place."""
    assert page.book.draft is not None
    name = f"review-draft-{page.book.draft.number}.html"
    facts = Dictionary(Size=len(page.of()), ModDate=String(f"D:{page.book.date:%Y%m%d}000000Z"))
    with pikepdf.open(BytesIO(pdf)) as opened:
        stream = Stream(
            opened,
            page.packed(),
            Type=Name.EmbeddedFile,
            Subtype=Name("/text/html"),
            Params=facts,
            Filter=Name.FlateDecode,
        )
        stored = opened.make_indirect(stream)
        file = opened.make_indirect(
            Dictionary(
                Type=Name.Filespec,
                F=String(name),
                UF=String(name),
                Desc=String("This draft as a page to comment on in a browser, offline; save it, then open it."),
                EF=Dictionary(F=stored, UF=stored),
                AFRelationship=Name.Alternative,
            )
        )
        opened.Root.AF.append(file)
        NameTree(opened.Root.Names.EmbeddedFiles)[name] = file
        return save(opened)
