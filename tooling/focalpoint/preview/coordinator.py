"""Update the preview at every save: read what changed, write the chapter's article, and lay out its pages."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any

from focalpoint.assembly.tree import write_tree
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.text.imprint import imprint
from focalpoint.html.sphinx_run import sphinx_settings
from focalpoint.press.book_facts import book_of
from focalpoint.press.section import Book
from focalpoint.preview.articles import changed_block
from focalpoint.preview.printing import Printing
from focalpoint.preview.reader import Reader
from focalpoint.preview.source import Source, changed_files, changed_texts, read_source
from focalpoint.preview.state import Fault, Screen
from focalpoint.problems import Problem, ProblemKind, Trouble, in_order

PRINTING = "Laying out the pages"


@dataclass(frozen=True)
class Task:
    """A request to the coordinator: read what was saved, or draw a chapter for a window that was opened on it."""

    since: float
    docname: str = ""

    def joined(self, other: Task) -> Task:
        """Join it with a later one; a save draws the chapters of all windows."""
        return Task(self.since, self.docname if self.docname == other.docname else "")


class Coordinator:
    """Update the preview of one edition in a thread of its own."""

    def __init__(self, config: Config, edition: Edition, screen: Screen) -> None:
        self.config, self.edition, self.screen = config, edition, screen
        self.folder = config.build / "preview" / edition
        self.source = Source({}, ())
        self._book: Book | None = None
        self._tasks: SimpleQueue[Task] = SimpleQueue()
        self._printing = Printing(screen)
        self._articles: dict[str, str] = {}
        """The article of each text as it was last shown."""
        self._refused: dict[str, list[Problem]] = {}
        """Why the press refused each chapter that it refused when it was last printed."""
        self._said: list[Problem] = []
        self._reader: Reader | None = None
        self._settings: tuple[bytes, ...] = ()

    @property
    def styles(self) -> tuple[str, ...]:
        """The addresses of the site's style sheets."""
        return self._reader.styles if self._reader else ()

    def start(self) -> None:
        """Start the threads and processes, and read the manual."""
        self._printing.start()
        threading.Thread(target=self._work, daemon=True).start()
        self.request_update()

    def request_update(self) -> None:
        """Request an update after a save."""
        self._tasks.put(Task(time.monotonic()))

    def open(self, docname: str) -> None:
        """Request that a chapter is drawn for a window."""
        self._tasks.put(Task(time.monotonic(), docname))

    def close(self) -> None:
        """Stop the printing processes."""
        self._printing.close()

    def _work(self) -> None:
        # A garbage collection within a turn would take as long as the turn, so it runs after each.
        gc.disable()
        while True:
            task = self._next()
            try:
                self._turn(task)
            except Trouble as trouble:
                self._keep_all(trouble.problems)
            except Exception as error:
                # Keep the last good pages, whatever failed; the next save is read by a new Sphinx application.
                self._forget()
                said = " ".join(f"the preview failed; it tries again when you save ({error!r})".split())[:500]
                self._keep_all([Problem("", 0, ProblemKind.BUILD, said)])
            gc.collect()

    def _next(self) -> Task:
        """Wait for the next task; those that came together are one task."""
        task = self._tasks.get()
        with suppress(Empty):
            while True:
                task = task.joined(self._tasks.get_nowait())
        return task

    def _turn(self, task: Task) -> None:
        self._check_settings()
        before, screen = self.source, self.screen
        self.source = read_source(self.config, self.edition, before)
        self._tell([])
        if not self.source.tree:
            self._keep_all([])
            return
        changed = changed_texts(before, self.source)
        if self._reader and (files := changed_files(before, self.source)):
            changed += self._reader.using(files)
        self._keep_articles(changed)
        write_tree(dict(self.source.tree), self.folder / "source")
        reader = self._read()
        listed = tuple((one.docname, one.name, one.part) for one in reader.chapters())
        self._list(listed, changed)
        asked = screen.resolve(task.docname)
        docnames = [asked] if task.docname else screen.watched()
        said = reader.said()
        for docname in docnames:
            said += self._draw(reader, docname, task.since)
        self._tell(said)

    def _list(self, listed: tuple[tuple[str, str, str], ...], changed: Sequence[str]) -> None:
        """Show the list of chapters, and the one saved last; a chapter that was renamed is known by both names."""
        state, known = self.screen.state, [docname for docname, _name, _part in listed]
        old = [docname for docname, _name, _part in state.chapters]
        gone, new = set(old) - set(known), set(known) - set(old)
        renamed = dict(state.renamed)
        if len(gone) == len(new) == 1:
            renamed |= dict(zip(gone, new, strict=True))
        renamed = {before: after for before, after in renamed.items() if before not in known}
        saved = renamed.get(state.saved, state.saved)
        # A generated page changes with other files, and nobody has saved it.
        changed = [docname for docname in changed if docname in known and self._saved(docname)]
        if known and (saved not in known or (changed and saved not in changed)):
            saved = max(changed or known, key=self._saved)
        paths = {self.source.path(docname): docname for docname in known}
        shown = {"chapters": listed, "saved": saved, "renamed": renamed, "paths": paths, "busy": ""}
        if any(getattr(state, name) != value for name, value in shown.items()):
            self.screen.tell(**shown)

    def _check_settings(self) -> None:
        """Start a new Sphinx application where the project's settings or vocabulary, or Sphinx's settings, changed."""
        names = ("pyproject.toml", "manual/conf.py", "manual/vocabulary.toml")
        files = [self.config.root / name for name in names]
        settings = tuple(file.read_bytes() if file.is_file() else b"" for file in files)
        if settings != self._settings:
            # While a folder is being renamed, its settings are missing.
            if self._settings and not all(settings):
                return
            self.config = Config.load(self.config.root, self.config.today)
            self._forget()
            self._settings = settings

    def _forget(self) -> None:
        if self._reader is not None:
            self._reader.close()
        self._reader = None

    def _keep_articles(self, changed: Sequence[str]) -> None:
        """Write the articles of changed texts as they were before, to find later what changed in them."""
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

    def _saved(self, docname: str) -> float:
        try:
            return (self.config.root / self.source.path(docname)).stat().st_mtime
        except OSError:
            return 0.0

    def _draw(self, reader: Reader, docname: str, since: float) -> list[Problem]:
        """Draw a chapter in all windows that show it; returns what Sphinx says of it."""
        path = self.source.path(docname)
        self._refused.pop(docname, None)
        section, complaints = reader.section(docname)
        assert self._book is not None
        job = self._printing.begin(docname, section, self._book, reader.pictures(), since)
        article, more = reader.article(docname)
        changed = changed_block(self._articles[docname], article) if docname in self._articles else ""
        self._articles[docname] = article
        held = "all" if path in self.source.held else ""
        changes: dict[str, Any] = {"article": article, "lines": reader.lines, "held": held, "busy": PRINTING}
        if changed:
            changes |= {"changed": changed, "edit": self.screen.view(docname).edit + 1}
        self.screen.show(docname, **changes)

        def refused(problems: Iterable[Problem]) -> None:
            # The press names the section, the author knows the path.
            self._refused[docname] = [Problem(path, one.line, one.kind, one.message) for one in problems]
            self.screen.show(docname, busy="", held="pages")
            self._tell(self._said)

        self._printing.finish(job, refused)
        return [*complaints, *more]

    def _keep_all(self, problems: Iterable[Problem]) -> None:
        """Keep the pages shown in every window, and tell why."""
        self._tell(problems)
        self.screen.tell(busy="")
        for docname in list(self.screen.views):
            self.screen.show(docname, busy="", held="all")

    def _tell(self, said: Iterable[Problem]) -> None:
        """Tell every problem: those of the texts, what Sphinx `said` of them, and why the press refused a chapter."""
        texts, self._said = self.source.problems, list(said)
        known = {one.path for one in texts}
        # Over what the check says in an author's words Sphinx stumbles too, at other lines.
        more = [one for one in self._said if one.path not in known]
        refused = [one for problems in list(self._refused.values()) for one in problems]
        faults = tuple(
            [Fault(one, holds=True) for one in refused]
            + [Fault(one, one.path in self.source.held) for one in in_order([*texts, *more])]
        )
        if faults != self.screen.state.faults:
            self.screen.tell(faults=faults)
