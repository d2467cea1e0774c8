"""What a test starts ends with it, whatever the test does."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import processes

SLEEPER = "sleep 600 & echo $!; sleep 600"
"""A command that starts another; it prints the number of that one."""
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of processes in /proc")


@LINUX
def test_a_command_and_what_it_started_end_with_its_block(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), processes.started(["sh", "-c", SLEEPER], tmp_path) as process:
        assert process.stdout is not None
        both = [process.pid, int(process.stdout.readline())]
        assert all(map(processes.runs, both))
        assert both[1] in processes.children(process.pid)
        _ = 1 / 0
    assert processes.ended(both)


@LINUX
def test_a_command_that_takes_too_long_ends_with_what_it_started(tmp_path: Path) -> None:
    with pytest.raises(subprocess.TimeoutExpired) as caught:
        processes.run(["sh", "-c", SLEEPER], tmp_path, timeout=0.5)
    assert caught.value.output
    assert processes.ended([int(caught.value.output)])


TESTS = """
    import subprocess

    def test_forgets():
        # Its parent is gone at once, and it is in a group of its own.
        subprocess.run(["sh", "-c", "setsid sleep 661 >/dev/null 2>&1 &"], check=True)
"""


@LINUX
def test_a_session_of_tests_ends_and_names_what_a_test_left_running(tmp_path: Path) -> None:
    (tmp_path / "test_forgetful.py").write_text(textwrap.dedent(TESTS), encoding="utf-8")
    (tmp_path / "conftest.py").write_text("from tests.conftest import nothing_left_running", encoding="utf-8")
    root = str(Path(__file__).resolve().parent.parent)
    variables = {**os.environ, "PYTHONPATH": os.pathsep.join([root, *sys.path])}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", os.devnull, "test_forgetful.py"]
    done = processes.run(command, tmp_path, env=variables)
    assert done.returncode == 1
    assert "1 passed, 1 error" in done.stdout
    assert "sleep 661" in done.stdout
    number = int(done.stdout.split(": sleep 661")[0].rpartition("'")[2])
    assert processes.ended([number])
