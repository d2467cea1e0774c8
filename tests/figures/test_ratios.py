"""The rows of ratios that `make bench` prints."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from . import builds
from .ratios import Bench, Ratio, table
from .synthetic import REPOSITORY


def test_a_row_says_what_was_measured_and_what_it_may_be() -> None:
    rows = [
        Ratio("an edit", 0.1799, 0.18, "2.3 s beside 13.1 s"),
        Ratio("memory", 348.7, 350),
        Ratio("none", None, 0.9),
    ]
    assert table(rows).splitlines()[-3:] == [
        "| an edit | 0.18 | 0.18 | 2.3 s beside 13.1 s |",
        "| memory | 349 | 350 |  |",
        "| none | – | 0.9 |  |",
    ]


def test_each_ratio_is_the_median_of_pairs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = iter([10, 20, 1, 4, 30, 10] + [8, 2, 10, 1, 4, 2] * 2 + [50])

    def build(command: builds.Command) -> dict[str, float]:
        taken = next(seconds)
        return {"process": taken, "cpu": taken, "own_peak": 300, "worker_peak": 340}

    monkeypatch.setattr(builds.Command, "build", build)

    def copy(project: Path) -> None:
        (project / "manual/part").mkdir(parents=True)
        (project / "manual/part/one.md").write_text("---\n---\n\nFirst.\nSecond.\nThird.\n")

    bench = Bench(REPOSITORY, REPOSITORY, tmp_path, {}, copy, 3)
    monkeypatch.setattr("tests.figures.ratios.LONG_CHAPTERS", 1)
    monkeypatch.setattr("tests.figures.ratios.CHAPTERS", 1)
    found: list[Any] = [one.figure for one in bench.ratios()]
    # Ours before the baseline's: 10/20, 1/4, 30/10; from nothing before the edit: 2/8, 1/10, 2/4.
    assert found == [0.5, 0.25, 0.25, 340]
    assert (tmp_path / "theirs/manual/part-1/chapter-0.md").is_file()
    assert "This sentence was added" in (tmp_path / "shipped/manual/part/one.md").read_text()
