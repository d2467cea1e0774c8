"""Looks for a paragraph of today by words of it, where a person must say on which one a comment is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from focalpoint.config import Config
from focalpoint.content.text.text_files import read_text
from focalpoint.review.anchoring.blocks import SourceBlock, source_blocks
from focalpoint.review.anchoring.quoted import folded

MOST = 8
"""Paragraphs that are answered."""


def paragraphs_with(config: Config, words: str) -> list[dict[str, str | int]]:
    """The first blocks of the manual that hold all of the words, as file, line and text."""
    return list(islice(_found(config, folded(words).casefold().split()), MOST))


def _found(config: Config, words: list[str]) -> Iterator[dict[str, str | int]]:
    for file in sorted(config.manual.rglob("*.md")) if words else []:
        text, _problems = read_text(config, file)
        for block in _blocks(text):
            said = folded(block.text).casefold()
            if all(word in said for word in words):
                yield {"file": config.shown(file), "line": block.line, "text": block.text}


@lru_cache(maxsize=256)
def _blocks(text: str) -> tuple[SourceBlock, ...]:
    return source_blocks(text)
