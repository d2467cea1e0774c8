"""Update the preview at every save: read what changed, write the chapter's article, and lay out its pages."""

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
from focalpoint.html.sphinx_run import sphinx_settings
from focalpoint.press.book_facts import book_of
from focalpoint.preview.articles import changed_block
from focalpoint.preview.printing import Printing
from focalpoint.preview.reader import Reader
from focalpoint.preview.source import Source, changed_texts, read_source, unshowable
from focalpoint.preview.state import Screen
from focalpoint.problems import Problem, ProblemKind, Trouble, in_order


@dataclass(frozen=True)
class Task:
    """A request to the coordinator: read what was saved, or show a chapter."""

    since: float
    docname: str = ""


class Coordinator:
    """Update the preview of one edition in a thread of its own."""

    def __init__(self, config: Config, edition: Edition, screen: Screen) -> None:
        self.config, self.edition, self.screen = config, edition, screen
        self.folder = config.build / "preview" / edition
        self.source = Source({}, ())
        self._tasks: SimpleQueue[Task] = SimpleQueue()
        self._printing = Printing(screen)
        self._articles: dict[str, str] = {}
        """The article of each text as it was last shown."""
        self._shown = ""
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
        """Request that a chapter is shown."""
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
                self._keep_pages(trouble.problems)
            except Exception as error:
                # Keep the last good pages, whatever failed; the next save is read by a new Sphinx application.
                self._forget()
                said = " ".join(f"the preview failed; it tries again when you save ({error!r})".split())[:500]
                self._keep_pages([Problem("", 0, ProblemKind.BUILD, said)])
            gc.collect()

    def _next(self) -> Task:
        """Wait for the next task; saves that came together are one task."""
        task = self._tasks.get()
        try:
            while not task.docname:
                task = Task(task.since, self._tasks.get_nowait().docname)
        except Empty:
            pass
        return task

    def _turn(self, task: Task) -> None:
        self._check_settings()
        before = self.source.tree
        self.source = read_source(self.config, self.edition, before)
        self._report(self.source.problems)
        if not self.source.tree:
            self._keep_pages(self.source.problems)
            return
        changed = changed_texts(before, self.source.tree)
        self._keep_articles(changed)
        write_tree(dict(self.source.tree), self.folder / "source")
        reader = self._read()
        chapters = tuple((one.docname, one.name, one.part) for one in reader.chapters())
        if chapters != self.screen.state.chapters:
            self.screen.show(chapters=chapters)
        self._choose(task.docname, changed, [docname for docname, _name, _part in chapters])
        self._draw(reader, task.since)

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

    def _choose(self, asked: str, changed: Sequence[str], known: Sequence[str]) -> None:
        """Choose the chapter: the one asked for, else the one shown if it was saved, else the one saved last."""
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
        opened = self.screen.state.docname != docname
        if not self.source.is_sound(docname) and not opened:
            self._keep_pages([*self.source.problems, *reader.said()])
            return
        section, complaints = reader.section(docname)
        job = self._printing.begin(section, self._book, reader.pictures(), since)
        article, more = reader.article(docname)
        reported = [*self.source.problems, *reader.said(), *complaints, *more]
        self._report(reported)
        if path in unshowable(reported) and not opened:
            self._keep_pages(reported)
            return
        self._show_article(docname, article, self._printing.known(section.name) if opened else {})

        def refused(problems: Iterable[Problem]) -> None:
            # The press names the section, the author knows the path.
            self._keep_pages([*reported, *(Problem(path, one.line, one.kind, one.message) for one in problems)])

        self._printing.finish(job, refused)

    def _show_article(self, docname: str, article: str, pages: dict[str, Any]) -> None:
        changed = changed_block(self._articles[docname], article) if docname in self._articles else ""
        self._articles[docname] = article
        changes: dict[str, Any] = {"docname": docname, "article": article, "busy": "Laying out the pages", **pages}
        if changed:
            changes |= {"changed": changed, "edit": self.screen.state.edit + 1}
        elif pages:
            changes["changed"] = ""
        self.screen.show(**changes)

    def _keep_pages(self, problems: Iterable[Problem]) -> None:
        """Keep the pages shown, and report why."""
        self._report(problems)
        self.screen.show(busy="")

    def _report(self, problems: Iterable[Problem]) -> None:
        reported = tuple(str(problem) for problem in in_order(problems))
        if reported != self.screen.state.problems:
            self.screen.show(problems=reported)
