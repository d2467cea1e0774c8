"""The briefs for ministries and the pocket edition as data: passages that chapters tag, and what goes along."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from focalpoint.content.manual import Chapter, Manual
from focalpoint.content.text.actions import Action, Practice, read_actions, read_practices
from focalpoint.lists import words
from focalpoint.vocabulary import Vocabulary

TAG = "brief"
"""The directive round a passage, and the field of the chapter's front matter."""
POCKET = "pocket"
"""The directive round a passage of the pocket edition."""
FEWEST_ACTIONS, MOST_ACTIONS = 3, 6


@dataclass(frozen=True)
class Passage:
    """One passage of a chapter that its brief repeats."""

    part: str
    """A word of the vocabulary: `why`, `already`, …"""
    rows: tuple[str, ...]
    """Its lines, without those that give it a label: a label names one place, the chapter's."""
    line: int
    """Where it begins in the chapter's file."""

    @property
    def length(self) -> int:
        """About how many words it has."""
        return sum(len(row.split()) for row in self.rows)


@dataclass(frozen=True)
class Brief:
    """What one ministry or body is handed."""

    name: str
    """The chapter's slug, which is the name of its file."""
    addressed: tuple[str, ...]
    """Words of the vocabulary."""
    title: str
    """Whom it is for: `Brief for the ministry of transport`."""
    question: str
    chapter: str
    """Docname of the chapter."""
    file: str
    """The chapter's path from the top of the repository."""
    passages: tuple[Passage, ...]
    actions: tuple[Action, ...]
    """The chapter's own first, then others that are put to the ministry, the least effort first."""
    practice: Practice | None
    """A practice of a peer: the chapter's first."""

    def of(self, part: str) -> list[Passage]:
        """The passages of one part, in the chapter's order."""
        return [passage for passage in self.passages if passage.part == part]


def read_briefs(manual: Manual) -> tuple[Brief, ...]:
    """Every brief; of an edition only where the manual's texts are those that the edition carries."""
    actions, practices = read_actions(manual), read_practices(manual)
    return tuple(
        _brief(manual.vocabulary, chapter, actions, practices)
        for chapter in manual.in_order
        if chapter.fields.brief and any(True for _ in read_passages(chapter))
    )


def read_passages(chapter: Chapter, tag: str = TAG) -> Iterator[Passage]:
    """The passages of a chapter that are tagged with a directive, in order."""
    labels = {line for _label, line in chapter.reading.labels}
    for block in chapter.reading.directives:
        if block.name == tag:
            rows = tuple(row for row, line in block.body if line not in labels)
            if any(row.strip() for row in rows):
                yield Passage(block.argument, rows, block.line)


def _brief(
    vocabulary: Vocabulary, chapter: Chapter, actions: Sequence[Action], practices: Sequence[Practice]
) -> Brief:
    addressed = words(chapter.fields.brief or "")
    known = vocabulary.ministries
    return Brief(
        name=chapter.slug,
        addressed=tuple(addressed),
        title=f"Brief for {' and '.join(known[word].addressed for word in addressed if word in known)}",
        question=chapter.fields.question,
        chapter=chapter.docname,
        file=chapter.path,
        passages=tuple(read_passages(chapter)),
        actions=tuple(_actions(vocabulary, chapter, actions)),
        practice=next((practice for practice in practices if practice.chapter == chapter.docname), None),
    )


def _actions(vocabulary: Vocabulary, chapter: Chapter, actions: Sequence[Action]) -> list[Action]:
    own = [action for action in actions if action.chapter == chapter.docname]
    others = sorted(asked_elsewhere(chapter, actions), key=lambda action: vocabulary.effort_rank(action.effort))
    return [*own, *others][:MOST_ACTIONS]


def asked_elsewhere(chapter: Chapter, actions: Sequence[Action]) -> list[Action]:
    """The actions of other chapters that have a sentence for the ministry of this one's brief."""
    addressed = set(words(chapter.fields.brief or ""))
    others = (action for action in actions if action.chapter != chapter.docname)
    return [action for action in others if action.ask and addressed & set(action.ministries[:1])]


@dataclass(frozen=True)
class PocketPassage:
    """One passage, with the chapter it comes from."""

    chapter: Chapter
    passage: Passage


def read_pocket(manual: Manual) -> dict[str, list[PocketPassage]]:
    """Collect the passages of each part in the order of the book; of an edition from the texts that it carries."""
    found: dict[str, list[PocketPassage]] = {}
    for chapter in manual.in_order:
        for passage in read_passages(chapter, POCKET):
            found.setdefault(passage.part, []).append(PocketPassage(chapter, passage))
    return found


def actions_named(passages: Sequence[PocketPassage], actions: Sequence[Action]) -> Iterator[Action]:
    """Yield the actions whose ids the passages name, each once, in the order in which they are named."""
    known = {action.id: action for action in actions}
    said = "\n".join(row for one in passages for row in one.passage.rows)
    named = re.findall(r"(?<![\w-])[A-Z]+-?\d+(?![\w-])", said)
    yield from (known[id] for id in dict.fromkeys(named) if id in known)
