"""Words that somebody sent as Markdown that shows them as they are, whatever they hold."""

from __future__ import annotations

from string import punctuation

from focalpoint.content.text.display_text import paragraphs

_ESCAPED = {ord(letter): f"\\{letter}" for letter in punctuation}
"""Markdown takes a backslash before any of these, and then nothing of what it could have begun."""


def as_text(words: str) -> list[str]:
    """The paragraphs of the words, each as one line of Markdown in which nothing is markup."""
    return [line.translate(_ESCAPED) for line in paragraphs(words)]


def as_cell(*said: str, empty: str) -> str:
    """A cell of a list table that holds these words, each in paragraphs of its own."""
    return "\n\n    ".join(line for words in said for line in as_text(words)) or empty
