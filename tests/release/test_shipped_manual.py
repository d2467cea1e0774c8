"""The manual of this repository becomes an edition, and the search for leaks lets it pass."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sample_project import Project

pytestmark = pytest.mark.slow

REPOSITORY = Path(__file__).resolve().parents[2]


def test_the_shipped_manual_is_published(tmp_path: Path) -> None:
    for name in ("manual", "consultations"):
        shutil.copytree(REPOSITORY / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(REPOSITORY / "pyproject.toml", tmp_path)
    # The public edition is printed by `make pdf` on the bare machine of CI.
    done = Project(tmp_path).run("build", "--edition", "network")
    assert done.status == 0, done.err
    assert {"manual.pdf", "html/index.html"} <= Project(tmp_path).files("dist/network").keys()
