"""Puts finished work into `dist/`, whole or not at all: until then the last good edition stands there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from focalpoint.assembly.tree import write_whole

PRIVATE = (".buildinfo", ".buildinfo.bak", ".focalpoint-state", "objects.inv", ".doctrees", "_sources")
"""What Sphinx leaves in its output that is for its own next run, or for other projects' builds."""


@contextmanager
def publish_file(data: bytes, target: Path) -> Iterator[None]:
    """Publish one file: written at once, and put in its place when what is published along with it is in its own."""
    ready = target.with_name(f".{target.name}.new")
    write_whole(ready, data)
    try:
        yield
        ready.replace(target)
    finally:
        ready.unlink(missing_ok=True)


def publish_folder(source: Path, target: Path, more: Mapping[str, bytes]) -> None:
    """Publish a folder with some files added: made beside the old one, then put in its place."""
    fresh, old = target.with_name(f".{target.name}.new"), target.with_name(f".{target.name}.old")
    target.parent.mkdir(parents=True, exist_ok=True)
    for left in (fresh, old):
        shutil.rmtree(left, ignore_errors=True)
    try:
        _copy(source, fresh)
        for name, data in more.items():
            (fresh / name).write_bytes(data)
        if target.exists():
            target.rename(old)
        try:
            fresh.rename(target)
        except BaseException:
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
        if path.is_file() and not set(PRIVATE).intersection(inside.parts):
            (target / inside).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target / inside)
