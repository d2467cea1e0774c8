"""Say what the tools need of this machine, what is there, and what to type for each thing that is missing."""

from __future__ import annotations

import ctypes
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

from focalpoint.setup.bootstrap import OLDEST, PINS
from focalpoint.setup.libraries import LIBRARIES, SYSTEMS, line_to_type, load, missing_libraries, this_system

PACKAGE = "focalpoint-press"
MEGABYTES = 300
"""What the three editions of a manual of 250 pages and all that is made on the way take on the disk."""


@dataclass(frozen=True)
class Finding:
    """One thing that the tools need or can use."""

    name: str
    found: str
    """Its version or state, or what is wrong with it."""
    advice: str = ""
    """What to type where it is missing; empty where it is there."""
    needed: bool = True
    """Whether a person who works on a manual needs it; the others serve the tests of the tools."""


def examine(root: Path) -> Iterator[Finding]:
    """Find what the tools need for the project in this folder."""
    yield _python()
    yield _packages(root)
    yield from _libraries()
    yield from _git(root)
    yield _writing(root)
    yield _room(root)
    yield from _test_programs()


def _python() -> Finding:
    advice = "" if sys.version_info[:2] >= OLDEST else f"install Python 3.{OLDEST[1]} or newer"
    return Finding("Python", platform.python_version(), advice)


def _packages(root: Path) -> Finding:
    """Compare the installed packages with the lock file; where there is none, with what the package itself asks for."""
    lock = root / PINS
    if lock.is_file():
        asked = re.findall(r"^\w[^\\\n]*", lock.read_text(encoding="utf-8"), re.MULTILINE)
        source, advice = f"in {PINS}", "rm -r .venv && make venv"
    else:
        asked = metadata.requires(PACKAGE) or []
        source, advice = f"asked for by {PACKAGE}", ""
    requirements = [Requirement(line) for line in asked]
    needed = [one for one in requirements if one.marker is None or one.marker.evaluate({"extra": ""})]
    wrong = [one for one in needed if not one.specifier.contains(_installed(one.name), prereleases=True)]
    if not wrong:
        return Finding("Packages", f"{len(needed)} of {len(needed)} {source}")
    told = ", ".join(f"{one.name} is {_installed(one.name)} and not {one.specifier}" for one in wrong[:3])
    more = f" and {len(wrong) - 3} more" if len(wrong) > 3 else ""
    line = advice or "pip install " + " ".join(f"'{one.name}{one.specifier}'" for one in wrong)
    return Finding("Packages", f"{len(needed) - len(wrong)} of {len(needed)} {source}; {told}{more}", line)


def _installed(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "0"


def _libraries() -> Iterator[Finding]:
    """Name the libraries that print, with the versions of the three that decide what a page looks like."""
    missing = missing_libraries()
    system = this_system()
    for library in LIBRARIES:
        if library.name in missing:
            line = line_to_type(system) if system else "; ".join(f"{one.name}: {line_to_type(one)}" for one in SYSTEMS)
            yield Finding(library.name, "not found", line)
        elif (loaded := load(library)) and (version := _version(library.name, loaded)):
            yield Finding(library.name, version)


def _version(name: str, library: ctypes.CDLL) -> str:
    """Ask a library for its version; return an empty text for one that does not tell it."""
    if name == "Fontconfig":
        number = int(library.FcGetVersion())
        return f"{number // 10000}.{number // 100 % 100}.{number % 100}"
    asking = {"Pango": "pango_version_string", "HarfBuzz": "hb_version_string"}.get(name)
    if asking is None:
        return ""
    function = library[asking]
    function.restype = ctypes.c_char_p
    return str(function().decode("ascii"))


def _git(root: Path) -> Iterator[Finding]:
    program, system = shutil.which("git"), this_system()
    if program is None:
        yield Finding("Git", "not found", system.git if system else "install it from https://git-scm.com")
        return
    yield Finding("Git", _said(root, program, "--version").removeprefix("git version "))
    for setting, example in (("user.name", "Your Name"), ("user.email", "you@example.org")):
        value = _said(root, program, "config", setting)
        advice = "" if value else f'git config --global {setting} "{example}"'
        yield Finding(f"Git {setting}", value or "not set; no change can be committed", advice)


def _said(root: Path, *command: str) -> str:
    done = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", errors="replace", check=False)
    return done.stdout.strip()


def _writing(root: Path) -> Finding:
    """Try to write in each folder that a build writes in."""
    for folder in (root, root / "build", root / "dist"):
        if folder.exists():
            try:
                with tempfile.TemporaryFile(dir=folder) as file:
                    file.write(b"1")
            except OSError as error:
                advice = "ask who owns the folder, or copy the project to a folder of your own"
                return Finding("Folder", f"{folder} cannot be written: {error.strerror}", advice)
    return Finding("Folder", f"{root} can be written")


def _room(root: Path) -> Finding:
    free = shutil.disk_usage(root).free // 1_000_000
    advice = "" if free >= MEGABYTES else f"make room for {MEGABYTES} MB"
    return Finding("Disk", f"{free:,} MB free", advice)


def _test_programs() -> Iterator[Finding]:
    """Find the programs without which some tests of the tools are skipped."""
    system = this_system()
    for name, program, line in (
        ("Chromium", "chromium", system.chromium if system else ""),
        ("veraPDF", "verapdf", "install it from https://verapdf.org"),
    ):
        path = shutil.which(program)
        yield Finding(name, path or "not found", "" if path else line, needed=False)
