"""Random consultation notes: points under labels of their own, and what authors put below them."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Protocol

from fictional_notes import LABELS, name_of

OPEN, GREEN, AMBER, STRICT = range(4)
DESK = STRICT
"""The level of what reaches the Secretariat's edition alone, whatever its label: comments and fields of notes."""
Rows = list[str]


class Tree(Protocol):
    """The tree that a note is written into."""

    seed: int
    random: Random
    files: dict[str, str]

    def word(self, level: int) -> str: ...


@dataclass(frozen=True)
class RandomNote:
    """One note: how strict it is, and each of its points."""

    id: str
    level: int
    points: tuple[int, ...]
    cleared: str
    """Sentence that is cleared, or empty."""


def write_note(tree: Tree, number: int) -> RandomNote:
    """Write one random note into a tree: points under labels, with lists, tables and boxes below some of them."""
    level = tree.random.choice((OPEN, GREEN, AMBER, STRICT))
    many = tree.random.random() < 0.3
    count = tree.random.randint(9, 13) if many else tree.random.randint(1, 4)
    points = tuple(max(level, tree.random.choice(range(4))) for _ in range(count))
    shown = tree.word(level)
    cleared = tree.random.random() < 0.5
    id = f"{tree.word(level)}-2026"
    # A cleared sentence may be read by everybody once a chapter says it, and by nobody before: it has no word.
    said = f"Talk {name_of(tree.seed * 4 + number)} asked for a shorter list." if cleared else ""
    rows = [
        *(f"---\nid: {id}\ntitle: Talk {shown}\nkind: written\ndate: 2026-0{number + 1}-04").split("\n"),
        f"place: P{tree.word(level)}",
        *([] if level == STRICT and tree.random.random() < 0.5 else [f"handling: {LABELS[level]}"]),
        "rule: none\nattribution: on-background\nchallenge: both",
        f"themes: [{tree.word(DESK)}]\nagreed_wording: Agreed {tree.word(DESK)}.",
        "consent: paraphrase\ngiven_on: 2026-08-01",
        *([f"cleared_text: {said}\ncleared_on: 2026-09-01"] if cleared else []),
        f"---\n\nIt tells of {tree.word(level)}.\n\n% Mind {tree.word(DESK)}.\n\n## Heard {tree.word(level)}\n",
    ]
    for place, point in enumerate(points, 1):
        label = f"[{LABELS[point]}] " if point > level or tree.random.random() < 0.3 else ""
        rows.append(f"{place}. {label}They named {tree.word(point)}.")
        indent = " " * len(f"{place}. ")
        rows += [f"{indent}{row}".rstrip() for row in _more(tree, point)]
    tree.files[f"consultations/notes/{id}.md"] = "\n".join(rows) + "\n"
    return RandomNote(id, level, points, said)


def _more(tree: Tree, level: int) -> Rows:
    """What stands below the first line of a point: nothing, a sentence, a list, a paragraph, a table."""
    word = tree.word
    return tree.random.choice(
        (
            list,
            lambda: [f"They named {word(level)} again."],
            lambda: ["", f"- the minister of {word(level)}", f"- the office of {word(level)}", ""],
            lambda: ["", f"(a) the ship of {word(level)}:", f"    (i) a deck of {word(level)}", "(b) the port", ""],
            lambda: ["", f"They came back to {word(level)}.", ""],
            lambda: ["", f"| {word(level)} | B |", "|---|---|", f"| {word(level)} | C |", ""],
            lambda: ["", ":::{note}", f"They marked {word(level)}.", ":::", ""],
        )
    )()
