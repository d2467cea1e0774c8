"""A set-up that runs: how far it is, how it ends when it is stopped, and what another one does meanwhile."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import signal
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fresh_clone import PROGRAM, Clone, make_clone

SLEEPER = "import os, time; open('sleeper', 'w').write(str(os.getpid())); time.sleep(60)"
HALF_MADE = f"instead({SLEEPER!r})"


@pytest.fixture
def clone(tmp_path: Path) -> Iterator[Clone]:
    clone = make_clone(tmp_path / "clone")
    yield clone
    clone.end()


def sleeping(clone: Clone, running: subprocess.Popen[str]) -> int:
    """Wait until the program is half way, and return the process that it has started."""
    assert running.stdout is not None
    assert "first time" in running.stdout.readline()
    sleeper = clone.root / "sleeper"
    while not (sleeper.exists() and sleeper.read_text()):
        time.sleep(0.02)
    return int(sleeper.read_text())


def test_ctrl_c_says_one_line_and_the_next_run_starts_again(clone: Clone) -> None:
    running = clone.start(HALF_MADE)
    sleeper = sleeping(clone, running)
    os.killpg(running.pid, signal.SIGINT)
    said = running.communicate(timeout=5)[0]
    assert running.returncode == 1
    assert said == "Stopped. Nothing is broken: the same command starts the set-up again.\n"
    with pytest.raises(ProcessLookupError):
        os.kill(sleeper, 0)
    assert clone.run()[0] == 0


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP])
def test_ended_from_outside_it_takes_what_it_started_along(clone: Clone, ending: signal.Signals) -> None:
    command = [sys.executable, "-I", str(PROGRAM)]
    with subprocess.Popen(command, cwd=clone.root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as real:
        while not (clone.root / ".venv" / "pyvenv.cfg").exists():
            assert real.poll() is None
            time.sleep(0.02)
        real.send_signal(ending)
        said = real.communicate(timeout=10)[0]
    assert real.returncode == 1
    assert said.splitlines()[1:] == ["Stopped. Nothing is broken: the same command starts the set-up again."]
    # Whatever it started has its lock.
    with (clone.root / "requirements.lock").open() as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_where_it_is_killed_the_next_waits_for_the_program_that_it_left(clone: Clone) -> None:
    running = clone.start(HALF_MADE)
    sleeper = sleeping(clone, running)
    running.kill()
    running.wait()
    second = clone.start()
    assert second.stdout is not None
    assert second.stdout.readline().startswith("Another set-up is at work in this folder")
    os.kill(sleeper, signal.SIGKILL)
    assert "Setting up anew" in second.communicate(timeout=10)[0]
    assert second.returncode == 0


def test_two_set_ups_at_once_wait_for_each_other(clone: Clone) -> None:
    slow = "import time; bootstrap.run = lambda *a: (time.sleep(0.3), pretend(*a))"
    first = clone.start(slow)
    assert first.stdout is not None
    first.stdout.readline()
    status, said = clone.run()
    assert first.wait(timeout=5) == 0
    assert (status, said) == (0, "Another set-up is at work in this folder: waiting for it to finish ...\n")
    assert len(clone.commands()) == 3


PIP = """
import os, sys, time
say = lambda line: (print(line, flush=True), time.sleep(0.4))
[say(line) for line in ("Collecting one==1", "Ignoring two: markers don't match", "Collecting three==3")]
packages = "LIBRARY"
os.makedirs(packages + "/old-1.dist-info", exist_ok=True)
os.utime(packages + "/old-1.dist-info", (1, 1))
say("Installing collected packages: one, three")
[(os.makedirs(packages + f"/{name}.dist-info"), say("")) for name in ("one-1", "three-3")]
sys.exit("ERROR: enough")
"""


def pip_of(clone: Clone) -> str:
    (clone.root / "requirements.lock").write_text("# head\none==1 \\\n    --hash=x\ntwo==2\nthree==3\n")
    library = sysconfig.get_path("purelib", "venv", {"base": str(clone.root / ".venv")})
    return f"instead({PIP.replace('LIBRARY', library)!r})"


def test_on_a_terminal_one_line_tells_how_far_it_is(clone: Clone) -> None:
    try:
        screen, terminal = pty.openpty()
    except OSError as error:
        pytest.skip(f"this machine has no terminal to give: {error}")
    running = clone.start(pip_of(clone), terminal=terminal)
    os.close(terminal)
    shown = b""
    # Linux says at the end of a terminal's output that it cannot read it.
    with contextlib.suppress(OSError):
        while more := os.read(screen, 1024):
            shown += more
    os.close(screen)
    assert running.wait(timeout=5) == 1
    first, progress, *_last = shown.decode().split("\r\n")
    assert first.startswith("Setting up for the first time")
    lines = progress.split("\r")
    told = ["", *(f"  package {number} of 3" for number in (1, 2, 3))]
    assert lines == told + [f"  installed {number} of 2 packages" for number in (0, 1, 2)]


def test_in_a_log_a_line_now_and_then_tells_how_far_it_is(clone: Clone) -> None:
    # On a clock fifty times as fast, five seconds are a tenth of one.
    clock = "import time as t; bootstrap.time = type('', (), dict(sleep=t.sleep, time=lambda: t.time() * 50))"
    lines = clone.run(f"{clock}; {pip_of(clone)}")[1].splitlines()
    assert lines[1:4] == [f"  package {number} of 3" for number in (1, 2, 3)]
    assert "\r" not in "".join(lines)


def test_a_set_up_that_takes_less_than_five_seconds_logs_no_progress(clone: Clone) -> None:
    assert not [line for line in clone.run(pip_of(clone))[1].splitlines() if "package " in line or "installed" in line]
