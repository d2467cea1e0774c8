"""How well comments find their blocks in an edited text: `python -m tests.figures.edits` prints a table.

A draft of a synthetic manual is edited in real commits by an editor who knows what became of every line.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from focalpoint.config import Config
from focalpoint.content.rounds.comments import Comment
from focalpoint.content.rounds.draft_map import Block
from focalpoint.content.rounds.drafts import Draft
from focalpoint.review.anchoring.anchoring import CurrentPlace, PlaceStatus, current_places

from .committing import comment_on, commit, issue, start
from .editing import Editor, Section
from .synthetic import write_manual

CHAPTERS = 9
COMMENTS = 600
USUAL = {"reword": 45, "split": 8, "merge": 8, "move": 8, "move away": 6, "delete": 35, "insert": 10}
"""Kinds of edit, and how often each is made."""
HEAD = (
    "| Edits | commits | comments | re-anchored | wrong | asked | deleted, found | quoted words right | seconds |\n"
    "|---|--:|--:|--:|--:|--:|--:|--:|--:|"
)
_ROLE = re.compile(r"\{\w+\}`([^`]*)`")
Step = Callable[[Editor, int], None]


@dataclass
class Score:
    """What was right."""

    comments: int = 0
    right: int = 0
    asked: int = 0
    deleted: int = 0
    found_deleted: int = 0
    quotes: int = 0
    right_quotes: int = 0
    seconds: float = 0.0
    wrong: list[str] = field(default_factory=list)

    def row(self, name: str, commits: int) -> str:
        """A row of the table."""
        there = self.comments - self.deleted
        share = f"{self.right}/{there} ({100 * self.right / max(there, 1):.1f} %)"
        words = f"{self.right_quotes}/{self.quotes}"
        cells = (name, commits, self.comments, share, len(self.wrong), self.asked)
        return f"| {' | '.join(map(str, cells))} | {self.found_deleted}/{self.deleted} | {words} | {self.seconds:.2f} |"


@dataclass
class Trial:
    """One manual, its draft, the comments on it, and what an editor did to it."""

    root: Path
    editor: Editor
    draft: Draft
    rows: dict[str, int] = field(default_factory=dict)
    """Row of the editor on which each comment is, by the comment's id."""
    comments: list[Comment] = field(default_factory=list)

    def judge(self) -> Score:
        """Look for all comments in the text of today, and compare with what the editor knows."""
        config = Config.load(self.root, date(2026, 3, 1))
        started = time.perf_counter()
        found = current_places(config, self.draft, self.comments)
        score = Score(len(self.comments), seconds=time.perf_counter() - started)
        places = self.editor.places()
        for comment in self.comments:
            self._judge(score, comment, found[comment.id], places.get(self.rows[comment.id]))
        return score

    def _judge(
        self, score: Score, comment: Comment, today: CurrentPlace, truth: tuple[str, int, object] | None
    ) -> None:
        score.asked += today.status is PlaceStatus.ASK
        score.deleted += truth is None
        if truth is None:
            score.found_deleted += today.status is PlaceStatus.GONE
            right = today.status in (PlaceStatus.GONE, PlaceStatus.ASK)
        else:
            right = (today.file, today.line) == truth[:2] and today.status is not PlaceStatus.ASK
            score.right += right
        if not right and today.status is not PlaceStatus.ASK:
            score.wrong.append(f"WRONG {comment.place.file}:{comment.place.line} truth {truth and truth[:2]} {today}")
        if right and truth is not None and comment.place.quote:
            score.quotes += 1
            stands = comment.place.quote.exact in today.text
            said = today.text[max(0, today.start) : max(0, today.end)] == comment.place.quote.exact
            score.right_quotes += stands == today.quote_stands and said == stands


def prepare(root: Path, seed: int, comments: int, chapters: int = CHAPTERS) -> Trial:
    """A committed manual, its draft, and comments on blocks that may be edited, of which half quote some words."""
    write_manual(root, chapters, seed)
    paths = sorted(path.relative_to(root).as_posix() for path in (root / "manual").rglob("chapter-*.md"))
    editor = Editor({path: (root / path).read_text(encoding="utf-8") for path in paths}, seed)
    start(root)
    trial = Trial(root, editor, issue(root, 1, commit(root, editor.texts())))
    blocks = [block for block in trial.draft.map().blocks if block.file in paths]
    lines = {(path, line): number for number, (path, line, _) in sorted(editor.places().items(), reverse=True)}
    loose = {number for number, (_, _, unit) in editor.places().items() if unit.loose}
    marked = [block for block in blocks if lines.get((block.file, block.line)) in loose]
    chance = random.Random(seed)
    for number, block in enumerate(chance.sample(marked, min(comments, len(marked))), 1):
        made = comment_on(block, number, words_in(block, chance) if number % 2 else "")
        trial.comments.append(made)
        trial.rows[made.id] = row_of(trial, block, made, lines[block.file, block.line])
    return trial


def words_in(block: Block, chance: random.Random) -> str:
    """Some words of one sentence of a block."""
    sentence = chance.choice(block.text.split(". ")).split()
    start = chance.randrange(max(1, len(sentence) - 4))
    return " ".join(sentence[start : start + 5])


def row_of(trial: Trial, block: Block, made: Comment, first: int) -> int:
    """The editor's row that has the quoted words; the first of the block where none is quoted or none has them."""
    unit = trial.editor.places()[first][2]
    words = made.place.quote.exact if made.place.quote else ""
    having = [row.number for row in unit.rows if words and words in _ROLE.sub(r"\1", row.text)]
    return having[0] if unit.loose and having else first


def run(trial: Trial, steps: int, step: Step, at_once: bool = False) -> Score:
    """Let the editor work in so many steps, a commit after each or only one after all, and judge."""
    for number in range(steps):
        step(trial.editor, number)
        if not at_once or number == steps - 1:
            commit(trial.root, trial.editor.texts())
    return trial.judge()


def usual(share: float, steps: int) -> Step:
    """A part of a round in which such a share of all blocks is edited, each once."""

    def step(editor: Editor, _number: int) -> None:
        units = sum(len(units) for units in editor.files.values())
        editor.edit(round(units * share / steps), USUAL)

    return step


def rearranged(editor: Editor, number: int) -> None:
    """Rename one chapter's file and swap two sections of another, with some edits in both."""
    paths = sorted(editor.files)
    editor.rename(paths[number % len(paths)], f"manual/part-1/renamed-chapter-{number}.md")
    editor.swap_sections(paths[(number + 1) % len(paths)])
    editor.edit(6, {"reword": 1})


def wander(trial: Trial, many: int) -> Step:
    """Choose paragraphs with one comment each, which move and are reworded, again at every step."""
    chosen = _choose(trial, many)

    def step(editor: Editor, _number: int) -> None:
        for unit in chosen:
            path = _file_of(editor, unit)
            editor.chance.choice([editor.move, editor.move_away])(path, unit)
            editor.reword(path, unit)

    return step


def come_back(trial: Trial, many: int) -> Step:
    """Choose paragraphs with one comment each, which go; every other one comes back later, and others like the rest."""
    chosen = _choose(trial, many)

    def step(editor: Editor, number: int) -> None:
        for place, unit in enumerate(chosen):
            if number == 0:
                editor.delete(_file_of(editor, unit), unit)
            elif number == 2:
                path = editor.chance.choice(list(editor.files))
                (editor.another if place % 2 else editor.put_in)(path, unit)
        editor.edit(6, {"reword": 1})

    return step


def _choose(trial: Trial, many: int) -> list[Section]:
    """Choose paragraphs with one comment each, and leave out all other comments."""
    places = trial.editor.places()
    rows = [(comment, trial.rows[comment.id]) for comment in trial.comments]
    by_unit = {id(places[row][2]): comment for comment, row in rows if places[row][2].kind == "paragraph"}
    units = {id(places[row][2]): places[row][2] for _, row in rows}
    chosen = trial.editor.chance.sample(sorted(by_unit, key=lambda key: by_unit[key].id), min(many, len(by_unit)))
    trial.comments = [by_unit[key] for key in chosen]
    return [units[key] for key in chosen]


def _file_of(editor: Editor, unit: Section) -> str:
    return next(path for path, others in editor.files.items() if unit in others)


Way = Callable[[Trial], tuple[int, Step]]
"""Prepares a trial; returns how many steps it has, and what is done in each."""
WAYS: dict[str, Way] = {
    "20 % of all blocks, each once": lambda _: (5, usual(0.2, 5)),
    "files renamed, sections swapped": lambda _: (4, rearranged),
    "60 paragraphs moved and reworded at every step": lambda trial: (5, wander(trial, 60)),
    "60 paragraphs deleted, 30 put in again later and 30 like the others": lambda trial: (4, come_back(trial, 60)),
    "40 % of all blocks in 200 commits": lambda _: (200, usual(0.4, 200)),
}


def measure(seed: int) -> None:
    """Print how each way of editing went, commit by commit and in one jump."""
    for name, way in WAYS.items():
        for at_once in (False, True):
            with tempfile.TemporaryDirectory() as folder:
                trial = prepare(Path(folder), seed, COMMENTS if "60" not in name else 10_000)
                steps, step = way(trial)
                score = run(trial, steps, step, at_once)
            print(score.row(f"{name}{', in one jump' if at_once else ''}", 1 if at_once else steps), flush=True)
            if "-v" in sys.argv:
                print("\n".join(score.wrong))


def main(*seeds: int) -> None:
    """Measure every way with each seed."""
    print(HEAD)
    for seed in seeds or (7,):
        measure(seed)


if __name__ == "__main__":
    main(*[int(given) for given in sys.argv[1:] if given.isdigit()])
