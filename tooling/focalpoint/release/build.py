"""Build an edition: what each format is made of, stage by stage."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from focalpoint.assembly.generated_pages.briefs import FOLDER
from focalpoint.assembly.generated_pages.pocket import FOLDER as POCKET_FOLDER
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.text.imprint import imprint
from focalpoint.files import folder_lock
from focalpoint.problems import ProblemKind
from focalpoint.release import ebook
from focalpoint.release.briefs import print_briefs, require_briefs
from focalpoint.release.build_cache import Record, inputs_digest, rarely_collected
from focalpoint.release.ebook import write_ebook
from focalpoint.release.job import Job, Stage, Teller, run
from focalpoint.release.pocket import NAME as POCKET_NAME
from focalpoint.release.pocket import print_pocket, require_pocket
from focalpoint.release.stages import (
    PRINTER_COPY,
    assemble,
    bind,
    check,
    lay_out,
    load,
    offer_prints,
    proof,
    proof_text,
    publish,
    publish_pdf,
    read,
    read_and_begin,
    turn_to_printer,
    write_pages,
)

if TYPE_CHECKING:
    from focalpoint.press.book import Press


class Format(StrEnum):
    """What a build makes."""

    HTML = "html"
    """The web pages, with the print edition that they offer."""
    PDF = "pdf"
    """The print edition."""
    ALL = "all"
    """The web pages and the print edition."""
    EPUB = "epub"
    """An e-book with the same text and numbers, and the pages of the print edition, which is made with it."""
    BRIEFS = "briefs"
    """The briefs for ministries alone; the web pages offer them too."""
    POCKET = "pocket"
    """The pocket edition alone; the web pages offer it too."""


READ = (load, check, assemble, read_and_begin)
PRINT = (*READ, lay_out, bind, proof, publish_pdf)
WEB = (*READ, write_pages, print_briefs, print_pocket, lay_out, bind, proof_text, offer_prints, publish)
PRINTER_COPY_TOO = (turn_to_printer, lay_out, bind, proof, publish_pdf)
"""What follows where the print shop's variant is made along with the web pages."""
STAGES: Mapping[Format, Sequence[Stage[Job]]] = {
    Format.PDF: PRINT,
    Format.HTML: WEB,
    Format.ALL: WEB,
    Format.EPUB: (*READ, write_pages, lay_out, bind, proof, write_ebook, publish),
    Format.BRIEFS: (load, check, assemble, require_briefs, read, print_briefs, publish),
    Format.POCKET: (load, check, assemble, require_pocket, read, print_pocket, publish),
}
"""All that a build does, in its order; a draft is made of the same stages (`drafts/drafts.py`)."""


@dataclass(frozen=True)
class Request:
    """What is asked for."""

    edition: Edition
    form: Format = Format.ALL
    workers: int = 0
    """Number of printing processes; 0 means one for each processor."""
    for_printer: bool = False
    """Whether only the PDF is made, in the print shop's variant."""
    printer_copy_too: bool = False
    """Whether the print shop's variant is made along with everything else."""
    target: Path | None = None
    """The folder to publish into; None for the edition's own in `dist/`."""
    allowed: frozenset[ProblemKind] = frozenset()
    """Kinds of broken rules that a person has overruled."""
    released: bool = False
    """Whether it is made for a release: the cover then says no more that it is a draft."""
    contact: str = ""
    """Whom a ministry answers, as the briefs print it; empty where a line is left to write on."""


@dataclass(frozen=True)
class Built:
    """What a build published."""

    paths: tuple[Path, ...]
    pages: int


def build_edition(config: Config, request: Request, tell: Teller) -> Built:
    """Build and publish an edition; raises Trouble with all problems of the first stage that has any."""
    edition, for_printer = request.edition, request.for_printer
    allowed = request.allowed
    form = Format.PDF if for_printer else request.form
    folder, target = config.build / edition, request.target or config.dist / edition
    waiting = "Waiting for another build of this edition to end"
    with folder_lock(folder, lambda: tell.step(waiting)), _press(config, request.workers, for_printer) as press:
        # One process gets ready on another processor while this one checks and reads.
        press.pool.start(1)
        facts = imprint(config, edition)
        pdf = target / (PRINTER_COPY if for_printer else "manual.pdf")
        briefs = form is not Format.PDF
        job = Job(config, edition, facts, folder, tell, press, briefs=briefs, pdf_target=pdf, allowed=allowed)
        job = replace(job, released=request.released, contact=request.contact)
        asked = f"{edition} {form} {facts} {for_printer} {config.version} {sorted(allowed)}"
        inputs = inputs_digest(config, f"{asked} {request.released} {request.contact}")
        record = Record(folder / "published.json", target, inputs)
        if (pages := record.pages()) is not None:
            tell.step("Nothing has changed since this was made")
            return Built(tuple(_paths(form, pdf)), pages)
        with rarely_collected():
            done = run(STAGES[form], job)
            if request.printer_copy_too:
                run(PRINTER_COPY_TOO, done)
            pages = done.pages
        paths = _paths(form, pdf)
        record.write(pages, [path.parent if path.name == "index.html" else path for path in paths])
        return Built(tuple(paths), pages)


def _paths(form: Format, pdf: Path) -> list[Path]:
    """List what is published: the PDF, the first of the web pages and the folder of the briefs, or one of these."""
    briefs, pocket = pdf.with_name(FOLDER), pdf.with_name(POCKET_FOLDER)
    if form is Format.BRIEFS:
        return sorted(briefs.glob("*.pdf"))
    if form is Format.POCKET:
        return [pocket / POCKET_NAME]
    if form is Format.PDF:
        return [pdf]
    if form is Format.EPUB:
        return [pdf, pdf.with_name(ebook.FOLDER) / ebook.NAME]
    return [pdf, pdf.with_name("html") / "index.html", *(one for one in (briefs, pocket) if one.is_dir())]


def _press(config: Config, workers: int, for_printer: bool) -> Press:
    from focalpoint.press.book import Press
    from focalpoint.press.workers.cache import Cache

    return Press(workers or os.cpu_count() or 1, Cache(config.build / "cache" / "press"), for_printer=for_printer)
