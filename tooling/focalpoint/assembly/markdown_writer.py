"""Write Markdown from values: words that show as they are, and tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from string import punctuation

from focalpoint.content.text.display_text import paragraphs

_ESCAPED = {ord(character): f"\\{character}" for character in punctuation}
"""Every character that Markdown lets a backslash escape."""


def plain(words: str) -> str:
    """Escape in words of our own roster and notes the characters that could begin markup; quotation marks stay."""
    return "".join(f"\\{character}" if character in "\\`*_{}[]<>$" else character for character in words)


def as_text(words: str) -> list[str]:
    """Return the paragraphs of words from elsewhere, each as one line of Markdown in which nothing is markup."""
    return [line.translate(_ESCAPED) for line in paragraphs(words)]


def as_cell(*said: str, empty: str) -> str:
    """Return a cell of a list table that holds words from elsewhere, each in paragraphs of its own."""
    return "\n\n    ".join(line for words in said for line in as_text(words)) or empty


def list_table(
    caption: str,
    heads: Sequence[str],
    widths: Iterable[int],
    rows: Iterable[Sequence[str]],
    *,
    name: str = "",
    kind: str = "",
) -> str:
    """Write a table with a column of heads and, where `heads` are given, a row of them; cells are Markdown.

    `widths` are the columns' shares, `name` the label, unique in the manual, and `kind` the class of the table.
    """
    options = [f":name: {name}"] if name else []
    options += [f":class: {kind}"] if kind else []
    options += [f":header-rows: {int(bool(heads))}", ":stub-columns: 1", f":widths: {' '.join(map(str, widths))}"]
    lines = ["* - " + "\n  - ".join(row) for row in ([heads] if heads else []) + [*rows]]
    return "\n".join([f"```{{list-table}} {caption}".rstrip(), *options, "", *lines, "```"])
