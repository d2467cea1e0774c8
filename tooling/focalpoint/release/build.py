"""Builds an edition: load, check, assemble, read, write, print, publish; the first step with problems ends it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from focalpoint.assembly.generated_pages.briefs import FOLDER, LISTING
from focalpoint.assembly.tree import Piece, assemble, write_tree
from focalpoint.checks import check_manual
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.manual import Manual
from focalpoint.content.text.imprint import Imprint, imprint
from focalpoint.files import folder_lock
from focalpoint.leaks.leak_gate import seal
from focalpoint.problems import Problem, Trouble, stopped
from focalpoint.release.briefs import edition_briefs
from focalpoint.release.build_cache import Record, inputs_digest, rarely_collected
from focalpoint.release.publish import publish_file, publish_folder

if TYPE_CHECKING:
    from focalpoint.press.book import Press

PDF = "manual.pdf"
PRINTER_PDF = "manual-printer.pdf"
"""The variant for a print shop."""


class Format(StrEnum):
    """What a build makes."""

    HTML = "html"
    """The web pages, with the print edition that they offer."""
    PDF = "pdf"
    """The print edition."""
    ALL = "all"
    """Both."""
    BRIEFS = "briefs"
    """The briefs for ministries alone; the web pages offer them too."""


WEB = (Format.HTML, Format.ALL)


class Teller(Protocol):
    """Tells a person how the work goes on."""

    def step(self, text: str) -> None:
        """A step begins."""

    def piece(self, title: str, done: int, total: int) -> None:
        """One of several pieces of the step is done."""


@dataclass(frozen=True)
class Built:
    """What a build published."""

    paths: tuple[Path, ...]
    pages: int


def build_edition(
    config: Config,
    edition: Edition,
    form: Format,
    tell: Teller,
    workers: int | None = None,
    *,
    for_printer: bool = False,
) -> Built:
    """Build and publish an edition; raises Trouble with all problems of the first step that has any.

    For a printer, only the PDF is made, in the print shop's variant.
    """
    form = Format.PDF if for_printer else form
    waiting = "Waiting for another build of this edition to end"
    with folder_lock(config.build / edition, lambda: tell.step(waiting)), _press(config, workers, for_printer) as press:
        # One process gets ready on another processor while this one checks and reads, more where more has changed.
        press.pool.start(1)
        facts = imprint(config, edition)
        what = f"{edition} {form} {facts} {'for a printer' if for_printer else ''}"
        record = Record(config.build / edition / "published.json", config.dist / edition, inputs_digest(config, what))
        if (pages := record.pages()) is not None:
            tell.step("Nothing has changed since this was made")
            return Built(tuple(_paths(config, edition, form, for_printer)), pages)
        with rarely_collected():
            pages = _build(config, edition, form, facts, tell, press)
        paths = _paths(config, edition, form, for_printer)
        record.write(pages, [path.parent if path.name == "index.html" else path for path in paths])
        return Built(tuple(paths), pages)


def _paths(config: Config, edition: Edition, form: Format, for_printer: bool) -> list[Path]:
    """What is published: the PDF, the first of the web pages, and the folder of the briefs; or each of these alone."""
    target = config.dist / edition
    if form is Format.BRIEFS:
        return sorted((target / FOLDER).glob("*.pdf"))
    pdf, web = target / (PRINTER_PDF if for_printer else PDF), target / "html" / "index.html"
    return [pdf] if form is Format.PDF else [pdf, web, *(folder for folder in [target / FOLDER] if folder.is_dir())]


def _press(config: Config, workers: int | None, for_printer: bool) -> Press:
    from focalpoint.press.book import Press
    from focalpoint.press.workers.cache import Cache

    return Press(workers or os.cpu_count() or 1, Cache(config.build / "cache" / "press"), for_printer=for_printer)


def _build(config: Config, edition: Edition, form: Format, facts: Imprint, tell: Teller, press: Press) -> int:
    """Make and publish everything; returns the number of printed pages."""
    folder, target = config.build / edition, config.dist / edition
    tell.step("Checking the text")
    manual = check_manual(config)
    tell.step(f"Assembling the {edition} edition")
    assembled = assemble(config, manual, edition, briefs=form is not Format.PDF)
    tree = assembled.tree
    if form is Format.BRIEFS and f"{LISTING}.md" not in tree:
        raise stopped("no chapter of this edition has a brief; add `brief:` with a ministry to its front matter")
    press.pool.start(write_tree(tree, folder / "source"))
    tell.step(f"Reading {len([name for name in tree if name.endswith('.md')])} texts")
    named = f"dist/{edition}/{FOLDER}" if form is Format.BRIEFS else ""
    sealed = seal(assembled, named, folder / "searched-and-clean")

    def search_pdf(pdf: bytes) -> None:
        tell.step("Looking for what the edition may not carry")
        publish_file(pdf, folder / "sealing" / PDF)
        sealed(folder / "sealing")

    beside = search_pdf if form is Format.PDF else None
    printed = _print(config, edition, form, facts, folder, manual, tree, tell, press, beside)
    if form in WEB:
        from focalpoint.html.edition import sphinx_settings
        from focalpoint.html.sphinx_run import run_sphinx

        tell.step("Writing the web pages")
        run = run_sphinx(folder, tree, "html", sphinx_settings(config, edition, facts))
        _stop(run.problems)
    if form is not Format.PDF:
        tell.step("Looking for what the edition may not carry")
    tell.step("Publishing")
    with ExitStack() as publishing:
        if form in WEB:
            # Loaded here: the library for Word files takes its time.
            from focalpoint.release.form_files import form_files

            beside_pages = {PDF: printed.pdf, **{f"{FOLDER}/{name}": data for name, data in printed.briefs.items()}}
            beside_pages |= form_files(tree, config.settings.title, facts)
            publishing.enter_context(publish_folder(folder / "html", target / "html", beside_pages, sealed))
        if printed.briefs:
            write_tree({name: Piece(data, name) for name, data in printed.briefs.items()}, folder / FOLDER)
            publishing.enter_context(publish_folder(folder / FOLDER, target / FOLDER, {}, sealed))
        if form is not Format.BRIEFS:
            publish_file(printed.pdf, target / (PRINTER_PDF if press.for_printer else PDF))
    return printed.pages


@dataclass(frozen=True)
class Printed:
    """What was printed."""

    pdf: bytes
    """The book; empty where only the briefs are made."""
    pages: int
    briefs: Mapping[str, bytes]
    """By the names of their files."""


def _print(
    config: Config,
    edition: Edition,
    form: Format,
    facts: Imprint,
    folder: Path,
    manual: Manual,
    tree: Mapping[str, Piece],
    tell: Teller,
    press: Press,
    beside: Callable[[bytes], None] | None,
) -> Printed:
    """The print edition and the briefs; `beside` looks at the bytes while the gates do."""
    # Sphinx is loaded here: a check or a help text does without it.
    from focalpoint.html.edition import sphinx_settings
    from focalpoint.html.sphinx_run import run_sphinx
    from focalpoint.press.book_facts import book_of
    from focalpoint.press.print_builder import brief_units, tell_written, units

    book = book_of(config, edition, facts)
    run = run_sphinx(
        *(folder, tree, "print", sphinx_settings(config, edition, facts)),
        readers=press.pool.count,
        # A chapter is laid out while Sphinx writes the next.
        ready=lambda app: tell_written(app, lambda unit: form is Format.BRIEFS or press.begin(book, unit)),
    )
    _stop(run.problems)
    assert run.app is not None
    pieces, brief_pieces = units(run.app), brief_units(run.app)
    # Sphinx has said all; what it read need not lie about while the book is put together.
    del run
    tell.step("Printing")
    paths = {name.removesuffix(".md").replace("/", "-"): piece.path for name, piece in tree.items()}
    try:
        briefs = edition_briefs(press, book, brief_pieces, manual, tell.piece) if brief_pieces else {}
        if form is Format.BRIEFS:
            return Printed(b"", 2 * len(briefs), briefs)
        bound = press.bind(book, pieces, press.lay_out(book, pieces, tell.piece))
        press.check(bound, beside)
    except Trouble as trouble:
        raise Trouble(_named(problem, paths) for problem in trouble.problems) from None
    return Printed(bound.assembled.pdf, bound.assembled.pages, briefs)


def _named(problem: Problem, paths: Mapping[str, str]) -> Problem:
    """The problem with the author's path instead of the unit's name."""
    return Problem(paths.get(problem.path, problem.path), problem.line, problem.kind, problem.message)


def _stop(problems: list[Problem]) -> None:
    if problems:
        raise Trouble(problems)
