"""Write a page for each permanent address of an edition: it leads to the paragraph, or says where its matter went."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path

from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.release.addresses.registry import Registry, ids_of, resting, text_of
from focalpoint.release.changes.edition_text import EditionText
from focalpoint.release.changes.report import search_report

FOLDER = "at"
_PAGE = (
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="robots" content="noindex">{refresh}'
    "<title>{title}</title></head><body><main><h1>{title}</h1>{body}</main></body></html>\n"
)


def address_pages(registry: Registry, whole: EditionText, text: EditionText, edition: Edition) -> dict[str, str]:
    """Make the pages by their paths in the web edition: of each id ever published, a list, and of old chapters' names.

    `whole` is the text of all at the registry's commit, and `text` that of the edition.
    """
    ids = ids_of(registry, whole)
    shown = {ids[one.chapter, one.number]: one for one in text.blocks if one.numbered}
    places = {id: f"{one.chapter}.html#p{_ordinal(one.number)}" for id, one in shown.items()}
    numbers = {id: one.number for id, one in shown.items()}
    pages = {f"{FOLDER}/index.html": _list(text, shown_in(text, ids), numbers)}
    for id in registry.published.get(edition, ()):
        pages[f"{FOLDER}/{id}.html"] = _address(id, places, numbers, registry)
    for old, new in registry.renamed.items():
        new = _latest(registry.renamed, new)
        if new in text.titles and old not in text.titles and old in registry.chapters.get(edition, ()):
            up = "../" * old.count("/")
            pages[f"{old}.html"] = _leading(f"{up}{new}.html", text.titles[new], "This chapter is now")
    return pages


def add_addresses(config: Config, edition: Edition, commit: str, registry: Registry, folder: Path) -> None:
    """Add the pages to the web edition in a folder, once they were searched for what it may not carry."""
    whole = text_of(config, commit, Edition.SECRETARIAT)
    pages = address_pages(registry, whole, text_of(config, commit, edition), edition)
    files = {name: page.encode() for name, page in pages.items()}
    search_report(config, edition, files)
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


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


def _address(id: str, places: Mapping[str, str], numbers: Mapping[str, str], registry: Registry) -> str:
    if id in places:
        return _leading(f"../{places[id]}", f"Paragraph {numbers[id]}", "This paragraph is now")
    last = resting(registry.gone, id)
    title = "This paragraph is no longer here"
    if last in places:
        link = f'<a href="../{escape(places[last])}">paragraph {escape(numbers[last])}</a>'
        return _PAGE.format(refresh="", title=title, body=f"<p>Its matter is now in {link}.</p>")
    return _PAGE.format(refresh="", title=title, body="<p>The present edition does not have it.</p>")


def _leading(target: str, title: str, said: str) -> str:
    """Make a page that leads on by itself."""
    refresh = f'<meta http-equiv="refresh" content="0; url={escape(target)}">'
    link = f'<a href="{escape(target)}">{escape(title)}</a>'
    return _PAGE.format(refresh=refresh, title=escape(title), body=f"<p>{said} {link}.</p>")


def _list(text: EditionText, shown: list[tuple[str, str]], numbers: Mapping[str, str]) -> str:
    """List the permanent address of each paragraph, by chapter."""
    body = ["<p>These addresses stay the same when paragraphs are renumbered or moved. Cite them.</p>"]
    chapter = ""
    for docname, id in shown:
        if docname != chapter:
            chapter = docname
            body.append(f"<h2>{escape(text.titles[docname])}</h2>")
        body.append(f'<p><a href="{id}.html">{escape(numbers[id])}</a>: {FOLDER}/{id}.html</p>')
    return _PAGE.format(refresh="", title="Permanent addresses of paragraphs", body="".join(body))
