"""Turn a unit's HTML into HTML that WeasyPrint lays out as a valid tagged page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from lxml import html
from lxml.html import HtmlElement

from focalpoint.press.layout.html_checks import CHECKS, elements, words_of
from focalpoint.press.layout.keep_together import keep_calls, keep_citations, keep_last_words
from focalpoint.press.layout.link_labels import labels
from focalpoint.press.layout.long_words import break_long_words
from focalpoint.press.section import Book, Section, refuse

AFAR = "book:#"
"""Begins a link to another unit: it must survive a layout in which its target does not exist."""


@dataclass(frozen=True)
class Prepared:
    """A unit ready for layout."""

    html: str
    labels: dict[str, str]


def prepare(unit: Section, book: Book) -> Prepared:
    """Check a unit's HTML, then put it into the form that the press prints."""
    body = html.fragment_fromstring(unit.html, create_parent="body")
    refuse(problem for check in CHECKS for problem in check(body, unit.name))
    body.set("class", unit.part_of_book)
    _name_notes(body, unit.name)
    names = labels(body, unit)
    for step in STEPS:
        step(body)
    _send_afar(body, set(names))
    head = f'<head><meta charset="utf-8"><title>{escape(unit.title)}</title></head>'
    text = html.tostring(body, encoding="unicode")
    return Prepared(f'<!DOCTYPE html><html lang="{escape(book.locale)}">{head}{text}</html>', names)


def _name_notes(body: HtmlElement, name: str) -> None:
    """Give a note without an id one, so that its call can lead to it."""
    for number, note in enumerate(body.xpath("//span[contains(@class, 'footnote')][not(@id)]"), 1):
        note.set("id", f"{name}.note-{number}")


# Steps: each changes the tree in one way.


def _plain_links(body: HtmlElement) -> None:
    """Leave no element inside a link: PDF/UA wants the text directly in it (7.18.5-1)."""
    for link in elements(body, "a"):
        children = list(link)
        if len(children) == 1 and children[0].tag in ("em", "i", "strong", "b", "cite"):
            only = children[0]
            if not (link.text or "").strip() and not (only.tail or "").strip():
                _wrap_outside(link, only)
        for child in elements(link):
            child.drop_tag()


def _wrap_outside(link: HtmlElement, inner: HtmlElement) -> None:
    """Turn a link round an emphasised title into an emphasised link, so that the emphasis stays."""
    wrapper = html.Element(str(inner.tag), dict(inner.attrib))
    wrapper.tail, link.tail = link.tail, None
    parent = link.getparent()
    if parent is not None:
        parent.replace(link, wrapper)
        wrapper.append(link)


def _item_bodies(body: HtmlElement) -> None:
    """Give each list item one body: PDF/UA allows nothing else beside its label (7.2-20)."""
    for item in elements(body, "li"):
        wrapper = html.Element("dd", {"class": "item-body"})
        wrapper.text, item.text = item.text, None
        wrapper.extend(list(item))
        item.append(wrapper)


def _table_scopes(body: HtmlElement) -> None:
    """Say of each head cell whether it heads a column or a row."""
    for cell in elements(body, "th"):
        if cell.get("scope") is None:
            in_head = next(cell.iterancestors("thead"), None) is not None
            cell.set("scope", "col" if in_head else "row")


def _turned_tables(body: HtmlElement) -> None:
    """Put a table of many columns on a turned page, with the heading that stands directly before it."""
    for table in body.xpath("//table[contains(concat(' ', @class, ' '), ' landscape ')]"):
        parent, heading = table.getparent(), table.getprevious()
        page = html.Element("div", {"class": "turned"})
        page.tail, table.tail = table.tail, None
        parent.replace(table, page)
        if heading is not None and heading.tag in ("h2", "h3", "h4") and not (heading.tail or "").strip():
            page.append(heading)
        page.append(table)
        # WeasyPrint goes on on the same kind of page until another is asked for.
        after = next((one.getnext() for one in (page, *page.iterancestors()) if one.getnext() is not None), None)
        if after is not None and "landscape" not in (after.get("class") or ""):
            after.set("class", f"{after.get('class') or ''} upright".strip())


def _right_to_left(body: HtmlElement) -> None:
    """Begin the lines of a quotation at the right that is all in a script from right to left."""
    for spoken in body.xpath("//p/span[@lang='ar' or @lang='fa' or @lang='he' or @lang='ur']"):
        paragraph = spoken.getparent()
        beside = f"{paragraph.text or ''}{spoken.tail or ''}"
        if len(paragraph) == 1 and not any(map(str.isalnum, beside)):
            paragraph.set("class", f"{paragraph.get('class') or ''} from-right".strip())


def _list_starts(body: HtmlElement) -> None:
    """Begin a list with its own number: WeasyPrint itself begins every one with 1."""
    for numbers in elements(body, "ol"):
        if (start := numbers.get("start") or "").isdigit():
            numbers.set("style", f"counter-reset: list-item {int(start) - 1}")


def _points(body: HtmlElement) -> None:
    """Number the points of a consultation note as paragraphs are numbered."""
    for item in body.xpath("//ol[contains(@class, 'points')]/li[@value]"):
        item.set("data-number", item.get("value"))
        first = next(item.iterdescendants("p"), item)
        number = html.Element("span", {"class": "paragraph-number"})
        number.text, number.tail, first.text = item.get("value"), first.text, None
        first.insert(0, number)


def _paragraph_numbers(body: HtmlElement) -> None:
    """Put the space after a number into the margin with it: the text begins at its edge, and is read with a space."""
    for number in body.xpath("//span[@class='paragraph-number']"):
        number.text = f"{(number.text or '').strip()}\N{NO-BREAK SPACE}"
        number.tail = (number.tail or "").lstrip()


def _rubrics(body: HtmlElement) -> None:
    """Have the running head of an index tell the ministries on its page, as others tell the paragraphs."""
    ministry = ""
    for heading in body.xpath("//*[@class='rubric']"):
        ministry = words_of(heading) if heading.tag == "h2" else ministry
        heading.set("data-number", ministry)


def _hyphens(body: HtmlElement) -> None:
    """Write every hyphen of the text as the common one: the other is what layout breaks a word with."""
    for element in body.iter():
        for part in ("text", "tail"):
            if isinstance(element.tag, str) and (text := getattr(element, part)) and "\N{HYPHEN}" in text:
                setattr(element, part, text.replace("\N{HYPHEN}", "-"))


STEPS: tuple[Callable[[HtmlElement], None], ...] = (
    _plain_links,
    _item_bodies,
    _table_scopes,
    _turned_tables,
    _right_to_left,
    _list_starts,
    _points,
    _paragraph_numbers,
    _rubrics,
    break_long_words,
    keep_last_words,
    _hyphens,
    keep_calls,
    keep_citations,
)


def _send_afar(body: HtmlElement, own: set[str]) -> None:
    """Mark the links whose target is in another unit."""
    for link in elements(body, "a"):
        target = link.get("href") or ""
        if target.startswith("#") and target[1:] not in own:
            link.set("href", AFAR + target[1:])
