"""One slip of the hand in a correct tree: it is refused, or every edition withholds what it withheld before."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from random import Random

import pytest
from random_trees import CLEARANCE, RandomTree
from scanning import letters
from slips import SLIPS, slipped

from focalpoint.assembly.tree import assemble
from focalpoint.checks import check_manual
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.problems import Trouble

pytestmark = pytest.mark.slow

TRIALS = 5_000 if os.environ.get("FOCALPOINT_LONG") else 300
SHARES = 10
"""The trials are parted, so that several processes can take them."""


def slip(tree: RandomTree, random: Random) -> str:
    """Make one slip in one text of a tree; returns what it was, for a message."""
    while True:
        name = random.choice([name for name, text in tree.files.items() if name.endswith((".md", ".bib")) and text])
        after, kind, line = slipped(tree.files[name], random)
        if after != tree.files[name]:
            tree.files[name] = after
            return f"{kind} in {name}:{line}"


def published(root: Path, levels: dict[str, int]) -> dict[str, list[str]]:
    """By edition, the words that it may not carry and does; nothing where the tree is refused."""
    config = Config.load(root, date(2026, 11, 23))
    found = {}
    try:
        manual = check_manual(config)
        for edition in Edition:
            tree = assemble(config, manual, edition).tree
            said = letters(" ".join(f"{name} {piece.data.decode()}" for name, piece in tree.items()))
            found[str(edition)] = [
                word for word, level in levels.items() if level > CLEARANCE[edition] and word in said
            ]
    except Trouble:
        return {}
    return {edition: words for edition, words in found.items() if words}


@pytest.mark.parametrize("share", range(SHARES))
def test_no_slip_publishes_what_was_closed(share: int, tmp_path: Path) -> None:
    told = {}
    for trial in range(share, TRIALS, SHARES):
        tree = RandomTree(trial // 8)
        what = slip(tree, Random(trial))
        root = tmp_path / str(trial)
        tree.write(root)
        if words := published(root, tree.levels):
            told[f"{trial}: {what}"] = words
    assert told == {}


def test_many_slips_harm_nothing_and_are_let_through(tmp_path: Path) -> None:
    """The property does not hold because everything is refused."""
    passed = 0
    for trial in range(40):
        tree = RandomTree(trial)
        slip(tree, Random(trial))
        tree.write(tmp_path / str(trial))
        try:
            check_manual(Config.load(tmp_path / str(trial), date(2026, 11, 23)))
            passed += 1
        except Trouble:
            continue
    assert 8 <= passed <= 32


def test_every_kind_of_slip_changes_some_line() -> None:
    texts = [text for seed in range(4) for name, text in RandomTree(seed).files.items() if name.endswith(".md")]
    kinds = {
        kind
        for seed in range(600)
        for text in [texts[seed % len(texts)]]
        for after, kind, _line in [slipped(text, Random(seed))]
        if after != text
    }
    assert kinds == set(SLIPS)
