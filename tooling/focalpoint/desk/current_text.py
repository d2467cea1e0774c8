"""Look up what the desk needs of the current text: paragraphs with some words, and the latest commits of a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from focalpoint.config import Config
from focalpoint.content.git import git_says
from focalpoint.content.rounds.blocks import with_plain_signs
from focalpoint.content.text.text_files import read_text
from focalpoint.review.anchoring.blocks import SourceBlock, source_blocks

MOST_PARAGRAPHS = 8
"""Most paragraphs of an answer."""


def paragraphs_with(config: Config, words: str) -> list[dict[str, str | int]]:
    """Find the first blocks of the manual that hold all of the words, as file, line and text."""
    return list(islice(_found(config, with_plain_signs(words).casefold().split()), MOST_PARAGRAPHS))


def _found(config: Config, words: list[str]) -> Iterator[dict[str, str | int]]:
    for file in sorted(config.manual.rglob("*.md")) if words else []:
        text, _problems = read_text(config, file)
        for block in _blocks(text):
            said = with_plain_signs(block.text).casefold()
            if all(word in said for word in words):
                yield {"file": config.shown(file), "line": block.line, "text": block.text}


@lru_cache(maxsize=256)
def _blocks(text: str) -> tuple[SourceBlock, ...]:
    return source_blocks(text)


MOST_COMMITS = 12
"""Most commits of an answer."""


@dataclass(frozen=True)
class Commit:
    """One commit, without its author."""

    commit: str
    day: str
    """Such as `2026-11-25`."""
    subject: str


def latest_commits(config: Config, file: str) -> tuple[Commit, ...]:
    """List the latest commits that changed a file, newest first; none where Git does not answer."""
    listed = git_says(config, "log", f"-n{MOST_COMMITS}", "--format=%H%x00%cs%x00%s", "--", file) if file else None
    return tuple(Commit(*row.split("\0", 2)) for row in (listed or "").splitlines() if row.count("\0") >= 2)


def is_committed(config: Config, file: str) -> bool:
    """Whether a file is as last committed."""
    return not git_says(config, "status", "--porcelain", "--", file)
