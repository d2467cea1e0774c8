"""Makes and updates .venv, the folder that holds the tools at exactly the versions of requirements.lock.

Loaded by `bootstrap.py` by its path before anything is installed: standard library only, readable to Python 3.7.
The one sign of a finished environment is its stamp, removed first and written last.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import platform
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Callable

STAMP = "focalpoint.stamp"
MEGABYTES = 700
"""What .venv takes on the disk, with room for pip to unpack."""
AGAIN = "then type the same command again"
ADVICE = (
    ("DO NOT MATCH THE HASHES", "A package is not the one that was reviewed: do not go on, tell the maintainers."),
    ("CERTIFICATE_VERIFY", "The network's certificate is not trusted here: ask your IT staff what PIP_CERT must be."),
    ("ProxyError", f"The proxy did not answer: check its settings, {AGAIN}."),
    ("NewConnectionError", f"The network was not reached: check the connection, {AGAIN}."),
    ("NameResolutionError", f"The network was not reached: check the connection, {AGAIN}."),
    ("timed out", f"The network was too slow: wait a little, {AGAIN}."),
    ("(from versions: none)", f"Nothing was found where pip looks: check the connection and pip's settings, {AGAIN}."),
    ("No matching distribution", "A package has no ready-made file for this Python and system: try Python 3.12."),
    ("", "Type the same command again; if that fails too, show these lines to whoever looks after the tools."),
)
"""Words of pip's output, each with the sentence that follows it; the first that occur decide."""


class SetupError(Exception):
    """What stops the set-up, in words for the person at the keyboard."""


def is_ready(root: Path) -> bool:
    """Whether .venv holds exactly what the lock file asks for, in this folder and for this Python."""
    return _recorded(root) == [_place(root), _contents(root)] and python_of(root).exists()


def python_of(root: Path) -> Path:
    """Return the path of the Python in .venv."""
    return root / ".venv" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def make(root: Path, say: Callable[[str], None]) -> None:
    """Make .venv, or bring it up to date where only the list of tools has changed."""
    folder = root / ".venv"
    if _recorded(root)[:1] == [_place(root)] and python_of(root).exists():
        say("The list of tools has changed: updating .venv, under one minute ...")
        (folder / STAMP).unlink()
    else:
        _check_venv_works()
        first = not os.path.lexists(str(folder))
        discard(folder)
        folder.mkdir()
        if shutil.disk_usage(str(root)).free < MEGABYTES * 1000000:
            raise SetupError(disk_full(root))
        if first:
            say("Setting up for the first time: about one minute, and only this once ...")
        else:
            say("Setting up anew (.venv is unfinished, was moved, or is another Python's): about one minute ...")
        # Not sys.executable: that may be the Python of the very .venv just thrown away.
        python = getattr(sys, "_base_executable", None) or sys.executable
        run_quietly(root, [python, "-I", "-m", "venv", str(folder)])
    say("  fetching and installing the tools, into .venv only ...")
    # Every package has a ready-made file under a known hash: nothing is compiled, nothing unreviewed is run.
    _pip(root, "--require-hashes", "--only-binary", ":all:", "--requirement", "requirements.lock")
    _pip(root, "--no-build-isolation", "--editable", ".")
    (folder / STAMP).write_text("\n".join([_place(root), _contents(root)]), encoding="utf-8")
    say("  ready.")


def discard(folder: Path) -> None:
    """Throw away a .venv; where it is a link, the link only."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        with contextlib.suppress(FileNotFoundError):
            (folder / STAMP).unlink()
        shutil.rmtree(str(folder))


def disk_full(root: Path) -> str:
    """Say how much room the tools need."""
    room = f"{MEGABYTES} MB in {root} and, while they are fetched, half as much in the temporary folder"
    return f"The disk is full: the tools need {room}. Make room, {AGAIN}."


def run_quietly(root: Path, command: list[str]) -> None:
    """Run a command without its chatter; its last lines and a word of advice become the error if it fails."""
    # pip keeps the settings around it (index, certificate, proxy), save those that would install elsewhere.
    elsewhere = ("PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT")
    settings = {name: value for name, value in os.environ.items() if name not in elsewhere}
    settings["PIP_USER"] = "0"
    # In a session of its own, so that whatever it starts can be ended with it: Ctrl-C must leave nobody writing here.
    with subprocess.Popen(
        command,
        cwd=str(root),
        env=settings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    ) as running:
        try:
            output = running.communicate()[0]
        except BaseException:
            _end(running)
            raise
    if running.returncode:
        raise SetupError(_why(root, output))


def _end(running: subprocess.Popen[str]) -> None:
    if sys.platform == "win32":
        running.kill()
    else:
        os.killpg(running.pid, signal.SIGKILL)


def _pip(root: Path, *what: str) -> None:
    options = ["--quiet", "--no-input", "--disable-pip-version-check", "--progress-bar", "off", "--no-deps"]
    run_quietly(root, [str(python_of(root)), "-I", "-m", "pip", "install"] + options + list(what))


def _why(root: Path, output: str) -> str:
    # Measured too, because venv keeps to itself what pip said to it.
    if "No space left" in output or "Disk quota" in output or shutil.disk_usage(str(root)).free < 10 * 1000000:
        return disk_full(root)
    advice = next(sentence for words, sentence in ADVICE if words in output)
    # The indented lines are the frames of a traceback, which help nobody here.
    noise = ("Traceback", "WARNING: Retrying", "[notice]")
    lines = [line[:160] for line in output.splitlines() if line[:1].strip() and not line.startswith(noise)]
    return "\n".join(["The set-up failed. Its last words:"] + ["  " + line for line in lines[-4:]] + [advice])


def _place(root: Path) -> str:
    return " ".join([str(sys.implementation.cache_tag), sys.platform, platform.machine(), str(root.resolve())])


def _contents(root: Path) -> str:
    read = [(root / name).read_bytes() for name in ("requirements.lock", "pyproject.toml")]
    return hashlib.sha256(b"\0".join(read)).hexdigest()


def _recorded(root: Path) -> list[str]:
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        return (root / ".venv" / STAMP).read_text(encoding="utf-8").split("\n")
    return []


def _check_venv_works() -> None:
    if all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        return
    version = ".".join(map(str, sys.version_info[:2]))
    line = f"sudo apt-get install python{version}-venv" if shutil.which("apt-get") else "(a full Python's installer)"
    raise SetupError(f"Python lacks its venv part here. Type once, then the same command again: {line}")
