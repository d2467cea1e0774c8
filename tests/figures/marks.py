"""How well marks of a returned PDF find their places: `python -m tests.figures.marks [MARKS]` prints a table.

A draft of a synthetic manual is marked by a generator that knows neither the importer nor the map, sent through what
happens to files on their way, and read.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf

from focalpoint.config import Config
from focalpoint.content.rounds.draft_map import DraftMap
from focalpoint.content.rounds.drafts import Draft, load_drafts
from focalpoint.content.rounds.returned import Finding
from focalpoint.review.returned_pdf.read_pdf import read_pdf

from .marked.drafted import Drafted, write_draft
from .marked.marking import find_sentences, letters_of
from .marked.planting import ASIDE, WITHOUT_WORDS, Planted, Planter
from .marked.travelling import WAYS

CHAPTERS = 4
MARKS = 2_400


@dataclass
class Score:
    """What was right of the marks of one kind, or on one way."""

    marks: int = 0
    found: int = 0
    block: int = 0
    line: int = 0
    words: int = 0
    of_words: int = 0
    kind: int = 0
    said_doubt: int = 0
    """Wrong places that were said to be doubtful."""
    wrong: list[str] = field(default_factory=list)

    def row(self, name: str) -> str:
        """A row of the table."""
        share = f"{self.words}/{self.of_words}" if self.of_words else "–"
        cells = (name, self.marks, self.found, self.block, self.line, share, self.kind, self.said_doubt)
        return f"| {' | '.join(map(str, cells))} |"


HEAD = (
    "| Marks | planted | found | right block | right file:line | right words or caret | right kind | wrong, but said "
    "so |\n|---|--:|--:|--:|--:|--:|--:|--:|"
)


def marked(drafted: Drafted, count: int, seed: int = 1) -> tuple[bytes, list[Planted]]:
    """The draft with so many marks, saved by a reader."""
    out = BytesIO()
    with pikepdf.open(BytesIO(drafted.pdf)) as pdf:
        sentences = list(find_sentences(letters_of(drafted.pdf), drafted.sentences))
        planted = list(Planter(pdf, sentences, seed).plant(count))
        pdf.save(out)
    return out.getvalue(), planted


def judge(planted: Iterable[Planted], findings: Sequence[Finding], made: DraftMap) -> dict[str, Score]:
    """What was right, by the kind of mark; a mark is known by its words, one without words by what it covers."""
    by_words: dict[str, Finding] = {}
    silent: Counter[tuple[str, int, str]] = Counter()
    for one in findings:
        by_words[one.comment or one.proposed_change] = one
    for one in findings:
        if not (one.comment or one.proposed_change) and one.place.quote:
            silent[one.place.file, one.place.line, _letters(one.place.quote.exact)] += 1
    scores: dict[str, Score] = {}
    for mark in planted:
        score = scores.setdefault(mark.kind, Score())
        score.marks += 1
        if mark.kind == "delete":
            _judge_silent(score, mark, silent)
        elif finding := by_words.get(mark.words):
            _judge(score, mark, finding, made)
        else:
            score.wrong.append(f"lost: {mark}")
    return scores


def _judge_silent(score: Score, mark: Planted, silent: Counter[tuple[str, int, str]]) -> None:
    key = mark.sentence.file, mark.sentence.line, _letters(mark.quote)
    hit = silent[key] > 0
    silent[key] -= hit
    for name in ("found", "block", "line", "words", "kind"):
        setattr(score, name, getattr(score, name) + hit)
    score.of_words += 1
    if not hit:
        score.wrong.append(f"not found: {mark}")


def _judge(score: Score, mark: Planted, finding: Finding, made: DraftMap) -> None:
    place = finding.place
    score.found += 1
    block = made.by_id.get(place.block)
    in_line = place.file == mark.sentence.file and place.line in mark.lines
    in_block = block is not None and (len(mark.lines) > 1 or _letters(mark.sentence.text) in _letters(block.text))
    right = in_block and in_line
    score.block += right
    score.line += in_line
    score.kind += finding.mark.value == mark.mark
    if mark.kind not in WITHOUT_WORDS and (mark.quote or mark.before or mark.after):
        score.of_words += 1
        words = right and _right_words(mark, finding)
        score.words += words
        right = words
    if not right or finding.mark.value != mark.mark:
        score.said_doubt += finding.confidence.value != "exact"
        score.wrong.append(f"{finding.confidence.value}: {mark}\n   {finding.mark} {place}")


def _right_words(mark: Planted, finding: Finding) -> bool:
    quote = finding.place.quote
    if quote is None:
        return False
    if mark.kind == "insert":
        before, after = _letters(mark.before)[-12:], _letters(mark.after)[:12]
        return _letters(quote.prefix).endswith(before) and _letters(quote.suffix).startswith(after)
    return _letters(quote.exact) == _letters(mark.quote)


def _letters(text: str) -> str:
    return re.sub(r"\s+", "", text)


def main(count: int = MARKS) -> None:
    """Make, mark, send and read a draft, and print what was right."""
    with tempfile.TemporaryDirectory() as folder:
        drafted = write_draft(Path(folder) / "manual", CHAPTERS)
        drafts, _ = load_drafts(Config.load(drafted.root, date(2026, 1, 5)))
        data, planted = marked(drafted, count)
        started = time.perf_counter()
        scores = judge(planted, read_pdf(data, drafts).findings, drafts[0].map())
        took = time.perf_counter() - started
        pages = len(drafts[0].map().pages)
        print(f"# {count} marks on a draft of {pages} pages, read in {took:.1f} s\n\n{HEAD}")
        for kind, score in sorted(scores.items()):
            print(score.row(kind + (" (of a table: its row)" if kind in ASIDE else "")))
        print(total(scores).row("**all**"))
        print(f"\n# What happens on the way\n\n{HEAD}")
        for way, send in WAYS.items():
            print(_sent(send, data, planted, drafts).row(way))
        if "-v" in sys.argv:
            print("\n".join(wrong for score in scores.values() for wrong in score.wrong))


def _sent(
    send: Callable[[bytes], tuple[bytes, set[int]]], data: bytes, planted: list[Planted], drafts: Sequence[Draft]
) -> Score:
    """What was right of the marks on the pages that came back."""
    returned, kept = send(data)
    there = [mark for mark in planted if mark.page in kept]
    return total(judge(there, read_pdf(returned, drafts).findings, drafts[0].map()))


def total(scores: dict[str, Score]) -> Score:
    """All kinds together."""
    whole = Score()
    for score in scores.values():
        for name in ("marks", "found", "block", "line", "words", "of_words", "kind", "said_doubt"):
            setattr(whole, name, getattr(whole, name) + getattr(score, name))
        whole.wrong += score.wrong
    return whole


if __name__ == "__main__":
    main(*[int(given) for given in sys.argv[1:] if given.isdigit()])
