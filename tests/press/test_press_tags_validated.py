"""The finished PDF passes the validator wherever it is installed, and our own check everywhere."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from focalpoint.press.soundness import check_soundness
from sample_project import Project

VALIDATOR = shutil.which("verapdf")
"""The command veraPDF, which the project's machines have on their path."""


def faults(file: Path, standard: str) -> str:
    """What is wrong with a PDF: what the validator says, or where there is none, what our own check says."""
    check_soundness(file.read_bytes())
    if VALIDATOR is None:
        return ""
    run = subprocess.run([VALIDATOR, "-f", standard, file], capture_output=True, text=True, check=False)
    return run.stdout + run.stderr if run.returncode else ""


@pytest.mark.parametrize("standard", ["ua1", "3a"])
def test_a_built_manual_keeps_both_standards(built: Project, standard: str) -> None:
    assert faults(built.root / "dist" / "public" / "manual.pdf", standard) == ""


@pytest.mark.parametrize("standard", ["ua1", "3a"])
@pytest.mark.parametrize("sample", ["printed", "chapter_pdf"])
def test_the_samples_keep_both_standards(
    request: pytest.FixtureRequest, tmp_path: Path, sample: str, standard: str
) -> None:
    file = tmp_path / "sample.pdf"
    file.write_bytes(request.getfixturevalue(sample))
    assert faults(file, standard) == ""
