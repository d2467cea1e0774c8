"""Sets up the tools in .venv the first time a command is typed, and costs nothing after that.

The Makefile runs this file before every command, with whatever Python the machine has: it uses the standard library
only, imports nothing installed, and stays readable to Python 3.7, so that an old Python gets a sentence instead of a
syntax error.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import importlib.util
import os
import platform
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Iterator, NoReturn

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING or __package__:
    from focalpoint import environment, libraries
else:

    def _beside(name):
        # By path, since the package cannot be imported before it is installed.
        spec = importlib.util.spec_from_file_location(name, str(Path(__file__).with_name(name + ".py")))
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    environment, libraries = _beside("environment"), _beside("libraries")

ROOT = Path(__file__).resolve().parent.parent.parent
MINIMUM = (3, 11)
NEWEST_MINOR = 14


def main(arguments: list[str], root: Path = ROOT) -> int:
    """Set up what is not set up yet, and return an exit status; what stops it is said without a traceback."""
    try:
        options = _parser().parse_args(arguments)
        if options.help_make:
            say(help_text(root))
        else:
            check_python(arguments)
            set_up(root, printing=options.print)
        return 0
    except KeyboardInterrupt:
        message = "Stopped. Nothing is broken: the same command starts the set-up again."
    except environment.SetupError as stopped:
        message = str(stopped)
    except OSError as error:
        message = explain(error, root)
    except Exception as error:  # the last resort: whatever happens, no traceback
        message = f"The set-up failed in a way nobody foresaw ({type(error).__name__}: {error})."
    print(message, file=sys.stderr, flush=True)
    return 1


def say(message: str) -> None:
    """Print a line at once, so that it comes before the wait it announces."""
    print(message, flush=True)


def help_text(root: Path) -> str:
    """List the commands of the Makefile, from the `##` comment beside each."""
    lines = ["Type one of these:"]
    for line in (root / "Makefile").read_text(encoding="utf-8").splitlines():
        rule, mark, purpose = line.partition(" ## ")
        if mark:
            lines.append("  make {:<8}{}".format(rule.split(":")[0], purpose.strip()))
    return "\n".join(lines)


def check_python(arguments: list[str]) -> None:
    """Go on only with a Python that is new enough; where there is another on this machine, hand over to it."""
    if sys.version_info[:2] >= MINIMUM:
        return
    for minor in range(MINIMUM[1], max(NEWEST_MINOR, MINIMUM[1]) + 1):
        newer = shutil.which(f"python3.{minor}")
        # Tried, not only found: version managers leave names on the PATH that do not run.
        if newer and subprocess.call([newer, "-I", "-c", "import ensurepip"], stderr=subprocess.DEVNULL) == 0:
            os.execv(newer, [newer, "-I", __file__] + arguments)
    system = libraries.this_system()
    advice = f"Type once, then the same command again: {system.python}" if system else "Please install a newer one."
    raise environment.SetupError(
        f"This needs Python 3.{MINIMUM[1]} or newer, and {sys.executable} is {platform.python_version()}. {advice}"
    )


def set_up(root: Path, printing: bool) -> None:
    """Make .venv ready, and for printing the system libraries too."""
    if printing and libraries.missing_libraries():
        with alone(root):
            if libraries.missing_libraries() and not libraries.install(say):
                raise environment.SetupError(libraries.advice())
    if not environment.is_ready(root):
        with alone(root):
            # Asked again, since the set-up that was waited for may just have done it.
            if not environment.is_ready(root):
                environment.make(root, say)


@contextlib.contextmanager
def alone(root: Path) -> Iterator[None]:
    """Let one set-up at a time work in this folder; say so when another is at it."""
    # What is locked is there anyway, so no lock file stays behind (Windows cannot open a folder).
    handle = os.open(str(root / "requirements.lock" if sys.platform == "win32" else root), os.O_RDONLY)
    try:
        waited = False
        while not _locked(handle):
            if not waited:
                say("Another set-up is at work in this folder: waiting for it to finish ...")
            waited = True
            time.sleep(0.2)
        yield
    finally:
        os.close(handle)


def explain(error: OSError, root: Path) -> str:
    """Put what the system refused into one line."""
    where = str(error.filename or root)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return environment.disk_full(root)
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return f"Cannot write {where}: read-only, or another user's. Copy the whole folder to where you may write."
    if error.errno == errno.ENOENT:
        return f"{where} is missing. Type this to get it back: git checkout -- {os.path.relpath(where, str(root))}"
    return f"The set-up stopped at {where}: {error.strerror or error}."


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bootstrap.py", description="Set up the tools in .venv.")
    parser.add_argument("--print", action="store_true", help="the libraries that printing needs too")
    parser.add_argument("--help-make", action="store_true", help="list the commands of the Makefile")
    return parser


def _locked(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            # A byte far beyond the end, because nobody else can read a byte that Windows locks.
            os.lseek(handle, 1 << 30, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        # Anything else means that this disk cannot lock at all (some network drives): go on unguarded.
        return error.errno not in (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES)
    return True


def _interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt


if __name__ == "__main__":
    # Ended from outside is ended by hand: pip is taken along and one line is said.
    for ending in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        signal.signal(ending, _interrupt)
    sys.exit(main(sys.argv[1:]))
