"""Number chapters, paragraphs, tables and figures from the text alone, as the book prints them.

The extension numbers what Sphinx has read, which takes as long as a build; a test holds both to the same numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from focalpoint.content.text.contents import PartOfBook, chapter_number, ordinal
from focalpoint.content.text.reading import Directive, Reading

_TRANSPARENT = frozenset({"handling", "brief", "pocket"})
"""Blocks whose paragraphs are numbered as if they stood in the chapter itself."""
_TABLES = frozenset({"table", "list-table", "csv-table"})


def chapter_numbers(order: Sequence[tuple[PartOfBook, str]]) -> dict[str, str]:
    """Number the documents of a book: `i` in the front matter, `1` in the body, `A` for an annex."""
    counts: dict[PartOfBook, int] = {"front": 0, "body": 0, "annex": 0}
    numbers = {}
    for part, docname in order:
        numbers[docname] = chapter_number(part, counts[part])
        counts[part] += 1
    return numbers


def cited_as(part: PartOfBook, number: str, title: str) -> str:
    """Write how the book cites a chapter: `chapter 3`, `annex B`, or by its title."""
    return {"body": f"chapter {number}", "annex": f"annex {number}"}.get(part, title)


def letter_number(number: str, title: str) -> str:
    """Write a chapter's title with its number before it."""
    return f"{number}. {title}" if number else title


@dataclass(frozen=True)
class PrintedNumbers:
    """The numbers of one chapter."""

    paragraphs: Mapping[int, str]
    """The number of each numbered paragraph, by its first line."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """What is printed for each label: `3.12`, `Table 3.1`."""
    listed: Mapping[str, str] = field(default_factory=dict)
    """The numbers of tables, figures and actions, each by its name or its words."""


def printed_numbers(text: str, reading: Reading, chapter: str) -> PrintedNumbers:
    """Number the paragraphs, tables and figures of a chapter that an edition carries."""
    paragraphs = _paragraphs(reading, chapter)
    labels = dict(_labelled(text, reading, paragraphs))
    listed = {}
    for box, number in _floats(reading, chapter):
        name = box.options.get("name", ("", 0))[0]
        listed[name or box.argument or number] = number
        if name:
            labels[name.lower()] = number
    for box in reading.directives:
        if box.name == "action" and (id := box.options.get("id", ("", 0))[0]):
            listed[box.argument] = f"Action {id}"
    return PrintedNumbers(paragraphs, labels, listed)


def _paragraphs(reading: Reading, chapter: str) -> dict[int, str]:
    found = {}
    count, letters = 0, 0
    for prose in reading.prose:
        if _TRANSPARENT.issuperset(prose.inside):
            handled = "handling" in prose.inside
            count, letters = (count, letters + 1) if handled else (count + 1, 0)
            number = ordinal(count, letters)
            found[prose.line] = f"{chapter}.{number}" if chapter else number
    return found


def _labelled(text: str, reading: Reading, paragraphs: Mapping[int, str]) -> Iterator[tuple[str, str]]:
    """Yield each label with what is printed for the paragraph or the list below it."""
    lines = sorted(paragraphs)
    for label, line in reading.labels:
        after = next((first for first in lines if first > line), None)
        if after is not None and not any(row.strip() for row in text.split("\n")[line : after - 1]):
            yield label.lower(), paragraphs[after]


def _floats(reading: Reading, chapter: str) -> Iterator[tuple[Directive, str]]:
    """Yield each captioned table and figure with its number, up to the first table that is made from data.

    How many tables those data make is known only when the book is built.
    """
    counts: dict[str, tuple[int, int]] = {}
    for box in sorted(reading.directives, key=lambda one: one.line):
        if box.name == "from-data":
            return
        kind = "Figure" if box.name == "figure" else "Table" if box.name in _TABLES and box.argument else ""
        if not kind or (kind == "Figure" and not any(row.strip() for row, _line in box.body)):
            continue
        count, letters = counts.get(kind, (0, 0))
        counts[kind] = count, letters = (count, letters + 1) if "handling" in box.inside else (count + 1, 0)
        number = ordinal(count, letters)
        yield box, f"{kind} {chapter}.{number}" if chapter else f"{kind} {number}"
