"""Write the search index of a web edition, as a script that a page can load from a folder without a server."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from focalpoint.html.search_entries import Entry

INDEX = "search-index.js"
TERMS = "terms.js"
LETTERS = {
    "section": "s", "paragraph": "p", "action": "a", "practice": "e", "form": "f", "table": "t", "row": "r",
    "figure": "i", "term": "g", "source": "b",
}  # fmt: skip
"""The letter of each kind of entry, with which its line begins; the line of a page begins with `=`."""


def search_index(pages: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    """Write the index: a line for each page, and below it a line for each entry of it, with tabs between the fields.

    The text stands in it as it is, so that the leak search reads it like any page. What a reader can derive is left
    out: a paragraph's number from its anchor, an action's too, and a section's anchor from its title.
    """
    lines = [line for address, found in pages.items() for line in _lines(address, [Entry(*one) for one in found])]
    said = "\n".join(lines)
    for sign in ("\\", "`", "${"):
        said = said.replace(sign, f"\\{sign}")
    return f"focalpointIndex(`{said}`);\n".encode()


def _lines(address: str, entries: Sequence[Entry]) -> Iterator[str]:
    chapter = next((one for one in entries if one.kind == "chapter"), Entry("chapter", "", "", address, ""))
    yield _line("=", address, chapter.number, chapter.title, chapter.text)
    for one in entries:
        if one.kind in LETTERS:
            yield _line(LETTERS[one.kind], *_shortened(one, chapter.number))


def _shortened(entry: Entry, chapter: str) -> tuple[str, str, str, str]:
    """Return the fields of an entry without what can be derived from the others."""
    anchor, number = entry.anchor, entry.number
    derived = {
        "paragraph": ".".join(filter(None, [chapter, anchor.removeprefix("p")])),
        "action": anchor.removeprefix("action-").upper(),
    }
    if number == derived.get(entry.kind):
        number = ""
    if entry.kind == "section" and anchor == section_anchor(entry.title):
        anchor = ""
    return anchor, number, entry.title, entry.text


def section_anchor(title: str) -> str:
    """Return the anchor that a title has where nothing else is said; `search-engine.js` makes it in the same way."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def _line(*fields: str) -> str:
    return "\t".join(" ".join(field.split()) for field in fields).rstrip("\t")


def terms(entries: Iterable[Sequence[str]]) -> bytes:
    """Write the meanings of the glossary's terms by their anchors, as a script that is loaded when one is asked for."""
    found = {one.anchor: [one.title, one.text] for one in (Entry(*entry) for entry in entries) if one.kind == "term"}
    return f"focalpointTerms({json.dumps(found, ensure_ascii=False, sort_keys=True)});\n".encode()
