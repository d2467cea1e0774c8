"""Read from a finished page what can be found in it: paragraphs, actions, tables and their rows, terms, sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import NamedTuple

from lxml import html
from lxml.html import HtmlElement

SKIPPED = frozenset(
    "footnote-list footnote catalogue catalogue-filter catalogue-count toctree-wrapper points readers to-brief".split()
)
"""Classes of what repeats other text, or stands round it; a note's points are read where a chapter cites them."""
NOT_READ = (
    "paragraph-number", "headerlink", "footnote-reference", "form-download", "heard", "action-with", "practice-from",
)  # fmt: skip
"""Classes of what is no word of a text."""
LONGEST_FORM = 300
"""Characters of a form that are searched; the rest is blanks and their names."""


class Entry(NamedTuple):
    """One thing that can be found: what it is, where it stands, what it is called, what it says."""

    kind: str
    anchor: str
    number: str
    title: str
    text: str


def entries_of(page: str) -> list[Entry]:
    """List what can be found in a page, in its order; `page` is its HTML."""
    article = html.document_fromstring(page).find(".//article")
    return [] if article is None else _joined(_entries(article))


def _entries(parent: HtmlElement) -> Iterator[Entry]:
    for child in parent.iterchildren(tag=None):
        if not isinstance(child.tag, str):
            continue
        classes = set((child.get("class") or "").split())
        if classes & SKIPPED:
            continue
        special = _special(child, classes)
        if special is not None:
            yield from special
        elif child.tag in ("section", "div", "blockquote", "details"):
            yield from _entries(child)
        else:
            # A list or a remark belongs to what stands before it.
            yield Entry("", "", "", "", _words(child))


def _special(element: HtmlElement, classes: set[str]) -> list[Entry] | None:
    """Return the entries of an element that is found by itself; None for any other."""
    anchor = element.get("id", "")
    if element.tag == "h1":
        return [Entry("chapter", "", _number(element), _title(element), "")]
    if element.tag in ("h2", "h3", "h4"):
        return [Entry("section", _above(element), _number(element), _title(element), "")]
    if "numbered" in classes:
        number = " ".join(_words_of(element, "paragraph-number"))
        return [Entry("paragraph", anchor, number, "", _words(element))]
    if "action" in classes:
        number = anchor.removeprefix("action-").upper()
        rest = [_words(line) for line in element if not (line.get("class") or "").startswith("action-")]
        return [Entry("action", anchor, number, " ".join(_words_of(element, "action-text")), " ".join(rest))]
    if "practice" in classes:
        label = " ".join(_words_of(element, "practice-label"))
        rest = [_words(line) for line in element if "practice-label" not in (line.get("class") or "")]
        return [Entry("practice", "", "", label, " ".join(rest))]
    if "form" in classes:
        title = " ".join(_words_of(element, "form-title"))
        said = _words(element).removeprefix(title).strip()[:LONGEST_FORM]
        return [Entry("form", anchor or _above(element), "", title, said)]
    if element.tag == "table":
        return list(_of_table(element))
    if element.tag == "figure":
        return [_of_figure(element)]
    if element.tag == "dl" and "glossary" in classes:
        return list(_of_glossary(element))
    if element.tag == "ul" and "sources" in classes:
        return [Entry("source", item.get("id", ""), "", "", _source(item)) for item in element]
    return None


def _of_table(table: HtmlElement) -> Iterator[Entry]:
    """Yield a table by its caption, and each of its rows."""
    anchor, number = table.get("id", "") or _above(table), " ".join(_words_of(table, "caption-number"))
    title = " ".join(_words_of(table, "caption-text"))
    yield Entry("table", anchor, number, title, " · ".join(map(_words, table.xpath("./thead/tr/*"))))
    for row in table.xpath("./tbody/tr"):
        cells = [words for cell in row if (words := _words(cell))]
        if cells:
            yield Entry("row", anchor, number, cells[0], " · ".join(cells[1:]))


def _of_figure(figure: HtmlElement) -> Entry:
    described = " ".join(str(image.get("alt", "")) for image in figure.iter("img"))
    number, title = (" ".join(_words_of(figure, name)) for name in ("caption-number", "caption-text"))
    return Entry("figure", figure.get("id", ""), number, title, described)


def _of_glossary(terms: HtmlElement) -> Iterator[Entry]:
    term = None
    for child in terms:
        if child.tag == "dt":
            term = child
        elif child.tag == "dd" and term is not None:
            yield Entry("term", term.get("id", ""), "", _words(term), _words(child))


def _joined(entries: Iterator[Entry]) -> list[Entry]:
    """Add to each entry the words that stand after it and belong to nothing else; place what has no id."""
    found: list[Entry] = []
    place = ""
    for entry in entries:
        if entry.kind == "paragraph":
            place = entry.anchor
        if entry.kind:
            found.append(entry._replace(anchor=place) if entry.kind == "practice" else entry)
        elif found and entry.text:
            last = found[-1]
            found[-1] = last._replace(text=f"{last.text} {entry.text}".strip())
    return found


def _source(item: HtmlElement) -> str:
    """Return a source without the addresses that only repeat where its title leads."""
    return " ".join(re.sub(r",? https?://\S+", "", _words(item)).split())


def _number(heading: HtmlElement) -> str:
    return " ".join(_words_of(heading, "section-number")).rstrip(".")


def _title(heading: HtmlElement) -> str:
    number = " ".join(_words_of(heading, "section-number"))
    return _words(heading).removeprefix(number).strip()


def _above(element: HtmlElement) -> str:
    """Return the id of the nearest element above that has one."""
    return next((str(above.get("id")) for above in element.iterancestors() if above.get("id")), "")


def _words_of(element: HtmlElement, name: str) -> Iterator[str]:
    yield from (_words(one, kept=name) for one in element.find_class(name)[:1])


def _words(element: HtmlElement, kept: str = "") -> str:
    """Return the words of an element with single spaces, without numbers in the margin, calls of notes and signs."""
    copy = deepcopy(element)
    copy.tail = None
    for name in NOT_READ:
        for one in copy.find_class(name):
            if one is not copy:
                one.drop_tree()
    # The words of two blocks do not run together.
    for block in copy.iter("p", "li", "dd", "dt", "td", "th"):
        block.tail = f" {block.tail or ''}"
    return " ".join(copy.text_content().split())
