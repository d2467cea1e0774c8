"""Keep words that were struck by hand or by a tracked change apart from those that stay, in the text of a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

STRUCK, UNSTRUCK = "\x0e", "\x0f"
"""The characters around struck words in the text of a cell; `clean` lets none come out of a file."""
_STRUCK = re.compile(f"{STRUCK}([^{UNSTRUCK}]*){UNSTRUCK}")
_SPACES = re.compile(r"[ \t]{2,}")


@dataclass(frozen=True)
class Change:
    """The same words before and after a change."""

    old: str
    new: str


def struck(text: str) -> str:
    """Put the signs of struck words around a text; blanks at its ends stay outside."""
    words = text.strip()
    return text.replace(words, f"{STRUCK}{words}{UNSTRUCK}", 1) if words else text


def has_struck(text: str) -> bool:
    """Tell whether some words of a text are struck."""
    return STRUCK in text


def without_struck(text: str) -> str:
    """Write a text as it is proposed, without its struck words."""
    return _SPACES.sub(" ", _STRUCK.sub("", text)).strip() if has_struck(text) else text


def with_tildes(text: str) -> str:
    """Write a text with struck words between two tildes each: `~~too late~~ often late`."""
    return _STRUCK.sub(r"~~\1~~ ", text).replace("~~  ", "~~ ").strip()


def with_marks(text: str) -> str:
    """Write a text with struck words in brackets, as in a mail: `[struck out: too late] often late`."""
    return _STRUCK.sub(r"[struck out: \1] ", text).replace("]  ", "] ").strip()


def changes(text: str) -> Iterator[Change]:
    """Yield what a text with struck words may mean, the longest old words first.

    New words are not told from unchanged ones, so the old words are the whole text, else all up to the last struck
    words, or the struck words alone; the draft decides which of them it has.
    """
    kept = without_struck(text)
    last = text.rindex(UNSTRUCK) + 1
    for old in (text, text[:last], text[text.index(STRUCK) : last]):
        words = _SPACES.sub(" ", old.replace(STRUCK, "").replace(UNSTRUCK, "")).strip()
        before = without_struck(text[: text.index(STRUCK)]) if old.startswith(STRUCK) else ""
        yield Change(words, kept.removeprefix(before).strip())
