"""The actions and practices of the chapters as data, in the order of the book."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from focalpoint.content.manual import Chapter, Manual
from focalpoint.content.text.reading import Directive
from focalpoint.lists import words
from focalpoint.vocabulary import Vocabulary


@dataclass(frozen=True)
class Action:
    """One thing that an office or a ministry can do, as its box says it."""

    id: str
    title: str
    """What to do, in one sentence."""
    body: str
    """What the box says below it, as Markdown; empty where it says no more."""
    chapter: str
    """Docname of the chapter."""
    file: str
    """The chapter's path from the top of the repository."""
    line: int
    """Where the box begins."""
    handling: str
    """Its own label, or empty where its chapter's holds."""
    challenges: tuple[str, ...]
    """The challenges that it answers, one by one."""
    pillars: tuple[str, ...]
    ministries: tuple[str, ...]
    """Words of the vocabulary."""
    risk_factors: tuple[int, ...]
    effort: str
    """A word of the vocabulary."""
    origins: tuple[str, ...]
    """What it rests on, as typed: points of a note (`accra-2027 12, 14`) or the key of a source."""
    ask: str = ""
    """The sentence as it is put to the first of its ministries, as Markdown; empty where nobody is asked."""
    takes: str = ""
    """Whose time, how much, what money, and what can go wrong; empty where the box does not say."""


@dataclass(frozen=True)
class Practice:
    """What a State did, as its box tells it."""

    title: str
    """Whose practice it is."""
    body: str
    """What was done, as Markdown."""
    chapter: str
    """Docname of the chapter."""
    file: str
    """The chapter's path from the top of the repository."""
    line: int
    """Where the box begins."""
    origins: tuple[str, ...]
    """What it rests on, as typed: points of a note or the key of a source."""


def read_actions(manual: Manual) -> tuple[Action, ...]:
    """Every action of a manual without faults; of an edition, where its texts are those that the edition carries."""
    return tuple(_action(manual.vocabulary, chapter, box) for chapter, box in _boxes(manual, "action"))


def read_practices(manual: Manual) -> tuple[Practice, ...]:
    """Every practice of a manual; of an edition, where its texts are those that the edition carries."""
    return tuple(
        Practice(box.argument, _body(box), chapter.docname, chapter.path, box.line, _origins(box))
        for chapter, box in _boxes(manual, "practice")
    )


def _boxes(manual: Manual, name: str) -> Iterator[tuple[Chapter, Directive]]:
    for chapter in manual.in_order:
        yield from ((chapter, box) for box in chapter.reading.directives if box.name == name)


def _action(vocabulary: Vocabulary, chapter: Chapter, box: Directive) -> Action:
    given = {name: value for name, (value, _line) in box.options.items()}
    return Action(
        id=given.get("id", ""),
        title=box.argument,
        body=_body(box),
        chapter=chapter.docname,
        file=chapter.path,
        line=box.line,
        handling=given.get("handling", ""),
        challenges=vocabulary.challenges_of(given.get("challenge", "")),
        pillars=tuple(words(given.get("pillar", ""))),
        ministries=tuple(words(given.get("ministries", ""))),
        risk_factors=tuple(int(word) for word in words(given.get("risk-factors", ""))),
        effort=given.get("effort", ""),
        origins=_origins(box),
        ask=given.get("ask", ""),
        takes=given.get("takes", ""),
    )


def _body(box: Directive) -> str:
    return "\n".join(row for row, _line in box.body).strip()


def _origins(box: Directive) -> tuple[str, ...]:
    items = box.options.get("from", ("", 0))[0].split(";")
    return tuple(item.strip() for item in items if item.strip())
