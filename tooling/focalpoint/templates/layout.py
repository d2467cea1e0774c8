"""Lay out a project from a template: its files, and its first commit."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from focalpoint.content.git import NOT_INSTALLED
from focalpoint.problems import stopped

LOCATION = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")
"""Environment variables that point Git to another repository; Git sets them for the hooks it runs."""
PLAIN = ("-c", "core.hooksPath=" + os.devnull, "-c", "commit.gpgSign=false")
"""Options of Git: no hooks and no signing, either of which could stop or refuse the first commit."""


def copy_template(template: Path, folder: Path, values: Mapping[str, str]) -> None:
    """Copy a template's files into a folder, with the value of each `{{name}}` in them; `gitignore` gets its dot."""
    for source in sorted(template.rglob("*")):
        if not source.is_file() or "__pycache__" in source.parts:
            continue
        target = folder / source.relative_to(template)
        if target.name == "gitignore":
            target = target.with_name(".gitignore")
        target.parent.mkdir(parents=True, exist_ok=True)
        text = source.read_text(encoding="utf-8")
        for name, value in values.items():
            text = text.replace(f"{{{{{name}}}}}", value)
        target.write_bytes(text.encode())


@contextmanager
def laid_out_whole(folder: Path) -> Iterator[Path]:
    """Yield a temporary folder beside `folder`, and move its files there at the end; after an error nothing is moved.

    Raises Trouble where `folder` already contains anything.
    """
    folder = folder.absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise stopped("already exists and is not empty; name a new folder", str(folder))
    above = next(parent for parent in folder.parents if parent.exists())
    try:
        aside = Path(mkdtemp(prefix=".focalpoint-", dir=above))
    except OSError as error:
        raise stopped(f"nothing can be written there ({error.strerror}); name another folder", str(above)) from None
    try:
        yield aside
        folder.mkdir(parents=True, exist_ok=True)
        for path in sorted(aside.iterdir()):
            path.rename(folder / path.name)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def git_in(folder: Path, *commands: list[str], env: Mapping[str, str] | None = None) -> None:
    """Run Git commands in a folder, one after the other; raises Trouble for the first that fails."""
    for command in commands:
        answer = _asked(folder, command, env)
        if answer.returncode:
            said = (answer.stderr.strip() or answer.stdout.strip()).splitlines()
            reason = said[-1] if said else "without a reason"
            raise stopped(f"Git refuses ({reason}); put that right first", str(folder))


def is_known_to_git(folder: Path) -> bool:
    """Return whether Git knows the name and e-mail address to commit with in a folder."""
    answers = [_asked(folder, ["config", f"user.{what}"], None) for what in ("name", "email")]
    return all(answer.stdout.strip() for answer in answers) or "GIT_AUTHOR_EMAIL" in os.environ


def _asked(folder: Path, command: list[str], env: Mapping[str, str] | None) -> subprocess.CompletedProcess[str]:
    variables = {name: value for name, value in os.environ.items() if name not in LOCATION} | dict(env or {})
    try:
        return subprocess.run(
            ["git", *PLAIN, *command],
            cwd=folder,
            env=variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        raise stopped(NOT_INSTALLED) from None
