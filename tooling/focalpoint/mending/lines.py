"""Put each sentence on a line of its own, make lists of typed bullets, and take spaces off the ends of lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from focalpoint.checks.wording.sentences import is_whole, sentence_starts
from focalpoint.mending.edits import Edit
from focalpoint.mending.source_rows import Row

BULLETS = "•·▪▫◦‣⁃∙●○■□➢\uf000-\uf0ff"
_BULLET = re.compile(f"[{BULLETS}][ \t\u00a0]*(?=\\S)")
"""A bullet as a person or Word types it; Word's stand in a range of private characters."""
_DASH = re.compile("[–—‐][ \t\u00a0]+(?=\\S)")
_LETTER = re.compile("\\(?([a-z])[.)][ \t\u00a0]+(?=\\S)")
_PLAIN = re.compile(r"[\s>]*")
_ITEM = re.compile(r"([\s>]*)[-*+] ")


def sentence_edit(rows: Sequence[Row]) -> Edit | None:
    """Return the edit that writes each sentence of a paragraph on one line; None where it is so already."""
    if any(_BULLET.match(row.content) for row in rows) or _letters(rows):
        return None
    joined = [rows[0].content.rstrip()]
    for before, row in pairwise(rows):
        # A line is judged as the check judges it: by its own end, whatever was joined to it.
        if is_whole(before.said):
            joined.append(row.content.rstrip())
        else:
            joined[-1] += " " + row.content.strip()
    if len(joined) == len(rows):
        joined = [part for row in rows for part in _sentences(row)]
        if len(joined) == len(rows):
            return None
    onward = next((row.prefix for row in rows[1:]), rows[0].onward)
    lines = [rows[0].prefix + joined[0], *(onward + words for words in joined[1:])]
    return Edit(rows[0].line, len(rows), tuple(lines))


def _sentences(row: Row) -> list[str]:
    """The parts of a row's content; a mark of emphasis that opens before a sentence goes with it."""
    parts, begun = [], 0
    for start in sentence_starts(row.said):
        place = row.places[start]
        cut = max(row.content.rfind(space, 0, place) for space in " \t\u00a0") + 1
        if cut > begun:
            parts.append(row.content[begun:cut].strip())
            begun = cut
    return [*parts, row.content[begun:].rstrip()]


def bullet_edit(rows: Sequence[Row]) -> Edit | None:
    """Return the edit that makes items of lines with typed bullets; None where there are none.

    A dash makes an item where at least two lines of one paragraph begin with one: a single dash may be meant.
    """
    if (item := _ITEM.fullmatch(rows[0].prefix)) and len(rows) > 1:
        return _further_items(rows, item[1])
    dashes = sum(bool(_DASH.match(row.content)) for row in rows) > 1
    bullets = [_BULLET.match(row.content) or (dashes and _DASH.match(row.content)) or None for row in rows]
    if not any(bullets) or not all(_PLAIN.fullmatch(row.prefix) for row in rows):
        return None
    lines: list[str] = []
    in_list = False
    for row, bullet in zip(rows, bullets, strict=True):
        if bullet:
            if lines and not in_list:
                lines.append(row.prefix.rstrip())
            lines.append(f"{row.prefix}- {row.content[bullet.end() :]}")
            in_list = True
        else:
            lines.append(row.prefix + ("  " if in_list else "") + row.content)
    return Edit(rows[0].line, len(rows), tuple(lines))


def _further_items(rows: Sequence[Row], margin: str) -> Edit | None:
    """Make items of the rows with typed bullets that were read as the rest of an item; `margin` stands before it."""
    bullets = [_BULLET.match(row.content) for row in rows]
    if not any(bullets[1:]):
        return None
    lines: list[str] = []
    for row, bullet in zip(rows, bullets, strict=True):
        if bullet and lines:
            deeper = len(row.prefix) > len(margin) + 1
            lines.append(f"{row.prefix if deeper else margin}- {row.content[bullet.end() :]}")
        else:
            lines.append(row.prefix + row.content)
    return Edit(rows[0].line, len(rows), tuple(lines))


def letter_edit(rows: Sequence[Row]) -> Edit | None:
    """Return the edit that makes a lettered list of lines that begin with a), b) and so on; None without such lines."""
    letters = _letters(rows)
    if not letters or not all(_PLAIN.fullmatch(row.prefix) for row in rows):
        return None
    lines: list[str] = []
    for place, row in enumerate(rows):
        letter = letters.get(place)
        if letter:
            if lines and place == min(letters):
                lines.append(row.prefix.rstrip())
            lines.append(f"{row.prefix}({letter[1]}) {row.content[letter.end() :]}")
        else:
            lines.append(row.prefix + ("    " if place > min(letters) else "") + row.content)
    return Edit(rows[0].line, len(rows), tuple(lines))


def _letters(rows: Sequence[Row]) -> dict[int, re.Match[str]]:
    """The rows that begin with a letter of a list, by their places; none unless they are a, b and so on."""
    found = {place: letter for place, row in enumerate(rows) if (letter := _LETTER.match(row.content))}
    typed = "".join(letter[1] for letter in found.values())
    return found if len(typed) > 1 and "abcdefghijklmnopqrstuvwxyz".startswith(typed) else {}
