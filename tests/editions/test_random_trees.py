"""Random trees of chapters and notes: an edition holds each word that it may carry, and none that it may not."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from random_trees import CLEARANCE, RandomTree
from scanning import found_in, letters, said_in

from focalpoint.assembly.tree import Piece, assemble
from focalpoint.checks import check_manual
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.problems import ProblemKind, Trouble
from sample_project import Project

LONG = bool(os.environ.get("FOCALPOINT_LONG"))
"""In the long mode more trees are grown, and more of them are built."""
TREES = range(200 if LONG else 20)
BUILT = range(1000, 1020 if LONG else 1001)
GREEN, DESK = CLEARANCE["network"], CLEARANCE["secretariat"]


def grown(seed: int, root: Path, *, plain: bool = False, careless: bool = False) -> RandomTree:
    """A random project on disk."""
    tree = RandomTree(seed, plain, careless)
    tree.write(root)
    return tree


def assembled(root: Path, edition: Edition) -> Mapping[str, Piece]:
    config = Config.load(root, date(2026, 11, 23))
    return assemble(config, check_manual(config), edition).tree


def said_by(pieces: Mapping[str, Piece]) -> str:
    """Every letter of an assembled tree, the names of its files included."""
    return letters(" ".join(f"{name} {piece.data.decode()}" for name, piece in pieces.items()))


@pytest.mark.parametrize("seed", TREES)
def test_an_assembled_tree_holds_what_it_may_and_nothing_else(seed: int, tmp_path: Path) -> None:
    tree = grown(seed, tmp_path)
    for edition in Edition:
        said = said_by(assembled(tmp_path, edition))
        held = {word for word in tree.levels if word in said}
        assert held == {word for word, level in tree.levels.items() if level <= CLEARANCE[edition]}, edition


@pytest.mark.parametrize("seed", TREES)
def test_a_chapter_that_cites_what_it_may_not_is_refused(seed: int, tmp_path: Path) -> None:
    tree = grown(seed, tmp_path)
    path, level = min(tree.chapters.items(), key=lambda chapter: chapter[1])
    note = max(tree.notes, key=lambda note: max(note.points))
    strictest = max(note.points)
    cited = f"Nobody has cleared this sentence. {{heard}}`{note.id} {note.points.index(strictest) + 1}`\n"
    text = tree.files[path]
    (tmp_path / path).write_text(f"{text}\n## Cited\n\n{cited}", encoding="utf-8")
    for edition in Edition:
        if level <= CLEARANCE[edition] < strictest:
            with pytest.raises(Trouble) as caught:
                assembled(tmp_path, edition)
            problems = [(problem.path, problem.line, problem.kind) for problem in caught.value.problems]
            assert problems == [(path, text.count("\n") + 4, ProblemKind.HANDLING)]
        else:
            assert (
                "Nobody has cleared" in "".join(piece.data.decode() for piece in assembled(tmp_path, edition).values())
                or level > CLEARANCE[edition]
            )


@pytest.mark.parametrize("seed", TREES)
def test_a_careless_tree_is_refused_or_holds_only_what_it_may(seed: int, tmp_path: Path) -> None:
    tree = grown(seed, tmp_path, careless=True)
    for edition in Edition:
        clearance = CLEARANCE[edition]
        try:
            said = said_by(assembled(tmp_path, edition))
        except Trouble as trouble:
            assert {problem.kind for problem in trouble.problems} <= {ProblemKind.HANDLING}
            continue
        assert [cited for cited in tree.uncleared if cited[0] <= clearance < cited[1]] == []
        assert {word for word, level in tree.levels.items() if level > clearance and word in said} == set()


def test_the_trees_are_of_every_kind() -> None:
    trees = [RandomTree(seed) for seed in TREES]
    texts = "".join(text for tree in trees for text in tree.files.values())
    for construct in ("> ", "* - ", "[^", "{figure}", "{action}", "{practice}", "{note}", "| ", "% ", "cleared_text"):
        assert construct in texts
    assert {level for tree in trees for level in tree.levels.values()} == {0, 1, 2, 3}
    assert sum(len(note.points) for tree in trees for note in tree.notes) > 2 * len(trees)


@pytest.mark.slow
@pytest.mark.parametrize("seed", BUILT)
def test_a_built_edition_holds_nothing_that_it_may_not(seed: int, tmp_path: Path) -> None:
    tree = grown(seed, tmp_path, plain=True)
    project = Project(tmp_path)
    for edition in Edition:
        result = project.run("build", "--edition", edition)
        assert result.status == 0, result.out + result.err
        heard = found_in(said_in(tmp_path / "dist" / edition), tree.levels)
        assert {word: names for word, names in heard.items() if tree.levels[word] > CLEARANCE[edition]} == {}
        may = {word for word, level in tree.levels.items() if level <= min(CLEARANCE[edition], DESK - 1)}
        assert may <= set(heard), "what it may hold is found"
