"""The finished PDF passes the validator wherever it is installed, and our own check everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from sample_project import Project
from validated import faults


def test_a_built_manual_and_the_samples_keep_both_standards(
    request: pytest.FixtureRequest, built: Project, tmp_path: Path
) -> None:
    files = [built.root / "dist" / "public" / "manual.pdf"]
    for sample in ("printed", "chapter_pdf"):
        files.append(tmp_path / f"{sample}.pdf")
        files[-1].write_bytes(request.getfixturevalue(sample))
    assert faults(*files) == ""
