"""What was found in a chapter or note: its roles, blocks, labels, links, sentences, and what is uncertain in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from focalpoint.content.text.structure import Fault

_SHOWN = re.compile(r".*<([^<>]+)>", re.DOTALL)


@dataclass(frozen=True)
class Role:
    """One use of a role, such as `{para}` with a label."""

    name: str
    content: str
    line: int

    @property
    def target(self) -> str:
        """What it points at: `post` in `the post <post>`."""
        shown = _SHOWN.fullmatch(self.content)
        return (shown[1] if shown else self.content).strip()


@dataclass(frozen=True)
class Directive:
    """One directive, with the source lines it stands on (first, and one after its last)."""

    name: str
    argument: str
    options: dict[str, tuple[str, int]]
    """Each option's text and its line."""
    body: tuple[tuple[str, int], ...]
    """Lines of the body after the options, each with its line number."""
    line: int
    end: int
    inside: tuple[str, ...]
    """Names of the directives round it, outermost first."""

    @property
    def rows(self) -> list[str]:
        """Its lines after the first, empty where an option stands."""
        return [""] * (self.body[0][1] - self.line - 1) + [row for row, _ in self.body]


@dataclass(frozen=True)
class Prose:
    """One paragraph, list item's paragraph, or other run of sentences."""

    rows: tuple[str, ...]
    """Its lines; a role, link or code span is a placeholder of one word."""
    line: int
    inside: tuple[str, ...]
    """The blocks round it: directive names and `list`, `table`, `heading`, `footnote`, `quote`, outermost first."""


class Point(NamedTuple):
    """One item of an ordered list that stands by itself, with its first line and the one after its last."""

    number: int
    """As it is typed."""
    line: int
    end: int
    label: str
    """The handling label in brackets with which it begins, or empty."""


@dataclass
class Reading:
    """Everything found in one file."""

    roles: list[Role] = field(default_factory=list)
    directives: list[Directive] = field(default_factory=list)
    labels: list[tuple[str, int]] = field(default_factory=list)
    links: list[tuple[str, int]] = field(default_factory=list)
    images: list[tuple[str, str, int]] = field(default_factory=list)
    """Address, text alternative, line."""
    prose: list[Prose] = field(default_factory=list)
    titles: list[Prose] = field(default_factory=list)
    """What stands beside the names of directives: an action in one sentence, a table's caption."""
    headings: list[tuple[int, int]] = field(default_factory=list)
    """Level and line."""
    html: list[tuple[int, str]] = field(default_factory=list)
    """Line and text of every piece of HTML."""
    nameless: list[int] = field(default_factory=list)
    """Lines of fences that open a block without saying which."""
    unclosed: list[int] = field(default_factory=list)
    """Lines of fences that nothing closes."""
    indented: list[int] = field(default_factory=list)
    """Lines where text stands so far to the right that Markdown takes it for code."""
    points: list[Point] = field(default_factory=list)
    footnotes: list[tuple[str, int, int]] = field(default_factory=list)
    """Label of every footnote's text, its first line, and the one after its last."""
    calls: list[tuple[str, int]] = field(default_factory=list)
    """Label and line of every call of a footnote."""
    comments: list[tuple[int, int]] = field(default_factory=list)
    """First line of every comment, and the one after its last."""
    words: list[tuple[str, int]] = field(default_factory=list)
    """Every row of words with its line: paragraphs, titles, what stands in pictures and options."""
    codes: list[tuple[str, int]] = field(default_factory=list)
    """What stands in code, in roles and in addresses, with its line."""
    faults: list[Fault] = field(default_factory=list)
    """Constructs that the manual does not use, and blocks whose end is not certain."""
    after_points: list[Fault] = field(default_factory=list)
    """Blocks between the points of a note that belong to none of them."""
    after_footnotes: list[tuple[str, int]] = field(default_factory=list)
    """Label of each footnote after which something stands that may belong to it, and the line of that."""


class Keeper(Protocol):
    """Keeps what was found in texts from one run of the tools to the next."""

    def recalled(self, kind: str, text: str) -> Any | None:
        """Return what was found in a text, or None where it was never read."""

    def keep(self, kind: str, text: str, found: Any) -> None:
        """Keep what was found in a text."""


KEEPERS: list[Keeper] = []
"""What is asked before a text is parsed, and told what was found in it."""


def parsed_once(kind: str, text: str, parse: Callable[[], Any]) -> Any:
    """Return what a parser finds in a text, from a keeper where one has it; `kind` names parser and settings."""
    for keeper in KEEPERS:
        if (known := keeper.recalled(kind, text)) is not None:
            return known
    found = parse()
    for keeper in KEEPERS:
        keeper.keep(kind, text, found)
    return found
