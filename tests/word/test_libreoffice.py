"""Files that LibreOffice has edited come home like any other; without it these tests are skipped, but never in CI."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from figures.word_edits import Trial
from figures.worded.chapter import Sample, sent_chapter

pytestmark = pytest.mark.slow
PYTHON = "/usr/bin/python3"
EDITS = (
    ("replace", "before the first leave", "before summer"),
    ("replace", "reads the same log", "reads the same log and the list"),
    ("add", "Call the pilot", "Light the second lamp"),
    ("delete", "Feed the crew", ""),
    ("split", "Keeper Dunion", ""),
    ("replace", "watch Beran needs", "watch Beran wants"),
    ("add", "The keeper of the", "The round takes an hour."),
)
"""Edits of the first place that has the words."""


@pytest.fixture(scope="module")
def sample() -> Sample:
    return sent_chapter()


@pytest.fixture(scope="module")
def office() -> str:
    """LibreOffice, with its bridge to Python; in CI both must be there."""
    found = shutil.which("soffice")
    bridged = found and subprocess.run([PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode == 0
    if not bridged:
        told = "LibreOffice or python3-uno is missing; on Debian: apt install libreoffice-writer-nogui python3-uno"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(told)
    return str(found)


def in_office(sample: Sample, folder: Path, tracked: str, edits: Sequence[tuple[str, str, str]]) -> Trial:
    """Edit the file in LibreOffice, and bring it home."""
    source, target = folder / "sent.docx", folder / "returned.docx"
    source.write_bytes(sample.data)
    script = Path(__file__).with_name("uno_edits.py")
    command = [PYTHON, str(script), str(folder / "profile"), str(source), str(target), tracked, json.dumps(edits)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stderr
    wanted = [" ".join(text.split()) for text in json.loads(done.stdout.splitlines()[-1])]
    return Trial(sample, target.read_bytes(), [text for text in wanted if text])


@pytest.mark.parametrize("tracked", ["tracked", "untracked"])
def test_edits_come_home_as_libreoffice_accepts_them(sample: Sample, office: str, tmp_path: Path, tracked: str) -> None:
    trial = in_office(sample, tmp_path, tracked, EDITS)
    assert trial.failed == []
    assert trial.texts() == trial.expected()
    assert trial.on_lines()
    assert "- Light the second lamp\n" in trial.after
    assert "Feed the crew" not in trial.after.partition("## Watch number Coran")[0]


def test_saving_alone_changes_nothing(sample: Sample, office: str, tmp_path: Path) -> None:
    trial = in_office(sample, tmp_path, "tracked", ())
    assert trial.found.changes == []
    assert trial.after == sample.page.page
