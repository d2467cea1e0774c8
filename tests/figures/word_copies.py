"""How a draft that comes back in Word is read: `python -m tests.figures.word_copies [EDITS]` prints a table.

The edits are those of `word_edits`; each file is read as a member's copy of the draft, also after its lines have become
paragraphs between heads and feet of pages, as where a PDF is opened in Word.
"""

from __future__ import annotations

import copy
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from lxml import etree

from focalpoint.content.rounds.blocks import with_plain_signs
from focalpoint.content.rounds.draft_map import DraftMap, pack_map
from focalpoint.content.rounds.drafts import MAP, Draft, DraftFields
from focalpoint.review.forms.read_word import read_word

from .word_edits import sent_chapter
from .worded.chapter import Sample
from .worded.habits import HABITS
from .worded.hands import W, WordFile, text_of
from .worded.kinds import KINDS

ID = "draft-1-0123456789"
WIDTH = 70
SILENT = ("a paragraph split", "two paragraphs joined", "a note's call deleted", "an option of a box")
"""Edits that change no word of a draft."""


@dataclass
class Score:
    """What was right of the edits of one kind, or of one habit."""

    edits: int = 0
    found: int = 0
    """The edit is a comment on its paragraph or, where it added one, behind the one before."""
    own: int = 0
    """Comments that hold our own text, or stand on a paragraph that nobody changed."""
    wrong: list[str] = field(default_factory=list)


def draft_of(sample: Sample, folder: Path) -> Draft:
    """Write the archive of the draft that a sample is."""
    made = DraftMap(1, ID, "0" * 40, (), sample.blocks)
    (folder / MAP).write_bytes(pack_map(made))
    fields = DraftFields(
        number=1, id=ID, title="Sample Manual", edition="network", issued_on=date(2026, 11, 23), commit="0" * 40,
        pages=1, sha256="0" * 64,
    )  # fmt: skip
    return Draft(fields, folder)


def as_lines(file: WordFile, dice: Random) -> None:
    """Make each printed line a paragraph, with a head and a foot after every thirty, as converters of PDFs do."""
    HABITS["Pages"](file, dice)
    lines = 0
    for p in list(file.body.iter(f"{W}p")):
        now, length = p, 0
        for run in [one for one in p if one.tag in (f"{W}r", f"{W}ins", f"{W}del")]:
            length += len("".join(text_of(one) for one in run.iter(f"{W}r")))
            if now is not p:
                now.append(run)
            if length > WIDTH:
                made = etree.Element(f"{W}p")
                now.addnext(made)
                now, length, lines = made, 0, lines + 1
                if lines % 30 == 0:
                    for text in ("Sample Manual", f"{lines // 30}", f"{ID} · page {lines // 30}"):
                        _paragraph(now, text)


def _paragraph(before: Any, text: str) -> None:
    made = etree.Element(f"{W}p")
    etree.SubElement(etree.SubElement(made, f"{W}r"), f"{W}t").text = text
    before.addprevious(made)


def in_words(file: WordFile) -> None:
    """Cut the runs of a file at blanks, so that lines can be broken there."""
    for run in [one for one in file.body.iter(f"{W}r") if one.find(f"{W}t") is not None]:
        words = text_of(run).split(" ")
        for number, word in enumerate(words[:-1]):
            part = copy.deepcopy(run)
            _say(part, word + " ")
            run.addprevious(part)
            del number
        _say(run, words[-1])


def _say(run: Any, text: str) -> None:
    for node in run.findall(f"{W}t"):
        run.remove(node)
    made = etree.SubElement(run, f"{W}t")
    made.text = text


WAYS = {**HABITS, "lines of a PDF": as_lines}


def measure(sample: Sample, edits: int, seed: int = 1) -> dict[str, Score]:
    """Make so many edits, and score each by its kind and its way."""
    scores: dict[str, Score] = {}
    names = [kind for kind in KINDS if kind not in SILENT]
    with tempfile.TemporaryDirectory() as folder:
        draft = draft_of(sample, Path(folder))
        for number in range(edits):
            dice = Random(f"{seed} {number}")
            kind, way = names[number % len(names)], list(WAYS)[(number + number // len(names)) % len(WAYS)]
            tracked = way == "lines of a PDF" or number // len(WAYS) % 2 == 0
            file = WordFile(sample.data, tracked=tracked)
            before = Counter(_texts(file))
            if not KINDS[kind](file, dice):
                continue
            after = Counter(_texts(file))
            changed = (before - after) + (after - before)
            if kind == "a paragraph moved":
                changed = Counter(text for text in before if len(text) > 12)
            if way == "lines of a PDF":
                in_words(file)
            WAYS[way](file, dice)
            returned = read_word(file.saved(), (draft,), 1)
            blocks = {block.id: block for block in sample.blocks}
            on = [blocks[one.place.block].text for one in returned.findings if one.place.block]
            near = [text for text in on if any(_alike(text, one) for one in changed)]
            added = [one for one in returned.findings if one.mark == "insert"]
            for name in (kind, way, "all"):
                score = scores.setdefault(name, Score())
                score.edits += 1
                score.found += bool(near or added)
                wrong = len(returned.findings) - len(near) - sum(1 for one in added if one.place.block)
                score.own += max(wrong, 0)
                if wrong > 0 or not (near or added):
                    said = [(one.mark.value, one.comment, one.proposed_change[:60]) for one in returned.findings]
                    score.wrong.append(f"{number} {kind}, {way}, {tracked}: {said[:6]}, {returned.count.missing}")
    return scores


def _texts(file: WordFile) -> list[str]:
    """Return the words of each paragraph after the changes, without blanks and references."""
    out = []
    for p in file.body.iter(f"{W}p"):
        runs = [run for run in p.iter(f"{W}r") if not any(one.tag == f"{W}del" for one in run.iterancestors())]
        out.append(_bare("".join(map(text_of, runs))))
    return [text for text in out if text]


def _bare(text: str) -> str:
    return "".join(sign for sign in with_plain_signs(text).casefold() if sign.isalpha())


def _alike(block: str, text: str) -> bool:
    """Tell whether a text is the block, or holds much of it."""
    bare = _bare(block)
    return bare == text or (len(bare) > 12 and (bare[:10] in text or bare[-10:] in text or text[:10] in bare))


def main() -> None:
    """Measure, and print the table and what went wrong."""
    began = time.process_time()
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 480
    scores = measure(sent_chapter(), count)
    print("| Edits of copies | read | on their paragraph | our own text taken for comments |\n|---|---|---|---|")
    for name, score in scores.items():
        print(f"| {name} | {score.edits} | {score.found} | {score.own} |")
    print(f"\n{time.process_time() - began:.0f} s of processor time")
    for line in scores["all"].wrong[:40]:
        print(line, file=sys.stderr)


if __name__ == "__main__":
    main()
