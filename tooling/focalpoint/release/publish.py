"""Put finished folders into `dist/`, whole or not at all; until then the last good edition stays there."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

PRIVATE = (
    ".buildinfo", ".buildinfo.bak", ".focalpoint-state", "objects.inv", ".doctrees", "_sources",
    "*webpack-macros.html", "*.map", "locales",
)  # fmt: skip
"""Files that Sphinx leaves for its own next run, and that its theme has for developers; no page uses them."""


@dataclass(frozen=True)
class Output:
    """A folder to publish."""

    target: Path
    added: Mapping[str, bytes] = field(default_factory=dict)
    """Files by their paths inside the folder."""
    source: Path | None = None
    """A folder whose files are published too, those in `PRIVATE` apart."""


@contextmanager
def publish_folder(output: Output, search: Callable[[Path], None] = lambda folder: None) -> Iterator[None]:
    """Publish a folder: make it beside the old one, search it there, then put it in its place.

    Whatever is published along with it is published inside the `with`: if that fails, the old folder comes back.
    """
    target = output.target
    fresh, old = target.with_name(f".{target.name}.new"), target.with_name(f".{target.name}.old")
    target.parent.mkdir(parents=True, exist_ok=True)
    if old.exists() and not target.exists():
        # An earlier run was killed between the two renames below; the folder it moved away is the last good edition.
        old.rename(target)
    for left in (fresh, old):
        if left.exists():
            shutil.rmtree(left)
    try:
        if output.source is not None:
            _copy(output.source, fresh)
        for name, data in output.added.items():
            (fresh / name).parent.mkdir(parents=True, exist_ok=True)
            (fresh / name).write_bytes(data)
        search(fresh)
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
    """Copy the files that are not private; `copytree` would go on after the disk is full, and lose the reason."""
    for path in source.rglob("*"):
        inside = path.relative_to(source)
        if path.is_file() and not any(fnmatch(part, private) for part in inside.parts for private in PRIVATE):
            (target / inside).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target / inside)
