"""Keeps the call of a footnote on the line of the word it follows."""

from __future__ import annotations

from lxml import html
from lxml.html import HtmlElement

CALLS = frozenset({"footnote", "footnote-again", "between-calls"})

BREAKS = (" ", "\t", "\n")
SHORT = 30
"""Letters of a link or emphasis that may be kept on one line with the call behind it."""


def keep_calls(body: HtmlElement) -> None:
    """Bind every call to the word before it: WeasyPrint would now and then begin a line with the number."""
    for first in [element for element in body.iterdescendants("span", "a") if _is_call(element)]:
        previous = first.getprevious()
        if (previous is not None and _is_call(previous) and not previous.tail) or first.getparent() is None:
            continue
        _bind(first)


def _is_call(element: HtmlElement) -> bool:
    return element.get("class") in CALLS


def _bind(first: HtmlElement) -> None:
    """Put the word before a run of calls, and the run, into one piece that does not break."""
    parent, previous = first.getparent(), first.getprevious()
    assert parent is not None
    before = (previous.tail if previous is not None else parent.text) or ""
    # Only a space that a line may break at ends a word: the one that does not break belongs to it.
    place = max(map(before.rfind, BREAKS)) + 1
    rest, word = before[:place], before[place:]
    if before and not word:
        return
    piece = html.Element("span", {"class": "with-call"})
    whole = previous is not None and not rest and len(previous.text_content()) <= SHORT
    parent.insert(parent.index(first), piece)
    if whole and previous is not None:
        # The word is, or begins with, what stands before it: a symbol in brackets, say.
        previous.tail = None
        piece.append(previous)
        previous.tail = word
    else:
        piece.text = word
        if previous is not None:
            previous.tail = rest
        else:
            parent.text = rest
    following: HtmlElement | None = first
    while following is not None:
        after = following.getnext()
        tail, following.tail = following.tail, None
        piece.append(following)
        following = after if after is not None and _is_call(after) and not tail else None
        piece.tail = tail
