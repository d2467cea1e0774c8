"""Check a section's HTML before it is laid out: each check yields what an author or the site must put right."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml.html import HtmlElement

from focalpoint.content.characters import unprintable
from focalpoint.press.section import fault
from focalpoint.problems import Problem, ProblemKind

OUTSIDE = ("http://", "https://", "mailto:", "tel:")
SHOWN = 40
"""Characters of the words that a message shows."""
FOREIGN = {"style", "link", "script", "iframe", "object", "embed", "form", "input", "base", "video", "audio", "svg"}


def elements(root: HtmlElement, *tags: str) -> list[HtmlElement]:
    """The elements below a root, in order, as a list that survives changes to the tree."""
    return list(root.iterdescendants(*tags))


def words_of(element: HtmlElement) -> str:
    """Return the text of an element with single spaces."""
    return " ".join(str(element.text_content()).split())


def _heading_levels(body: HtmlElement, name: str) -> Iterator[Problem]:
    """No heading level is skipped (7.4.2-1)."""
    level = 0
    for heading in elements(body, "h1", "h2", "h3", "h4", "h5", "h6"):
        this = int(str(heading.tag)[1])
        if this > level + 1:
            yield fault(name, f"the heading “{words_of(heading)}” skips a level; use level {level + 1}")
        level = this


def _pictures(body: HtmlElement, name: str) -> Iterator[Problem]:
    """Every picture says what it shows (7.3-1)."""
    for image in elements(body, "img"):
        if not (image.get("alt") or "").strip():
            source = image.get("src") or "without a source"
            message = f"the picture {source} has no text alternative; say what it shows"
            yield fault(name, message, ProblemKind.IMAGE)


def _links(body: HtmlElement, name: str) -> Iterator[Problem]:
    """A link leads into the book or to a full address: a relative one would print a path of this machine."""
    for link in elements(body, "a"):
        target = link.get("href")
        if target is not None and not (target.startswith(OUTSIDE) or (target.startswith("#") and target != "#")):
            message = f"the link “{words_of(link)}” leads to {target!r}; give #id or a full address"
            yield fault(name, message, ProblemKind.LINK)


def _constructs(body: HtmlElement, name: str) -> Iterator[Problem]:
    """Nothing that fetches, runs or styles by itself."""
    for element in elements(body, *FOREIGN):
        yield fault(name, f"<{element.tag}> cannot be printed; remove it", ProblemKind.CONSTRUCT)


def _ids(body: HtmlElement, name: str) -> Iterator[Problem]:
    """An id is given once."""
    seen: set[str] = set()
    for element in body.iterdescendants():
        if (given := element.get("id")) is not None:
            if given in seen:
                yield fault(name, f"the id {given} is given twice; a link could not tell which", ProblemKind.DUPLICATE)
            seen.add(given)


def _table_heads(body: HtmlElement, name: str) -> Iterator[Problem]:
    """Every table has cells that say what the others mean: PDF/UA names them with each cell."""
    for table in elements(body, "table"):
        if next(table.iterdescendants("th"), None) is None:
            title = table.find("caption/span[@class='caption-text']")
            words = words_of(table if title is None else title)
            message = f"the table “{words[:SHOWN]}” has no head; add `:header-rows: 1`, or `:stub-columns: 1`"
            yield fault(name, message, words=words)


def _letters(body: HtmlElement, name: str) -> Iterator[Problem]:
    """Every character is in a typeface."""
    for message in dict.fromkeys(one.message for one in unprintable(str(body.text_content()))):
        yield fault(name, message)


CHECKS: tuple[Callable[[HtmlElement, str], Iterator[Problem]], ...] = (
    _heading_levels,
    _pictures,
    _links,
    _constructs,
    _ids,
    _table_heads,
    _letters,
)
