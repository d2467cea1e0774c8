"""What a person sees while the tools are set up: the program runs as the Makefile runs it, with pip pretended."""

from __future__ import annotations

import ast
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from fresh_clone import PROGRAM, ROOT, Clone, make_clone

SLEEPER = "import os, time; open('sleeper', 'w').write(str(os.getpid())); time.sleep(60)"
HALF_MADE = f"environment.run_quietly = lambda *_: really(root, [sys.executable, '-I', '-S', '-c', {SLEEPER!r}])"
NO_PANGO = "libraries.LIBRARIES, libraries._is_root = ABSENT, lambda: False; libraries.this_system = lambda: "


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    return make_clone(tmp_path / "clone")


@pytest.mark.parametrize("source", PROGRAM, ids=lambda path: path.name)
def test_an_old_python_can_read_the_program(source: Path) -> None:
    ast.parse(source.read_text(encoding="utf-8"), feature_version=(3, 7))


def test_an_old_python_is_told_what_is_needed(clone: Clone) -> None:
    change = "bootstrap.MINIMUM = (3, 99); libraries.this_system = lambda: libraries.DEBIAN"
    status, said = clone.run(change=change)
    assert status == 1
    assert "needs Python 3.99 or newer" in said
    assert "sudo apt-get install" in said
    assert len(said.splitlines()) == 1


def test_an_old_python_hands_over_to_a_newer_one(clone: Clone) -> None:
    clone.stub("python3.99", 'case "$*" in *ensurepip*) ;; *) echo newer;; esac')
    status, said = clone.run("--print", change="bootstrap.MINIMUM = (3, 99)")
    assert (status, said) == (0, "newer\n")
    assert clone.commands()[-1].endswith("bootstrap.py --print")


def test_the_first_set_up_takes_only_what_the_lock_file_names(clone: Clone) -> None:
    status, said = clone.run()
    made, installed, itself = clone.commands()
    assert status == 0
    assert said.startswith("Setting up for the first time: about one minute")
    assert "-m venv" in made
    assert "--no-deps --require-hashes --only-binary :all: --requirement requirements.lock" in installed
    assert "--no-deps --no-build-isolation --editable ." in itself


def test_the_second_run_is_silent_and_free(clone: Clone) -> None:
    clone.run()
    clone.commands()
    times = []
    for _ in range(3):
        start = time.perf_counter()
        assert clone.run() == (0, "")
        times.append(time.perf_counter() - start)
    assert clone.commands() == []
    assert min(times) < 0.5  # a tenth on a quiet machine


def test_a_changed_lock_file_is_installed_into_the_same_venv(clone: Clone) -> None:
    clone.run()
    clone.commands()
    (clone.root / "requirements.lock").write_text("one==2\n")
    status, said = clone.run()
    assert status == 0
    assert "list of tools has changed" in said
    assert [command.split("pip install")[0][-3:] for command in clone.commands()] == ["-m ", "-m "]
    assert clone.run() == (0, "")


def leave_half_made(clone: Clone) -> None:
    (clone.root / ".venv" / "focalpoint.stamp").unlink()


def move_away(clone: Clone) -> None:
    clone.root = clone.root.rename(clone.root.with_name("moved"))


def lose_python(clone: Clone) -> None:
    (clone.root / ".venv" / "bin" / "python").unlink()


@pytest.mark.parametrize("damage", [leave_half_made, move_away, lose_python])
def test_a_venv_that_cannot_be_trusted_is_made_anew(clone: Clone, damage: Callable[[Clone], None]) -> None:
    clone.run()
    (clone.root / ".venv" / "left-over").touch()
    damage(clone)
    clone.commands()
    status, said = clone.run()
    assert status == 0
    assert "Setting up anew" in said
    assert "-m venv" in clone.commands()[0]
    assert not (clone.root / ".venv" / "left-over").exists()
    assert clone.run() == (0, "")


def test_a_link_in_place_of_the_venv_is_removed_and_its_target_kept(clone: Clone) -> None:
    kept = clone.root / "elsewhere" / "kept"
    kept.parent.mkdir()
    kept.touch()
    (clone.root / ".venv").symlink_to(kept.parent)
    assert clone.run()[0] == 0
    assert kept.exists()


def test_ctrl_c_says_one_line_and_the_next_run_starts_again(clone: Clone) -> None:
    running = clone.start(change=HALF_MADE)
    assert running.stdout is not None
    assert "first time" in running.stdout.readline()
    sleeper = clone.root / "sleeper"
    while not (sleeper.exists() and sleeper.read_text()):
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGINT)
    said = running.communicate(timeout=5)[0]
    assert running.returncode == 1
    assert said == "Stopped. Nothing is broken: the same command starts the set-up again.\n"
    with pytest.raises(ProcessLookupError):
        os.kill(int(sleeper.read_text()), 0)
    assert clone.run()[0] == 0


def test_two_set_ups_at_once_wait_for_each_other(clone: Clone) -> None:
    slow = "import time; quick = pretend; environment.run_quietly = lambda *a: (time.sleep(0.3), quick(*a))"
    first = clone.start(change=slow)
    assert first.stdout is not None
    first.stdout.readline()
    status, said = clone.run()
    assert first.wait(timeout=5) == 0
    assert (status, said) == (0, "Another set-up is at work in this folder: waiting for it to finish ...\n")
    assert len(clone.commands()) == 3


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("NewConnectionError", "The network was not reached"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES", "do not go on, tell the maintainers"),
        ("something else", "show these lines to whoever looks after the tools"),
    ],
)
def test_a_failure_shows_the_last_words_and_advice(clone: Clone, words: str, expected: str) -> None:
    script = f"print('Traceback:'); print('  File x'); print('ERROR: {words}'); raise SystemExit(1)"
    status, said = clone.run(
        change=f"environment.run_quietly = lambda *_: really(root, [sys.executable, '-c', {script!r}])"
    )
    assert status == 1
    assert f"  ERROR: {words}\n" in said
    assert "File x" not in said
    assert expected in said.splitlines()[-1]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("environment.MEGABYTES = 10**9", "The disk is full"),
        ("def make(*_): raise OSError(28, 'full')\nenvironment.make = make", "The disk is full"),
        ("def make(*_): raise OSError(30, 'ro', '.venv')\nenvironment.make = make", "Cannot write .venv: read-only"),
        ("(root / 'requirements.lock').unlink()", "git checkout -- requirements.lock"),
        ("environment.importlib.util.find_spec = lambda _: None", "lacks its venv part"),
        ("environment.make = lambda *_: 1 / 0", "in a way nobody foresaw"),
    ],
)
def test_what_stops_the_set_up_is_said_in_one_line(clone: Clone, change: str, expected: str) -> None:
    status, said = clone.run(change=change)
    assert status == 1
    assert expected in said
    assert len(said.splitlines()) == 1


def test_without_pango_an_ordinary_user_gets_the_line_to_type(clone: Clone) -> None:
    clone.stub("sudo", "exit 1")
    clone.stub("apt-get", "exit 1")
    status, said = clone.run("--print", change=NO_PANGO + "libraries.DEBIAN")
    assert status == 1
    assert len(said.splitlines()) == 1
    assert "sudo apt-get install" in said
    assert "libpango-1.0-0" in said
    assert clone.commands() == ["sudo -n true"]


def test_without_pango_sudo_is_used_where_it_asks_nothing(clone: Clone) -> None:
    clone.stub("sudo", 'shift; exec "$@"')
    clone.stub("apt-get", "exit 1")
    status, said = clone.run("--print", change=NO_PANGO + "libraries.DEBIAN")
    assert status == 1
    assert "Installing the Pango libraries with apt-get" in said
    called = [command.split()[1] for command in clone.commands() if command.startswith("apt-get")]
    assert called == ["install", "update", "install"]


def test_without_pango_an_unknown_system_gets_a_line_for_each(clone: Clone) -> None:
    said = clone.run("--print", change=NO_PANGO + "None")[1]
    assert [line.split(":")[0].strip() for line in said.splitlines()[1:]] == [
        "Debian and Ubuntu",
        "Fedora",
        "macOS",
        "Windows",
    ]


def test_without_pango_what_does_not_print_goes_on(clone: Clone) -> None:
    assert clone.run(change=NO_PANGO + "None")[0] == 0


def test_make_alone_lists_every_target_before_anything_is_set_up(clone: Clone) -> None:
    # As typed, even where `make test` runs the tests: an outer make would have this one say where it is.
    typed = {name: value for name, value in clone.environment.items() if not name.startswith("MAKE")}
    make = ["make", f"PYTHON={sys.executable}"]
    said = subprocess.run(make, cwd=clone.root, env=typed, capture_output=True, text=True, check=True).stdout
    listed = [line.split()[1] for line in said.splitlines()[1:]]
    phony = next(line for line in (ROOT / "Makefile").read_text().splitlines() if line.startswith(".PHONY:"))
    assert listed == phony.split()[1:]
    assert not (clone.root / ".venv").exists()
