"""Documents are unpacked once for all links into them, and again when they have been read anew."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from focalpoint.extension.doctree_cache import cached_doctree


class Environment:
    """Documents on the disk, and a list of those that were unpacked."""

    def __init__(self, folder: Path) -> None:
        self.doctreedir = folder
        self.unpack: list[str] = []

    def keep(self, docname: str, moment: int) -> None:
        file = self.doctreedir / f"{docname}.doctree"
        file.write_text(docname, encoding="utf-8")
        os.utime(file, (moment, moment))

    def get_doctree(self, docname: str) -> list[str]:
        self.unpack.append(docname)
        return [docname]


def test_a_document_is_unpacked_once_until_it_is_read_anew(tmp_path: Path) -> None:
    env: Any = Environment(tmp_path)
    env.keep("one", 1)
    first = cached_doctree(env, "one")
    assert cached_doctree(env, "one") is first
    env.keep("one", 2)
    assert cached_doctree(env, "one") is not first
    assert env.unpack == ["one", "one"]


def test_few_documents_are_held_at_a_time(tmp_path: Path) -> None:
    env: Any = Environment(tmp_path)
    names = [f"text{number}" for number in range(5)]
    for name in names:
        env.keep(name, 1)
    for name in [*names, names[-1], names[0]]:
        cached_doctree(env, name)
    assert env.unpack == [*names, names[0]]
