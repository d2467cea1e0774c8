"""The README's first writing example works, word for word, in the manual of this repository."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

from sample_project import Project
from sample_texts import REPOSITORY


def test_the_first_chapter_is_made_as_the_readme_says(tmp_path: Path) -> None:
    for name in ("manual", "consultations"):
        shutil.copytree(REPOSITORY / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(REPOSITORY / "pyproject.toml", tmp_path)
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    (words,) = re.findall(r"^    \.venv/bin/focalpoint (new chapter .*)$", readme, re.MULTILINE)
    project = Project(tmp_path)
    made = project.run(*shlex.split(words))
    assert made.status == 0, made.err
    (named,) = re.findall(r"This writes `(manual/\S+\.md)`", readme)
    assert (tmp_path / named).is_file()
    assert Path(named).stem in (tmp_path / "manual/index.md").read_text(encoding="utf-8")
