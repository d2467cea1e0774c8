"""Renew requirements.lock: the newest versions that pyproject.toml allows, each with the hashes of all its files."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from focalpoint.files import write_whole
from focalpoint.setup.bootstrap import OLDEST, PINS, ROOT, say

COMPILE = f"uv pip compile --universal --python-version 3.{OLDEST[1]} --extra dev --generate-hashes --no-header"
HEAD = f"""\
# Made from pyproject.toml by `make upgrade` or, for one package and no other, `make upgrade PACKAGE=name`, which run:
#   {COMPILE}
# Each package has the hashes of all its files, for each system and Python from 3.{OLDEST[1]} on; pip takes no other.
"""
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = {
    "Linux": "x86_64-unknown-linux-gnu",
    "Linux on ARM": "aarch64-unknown-linux-gnu",
    "macOS 15": "aarch64-apple-darwin",
    "Windows": "x86_64-pc-windows-msvc",
}
"""The systems for which every package must have a ready-made file, as uv names them."""


def upgrade(root: Path, packages: list[str]) -> list[str]:
    """Renew the lock, for some packages or for all; return a line for each version that has changed.

    Exit, and leave the lock as it was, where a package has no ready-made file for a Python or system.
    """
    lock, folder = root / PINS, root / "build" / "upgrade"
    uv = _install_uv(folder)
    fresh = folder / PINS
    before = lock.read_text(encoding="utf-8") if lock.exists() else ""
    fresh.write_text(before, encoding="utf-8")  # From which uv takes the versions that are to stay.
    which = [f"--upgrade-package={name}" for name in packages] or ["--upgrade"]
    _run([uv, *COMPILE.split()[1:], *which, "--quiet", "--output-file", str(fresh), "pyproject.toml"], root)
    missing = list(_without_file(uv, fresh, root))
    if missing:
        sys.exit("\n".join([f"{PINS} stays as it was, because ready-made files are missing:", *missing]))
    after = fresh.read_text(encoding="utf-8")
    write_whole(lock, (HEAD + after).encode())
    return list(_changes(_versions(before), _versions(after)))


def _install_uv(folder: Path) -> str:
    """Install the newest uv in an environment of its own: nobody else needs it."""
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    _run([sys.executable, "-m", "venv", str(folder)], folder.parent.parent)
    _run([str(programs / "python"), "-m", "pip", "install", "--quiet", "--upgrade", "uv"], folder)
    return str(programs / "uv")


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode:
        sys.exit(f"{PINS} stays as it was, because this failed: {' '.join(command)}\n{done.stderr.strip()}")


def _without_file(uv: str, lock: Path, root: Path) -> Iterator[str]:
    """Name each Python and system on which the set-up could not install the lock, with what uv says of it."""
    options = ["--dry-run", "--quiet", "--no-deps", "--only-binary", ":all:", "--require-hashes", "-r", str(lock)]
    environment = {**os.environ, "MACOSX_DEPLOYMENT_TARGET": "15.0"}
    for python in PYTHONS:
        for name, system in SYSTEMS.items():
            place = ["--python-version", python, "--python-platform", system, "--target", str(lock.parent / "none")]
            done = subprocess.run(
                [uv, "pip", "install", *place, *options],
                cwd=root,
                env=environment,
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                check=False,
            )
            if done.returncode:
                why = re.search(r"Because (\S+) has no", done.stderr)
                yield f"  Python {python} on {name}: {why[1] if why else done.stderr.strip()}"


def _versions(lock: str) -> dict[str, str]:
    """Map each package to its version, or to its versions where Pythons or systems differ."""
    found: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([^\s;\\]+)", lock, re.MULTILINE):
        found.setdefault(name, []).append(version)
    return {name: " or ".join(versions) for name, versions in found.items()}


def _changes(before: dict[str, str], after: dict[str, str]) -> Iterator[str]:
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name, "(new)"), after.get(name, "(gone)")
        if old != new:
            yield f"  {name} {old} -> {new}"


def main() -> None:
    """Renew the lock of this repository; the arguments name the packages to renew, none means all."""
    say("Looking for the newest versions that pyproject.toml allows ...")
    changes = upgrade(ROOT, sys.argv[1:])
    say("\n".join([f"{PINS} is renewed:", *changes]) if changes else f"{PINS} has the newest versions already.")


if __name__ == "__main__":
    main()
