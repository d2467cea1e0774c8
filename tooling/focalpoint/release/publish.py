"""Puts finished work into `dist/`, whole or not at all: until then the last good edition stands there."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from focalpoint.assembly.tree import write_whole

PRIVATE = (".buildinfo", ".buildinfo.bak", ".focalpoint-state", "objects.inv", ".doctrees", "_sources")
"""What Sphinx leaves in its output that is for its own next run, or for other projects' builds."""


def publish_file(data: bytes, target: Path) -> None:
    """Publish one file."""
    write_whole(target, data)


def publish_folder(source: Path, target: Path, more: Mapping[str, bytes]) -> None:
    """Publish a folder with some files added: made beside the old one, then put in its place."""
    fresh, old = target.with_name(f".{target.name}.new"), target.with_name(f".{target.name}.old")
    target.parent.mkdir(parents=True, exist_ok=True)
    for left in (fresh, old):
        shutil.rmtree(left, ignore_errors=True)
    try:
        shutil.copytree(source, fresh, ignore=shutil.ignore_patterns(*PRIVATE))
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
