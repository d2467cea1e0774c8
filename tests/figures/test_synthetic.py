"""The long manual of the benchmark is a manual like any other."""

from __future__ import annotations

from pathlib import Path

import pytest

from sample_project import Project

from .synthetic import write_manual


@pytest.mark.slow
def test_the_generated_text_keeps_every_rule_and_prints(tmp_path: Path) -> None:
    project = Project(tmp_path)
    write_manual(tmp_path, 2)
    checked = project.run("check")
    assert (checked.status, checked.err) == (0, "")
    assert checked.out.startswith("4 chapters and 1 consultation note:")
    built = project.run("build", "--format", "pdf")
    assert (built.status, built.err) == (0, "")
    assert (tmp_path / "dist/public/manual.pdf").read_bytes().startswith(b"%PDF")


def test_the_same_seed_gives_the_same_text_and_another_seed_another(tmp_path: Path) -> None:
    for folder, seed in (("one", 7), ("two", 7), ("three", 8)):
        write_manual(tmp_path / folder, 1, seed)
    one, two, three = (Project(tmp_path / folder).files("manual") for folder in ("one", "two", "three"))
    assert one == two
    assert one != three
