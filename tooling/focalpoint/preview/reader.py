"""Keep one Sphinx application open: a save reads one text and writes one chapter."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Set
from contextlib import ExitStack
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinxcontrib.bibtex.bibfile import process_bibdata

from focalpoint.assembly.tree import Piece
from focalpoint.digests import code_digest
from focalpoint.extension.book_order import book_order
from focalpoint.extension.sphinx_private import (
    WarningCollector,
    forget_documents,
    own_registers,
    store_environment,
)
from focalpoint.html.sphinx_run import as_problem, own_logging
from focalpoint.press import Section
from focalpoint.press.print_builder import FragmentBuilder, slug
from focalpoint.preview.articles import ArticleBuilder, mark_blocks, shared_files
from focalpoint.problems import Problem

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


@dataclass(frozen=True)
class ChapterEntry:
    """One text in the list of chapters."""

    docname: str
    name: str
    part: str


def parse_changed_sources(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Parse the bibliography files again if they have changed since they were parsed.

    The extension parses them only when an application starts. The preview's application lives on, while an author adds
    sources, and while assembling adds each source to `sources.bib` with its first citation.
    """
    data = env.domaindata["cite"]
    parsed = data["bibdata"]
    data["bibdata"] = process_bibdata(parsed, list(parsed.bibfiles), parsed.encoding)


class Reader:
    """Run one Sphinx application over the folder `source` of a build folder; used by one thread only."""

    def __init__(self, folder: Path, settings: Mapping[str, Any]) -> None:
        self.folder = folder
        self.source = folder / "source"
        self.tree: Mapping[str, Piece] = {}
        self._open = ExitStack()
        self._collector = WarningCollector()
        self._said: dict[str, list[Problem]] = {}
        """The problems of each text when it was last read."""
        self.styles: tuple[str, ...] = ()
        """Addresses of the site's style sheets inside the folder `html`."""
        # Docutils' registers are global to the process; they stay Sphinx's until the preview ends.
        self._open.enter_context(own_registers(self.source))
        self._open.enter_context(own_logging())
        try:
            self._begin(dict(settings, focalpoint_code=code_digest(), show_warning_types=False))
        except BaseException:
            self._open.close()
            raise

    def _begin(self, settings: dict[str, Any]) -> None:
        out, doctrees = self.folder / "html", self.folder / "doctrees"
        app = Sphinx(self.source, self.source, out, doctrees, "html", settings, status=None, warning=StringIO())
        app.connect("doctree-read", mark_blocks, 990)
        app.connect("env-before-read-docs", parse_changed_sources)
        self._collector.listen(app)
        self._open.callback(self._collector.stop)
        self.app = app
        self._site: Any = app.builder
        self._web = self._builder(ArticleBuilder, out)
        self._print = self._builder(FragmentBuilder, self.folder / "print")

    def _builder(self, kind: type[StandaloneHTMLBuilder], folder: Path) -> Any:
        before, self.app.outdir = self.app.outdir, type(self.app.outdir)(folder)
        try:
            builder = kind(self.app, self.app.env)
            builder.init()
        finally:
            self.app.outdir = before
        return builder

    def close(self) -> None:
        """Restore docutils' registers and logging."""
        self._open.close()

    def read(self, tree: Mapping[str, Piece]) -> bool:
        """Read what changed in the source folder, which contains `tree`; returns whether it was the first time."""
        self.tree = tree
        env, first = self.app.env, not self.styles
        read = set(self._site.read())
        forget_documents(env)
        # This numbers chapters and paragraphs; the documents that it returns are written when they are opened.
        list(env.check_dependents(self.app, read))
        for docname in [docname for docname in self._said if docname in read or docname not in env.found_docs]:
            del self._said[docname]
        names = {piece.path: name.removesuffix(".md") for name, piece in tree.items()}
        for problem in self._complaints():
            self._said.setdefault(names.get(problem.path, ""), []).append(problem)
        if first:
            texts = (piece.data.decode("utf-8", "ignore") for name, piece in tree.items() if name.endswith(".md"))
            self.styles = shared_files(self._site, set().union(*texts))
            self._collector.found.clear()
        return first

    def keep(self) -> None:
        """Store what was read, so that the next preview starts with it."""
        store_environment(self.app)

    def section(self, docname: str) -> tuple[Section, list[Problem]]:
        """Write the chapter as a section for the press."""
        self._write(self._print, docname)
        self._print.copy_image_files()
        place = next(place for place in book_order(self.app.env) if place.docname == docname)
        text = (Path(self._print.outdir) / f"{docname}.unit").read_text(encoding="utf-8")
        title = self.app.env.titles[docname].astext()
        section = Section(
            slug(docname),
            title,
            place.number,
            place.part,
            place.part_of_book,
            place.level,
            text,
            Path(self._print.outdir),
        )
        return section, self._complaints()

    def article(self, docname: str) -> tuple[str, list[Problem]]:
        """Write the chapter as the web edition shows it."""
        self._write(self._web, docname)
        article = self._web.article
        for name, digest in self._pictures(self._web):
            # A changed picture keeps its address, so the digest makes the browser load it again.
            article = article.replace(f'_images/{name}"', f'_images/{name}?{digest}"')
        return article, self._complaints()

    @property
    def lines(self) -> tuple[tuple[int, str], ...]:
        """Line and id of each block of the article that was written last."""
        lines: tuple[tuple[int, str], ...] = self._web.lines
        return lines

    def using(self, names: Set[str]) -> list[str]:
        """List the texts that show one of these files, such as a picture."""
        return [docname for docname, files in self.app.env.dependencies.items() if names & {str(one) for one in files}]

    def pictures(self) -> tuple[tuple[str, str], ...]:
        """List the pictures of the chapter that was last written for print: name and digest."""
        return tuple(self._pictures(self._print))

    def _pictures(self, builder: Any) -> Iterator[tuple[str, str]]:
        for source, name in builder.images.items():
            data = self.tree[source].data if source in self.tree else b""
            yield name, hashlib.sha256(data).hexdigest()[:12]

    def knows(self, docname: str) -> bool:
        """Tell whether a text has been read."""
        return bool(self.styles) and docname in self.app.env.all_docs

    def said(self) -> list[Problem]:
        """List every problem of the texts as they were last read."""
        return [problem for problems in self._said.values() for problem in problems]

    def chapters(self) -> list[ChapterEntry]:
        """List every text of the book in order."""
        env = self.app.env
        return [
            ChapterEntry(
                place.docname,
                f"{place.number if place.part_of_book != 'front' else ''} {env.titles[place.docname].astext()}".strip(),
                place.part,
            )
            for place in book_order(env)
            if place.docname in env.titles
        ]

    def _write(self, builder: Any, docname: str) -> None:
        self.app.builder = builder
        try:
            # Numbers of chapters may have changed, so nothing of the last run is reused.
            builder.images = {}
            builder.prepare_writing({docname})
            doctree = self.app.env.get_and_resolve_doctree(docname, builder, tags=self.app.tags)
            builder.write_doc_serialized(docname, doctree)
            builder.write_doc(docname, doctree)
        finally:
            self.app.builder = self._site

    def _complaints(self) -> list[Problem]:
        found = [as_problem(self.source, self.tree, *one) for one in self._collector.found]
        self._collector.found.clear()
        return found
