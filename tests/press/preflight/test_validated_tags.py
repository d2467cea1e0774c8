"""The finished PDF passes the validator wherever it is installed, and our own check everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from sample_project import Project
from validated import STANDARDS, faults


@pytest.mark.parametrize("standard", STANDARDS)
def test_a_built_manual_keeps_both_standards(built: Project, standard: str) -> None:
    assert faults(built.root / "dist" / "public" / "manual.pdf", standard) == ""


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("sample", ["printed", "chapter_pdf"])
def test_the_samples_keep_both_standards(
    request: pytest.FixtureRequest, tmp_path: Path, sample: str, standard: str
) -> None:
    file = tmp_path / "sample.pdf"
    file.write_bytes(request.getfixturevalue(sample))
    assert faults(file, standard) == ""
