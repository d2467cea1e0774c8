"""Write only those pages of the web edition that changed; take the others from a cache."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder

from focalpoint.digests import installed_packages, path_digest
from focalpoint.extension.book_order import book_order
from focalpoint.extension.stale_pages import shared_facts
from focalpoint.files import write_whole
from focalpoint.html.search_entries import entries_of
from focalpoint.html.search_index import INDEX, TERMS, search_index, terms
from focalpoint.html.typefaces import add_typefaces

if TYPE_CHECKING:
    from collections.abc import Set

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


PAGES = "pages"
"""Name of the folder of the cached pages, beside the output folder."""
TYPEFACES = "typefaces"
"""Name of the folder of the typefaces that were cut, beside the output folder."""
STYLES = Path(__file__).resolve().parent / "theme" / "styles"
SHEETS = ("text.css", "columns.css", "layout.css")
"""The style sheets of a page, in their order."""
REPEATING = ("briefs/", "pocket/")
"""Beginnings of the names of documents that, like the start page, repeat others; they are found by their titles."""


class PageBuilder(StandaloneHTMLBuilder):
    """Write the pages that changed; take the others, with their entries of the search index, from the last run."""

    name = "html"
    search = False  # Sphinx's own search finds pages, not paragraphs; ours is written in `finish`.

    def init(self) -> None:
        """Start as the HTML builder does."""
        super().init()
        self._cache = PageCache(Path(self.outdir).parent / PAGES)
        self._written: dict[str, tuple[str, Page]] = {}
        self._entries: dict[str, list[Any]] = {}

    def get_outdated_docs(self) -> Set[str]:  # type: ignore[override]  # any iterable will do
        """Return every document; `write_documents` decides by the cache keys which pages are written."""
        return self.env.found_docs

    def write_documents(self, docnames: Set[str]) -> None:
        """Write each document's page, or take it from the cache."""
        self._cache.prune(docnames)
        keys = PageKeys(self)
        for docname in sorted(docnames):
            key = keys.of(docname)
            page = self._cache.read(docname, key)
            if page is None:
                self._written[docname] = key, self._write(docname)
            else:
                self._take_over(docname, page)

    def _write(self, docname: str) -> Page:
        shown, self.images = self.images, {}
        super().write_documents({docname})
        text = self._file(docname).read_text(encoding="utf-8")
        found = entries_of(text)
        repeats = docname == self.config.root_doc or docname.startswith(REPEATING)
        entries = [one for one in found if one.kind == "chapter"] if repeats else found
        page = Page(text, self.images, entries)
        self.images = shown | page.images
        self._entries[docname] = entries
        return page

    def _take_over(self, docname: str, page: Page) -> None:
        file = self._file(docname)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page.html, encoding="utf-8")
        self.images |= page.images
        self._entries[docname] = page.entries

    def _file(self, docname: str) -> Path:
        return Path(self.outdir) / f"{docname}{self.out_suffix}"

    def copy_theme_static_files(self, context: dict[str, Any]) -> None:
        """Copy nothing: no page uses a script, style sheet or typeface of the theme."""

    def create_pygments_style_file(self) -> None:
        """Write nothing: a manual shows no program."""

    def finish(self) -> None:
        """Write what comes after the pages: the search index, the style sheet and the typefaces of their characters."""
        super().finish()
        out = Path(self.outdir)
        pages = (file.read_text(encoding="utf-8") for file in out.rglob("*.html"))
        write_style_sheet(out, set().union(*pages))
        order = [place.docname for place in book_order(self.env)]
        entries = {name: self._entries[name] for name in [*order, *sorted(self._entries)] if name in self._entries}
        index = search_index({f"{name}{self.out_suffix}": found for name, found in entries.items()})
        write_whole(out / "_static" / INDEX, index)
        write_whole(out / "_static" / TERMS, terms(one for found in entries.values() for one in found))

    def keep_pages(self) -> None:
        """Store the pages of this run in the cache; called only after a run without warnings."""
        for docname, (key, page) in self._written.items():
            self._cache.keep(docname, key, page)


def write_style_sheet(out: Path, characters: Collection[str]) -> None:
    """Write the style sheet of all pages of a site, which a browser asks for once, and the typefaces it names."""
    typefaces = add_typefaces(out / "_static", characters, out.parent / TYPEFACES)
    sheets = [typefaces, *((STYLES / name).read_text(encoding="utf-8") for name in SHEETS)]
    write_whole(out / "_static" / "edition.css", "\n".join(sheets).encode())


class PageKeys:
    """Digests of all that each page of a run is written from."""

    def __init__(self, builder: PageBuilder) -> None:
        self._builder = builder
        self._env: BuildEnvironment = builder.env

    def of(self, docname: str) -> str:
        """Digest the document, its own facts, the files that it was read from, and what all pages share."""
        env, source = self._env, Path(self._builder.srcdir)
        read_from = sorted({str(file) for file in env.dependencies.get(docname, ())})
        facts = (
            docname,
            sha256((Path(self._builder.doctreedir) / f"{docname}.doctree").read_bytes()).hexdigest(),
            env.metadata[docname],
            [(file, path_digest(source / file)) for file in read_from],
            sorted((image, name) for image, (docnames, name) in env.images.items() if docname in docnames),
        )
        return _digest((self._shared, facts))

    @cached_property
    def _shared(self) -> str:
        """Digest what any page may show of the others: numbers, titles, headings, sources; and settings and code."""
        env, config = self._env, self._builder.config
        bibliographies = [path_digest(Path(self._builder.srcdir) / file) for file in config.bibtex_bibfiles]
        facts = (
            *shared_facts(env),
            {name: title.astext() for name, title in env.longtitles.items()},
            {name: contents.pformat() for name, contents in env.tocs.items()},
            sorted(env.found_docs),
            {name: fields.get("brief-of", "") for name, fields in env.metadata.items()},
            bibliographies,
            {setting.name: setting.value for setting in config},
            sorted(self._builder.tags),
            sys.version,
            installed_packages(),
        )
        return _digest(facts)


def _digest(facts: object) -> str:
    return sha256(json.dumps(facts, sort_keys=True, default=_plain).encode()).hexdigest()


def _plain(value: object) -> object:
    """Convert a setting's value for JSON; a function to its name, since the packages' versions cover its code."""
    if isinstance(value, set | frozenset):
        return sorted(map(repr, value))
    return getattr(value, "__qualname__", None) or repr(value)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Replace Sphinx's HTML builder."""
    app.add_builder(PageBuilder, override=True)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


SUFFIX = ".page"


@dataclass(frozen=True)
class Page:
    """One written page, and what the rest of the edition needs of it."""

    html: str
    images: dict[str, str]
    """The pictures that it shows: path in the source folder → name in the edition."""
    entries: list[Any]
    """What of it can be found by the search."""


class PageCache:
    """Cache the last page of each document, in one file a document.

    A file holds a digest of the rest, the key, and the page. A page is used only for exactly the same key, and only if
    the digest matches.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, docname: str, key: str) -> Page | None:
        """Return the page of a document, where it was written from exactly the same; else None."""
        try:
            digest, kept, data = self._file(docname).read_bytes().split(b"\n", 2)
            if kept != key.encode() or digest != _page_digest(kept, data):
                return None
            return Page(**json.loads(data))
        except (OSError, ValueError, TypeError):
            return None

    def keep(self, docname: str, key: str, page: Page) -> None:
        """Keep the page of a document in place of the one before."""
        data = json.dumps(asdict(page)).encode()
        write_whole(self._file(docname), b"\n".join((_page_digest(key.encode(), data), key.encode(), data)))

    def prune(self, docnames: Iterable[str]) -> None:
        """Remove the pages of all other documents, so that no withdrawn text stays in the cache."""
        present = {self._file(docname) for docname in docnames}
        for file in self.folder.rglob("*"):
            if file.is_file() and file not in present:
                file.unlink()

    def _file(self, docname: str) -> Path:
        return self.folder / f"{docname}{SUFFIX}"


def _page_digest(key: bytes, data: bytes) -> bytes:
    return sha256(key + b"\n" + data).hexdigest().encode()
