"""What a link says to a screen reader: the number and title of the thing it leads to."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml.html import HtmlElement

from focalpoint.press.section import Section

LONGEST = 90
OWN_TEXT = ".//text()[not(ancestor::span[contains(@class, 'footnote')])]"
"""What an element says without its notes."""
CALLER = "call:"
"""Begins the name of the place at which a note is called; no id has a colon."""


def call_of(note: str) -> str:
    """The name of the place at which a note is called."""
    return CALLER + note


def labels(body: HtmlElement, unit: Section) -> dict[str, str]:
    """Id → label, for every id of a unit and for the call of every note."""
    notes = [note for note in body.iterdescendants("span") if "footnote" in _classes(note)]
    numbers = {note: f"Note {place}" for place, note in enumerate(notes, 1)}
    own = {
        str(element.get("id")): numbers.get(element) or _label(element, unit)
        for element in body.iterdescendants()
        if element.get("id")
    }
    return own | {call_of(name): f"Back to {place}" for name, place in _callers(body, unit)}


def _callers(body: HtmlElement, unit: Section) -> Iterator[tuple[str, str]]:
    """Each note's id with the place of its call: the numbered paragraph that it is in, or else below."""
    number, paragraph = "", None
    for element in body.iterdescendants():
        if "numbered" in _classes(element):
            number, paragraph = element.get("data-number", ""), element
        elif "footnote" in _classes(element):
            where = "" if paragraph in element.iterancestors() else "the text below "
            yield str(element.get("id")), f"{where}paragraph {number}" if number else unit.heading


def _label(element: HtmlElement, unit: Section) -> str:
    classes = _classes(element)
    for name, say in BY_CLASS.items():
        if name in classes:
            return say(element) or unit.heading
    if element.tag in ("table", "figure"):
        return _first(element, "caption", "figcaption") or unit.heading
    if element.tag == "li" and "points" in _classes(element.getparent()):
        return f"{unit.title}, point {element.get('value', '')}"
    if element.tag == "section":
        return _first(element, "h2", "h3", "h4", "h5", "h6") or unit.heading
    if element.tag in ("dt", "li", "h2", "h3", "h4", "h5", "h6"):
        return _text(element)
    return unit.heading


def _classes(element: HtmlElement | None) -> list[str]:
    return [] if element is None else (element.get("class") or "").split()


def _text(element: HtmlElement) -> str:
    words = " ".join("".join(element.xpath(OWN_TEXT)).split())
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rsplit(" ", 1)[0] + "…"


def _first(element: HtmlElement, *tags: str) -> str:
    found = next(element.iterdescendants(*tags), None)
    return "" if found is None else _text(found)


def _paragraph(element: HtmlElement) -> str:
    return f"Paragraph {element.get('data-number', '')}"


def _first_of_class(name: str) -> Callable[[HtmlElement], str]:
    def say(element: HtmlElement) -> str:
        found = next((child for child in element.iterdescendants() if name in _classes(child)), None)
        return "" if found is None else _text(found)

    return say


BY_CLASS: dict[str, Callable[[HtmlElement], str]] = {
    "numbered": _paragraph,
    "action": _first_of_class("action-label"),
    "practice": _first_of_class("practice-label"),
    "handling": _first_of_class("handling-label"),
    "chapter": lambda element: "",
}
