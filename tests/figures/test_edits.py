"""No comment is ever shown at a wrong place of an edited text, and nearly all are found again."""

from __future__ import annotations

from pathlib import Path

import pytest

from .edits import Score, Trial, Way, come_back, prepare, rearranged, run, usual, wander

pytestmark = pytest.mark.slow

BY_COMMIT, IN_ONE_JUMP = False, True
CHAPTERS = 3
WAYS: dict[str, Way] = {
    "a fifth of all blocks in five commits": lambda _: (5, usual(0.2, 5)),
    "two fifths of all blocks in forty commits": lambda _: (40, usual(0.4, 40)),
    "files renamed and sections swapped": lambda _: (4, rearranged),
    "sixty paragraphs moved and reworded at every step": lambda trial: (5, wander(trial, 60)),
    "sixty paragraphs deleted, thirty put in again later": lambda trial: (4, come_back(trial, 60)),
}
HELD = [
    ("a fifth of all blocks in five commits", BY_COMMIT, 99),
    ("a fifth of all blocks in five commits", IN_ONE_JUMP, 99),
    ("two fifths of all blocks in forty commits", BY_COMMIT, 99),
    ("two fifths of all blocks in forty commits", IN_ONE_JUMP, 97),
    ("files renamed and sections swapped", BY_COMMIT, 98),
    ("files renamed and sections swapped", IN_ONE_JUMP, 99),
    ("sixty paragraphs moved and reworded at every step", BY_COMMIT, 95),
    ("sixty paragraphs deleted, thirty put in again later", BY_COMMIT, 100),
    ("sixty paragraphs deleted, thirty put in again later", IN_ONE_JUMP, 100),
    # Reworded five times, moved to other chapters, and no commit between: nobody could say, so all are asked about.
    ("sixty paragraphs moved and reworded at every step", IN_ONE_JUMP, 0),
]
"""Ways of editing, each with the least share of the comments that are found again, in hundredths."""


def edited(folder: Path, seed: int, way: str, at_once: bool) -> tuple[Trial, Score]:
    trial = prepare(folder, seed, 10_000, CHAPTERS)
    steps, step = WAYS[way](trial)
    return trial, run(trial, steps, step, at_once)


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize(("way", "at_once", "share"), HELD)
def test_none_is_in_a_wrong_place(tmp_path: Path, way: str, at_once: bool, share: int, seed: int) -> None:
    _, score = edited(tmp_path, seed, way, at_once)
    there = score.comments - score.deleted
    assert there >= (30 if "deleted, thirty" in way else 60 if "sixty" in way else 180)
    assert score.wrong == []
    assert 100 * score.right >= share * there, f"{score.right} of {there} found again"
    assert score.right + score.asked >= there  # whatever is not found is asked about
    if "deleted, thirty" in way:  # paragraphs of the same pattern stand in the place of the others: a person must say
        assert (score.deleted, score.found_deleted + score.asked) == (30, 30)
    else:
        assert score.found_deleted >= 0.95 * score.deleted, f"{score.found_deleted} of {score.deleted} deletions found"
    assert score.right_quotes == score.quotes
    assert score.quotes >= 0.4 * score.right


def test_a_comment_that_is_shown_one_line_off_counts_as_wrong(tmp_path: Path) -> None:
    trial, score = edited(tmp_path, 1, "a fifth of all blocks in five commits", BY_COMMIT)
    assert score.wrong == []
    shifted = trial.comments[0].id
    other = next(row for id, row in trial.rows.items() if row != trial.rows[shifted] and row in trial.editor.places())
    trial.rows[shifted] = other
    assert len(trial.judge().wrong) == 1
