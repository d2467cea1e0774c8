"""The same text makes the same bytes, wherever and however it is built."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sample_project import Project, make_project

ELSEWHERE = {"PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8"}


def test_another_folder_another_number_of_workers_and_another_machines_habits(built: Project, tmp_path: Path) -> None:
    other = make_project(tmp_path / "deep" / "a büro's folder" / "copy")
    result = other.run("build", "--workers", "1", env={**ELSEWHERE, "HOME": str(tmp_path)})
    assert (result.status, result.err) == (0, "")
    here, there = built.files("dist/public"), other.files("dist/public")
    assert here["manual.pdf"] == there["manual.pdf"]
    assert [name for name in here.keys() | there.keys() if here.get(name) != there.get(name)] == []


def test_another_day_makes_another_edition(project: Project, built: Project) -> None:
    result = project.run("build", "--format", "pdf", env={"SOURCE_DATE_EPOCH": "1800000000"})
    assert result.status == 0
    assert project.files("dist/public")["manual.pdf"] != built.files("dist/public")["manual.pdf"]


def test_a_second_build_of_the_same_text_changes_nothing(built_copy: Callable[[], Project], built: Project) -> None:
    copy = built_copy()
    assert copy.run("build").status == 0
    assert copy.files("dist") == built.files("dist")
