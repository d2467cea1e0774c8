"""The preview's work: at every save read what changed, and draw the chapter's web page and its printed pages."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any

from focalpoint.assembly.tree import write_tree
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.text.imprint import imprint
from focalpoint.html.edition import sphinx_settings
from focalpoint.press.book_facts import book_of
from focalpoint.preview.articles import changed_block
from focalpoint.preview.printing import Printing
from focalpoint.preview.reader import Reader
from focalpoint.preview.source import Source, changed_texts, hindered, read_source
from focalpoint.preview.state import Board
from focalpoint.problems import Problem, ProblemKind, Trouble, in_order


@dataclass(frozen=True)
class Order:
    """A wish: look what was saved, or show a chapter."""

    since: float
    docname: str = ""


class Desk:
    """Draws one edition onto a board, in a thread of its own."""

    def __init__(self, config: Config, edition: Edition, board: Board) -> None:
        self.config, self.edition, self.board = config, edition, board
        self.folder = config.build / "preview" / edition
        self.source = Source({}, ())
        self._orders: SimpleQueue[Order] = SimpleQueue()
        self._printing = Printing(board)
        self._articles: dict[str, str] = {}
        """Every text as it was last shown."""
        self._shown = ""
        self._reader: Reader | None = None
        self._settings: tuple[bytes, ...] = ()

    @property
    def styles(self) -> tuple[str, ...]:
        """Addresses of the site's style sheets."""
        return self._reader.styles if self._reader else ()

    def start(self) -> None:
        """Begin to draw."""
        self._printing.start()
        threading.Thread(target=self._work, daemon=True).start()
        self.look()

    def look(self) -> None:
        """Something may have been saved."""
        self._orders.put(Order(time.monotonic()))

    def open(self, docname: str) -> None:
        """Show a chapter."""
        self._orders.put(Order(time.monotonic(), docname))

    def close(self) -> None:
        """End the processes."""
        self._printing.close()

    def _work(self) -> None:
        # A collection in the middle of the work would take as long as the work; it is made up for after each turn.
        gc.disable()
        while True:
            order = self._next()
            try:
                self._turn(order)
            except Trouble as trouble:
                self._stay(trouble.problems)
            except Exception as error:
                # Whatever it was, the last good pages stay, and the next save is looked at by a Sphinx begun anew.
                self._forget()
                said = " ".join(f"the preview stumbled; it looks again when you save ({error!r})".split())[:500]
                self._stay([Problem("", 0, ProblemKind.BUILD, said)])
            gc.collect()

    def _next(self) -> Order:
        """The next wish; saves that came together are one."""
        order = self._orders.get()
        try:
            while not order.docname:
                order = Order(order.since, self._orders.get_nowait().docname)
        except Empty:
            pass
        return order

    def _turn(self, order: Order) -> None:
        self._mind_settings()
        before = self.source.tree
        self.source = read_source(self.config, self.edition, before)
        self._tell(self.source.problems)
        if not self.source.tree:
            self._stay(self.source.problems)
            return
        changed = changed_texts(before, self.source.tree)
        self._remember(changed)
        write_tree(dict(self.source.tree), self.folder / "source")
        reader = self._read()
        chapters = tuple((one.docname, one.name, one.part) for one in reader.chapters())
        if chapters != self.board.scene.chapters:
            self.board.show(chapters=chapters)
        self._choose(order.docname, changed, [docname for docname, _name, _part in chapters])
        self._draw(reader, order.since)

    def _mind_settings(self) -> None:
        """Begin anew where the settings of the project or of Sphinx are others than before."""
        files = (self.config.root / "pyproject.toml", self.config.manual / "conf.py")
        settings = tuple(file.read_bytes() if file.is_file() else b"" for file in files)
        if settings != self._settings:
            # A folder that is away for a moment takes its settings with it.
            if self._settings and not all(settings):
                return
            self.config = Config.load(self.config.root, self.config.today)
            self._forget()
            self._settings = settings

    def _forget(self) -> None:
        if self._reader is not None:
            self._reader.close()
        self._reader = None

    def _remember(self, changed: Sequence[str]) -> None:
        """Write texts as they were, while Sphinx still knows: by that it is seen what changed in them."""
        for docname in changed:
            if self._reader and docname not in self._articles and self._reader.knows(docname):
                self._articles[docname] = self._reader.article(docname)[0]

    def _read(self) -> Reader:
        if self._reader is None:
            facts = imprint(self.config, self.edition)
            self._book = book_of(self.config, self.edition, facts)
            self._reader = Reader(self.folder, sphinx_settings(self.config, self.edition, facts))
        if self._reader.read(self.source.tree):
            self._reader.keep()
            gc.collect()
            gc.freeze()
        return self._reader

    def _choose(self, asked: str, changed: Sequence[str], known: Sequence[str]) -> None:
        """Show what was asked for, else what is shown if that was saved, else what was saved last."""
        changed = [docname for docname in changed if docname in known]
        if asked in known:
            self._shown = asked
        elif self._shown not in known or (changed and self._shown not in changed):
            self._shown = max(changed or known, key=self._saved)

    def _saved(self, docname: str) -> float:
        try:
            return (self.config.root / self.source.path(docname)).stat().st_mtime
        except OSError:
            return 0.0

    def _draw(self, reader: Reader, since: float) -> None:
        docname, path = self._shown, self.source.path(self._shown)
        opened = self.board.scene.docname != docname
        if not self.source.is_sound(docname) and not opened:
            self._stay([*self.source.problems, *reader.said()])
            return
        unit, complaints = reader.unit(docname)
        job = self._printing.begin(unit, self._book, reader.pictures(), since)
        article, more = reader.article(docname)
        told = [*self.source.problems, *reader.said(), *complaints, *more]
        self._tell(told)
        if path in hindered(told) and not opened:
            self._stay(told)
            return
        self._show_article(docname, article, self._printing.known(unit.name) if opened else {})

        def refused(problems: Iterable[Problem]) -> None:
            # The press knows the chapter by another name than its author.
            self._stay([*told, *(Problem(path, one.line, one.kind, one.message) for one in problems)])

        self._printing.finish(job, refused)

    def _show_article(self, docname: str, article: str, pages: dict[str, Any]) -> None:
        changed = changed_block(self._articles[docname], article) if docname in self._articles else ""
        self._articles[docname] = article
        changes: dict[str, Any] = {"docname": docname, "article": article, "busy": "Laying out the pages", **pages}
        if changed:
            changes |= {"changed": changed, "edit": self.board.scene.edit + 1}
        elif pages:
            changes["changed"] = ""
        self.board.show(**changes)

    def _stay(self, problems: Iterable[Problem]) -> None:
        """Leave the pages as they are, and tell why."""
        self._tell(problems)
        self.board.show(busy="")

    def _tell(self, problems: Iterable[Problem]) -> None:
        told = tuple(str(problem) for problem in in_order(problems))
        if told != self.board.scene.problems:
            self.board.show(problems=told)
