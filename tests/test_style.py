"""The two judges of style and types find nothing in the tree."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import processes

REPOSITORY = Path(__file__).resolve().parent.parent


def judge(*command: str, folder: Path = REPOSITORY) -> tuple[int, str]:
    """How a tool ended, and what it said."""
    done = processes.run([sys.executable, "-m", *command], folder)
    return done.returncode, done.stdout + done.stderr


WINDOWS = ("mypy", "--no-error-summary", "--platform", "win32", "--cache-dir", ".mypy_cache/win32")
"""Finds what Python has on other systems only, such as `os.killpg`, outside a test of `sys.platform`."""


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "check", "--output-format", "concise"),
        pytest.param(("mypy", "--no-error-summary"), marks=pytest.mark.slow),
        pytest.param(WINDOWS, marks=pytest.mark.slow),
    ],
)
def test_nothing_is_found(command: tuple[str, ...]) -> None:
    status, said = judge(*command)
    assert status == 0, said


@pytest.mark.parametrize(
    ("command", "says"),
    [(("ruff", "check", "--output-format", "concise"), "F401"), (("mypy", "tooling"), "no-untyped-def")],
)
def test_a_planted_fault_is_found(tmp_path: Path, command: tuple[str, ...], says: str) -> None:
    (tmp_path / "pyproject.toml").write_bytes((REPOSITORY / "pyproject.toml").read_bytes())
    (tmp_path / "tooling").mkdir()
    (tmp_path / "tooling" / "planted.py").write_text("import os\n\ndef f(x):\n    return x\n", encoding="utf-8")
    status, said = judge(*command, folder=tmp_path)
    assert status == 1
    assert says in said
