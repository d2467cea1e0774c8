"""Write a page for each permanent address of an edition: it leads to the paragraph, or says where its matter went."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.text.imprint import imprint
from focalpoint.html.edition_marks import EditionMarks, marked_page
from focalpoint.release.addresses.registry import Registry, ids_of, resting, text_of
from focalpoint.release.changes.edition_text import EditionText
from focalpoint.release.changes.report import search_report

FOLDER = "at"


@dataclass(frozen=True)
class Page:
    """One of these pages, before it says which edition it is from."""

    title: str
    body: str
    target: str = ""
    """The page that it leads on to by itself; empty for one that stays."""


def address_pages(
    registry: Registry, whole: EditionText, text: EditionText, edition: Edition, marks: EditionMarks
) -> dict[str, str]:
    """Make the pages by their paths in the web edition: of each id ever published, a list, and of old chapters' names.

    `whole` is the text of all at the registry's commit, and `text` that of the edition.
    """
    return {name: _written(page, name, marks) for name, page in _pages(registry, whole, text, edition)}


def _written(page: Page, name: str, marks: EditionMarks) -> str:
    up = "../" * name.count("/")
    head = f'<link rel="stylesheet" href="{up}_static/edition.css">'
    if page.target:
        head += f'<meta http-equiv="refresh" content="0; url={escape(page.target)}">'
    body = f"<article><h1>{escape(page.title)}</h1>{page.body}</article>"
    # What leads on or lists is nothing to be found by itself.
    return marked_page(replace(marks, closed=True), page.title, body, name=name, head=head)


def _pages(
    registry: Registry, whole: EditionText, text: EditionText, edition: Edition
) -> Iterator[tuple[str, Page]]:
    ids = ids_of(registry, whole)
    shown = {ids[one.chapter, one.number]: one for one in text.blocks if one.numbered}
    places = {id: f"{one.chapter}.html#p{_ordinal(one.number)}" for id, one in shown.items()}
    numbers = {id: one.number for id, one in shown.items()}
    yield f"{FOLDER}/index.html", _list(text, shown_in(text, ids), numbers)
    for id in registry.published.get(edition, ()):
        yield f"{FOLDER}/{id}.html", _address(id, places, numbers, registry)
    for old, new in registry.renamed.items():
        new = _latest(registry.renamed, new)
        if new in text.titles and old not in text.titles and old in registry.chapters.get(edition, ()):
            up = "../" * old.count("/")
            yield f"{old}.html", _leading(f"{up}{new}.html", text.titles[new], "This chapter is now")


def add_addresses(config: Config, edition: Edition, commit: str, registry: Registry, folder: Path) -> None:
    """Add the pages to the web edition in a folder, once they were searched for what it may not carry."""
    whole = text_of(config, commit, Edition.SECRETARIAT)
    marks = edition_marks(config, edition)
    pages = address_pages(registry, whole, text_of(config, commit, edition), edition, marks)
    files = {name: page.encode() for name, page in pages.items()}
    search_report(config, edition, files)
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    ids = ids_of(registry, whole)
    for chapter in text_of(config, commit, edition).titles:
        page = folder / f"{chapter}.html"
        if page.is_file():
            page.write_text(with_addresses(page.read_text(encoding="utf-8"), chapter, ids), encoding="utf-8")


_NUMBERED = re.compile(r'<p\b(?=[^>]*\bclass="[^"]*\bnumbered\b)[^>]*\bid="p(?P<ordinal>[\w-]+)"')


def with_addresses(page: str, chapter: str, ids: Mapping[tuple[str, str], str]) -> str:
    """Give each paragraph of a chapter's page its permanent address, which the box that cites it then names."""
    of_chapter = {_ordinal(number): id for (docname, number), id in ids.items() if docname == chapter}

    def addressed(paragraph: re.Match[str]) -> str:
        id = of_chapter.get(paragraph["ordinal"])
        return f'{paragraph[0]} data-address="{FOLDER}/{id}.html"' if id else paragraph[0]

    return _NUMBERED.sub(addressed, page)


def edition_marks(config: Config, edition: Edition) -> EditionMarks:
    """Return what every page of an edition has to say of itself."""
    facts = imprint(config, edition)
    return EditionMarks(
        edition=facts.edition,
        handling=edition.clearance.value,
        version=config.version,
        date=facts.dated,
        day=facts.date.isoformat(),
        closed=edition is not Edition.PUBLIC,
        address=config.settings.address,
    )


def shown_in(text: EditionText, ids: Mapping[tuple[str, str], str]) -> list[tuple[str, str]]:
    """List chapter and id of each numbered paragraph of an edition, in the order of the book."""
    return [(one.chapter, ids[one.chapter, one.number]) for one in text.blocks if one.numbered]


def _latest(renamed: Mapping[str, str], name: str) -> str:
    seen: set[str] = set()
    while name in renamed and name not in seen:
        seen.add(name)
        name = renamed[name]
    return name


def _ordinal(number: str) -> str:
    """The part of a paragraph's number that counts in its chapter: `12` of `3.12`."""
    return number.rpartition(".")[2]


def _address(id: str, places: Mapping[str, str], numbers: Mapping[str, str], registry: Registry) -> Page:
    if id in places:
        return _leading(f"../{places[id]}", f"Paragraph {numbers[id]}", "This paragraph is now")
    last = resting(registry.gone, id)
    title = "This paragraph is no longer here"
    if last in places:
        link = f'<a href="../{escape(places[last])}">paragraph {escape(numbers[last])}</a>'
        return Page(title, f"<p>Its matter is now in {link}.</p>")
    return Page(title, "<p>The present edition does not have it.</p>")


def _leading(target: str, title: str, said: str) -> Page:
    """Make a page that leads on by itself."""
    link = f'<a href="{escape(target)}">{escape(title)}</a>'
    return Page(title, f"<p>{said} {link}.</p>", target)


def _list(text: EditionText, shown: list[tuple[str, str]], numbers: Mapping[str, str]) -> Page:
    """List the permanent address of each paragraph, by chapter."""
    body = ["<p>These addresses stay the same when paragraphs are renumbered or moved. Cite them.</p>"]
    chapter = ""
    for docname, id in shown:
        if docname != chapter:
            chapter = docname
            body.append(f"<h2>{escape(text.titles[docname])}</h2>")
        body.append(f'<p><a href="{id}.html">{escape(numbers[id])}</a>: {FOLDER}/{id}.html</p>')
    return Page("Permanent addresses of paragraphs", "".join(body))
