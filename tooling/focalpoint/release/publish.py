"""Puts finished work into `dist/`, whole or not at all: until then the last good edition stands there."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from fnmatch import fnmatch
from pathlib import Path

from focalpoint.files import write_whole

PRIVATE = (
    ".buildinfo", ".buildinfo.bak", ".focalpoint-state", "objects.inv", ".doctrees", "_sources",
    "*webpack-macros.html", "*.map", "locales",
)  # fmt: skip
"""What Sphinx and its theme leave in the output for their own next run or for makers of themes, and no page uses."""


def publish_file(data: bytes, target: Path) -> None:
    """Publish one file."""
    write_whole(target, data)


@contextmanager
def publish_folder(
    source: Path, target: Path, more: Mapping[str, bytes], checked: Callable[[Path], None] = lambda folder: None
) -> Iterator[None]:
    """Publish a folder with some files added: made beside the old one, checked there, then put in its place.

    What is published along with it is published inside: where that fails, the old folder comes back.
    """
    fresh, old = target.with_name(f".{target.name}.new"), target.with_name(f".{target.name}.old")
    target.parent.mkdir(parents=True, exist_ok=True)
    if old.exists() and not target.exists():
        # An earlier run was killed between the two renames below: what it moved aside is the last good edition.
        old.rename(target)
    for left in (fresh, old):
        if left.exists():
            shutil.rmtree(left)
    try:
        _copy(source, fresh)
        for name, data in more.items():
            (fresh / name).parent.mkdir(parents=True, exist_ok=True)
            (fresh / name).write_bytes(data)
        checked(fresh)
        if target.exists():
            target.rename(old)
        try:
            fresh.rename(target)
            yield
        except BaseException:
            if target.exists():
                target.rename(fresh)
            if old.exists():
                old.rename(target)
            raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)


def _copy(source: Path, target: Path) -> None:
    """Copy what is not private; not with `copytree`, which goes on where the disk is full and then forgets why."""
    for path in source.rglob("*"):
        inside = path.relative_to(source)
        if path.is_file() and not any(fnmatch(part, private) for part in inside.parts for private in PRIVATE):
            (target / inside).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target / inside)
