"""An invented chapter with every kind of block, and its Word file as it is sent."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from focalpoint.assembly.tree import assemble
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.manual import load_manual
from focalpoint.content.rounds.draft_map import Block
from focalpoint.press.layout.blocks import unit_blocks
from focalpoint.word.out.pictures import PictureReader
from focalpoint.word.out.sending import Letter, Source, paged, word_file_of
from focalpoint.word.sent import SentPage
from sample_project import make_project
from sphinx_pages import DAY, write

PATH = "manual/ground/post.md"
_HEAD = """---
title: The watch at the harbour
question: Who keeps the watch, and what is written down?
readers: A keeper who begins in spring
status: draft
challenge: both
handling: TLP:CLEAR
checked: 2026-11-23
---
"""
_TASKS = ("Ring the bell", "Write the log", "Trim the lamp", "Feed the crew", "Call the pilot")
_VERBS = ("keeps", "writes", "counts", "carries", "reads", "mends", "closes", "opens", "names", "asks")
_THINGS = ("the ledger", "the lantern", "the eastern gate", "the long rope", "the tide table", "the spare key")
_WHEN = ("before dawn", "after the third bell", "in every season", "while the fog lasts", "once a week", "at low water")


def chapter(sections: int = 4) -> str:
    """Write the chapter: in each section paragraphs with references, lists, a table and boxes."""
    parts = [_HEAD]
    for number in range(1, sections + 1):
        parts.append(f"\n## Watch number {_word(number)}\n")
        for place in range(3):
            parts.append("\n" + "\n".join(_sentences(number * 7 + place)) + "\n")
        parts.append(f"\n(label-{number})=\nThe crew of watch {_word(number)} has these duties:\n")
        parts.append("\n" + "".join(f"- {task} {_pick(_WHEN, number + n)}\n" for n, task in enumerate(_TASKS)))
        parts.append("\nThe keeper of the " + _word(number) + " watch goes round in this order:\n\n")
        parts += (f"{n}. Pass {_pick(_THINGS, n + number)} and say so aloud.\n" for n in range(1, 5))
        parts.append(
            f"\n```{{list-table}} What watch {_word(number)} needs\n:name: needs-{number}\n:header-rows: 1\n"
            ":widths: 30 70\n\n* - Thing\n  - What for\n"
        )
        parts += (
            f"* - {_pick(_THINGS, n).title()} of watch {_word(number)}\n"
            f"  - It is looked at {_pick(_WHEN, n)}, as {_word(n)} said\n"
            for n in range(4)
        )
        parts.append("```\n")
        parts.append(
            f"\n:::{{practice}} Freedonia, watch {_word(number)}\n:from: summit2005\n\n"
            f"The port {_pick(_VERBS, number)} *a small book* of watch {_word(number)} {_pick(_WHEN, number)}.\n:::\n"
        )
        parts.append(
            f"\n| Bell | Meaning {_word(number)} |\n|---|---|\n| one stroke of {_word(number)} | all is well there |\n"
            f"| two strokes of {_word(number)} | a ship is **near** the mole |\n"
        )
        parts.append(
            f"\n:::{{action}} Name a deputy of watch {_word(number)} before the first leave.\n:id: P-{number}\n"
            ":challenge: 1\n:pillar: I, II\n:ministries: foreign-affairs, justice\n:effort: afternoon\n"
            f":from: summit2005\n:ask: We ask you to name a deputy for watch {_word(number)}.\n"
            f":takes: an hour of watch {_word(number)}; no money\n\n"
            f"The deputy of watch {_word(number)} reads the same log.\n:::\n"
        )
    return "".join(parts)


def _sentences(seed: int) -> list[str]:
    out = []
    for n in range(3):
        keeper = _word(seed * 3 + n)
        what = f"{_pick(_VERBS, seed + n)} {_pick(_THINGS, seed * 2 + n)} {_pick(_WHEN, seed + 2 * n)}"
        out.append(f"Keeper {keeper} {what}.")
    out[0] = out[0][:-1] + " (see {undoc}`S/RES/2286 (2016)`).{footcite}`summit2005`"
    out[1] = out[1].replace(" keeps ", " *gladly* keeps ").replace("Keeper", "The {term}`Focal Point` called", 1)
    return out


def _word(number: int) -> str:
    first = ("al", "ber", "cor", "dun", "el", "fen", "gar", "hol", "ir", "jun")
    last = ("an", "eth", "ion", "os", "ul", "wick", "mar", "den", "sy", "ton")
    return first[number % 10].title() + last[number // 10 % 10] + ("a" * (number // 100))


def _pick(words: Sequence[str], number: int) -> str:
    return words[number % len(words)]


@dataclass(frozen=True)
class Sample:
    """A chapter as it was sent."""

    page: SentPage
    data: bytes
    """The Word file."""
    blocks: tuple[Block, ...]
    """The blocks of the draft that the file is."""


def sent_chapter(text: str = "") -> Sample:
    """Write the chapter's Word file from a project of its own."""
    with tempfile.TemporaryDirectory() as folder:
        project = make_project(Path(folder))
        project.write(PATH, text or chapter())
        project.write("manual/task/mapping.md", project.read("manual/task/mapping.md").replace("post-first", "label-1"))
        written = write(project, "print", Edition.NETWORK, draft=True)
        assert not written.problems, written.problems
        config = Config.load(project.root, DAY)
        manual, _problems = load_manual(config)
        tree = assemble(config, manual, Edition.NETWORK).tree
        section = next(one for one in written.units if one.name == "ground-post")
        id = "focalpoint-word-1-0123456789-0"
        letter = Letter(id, "Sample Manual", "foot", "Sylvania", date(2026, 11, 23), "network")
        (paired,) = paged([Source(section, PATH, tree["ground/post.md"].data.decode())], letter)
        blocks = tuple(unit_blocks(section, PATH))
        return Sample(paired.page, word_file_of(letter, [paired], PictureReader(section.assets)), blocks)
