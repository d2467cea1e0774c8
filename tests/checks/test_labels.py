"""The labels of points beside that of their note."""

from __future__ import annotations

from datetime import date

import pytest

from focalpoint.checks.handling import check_handling
from focalpoint.config import Config
from focalpoint.content.manual import load_manual
from sample_project import Project

LIMA = "consultations/notes/lima-2026.md"


@pytest.mark.parametrize(("label", "count"), [("TLP:CLEAR", 1), ("TLP:GREEN", 0), ("TLP:AMBER", 0)])
def test_a_point_may_have_its_notes_label_or_a_stricter_one(project: Project, label: str, count: int) -> None:
    assert "handling: TLP:GREEN\n" in project.read(LIMA)
    project.edit(LIMA, "1. The neighbours", f"1. [{label}] The neighbours")
    config = Config.load(project.root, date(2026, 11, 23))
    problems = list(check_handling(config, load_manual(config)[0]))
    assert len(problems) == count
