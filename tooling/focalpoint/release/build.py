"""Builds an edition: load, check, assemble, read, write, print, publish; the first step with problems ends it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from focalpoint.assembly.tree import Piece, assemble, write_tree
from focalpoint.checks import check_manual
from focalpoint.config import Config
from focalpoint.content.handling import Edition
from focalpoint.content.imprint import Imprint, imprint
from focalpoint.problems import Problem, Trouble
from focalpoint.release.alone import alone
from focalpoint.release.publish import publish_file, publish_folder

if TYPE_CHECKING:
    from focalpoint.press import Book

PDF = "manual.pdf"


class Format(StrEnum):
    """What a build makes."""

    HTML = "html"
    """The web pages, with the print edition that they offer."""
    PDF = "pdf"
    """The print edition."""
    ALL = "all"
    """Both."""


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


def build_edition(config: Config, edition: Edition, form: Format, tell: Teller, workers: int | None = None) -> Built:
    """Build and publish an edition; raises Trouble with all problems of the first step that has any."""
    with alone(config.build / edition, lambda: tell.step("Waiting for another build of this edition to end")):
        return _build(config, edition, form, tell, workers)


def _build(config: Config, edition: Edition, form: Format, tell: Teller, workers: int | None) -> Built:
    tell.step("Checking the text")
    manual = check_manual(config)
    facts = imprint(config, edition)
    tell.step(f"Assembling the {edition} edition")
    tree = assemble(config, manual, edition)
    folder = config.build / edition
    write_tree(tree, folder / "source")
    target = config.dist / edition
    tell.step(f"Reading {len([name for name in tree if name.endswith('.md')])} texts")
    pdf, pages = _print(config, edition, facts, folder, tree, tell, workers)
    published = [target / PDF]
    if form is not Format.PDF:
        from focalpoint.site.edition import sphinx_settings
        from focalpoint.site.sphinx_run import run_sphinx

        tell.step("Writing the web pages")
        run = run_sphinx(folder, tree, "html", sphinx_settings(config, edition, facts))
        _stop(run.problems)
        published.append(target / "html" / "index.html")
    tell.step("Publishing")
    pages_too = (
        publish_folder(folder / "html", target / "html", {PDF: pdf}) if form is not Format.PDF else nullcontext()
    )
    with pages_too:
        publish_file(pdf, target / PDF)
    return Built(tuple(published), pages)


def _print(
    config: Config,
    edition: Edition,
    facts: Imprint,
    folder: Path,
    tree: Mapping[str, Piece],
    tell: Teller,
    workers: int | None,
) -> tuple[bytes, int]:
    """The print edition's bytes and number of pages."""
    # Sphinx and the press are loaded here: a check or a help text does without them.
    from focalpoint.press import print_book
    from focalpoint.press.fragments import units
    from focalpoint.site.edition import sphinx_settings
    from focalpoint.site.sphinx_run import run_sphinx

    run = run_sphinx(folder, tree, "print", sphinx_settings(config, edition, facts))
    _stop(run.problems)
    assert run.app is not None
    book = book_of(config, edition, facts)
    pieces = units(run.app)
    tell.step("Printing")
    paths = {name.removesuffix(".md").replace("/", "-"): piece.path for name, piece in tree.items()}
    try:
        pdf = print_book(book, pieces, workers or os.cpu_count() or 1, tell.piece)
    except Trouble as trouble:
        raise Trouble(_named(problem, paths) for problem in trouble.problems) from None
    return pdf, _pages(pdf)


def book_of(config: Config, edition: Edition, facts: Imprint) -> Book:
    """What the pages say of the book itself."""
    from focalpoint.press import Book

    settings = config.settings
    size: Literal["A4", "Letter"] = "Letter" if settings.page_size == "Letter" else "A4"
    return Book(
        title=settings.title,
        subtitle="",
        challenges=settings.challenges,
        network=settings.network,
        publisher=settings.publisher,
        edition=facts.edition,
        version=config.version,
        date=facts.date,
        status=settings.status,
        handling=edition.clearance.value,
        comments=settings.comments,
        language=settings.language,
        page_size=size,
    )


def _named(problem: Problem, paths: Mapping[str, str]) -> Problem:
    """The problem with the author's path instead of the unit's name."""
    return Problem(paths.get(problem.path, problem.path), problem.line, problem.kind, problem.message)


def _pages(pdf: bytes) -> int:
    from io import BytesIO

    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as book:
        return len(book.pages)


def _stop(problems: list[Problem]) -> None:
    if problems:
        raise Trouble(problems)
