"""Make an e-book (EPUB 3.3) of a web edition: the same text and numbers, with the pages of the printed book marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from io import BytesIO
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from lxml import etree, html
from lxml.html import HtmlElement

from focalpoint.html.epub_package import CONTAINER, Chapter, EbookFacts, navigation, package, page_file, title_page

STYLES = Path(__file__).resolve().parent / "theme" / "styles" / "epub.css"
DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)
"""The moment of every file in the archive, so that the same text gives the same bytes."""
LEFT_OUT = ("headerlink", "to-brief", "catalogue-filter", "catalogue-count", "form-download", "toctree-wrapper")
"""Classes of what only a web page needs."""


def make_epub(
    folder: Path, documents: Sequence[str], facts: EbookFacts, pages: Mapping[str, Sequence[tuple[str, str]]]
) -> bytes:
    """Make the e-book of the web pages in a folder.

    `documents` are the pages in the order of the book, without `.html`. `pages` has for each of them the printed pages
    that begin in it: number, and id of the first thing on it.
    """
    files = {f"{name}.html": f"{name.replace('/', '-')}.xhtml" for name in documents}
    chapters = [_chapter(folder, name, files, pages.get(name, ())) for name in documents]
    listed = [(number, f"{chapter.file}#page-{number}") for chapter in chapters for number in _marked(chapter.body)]
    images = sorted(frozenset().union(*(chapter.images for chapter in chapters)))
    packed = BytesIO()
    with ZipFile(packed, "w") as book:
        _add(book, "mimetype", b"application/epub+zip", ZIP_STORED)
        _add(book, "META-INF/container.xml", CONTAINER.encode())
        _add(book, "EPUB/package.opf", package(facts, chapters, images, paged=bool(listed)).encode())
        _add(book, "EPUB/nav.xhtml", navigation(facts, chapters, listed).encode())
        _add(book, "EPUB/title.xhtml", page_file("Title", title_page(facts)).encode())
        _add(book, "EPUB/style.css", STYLES.read_bytes())
        for chapter in chapters:
            _add(book, f"EPUB/{chapter.file}", page_file(chapter.title, chapter.body).encode())
        for image in images:
            _add(book, f"EPUB/images/{PurePosixPath(image).name}", (folder / image).read_bytes())
    return packed.getvalue()


def _add(book: ZipFile, name: str, data: bytes, packing: int = ZIP_DEFLATED) -> None:
    entry = ZipInfo(name, DAY_OF_ZIP)
    entry.compress_type = packing
    entry.external_attr = 0o644 << 16
    book.writestr(entry, data)


def _chapter(folder: Path, name: str, files: Mapping[str, str], pages: Sequence[tuple[str, str]]) -> Chapter:
    page = html.fromstring((folder / f"{name}.html").read_text(encoding="utf-8"))
    body = cast(HtmlElement, deepcopy(next(page.iter("article"))))
    body.tail = None
    for kind in LEFT_OUT:
        for one in body.find_class(kind):
            one.drop_tree()
    here = PurePosixPath(f"{name}.html").parent
    _relink(body, f"{name}.html", here, files)
    images = frozenset(_images(body, here))
    _mark_pages(body, pages)
    for element in body.iter():
        # What a script, a style sheet of the web or another namespace would read.
        for attribute in [key for key in element.attrib if str(key).startswith(("data-", "aria-level"))]:
            del element.attrib[attribute]
    body.tag = "section"
    body.attrib.clear()
    below = (one for one in body.iter("section") if one.get("id") and _level(one) == 2)
    sections = [(one.get("id", ""), _heading(one)) for one in below]
    title = _heading(next(one for one in body.iter("section") if _level(one) == 1))
    text = etree.tostring(body, encoding="utf-8", method="xml").decode()
    return Chapter(files[f"{name}.html"], title, sections, text, images)


def _relink(body: HtmlElement, page: str, here: PurePosixPath, files: Mapping[str, str]) -> None:
    """Lead the links to the files of the e-book; what it does not hold is left as plain words."""
    for link in list(body.iter("a")):
        address = link.get("href", "")
        if not address or address.startswith(("http:", "https:", "mailto:", "tel:")):
            continue
        target, _, anchor = address.partition("#")
        inside = normpath(str(here / target)) if target else page
        if inside in files:
            link.set("href", f"{files[inside]}{f'#{anchor}' if anchor else ''}")
        else:
            link.drop_tag()


def _images(body: HtmlElement, here: PurePosixPath) -> Iterator[str]:
    """Yield the pictures of a chapter by their paths among the web pages, and lead to those in the e-book."""
    for image in body.iter("img"):
        path = normpath(str(here / image.get("src", "")))
        image.set("src", f"images/{PurePosixPath(path).name}")
        yield path


def _mark_pages(body: HtmlElement, pages: Sequence[tuple[str, str]]) -> None:
    """Mark where each printed page begins, at the first thing of the text that stands on it."""
    places = {element.get("id"): element for element in body.iter() if element.get("id")}
    for number, anchor in pages:
        place = places.get(anchor) if anchor else next(body.iter("h1"), None)
        if place is None:
            continue
        mark = html.Element("span", {"id": f"page-{number}", "role": "doc-pagebreak", "aria-label": number})
        if place.tag in ("p", "h1", "dt", "li", "aside", "section", "div"):
            # Inside, where a mark between two items of a list or two sections would not be allowed.
            holds_blocks = place.tag in ("section", "div", "aside", "li")
            inner = next(place.iter("p", "h2", "h3"), place) if holds_blocks else place
            mark.tail, inner.text = inner.text, None
            inner.insert(0, mark)


def _marked(body: str) -> list[str]:
    return re.findall(r'<span id="page-([^"]+)" role="doc-pagebreak"', body)


def _level(section: HtmlElement) -> int:
    head = next((child for child in section if child.tag in ("h1", "h2", "h3", "h4", "h5", "h6")), None)
    return int(head.tag[1]) if head is not None else 0


def _heading(section: HtmlElement) -> str:
    head = next(child for child in section if child.tag in ("h1", "h2"))
    return " ".join(head.text_content().split())
