"""One stage of a build by itself: `python -m tests.figures.stages STAGE PROJECT FOLDER` measures it and prints JSON.

Each run is a fresh process, so that the memory is the stage's own and nothing is warm but the disk. What a stage needs
from those before it is made first or read from FOLDER, and not counted.
"""

from __future__ import annotations

import json
import os
import pickle
import resource
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition

if TYPE_CHECKING:
    from focalpoint.press import Book, Section

Work = Callable[[], Any]
KIBIBYTES = 1024 if sys.platform == "darwin" else 1
"""What `ru_maxrss` is divided by to give kibibytes."""


def measured(work: Work) -> tuple[Any, dict[str, float]]:
    """What the work returns, and what it took: seconds, and the peaks of memory in MiB."""
    before, started = os.times(), time.perf_counter()
    result = work()
    wall, after = time.perf_counter() - started, os.times()
    return result, {
        "wall": wall,
        "own_cpu": after.user + after.system - before.user - before.system,
        "worker_cpu": after.children_user + after.children_system - before.children_user - before.children_system,
        "own_peak": peak(resource.RUSAGE_SELF),
        "worker_peak": peak(resource.RUSAGE_CHILDREN) if after.children_user > before.children_user else 0.0,
    }


def peak(whose: int) -> float:
    """The most memory a process held, in MiB; of the workers, the largest one's."""
    return resource.getrusage(whose).ru_maxrss / KIBIBYTES / 1024


class Stage:
    """The stages of one project; each method makes ready and returns the work to measure."""

    def __init__(self, project: Path, folder: Path) -> None:
        self.config = Config.load(project, date(2026, 1, 5))
        self.build = self.config.build / Edition.PUBLIC
        self.folder = folder

    def keep(self, name: str, value: object) -> None:
        """Lay a result down for a later stage."""
        (self.folder / f"{name}.pickle").write_bytes(pickle.dumps(value))

    def kept(self, name: str) -> Any:
        """What an earlier stage laid down."""
        return pickle.loads((self.folder / f"{name}.pickle").read_bytes())

    def check(self) -> Work:
        """Load and check, imports included: what `focalpoint check` does."""

        def work() -> int:
            from focalpoint.checks import check_manual

            return len(check_manual(self.config).chapters)

        return work

    def assemble(self) -> Work:
        """The edition's source tree, in memory and on disk."""
        from focalpoint.assembly.tree import assemble, write_tree
        from focalpoint.checks import check_manual

        manual = check_manual(self.config)
        return lambda: write_tree(assemble(self.config, manual, Edition.PUBLIC).tree, self.build / "source")

    def sphinx(self) -> Work:
        """Sphinx from nothing: read every text and write it for print."""
        tree, settings = self._tree()

        def work() -> int:
            from focalpoint.html.sphinx_run import run_sphinx
            from focalpoint.press.print_builder import units

            run = run_sphinx(self.build, tree, "print", settings)
            assert run.app and not run.problems, run.problems
            self.keep("units", units(run.app))
            return len(tree)

        return work

    def layout(self) -> Work:
        """Every unit laid out by the workers, and kept."""
        from focalpoint.press.book import Press
        from focalpoint.press.workers.cache import Cache

        units, book = self.units, self.book

        def work() -> int:
            with Press(os.cpu_count() or 1, Cache(self.folder / "laid-out")) as press:
                return sum(one.pages for one in press.lay_out_all(book, units, lambda *_: None).values())

        return work

    def book_assembly(self) -> Work:
        """The press's own front matter, page heads and feet, one PDF from all units, and the gates it must pass."""
        from focalpoint.press.book import Press
        from focalpoint.press.workers.cache import Cache

        units, book = self.units, self.book

        def work() -> int:
            with Press(os.cpu_count() or 1, Cache(self.folder / "laid-out")) as press:
                return press.print(book, units, lambda *_: None).pages

        return work

    def html(self) -> Work:
        """The web pages, after the print edition has read the texts, as in every build."""
        tree, settings = self._tree()

        def work() -> int:
            from focalpoint.html.sphinx_run import run_sphinx

            run = run_sphinx(self.build, tree, "html", settings)
            assert run.app and not run.problems, run.problems
            return len(tree)

        return work

    def one_document(self, *, references: bool = False) -> Work:
        """WeasyPrint on the whole book as one document, imports included."""
        units, book = self.units, self.book

        def work() -> int:
            from .one_document import OneDocument

            return OneDocument(units, book, references=references).write(self.folder / "one-document.pdf")

        return work

    def one_document_cited_by_page(self) -> Work:
        """The same, with the page after every link inside the book."""
        return self.one_document(references=True)

    def xelatex(self) -> Work:
        """Sphinx's own way to a PDF, from the assembled tree."""
        from .latex_route import write

        _tree, settings = self._tree()
        return lambda: write(self.build / "source", self.folder, settings)

    @property
    def units(self) -> list[Section]:
        """What the stage `sphinx` wrote."""
        units: list[Section] = self.kept("units")
        return units

    @property
    def book(self) -> Book:
        """The facts of the book."""
        from focalpoint.content.text.imprint import imprint
        from focalpoint.press.book_facts import book_of

        return book_of(self.config, Edition.PUBLIC, imprint(self.config, Edition.PUBLIC))

    def _tree(self) -> tuple[Any, dict[str, Any]]:
        from focalpoint.assembly.tree import assemble
        from focalpoint.checks import check_manual
        from focalpoint.content.text.imprint import imprint
        from focalpoint.html.sphinx_run import sphinx_settings

        tree = assemble(self.config, check_manual(self.config), Edition.PUBLIC).tree
        return tree, sphinx_settings(self.config, Edition.PUBLIC, imprint(self.config, Edition.PUBLIC))


def run(name: str, project: str, folder: str) -> None:
    """Measure one stage and print what it took."""
    work: Work = getattr(Stage(Path(project), Path(folder)), name)()
    result, took = measured(work)
    print(json.dumps({"result": result, **took}))


if __name__ == "__main__":
    run(*sys.argv[1:])
