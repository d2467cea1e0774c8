"""What a person sees while the tools are set up: the program runs as the Makefile runs it, with pip pretended."""

from __future__ import annotations

import ast
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fresh_clone import PROGRAM, ROOT, Clone, make_clone


@pytest.fixture
def clone(tmp_path: Path) -> Iterator[Clone]:
    clone = make_clone(tmp_path / "clone")
    yield clone
    clone.end()


def test_an_old_python_can_read_the_program() -> None:
    ast.parse((ROOT / PROGRAM).read_text(encoding="utf-8"), feature_version=(3, 7))


def test_what_runs_before_anything_is_installed_is_short() -> None:
    assert len((ROOT / PROGRAM).read_text(encoding="utf-8").splitlines()) < 200


def test_an_old_python_is_told_what_is_needed(clone: Clone) -> None:
    clone.stub("apt-get", "exit 1")
    status, said = clone.run("bootstrap.OLDEST = (3, 99); bootstrap.PYTHONS = {'apt-get': 'sudo apt-get install it'}")
    assert status == 1
    assert said.startswith("This needs Python 3.99 or newer; this is 3.")
    assert said.endswith("Type once, then type the same command again: sudo apt-get install it\n")
    assert len(said.splitlines()) == 1


def test_an_old_python_hands_over_to_a_newer_one(clone: Clone) -> None:
    clone.stub("python3.99", 'case "$*" in *ensurepip*) ;; *) echo newer;; esac')
    assert clone.run("bootstrap.OLDEST = (3, 99)") == (0, "newer\n")
    assert clone.commands()[-1].endswith("setup/bootstrap.py")


def test_the_first_set_up_takes_only_what_the_lock_file_names(clone: Clone) -> None:
    status, said = clone.run()
    made, installed, itself = clone.commands()
    assert status == 0
    assert said.startswith("Setting up for the first time: about one minute")
    assert "-m venv" in made
    assert (
        "--no-deps --progress-bar=off --require-hashes --only-binary=:all: --requirement requirements.lock" in installed
    )
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
    assert min(times) < 0.5  # A tenth on a machine that does nothing else.


def test_a_changed_lock_file_is_installed_into_the_same_venv(clone: Clone) -> None:
    clone.run()
    clone.commands()
    (clone.root / "requirements.lock").write_text("one==2\n")
    status, said = clone.run()
    assert status == 0
    assert "list of packages has changed" in said
    assert ["-m pip install" in command for command in clone.commands()] == [True, True]
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
    status, said = clone.run(f"instead({script!r})")
    assert status == 1
    assert f"  ERROR: {words}\n" in said
    assert "File x" not in said
    assert expected in said.splitlines()[-1]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("bootstrap.MEGABYTES = 10**9", "The disk is full"),
        ("bootstrap.make = lambda *_: refuse(28)", "The disk is full"),
        ("bootstrap.make = lambda *_: refuse(122)", "The disk is full"),
        ("bootstrap.make = lambda *_: refuse(30)", "Cannot write .venv/x: read-only"),
        ("bootstrap.make = lambda *_: refuse(13)", "Cannot write .venv/x: read-only"),
        ("bootstrap.make = lambda *_: refuse(1)", "Cannot write .venv/x: read-only"),
        ("bootstrap.make = lambda *_: refuse(5)", "The set-up stopped at .venv/x: why."),
        ("instead('raise SystemExit(\"No space left on device\")')", "The disk is full"),
        ("(root / 'requirements.lock').unlink()", "git checkout -- requirements.lock"),
        ("bootstrap.importlib.util.find_spec = lambda _: None", "lacks its venv part"),
        ("bootstrap.make = lambda *_: 1 / 0", "for an unknown reason (ZeroDivisionError"),
    ],
)
def test_what_stops_the_set_up_is_said_in_one_line(clone: Clone, change: str, expected: str) -> None:
    refusing = "def refuse(number): raise OSError(number, 'why', str(root / '.venv' / 'x'))\n"
    status, said = clone.run(refusing + change)
    lines = [line for line in said.splitlines() if not line.startswith("Setting up for the first time")]
    assert status == 1
    assert expected in lines[0]
    assert len(lines) == 1


def test_a_disk_that_cannot_lock_is_used_without_a_lock(clone: Clone) -> None:
    cannot = "def cannot(*_): raise OSError(37, 'No locks available')\nimport fcntl; fcntl.flock = cannot"
    assert clone.run(cannot)[0] == 0
    assert len(clone.commands()) == 3


def test_make_alone_lists_every_target_before_anything_is_set_up(clone: Clone) -> None:
    # As typed, even where `make test` runs the tests: an outer make would have this one say where it is.
    typed = {name: value for name, value in clone.environment.items() if not name.startswith("MAKE")}
    make = ["make", f"PYTHON={sys.executable}"]
    said = subprocess.run(make, cwd=clone.root, env=typed, capture_output=True, text=True, check=True).stdout
    listed = [line.split()[1] for line in said.splitlines()[1:]]
    phony = next(line for line in (ROOT / "Makefile").read_text().splitlines() if line.startswith(".PHONY:"))
    assert listed == phony.split()[1:]
    assert not (clone.root / ".venv").exists()
