"""Set up the tools in .venv the first time that a command is typed; take no time after that.

The Makefile runs this file before every command, with whatever Python the machine has. It uses the standard library
only and stays readable to Python 3.7, so that an old Python gets a sentence instead of a syntax error.
The one sign of a finished .venv is its stamp, which is removed first and written last.
"""

from __future__ import annotations

import contextlib
import errno
import functools
import hashlib
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
from pathlib import Path
from typing import Any, Iterator, NoReturn

ROOT = Path(__file__).resolve().parents[3]
OLDEST = (3, 11)
PINS, STAMP = "requirements.lock", "focalpoint.stamp"
PYTHON = "Scripts/python.exe" if sys.platform == "win32" else "bin/python"
MEGABYTES = 700  # What .venv takes on the disk, with room for pip to unpack.
AGAIN = "then type the same command again"
FULL = f"The disk is full: make room for {MEGABYTES} MB here and for half as much in the temporary folder, {AGAIN}."
CLOSED = "Cannot write {0}: read-only, or another user's. Copy the whole folder to where you may write."
REFUSED = {errno.ENOSPC: FULL, errno.EDQUOT: FULL, errno.EROFS: CLOSED, errno.EACCES: CLOSED, errno.EPERM: CLOSED}
REFUSED[errno.ENOENT] = "{0} is missing. Type this to get it back: git checkout -- {0}"
PYTHONS = {"dnf": "sudo dnf install python3.11", "brew": "brew install python@3.12"}
PYTHONS["apt-get"] = "sudo apt-get install python3.11 python3.11-venv"
ADVICE = {  # Patterns of pip's output, each with the sentence that follows it; the first that occurs decides.
    "DO NOT MATCH THE HASHES": "A package is not the one that was reviewed: do not go on, tell the maintainers.",
    "CERTIFICATE_VERIFY": "The network's certificate is not trusted here: ask your IT staff what PIP_CERT must be.",
    "ProxyError": f"The proxy did not answer: check its settings, {AGAIN}.",
    "ConnectionError|timed out|from versions: none": f"The network was not reached: check the connection, {AGAIN}.",
    "No matching distribution": "A package has no ready-made file for this Python and system: try Python 3.12.",
    "": "Type the same command again; if that fails too, show these lines to whoever looks after the tools.",
}
say = functools.partial(print, flush=True)  # At once, so that a line comes before the wait that it announces.


def main(root: Path = ROOT) -> None:
    """Set up what is not set up yet; exit with one line where that fails."""
    try:
        check_python()
        if stamp(root) != wanted(root):
            with alone(root) as lock:
                if stamp(root) != wanted(root):  # Another set-up may have done it meanwhile.
                    make(root, lock)
    except KeyboardInterrupt:
        sys.exit("Stopped. Nothing is broken: the same command starts the set-up again.")
    except OSError as error:
        where = os.path.relpath(str(error.filename or root), str(root))
        sys.exit(REFUSED.get(error.errno or 0, f"The set-up stopped at {{0}}: {error.strerror}.").format(where))
    except Exception as error:  # The last resort: whatever happens, no traceback.
        sys.exit(f"The set-up failed for an unknown reason ({type(error).__name__}: {error}).")


def check_python() -> None:
    """Go on only with a Python that is new enough; where this machine has another, hand over to it."""
    if sys.version_info[:2] >= OLDEST:
        return
    for minor in range(OLDEST[1], OLDEST[1] + 9):
        newer = shutil.which(f"python3.{minor}")
        # Tried, not only found: version managers leave names on the PATH that do not run.
        if newer and subprocess.call([newer, "-I", "-c", "import ensurepip"], stderr=subprocess.DEVNULL) == 0:
            os.execv(newer, [newer, "-I", __file__])
    advice = next((f"Type once, {AGAIN}: {PYTHONS[name]}" for name in PYTHONS if shutil.which(name)), "Install one.")
    sys.exit(f"This needs Python 3.{OLDEST[1]} or newer; this is {sys.version.split()[0]}. {advice}")


def wanted(root: Path) -> list[str]:
    """Return what the stamp of a finished .venv says: this Python in this folder, and a digest of what it holds."""
    place = " ".join([str(sys.implementation.cache_tag), sysconfig.get_platform(), str(root.resolve())])
    contents = b"\0".join((root / name).read_bytes() for name in (PINS, "pyproject.toml"))
    return [place, hashlib.sha256(contents).hexdigest()]


def stamp(root: Path) -> list[str]:
    """Return what the stamp says; nothing where there is none, or no Python beside it."""
    file = root / ".venv" / STAMP
    whole = file.is_file() and (root / ".venv" / PYTHON).exists()
    return file.read_text(encoding="utf-8").split("\n") if whole else []


@contextlib.contextmanager
def alone(root: Path) -> Iterator[int]:
    """Let one set-up at a time work in this folder (not on Windows); yield the file number that holds the lock."""
    with (root / PINS).open() as file:  # A file that is there anyway, so that no lock file stays behind.
        if sys.platform != "win32":
            import fcntl

            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("Another set-up is at work in this folder: waiting for it to finish ...")
                fcntl.flock(file, fcntl.LOCK_EX)
            except OSError:
                pass  # This disk cannot lock at all (some network drives): go on without a lock.
        yield file.fileno()


def make(root: Path, lock: int) -> None:
    """Make .venv, or bring it up to date where only the list of packages has changed."""
    folder, file = root / ".venv", root / ".venv" / STAMP
    if stamp(root)[:1] == wanted(root)[:1]:
        say("The list of packages has changed: updating .venv, under one minute ...")
        file.unlink()
    else:
        if not importlib.util.find_spec("ensurepip"):  # Debian and Ubuntu have it in a package of its own.
            package = "python{}.{}-venv".format(*sys.version_info)
            sys.exit(f"Python lacks its venv part here. Type once, {AGAIN}: sudo apt-get install {package}")
        why = "anew (.venv is unfinished, was moved, or is another Python's)"
        say(f"Setting up {why if os.path.lexists(str(folder)) else 'for the first time'}: about one minute ...")
        if folder.is_symlink() or folder.is_file():
            folder.unlink()
        elif folder.exists():
            file.open("w").close()  # A folder of which a part cannot be deleted must not seem ready.
            shutil.rmtree(str(folder))
        folder.mkdir()
        if shutil.disk_usage(str(folder)).free < MEGABYTES * 1000000:
            sys.exit(FULL)
        # Not sys.executable, which may be the Python of the .venv just deleted.
        run(root, lock, getattr(sys, "_base_executable", None) or sys.executable, "-I", "-m", "venv", str(folder))
    pip = (str(folder / PYTHON), "-I", "-m", "pip", "install", "--no-input", "--disable-pip-version-check", "--no-deps")
    # Every package has a ready-made file under a known hash: nothing is compiled, nothing unreviewed is run.
    run(root, lock, *pip, "--progress-bar=off", "--require-hashes", "--only-binary=:all:", "--requirement", PINS)
    run(root, lock, *pip, "--no-build-isolation", "--editable", ".")
    file.write_text("\n".join(wanted(root)), encoding="utf-8")
    say("  ready.")


def run(root: Path, lock: int, *command: str) -> None:
    """Run a program and tell how far pip is; exit with its last lines and advice where it fails."""
    # pip keeps the settings around it (index, certificate, proxy), save those that would install elsewhere.
    elsewhere = ("PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT")
    settings = {name: value for name, value in os.environ.items() if name not in elsewhere}
    options: Any = {"cwd": str(root), "env": dict(settings, PIP_USER="0"), "stdin": subprocess.DEVNULL}
    if sys.platform != "win32":
        # Killed with all that it starts. Where it outlives this process, it still holds the lock.
        options.update(pass_fds=(lock,), start_new_session=True)
    log, start, terminal = root / ".venv" / "set-up.log", time.time(), sys.stdout.isatty()
    with log.open("wb") as file, subprocess.Popen(command, stdout=file, stderr=file, **options) as running:
        try:
            told, due = "", start + 5
            while running.poll() is None:
                time.sleep(0.1)
                line = progress(root, log, start)
                if line != told and (terminal or time.time() > due):  # In a log, a line every five seconds.
                    say("\r" + line if terminal else line, end="" if terminal else "\n")
                    told, due = line, time.time() + 5
        finally:
            if sys.platform == "win32":
                running.kill()
            elif running.poll() is None:
                os.killpg(running.pid, signal.SIGKILL)
            say("", end="\n" if terminal and told else "")
    if running.returncode:
        fail(root, log.read_text(encoding="utf-8", errors="replace"))


def progress(root: Path, log: Path, start: float) -> str:
    """Return how many packages pip has fetched or found installed; after that, how many it has installed since."""
    output = log.read_text(encoding="utf-8", errors="replace")
    installing = re.search("(?m)^Installing collected packages: (.*,.*)", output)
    if installing:
        folder = Path(sysconfig.get_path("purelib", "venv", {"base": str(root / ".venv")}))
        with contextlib.suppress(FileNotFoundError):  # Of a version that has just been replaced.
            done = sum(file.stat().st_mtime >= start for file in folder.glob("*.dist-info"))
            return f"  installed {done} of {installing.group(1).count(',') + 1} packages"
    seen = len(re.findall("(?m)^(?:Collecting|Requirement already|Ignoring) ", output))
    pins = len(re.findall(r"(?m)^\w", (root / PINS).read_text(encoding="utf-8")))
    return f"  package {seen} of {pins}" if seen else ""


def fail(root: Path, output: str) -> NoReturn:
    """Exit with the last lines of a program's output and a sentence of advice."""
    # Measured too, because venv keeps to itself what pip said to it.
    if re.search("No space left|Disk quota", output) or shutil.disk_usage(str(root)).free < 10 * 1000000:
        sys.exit(FULL)
    advice = next(sentence for words, sentence in ADVICE.items() if re.search(words, output))
    # The indented lines are the frames of a traceback, which help nobody here.
    lines = [line for line in output.splitlines() if re.match(r"(?!Traceback|WARNING: Retrying|\[notice\])\S", line)]
    sys.exit("\n".join(["The set-up failed. Its last words:"] + ["  " + line[:160] for line in lines[-4:]] + [advice]))


if __name__ == "__main__":
    # Ended from outside is ended by hand: pip is taken along and one line is said.
    for ending in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        signal.signal(ending, signal.default_int_handler)
    main()
