"""Ctrl-C at any time: one line, exit status 1, no process left behind, the last edition untouched."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import processes
from sample_project import COMMAND, Project, environment

pytestmark = pytest.mark.slow

MOMENTS = {
    "at once": ("", 0.1),
    "while reading": ("Reading", 0.1),
    "when the printing starts": ("Printing", 0.0),
    "when the printers start": ("Printing", 0.15),
    "while printing": ("Printing", 0.3),
    "while the web pages are written": ("Writing", 0.05),
}


def interrupted(project: Project, word: str, seconds: float) -> tuple[int, str]:
    """Build, and press Ctrl-C some time after a line that begins with the word; the status, and what was said."""
    command = [COMMAND, "build", "--workers", "2"]
    variables = environment({"PYTHONUNBUFFERED": "1"})
    with processes.started(command, project.root, env=variables, stderr=subprocess.PIPE) as build:
        assert build.stdout is not None
        while word and not build.stdout.readline().startswith(word):
            assert build.poll() is None, "the build ended before its time"
        time.sleep(seconds)
        os.killpg(build.pid, signal.SIGINT)
        # This returns when nobody holds the other ends of the pipes any more: neither the command nor its workers.
        _out, err = build.communicate(timeout=60)
        return build.returncode, err


@pytest.mark.parametrize(("word", "seconds"), MOMENTS.values(), ids=MOMENTS)
def test_ctrl_c_leaves_nothing_behind(built_copy: Callable[[], Project], word: str, seconds: float) -> None:
    project = built_copy()
    project.edit("manual/ground/post.md", "senior official.", "very senior official.")
    before = project.files("dist")
    status, said = interrupted(project, word, seconds)
    assert status == 1
    assert said.startswith("stopped by Ctrl-C")
    assert said.endswith("[stopped]\n")
    assert said.count("\n") == 1
    assert project.files("dist") == before


def test_after_ctrl_c_the_next_build_is_whole(built: Project, built_copy: Callable[[], Project]) -> None:
    project = built_copy()
    text = project.read("manual/ground/post.md")
    project.edit("manual/ground/post.md", "senior official.", "very senior official.")
    assert interrupted(project, "Reading", 0.2)[0] == 1
    project.write("manual/ground/post.md", text)
    result = project.run("build")
    assert (result.status, result.err) == (0, "")
    assert project.files("dist") == built.files("dist")


DROPPED = """
import os, signal, time
from focalpoint.cli.command import heed_interrupts

heed_interrupts()
os.register_at_fork(after_in_parent=lambda: signal.raise_signal(signal.SIGINT))
try:
    child = os.fork()
    time.sleep(0 if child == 0 else 30)
except KeyboardInterrupt:
    print("heard")
"""


def test_ctrl_c_is_heard_even_where_python_drops_it() -> None:
    result = processes.run([sys.executable, "-c", DROPPED], Path.cwd(), timeout=20)
    assert (result.returncode, result.stdout, result.stderr) == (0, "heard\n", "")


READER = """
import os, signal
from focalpoint.cli.command import heed_interrupts

heed_interrupts()
if os.fork() == 0:
    signal.raise_signal(signal.SIGINT)
    os._exit(7)
print(os.waitstatus_to_exitcode(os.wait()[1]))
"""


def test_a_reader_leaves_ctrl_c_to_the_command() -> None:
    result = processes.run([sys.executable, "-c", READER], Path.cwd(), timeout=20)
    assert (result.returncode, result.stdout, result.stderr) == (0, "7\n", "")
