"""The briefs for ministries as data: a chapter's tagged passages, with the actions and the practice that go along."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from focalpoint.content.actions import Action, Practice, by_effort, read_actions, read_practices
from focalpoint.content.manual import Chapter, Manual
from focalpoint.content.vocabulary import ADDRESSED, words

TAG = "brief"
"""The directive round a passage, and the field of the chapter's front matter."""
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
    question: str
    chapter: str
    """Docname of the chapter."""
    file: str
    """The chapter's path from the top of the repository."""
    passages: tuple[Passage, ...]
    actions: tuple[Action, ...]
    """The chapter's own first, then others that are the ministry's in the first place, the least effort first."""
    practice: Practice | None
    """A practice of a peer: the chapter's first."""

    @property
    def title(self) -> str:
        """Whom it is for: `Brief for the ministry of justice`."""
        return f"Brief for {' and '.join(ADDRESSED[word] for word in self.addressed)}"

    def of(self, part: str) -> list[Passage]:
        """The passages of one part, in the chapter's order."""
        return [passage for passage in self.passages if passage.part == part]


def read_briefs(manual: Manual) -> tuple[Brief, ...]:
    """Every brief; of an edition only where the manual's texts are those that the edition carries."""
    actions, practices = read_actions(manual), read_practices(manual)
    return tuple(
        _brief(chapter, actions, practices)
        for chapter in manual.in_order
        if chapter.fields.brief and any(True for _ in read_passages(chapter))
    )


def read_passages(chapter: Chapter) -> Iterator[Passage]:
    """The tagged passages of a chapter, in order."""
    labels = {line for _label, line in chapter.reading.labels}
    for block in chapter.reading.directives:
        if block.name == TAG:
            rows = tuple(row for row, line in block.body if line not in labels)
            if any(row.strip() for row in rows):
                yield Passage(block.argument, rows, block.line)


def _brief(chapter: Chapter, actions: Sequence[Action], practices: Sequence[Practice]) -> Brief:
    addressed = words(chapter.fields.brief or "")
    return Brief(
        name=chapter.slug,
        addressed=tuple(addressed),
        question=chapter.fields.question,
        chapter=chapter.docname,
        file=chapter.path,
        passages=tuple(read_passages(chapter)),
        actions=tuple(_actions(chapter, set(addressed), actions)),
        practice=next((practice for practice in practices if practice.chapter == chapter.docname), None),
    )


def _actions(chapter: Chapter, addressed: set[str], actions: Sequence[Action]) -> list[Action]:
    own = [action for action in actions if action.chapter == chapter.docname]
    others = [action for action in actions if action not in own and addressed & set(action.ministries)]
    others.sort(key=lambda action: (action.ministries[0] not in addressed, by_effort(action)))
    theirs = sum(action.ministries[0] in addressed for action in others)
    return [*own, *others[: max(theirs, FEWEST_ACTIONS - len(own))]][:MOST_ACTIONS]
