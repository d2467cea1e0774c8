"""How edits of Word files come home: `python -m tests.figures.word_edits [EDITS]` prints a table.

An invented chapter is sent, edited in 25 ways by hands that know nothing of the reader, in the habits of several
programs, with tracking on and off, and brought home. Every question is answered with yes.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

HERE = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(HERE), str(HERE / "samples")]

from focalpoint.checks.wording.sentences import sentence_starts  # noqa: E402
from focalpoint.content.editable.blocks import blocks_of  # noqa: E402
from focalpoint.content.editable.inline_pieces import inline_pieces  # noqa: E402
from focalpoint.content.rounds.blocks import with_plain_signs  # noqa: E402
from focalpoint.word.returned.applying import Applying, Texts  # noqa: E402
from focalpoint.word.returned.changes import compare  # noqa: E402
from focalpoint.word.returned.reading import read_paragraphs  # noqa: E402
from sample_project import Project  # noqa: E402
from sphinx_pages import DAY, write  # noqa: E402

from .worded.chapter import Sample, sent_chapter  # noqa: E402
from .worded.habits import HABITS, accepted  # noqa: E402
from .worded.hands import WordFile  # noqa: E402
from .worded.kinds import KINDS  # noqa: E402

__all__ = ["DAY", "HERE", "Project", "compare", "read_paragraphs", "write"]
EDITS = 500
DIVIDED = ("paragraph", "item", "quote")


@dataclass
class Score:
    """What was right of the edits of one kind, or of one habit."""

    edits: int = 0
    text: int = 0
    """The whole text is what the program itself makes of it when all changes are accepted."""
    lines: int = 0
    """Only lines that hold the edit were changed, and each sentence has its own."""
    asked: int = 0
    lost: int = 0
    """Edits of which nothing came home, and of which nobody was told."""
    wrong: list[str] = field(default_factory=list)

    def row(self, name: str) -> str:
        """Write a row of the table."""
        cells = (name, self.edits, self.text, self.lines, self.asked, self.lost)
        return f"| {' | '.join(map(str, cells))} |"


def measure(sample: Sample, edits: int, seed: int = 1) -> dict[str, Score]:
    """Make so many edits, and score each by its kind, its habit and its tracking."""
    scores: dict[str, Score] = {}
    names = list(KINDS)
    for number in range(edits):
        dice = Random(f"{seed} {number}")
        kind, habit = names[number % len(names)], list(HABITS)[(number + number // len(names)) % len(HABITS)]
        tracked = number // len(HABITS) % 2 == 0
        file = WordFile(sample.data, tracked=tracked)
        if not KINDS[kind](file, dice):
            continue
        wanted = accepted(file)
        HABITS[habit](file, dice)
        found = Trial(sample, file.saved(), wanted)
        for name in (kind, habit, "tracked" if tracked else "not tracked", "all"):
            found.enter(scores.setdefault(name, Score()), f"{number} {kind}, {habit}, {'' if tracked else 'un'}tracked")
    return scores


class Trial:
    """One edited file, brought home."""

    def __init__(self, sample: Sample, data: bytes, wanted: list[str]) -> None:
        self.sample, self.wanted = sample, wanted
        self.before = sample.page.page
        self.found = compare(read_paragraphs(data), [sample.page])
        applying = Applying(Texts(sample.page, self.before, self.before), 0, self.found)
        self.after, self.failed = applying.write(self.found.changes)

    def enter(self, score: Score, name: str) -> None:
        """Add what became of the edit to a score."""
        told = bool(self.failed or self.found.untaken or any(one.asked for one in self.found.changes))
        kept = "deleted" in name or not self._roles(self.before) - self._roles(self.after)
        same = self.texts() == self.expected() and kept
        on_lines = self.on_lines()
        score.edits += 1
        score.text += same
        score.lines += on_lines
        score.asked += any(one.asked for one in self.found.changes)
        score.lost += self.after == self.before and not told
        if not same or not on_lines:
            missing, more = self.expected() - self.texts(), self.texts() - self.expected()
            score.wrong.append(f"{name}: lines {on_lines}, wanted {list(missing)}, got {list(more)}, {self.failed}")

    def expected(self) -> Counter[str]:
        """Count the texts that the program's own accepting leaves, apart from what the tools wrote."""
        fixed = Counter(_plain(text) for text in self.sample.page.fixed)
        out = Counter(_plain(text) for text in self.wanted)
        return Counter({text: count for text, count in out.items() if text not in fixed})

    def texts(self) -> Counter[str]:
        """Count the texts of the new chapter, as they would be sent."""
        shown = {}
        blocks = blocks_of(self.before)
        for sent in self.sample.page.blocks:
            wholes = [piece for piece in inline_pieces(blocks[sent.index].raw) or () if piece.is_whole]
            shown |= {
                piece.raw: "" if piece.kind == "note" else said for piece, said in zip(wholes, sent.shown, strict=True)
            }
        fixed = {_plain(text) for text in self.sample.page.fixed}
        out: Counter[str] = Counter()
        for block in blocks_of(self.after):
            pieces = inline_pieces(block.raw)
            assert pieces is not None, block
            out[_plain("".join(shown.get(one.raw, "") if one.is_whole else one.shown for one in pieces))] += 1
        return Counter({text: count for text, count in out.items() if text and text not in fixed})

    @staticmethod
    def _roles(text: str) -> Counter[str]:
        """Count the references of a chapter."""
        return Counter(re.findall(r"\{\w+\}`[^`]*`", text))

    def on_lines(self) -> bool:
        """Tell whether each sentence has a line, and lines without a change are as they were."""
        for block in blocks_of(self.after):
            pieces = inline_pieces(block.raw) or ()
            if block.kind in DIVIDED and block.name != "pipe":
                for line in block.raw.split("\n"):
                    if any(sentence_starts(line.split("{")[0])):
                        return False
            assert pieces
        old, new = Counter(self.before.split("\n")), Counter(self.after.split("\n"))
        return sum((new - old).values()) <= 12 and sum((old - new).values()) <= 12


def _plain(text: str) -> str:
    return with_plain_signs(" ".join(text.split())).replace(" .", ".")


def table(scores: dict[str, Score]) -> str:
    """Write the scores as a table."""
    head = "| Edits | made | text as accepted | on their lines | asked about | lost |\n|---|---|---|---|---|---|"
    return "\n".join([head, *(score.row(name) for name, score in scores.items())])


def main() -> None:
    """Measure, and print the table and what went wrong."""
    began = time.process_time()
    count = int(sys.argv[1]) if len(sys.argv) > 1 else EDITS
    scores = measure(sent_chapter(), count)
    print(table(scores))
    print(f"\n{time.process_time() - began:.0f} s of processor time")
    for line in scores["all"].wrong[:40]:
        print(line, file=sys.stderr)


if __name__ == "__main__":
    main()
