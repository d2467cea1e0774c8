"""Files written whole, and folders in which one process at a time works."""

from __future__ import annotations

import errno
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import processes
from focalpoint.files import folder_lock, write_all, write_whole
from sample_project import COMMAND, Project, environment

HOLDER = """
import sys
from pathlib import Path
from focalpoint.files import folder_lock
with folder_lock(Path(sys.argv[1]), lambda: print("waiting", flush=True)):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_file_that_cannot_be_written_whole_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "manual.pdf"
    write_whole(file, b"good")

    def half(self: Path, data: bytes) -> int:
        with self.open("wb") as opened:
            opened.write(data[:2])
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_bytes", half)
    with pytest.raises(OSError, match="No space left"):
        write_whole(file, b"better")
    assert file.read_bytes() == b"good"
    assert [path.name for path in tmp_path.iterdir()] == ["manual.pdf"]


def test_of_several_files_none_is_replaced_where_one_cannot_be_written(tmp_path: Path) -> None:
    one, two = tmp_path / "one.pdf", tmp_path / "folder" / "two.pdf"
    write_all({one: b"1", two: b"2"})
    (tmp_path / "file").write_bytes(b"no folder")
    with pytest.raises(OSError, match="file"):
        write_all({one: b"new", tmp_path / "file" / "three.pdf": b"3"})
    assert (one.read_bytes(), two.read_bytes()) == (b"1", b"2")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder", "one.pdf"]


@contextmanager
def another(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Start a process that holds the folder's lock until its input ends."""
    command = [sys.executable, "-c", HOLDER, str(folder)]
    with processes.started(command, Path.cwd(), stdin=subprocess.PIPE) as process:
        yield process


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    assert select.select([process.stdout], [], [], 20)[0], "nothing was said for 20 seconds"
    return process.stdout.readline().strip()


def end_input(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.close()


def test_a_free_lock_is_held_at_once_and_makes_its_folder(tmp_path: Path) -> None:
    with folder_lock(tmp_path / "build" / "public", lambda: pytest.fail("nobody holds it")):
        assert (tmp_path / "build" / "public").is_dir()


def test_a_second_process_is_told_once_that_it_waits_and_then_works(tmp_path: Path) -> None:
    with another(tmp_path) as first:
        assert line(first) == "held"
        with another(tmp_path) as second:
            assert line(second) == "waiting"
            end_input(first)
            assert first.wait(20) == 0
            assert line(second) == "held"
            end_input(second)
            assert second.wait(20) == 0
            assert line(second) == ""


def test_two_threads_of_a_process_wait_for_each_other(tmp_path: Path) -> None:
    order = []
    waiting = threading.Event()

    def work() -> None:
        with folder_lock(tmp_path, waiting.set):
            order.append("second")

    thread = threading.Thread(target=work)
    with folder_lock(tmp_path):
        thread.start()
        assert waiting.wait(20)
        time.sleep(0.2)
        order.append("first")
    thread.join(20)
    assert order == ["first", "second"]


def test_work_that_fails_leaves_the_lock_free(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), folder_lock(tmp_path):
        raise ZeroDivisionError
    with folder_lock(tmp_path, lambda: pytest.fail("the lock outlived the work")):
        pass


def test_what_a_killed_process_held_is_free(tmp_path: Path) -> None:
    with another(tmp_path) as process:
        assert line(process) == "held"
        process.send_signal(signal.SIGKILL)
        process.wait()
        with folder_lock(tmp_path, lambda: pytest.fail("the lock outlived its process")):
            pass


def test_a_place_where_nothing_can_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("a file where a folder should be")
    with pytest.raises(OSError, match="build"), folder_lock(tmp_path / "build" / "public"):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="flock is of Unix")
def test_a_disk_without_locks_is_locked_by_a_marker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSYS, "Function not implemented")

    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.warns(UserWarning, match="flock not supported"), folder_lock(tmp_path):
        assert (tmp_path / ".lock").read_text()
    assert not (tmp_path / ".lock").exists()


def test_ctrl_c_while_a_build_waits_for_another(project: Project) -> None:
    with another(project.root / "build" / "public") as holder:
        assert line(holder) == "held"
        variables = environment({"PYTHONUNBUFFERED": "1"})
        with processes.started([COMMAND, "build"], project.root, env=variables, stderr=subprocess.PIPE) as build:
            assert line(build) == "Waiting for another build of this edition to end"
            os.killpg(build.pid, signal.SIGINT)
            _said, error = build.communicate(timeout=60)
    assert build.returncode == 1
    assert error.startswith("stopped by Ctrl-C")
    assert error.count("\n") == 1
