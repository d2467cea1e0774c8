"""Where the comments of invented letters are put.

The phrases were written without a look at the code that reads letters. A place is right where the comment stands on all
the paragraphs, tables or actions that its writer named, or on one of them with the others as further ones; it is asked
about where it is not exact; it is wrong where it is exact on something else; it is lost where no comment has its words.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from focalpoint.content.rounds.comments import Confidence
from focalpoint.content.rounds.draft_map import DraftMap
from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.returned import Finding
from focalpoint.review.letters.read_letter import read_letter

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "review"))
from hand_made import Made
from invented_draft import invented_map

from .writing import Said, letter


@dataclass
class Score:
    """What became of the comments of some letters."""

    counted: Counter[str] = field(default_factory=Counter)
    """Right, asked, wrong, lost; and words that no count of a letter has."""
    told: list[str] = field(default_factory=list)
    """Each comment that is not right, with the letter's number."""


class InMemory(Draft):
    """A draft whose map is not read again for every letter."""

    def map(self) -> DraftMap:
        return invented_map()


def measure(letters: int, first: int = 1) -> Score:
    """Read letters of consecutive numbers, and score them."""
    map = invented_map()
    paragraphs = [block.paragraph for block in map.blocks if block.numbered]
    tables = [block.label.removeprefix("Table ") for block in map.blocks if block.label]
    actions = [block.text.split()[1] for block in map.blocks if block.text.startswith("Action ")]
    score = Score()
    with tempfile.TemporaryDirectory() as folder:
        archived = Made(b"", map).archive(Path(folder))
        draft = InMemory(archived.fields, archived.folder)
        for seed in range(first, first + letters):
            one = letter(seed, paragraphs, tables, actions)
            returned = read_letter(one.text.encode(), (draft,), 1)
            score.counted["words without a count"] += abs(returned.count.missing)
            for said in one.said:
                what, where = _judged(said, returned.findings, map)
                score.counted[what] += 1
                if what != "right":
                    score.told.append(f"{seed} {one.language} {what}: {said.kind} {said.places} {said.word}: {where}")
    return score


def _judged(said: Said, findings: tuple[Finding, ...], map: DraftMap) -> tuple[str, str]:
    holding = [one for one in findings if said.word in f"{one.comment} {one.proposed_change}".lower()]
    if not holding:
        return "lost", ""
    names = [set(_names(one, map)) for one in holding]
    where = "; ".join(f"{one.confidence} {sorted(name)}" for one, name in zip(holding, names, strict=True))
    exact = [name for one, name in zip(holding, names, strict=True) if one.confidence is Confidence.EXACT]
    if any(not name & set(said.places) for name in exact):
        return "wrong", where
    together = set[str]().union(*names)
    return ("right" if exact and set(said.places) <= together else "asked"), where


def _names(one: Finding, map: DraftMap) -> list[str]:
    """What people call the blocks that a comment stands on."""
    found: list[str] = []
    for id in (one.place.block, *one.place.also):
        if block := map.by_id.get(id):
            action = " ".join(block.text.split()[:2]) if block.text.startswith("Action ") else ""
            found.append(block.label or action or block.paragraph)
    return found
