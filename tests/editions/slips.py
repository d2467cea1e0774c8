"""One slip of the hand in one line of a text: the kinds that people make while they type and paste."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

LOOK_ALIKES = {
    "T": "Т", "L": "Ⅼ", "P": "Р", ":": "：", "A": "А", "M": "М", "[": "［", "]": "］", "{": "｛", "}": "｝",
    "h": "һ", "a": "а", "e": "е", "`": "ˋ", "%": "٪", "#": "＃", "-": "‐", "*": "∗", "1": "１", ".": "․", "^": "ˆ",
}  # fmt: skip
"""Characters that look like those of the language and are others."""
INSERTED = (" ", "\u00a0", "\u200b", "\u2060", "\ufeff", "\u00ad", "\t", "\\", ":", "`", "*", "[", "#", "-", "x")
CURLY = {'"': "“", "'": "’", "`": "‘"}
Rows = list[str]
Slip = Callable[[Rows, int, Random], Rows]
"""Takes the lines of a text, the place of one of them, and chance; returns the lines after the slip."""


def _within(change: Callable[[str, int, Random], str]) -> Slip:
    """A slip at one character of the line; more often near its beginning, where markup stands."""

    def slip(rows: Rows, place: int, random: Random) -> Rows:
        row = rows[place]
        at = random.randrange(min(len(row), 24) if random.random() < 0.7 else len(row)) if row else 0
        return [*rows[:place], change(row, at, random), *rows[place + 1 :]]

    return slip


def _line(change: Callable[[str, Random], list[str]]) -> Slip:
    """A slip of the whole line."""
    return lambda rows, place, random: [*rows[:place], *change(rows[place], random), *rows[place + 1 :]]


def _indented(row: str, random: Random) -> list[str]:
    by = random.choice((-4, -3, -2, -1, 1, 2, 3, 4))
    return [" " * by + row if by > 0 else row[min(-by, len(row) - len(row.lstrip(" "))) :]]


def _cut(row: str, random: Random) -> list[str]:
    spaces = [at for at, character in enumerate(row) if character == " "]
    at = random.choice(spaces) if spaces and random.random() < 0.7 else random.randrange(len(row) + 1)
    return [row[:at], row[at + 1 :] if row[at : at + 1] == " " else row[at:]]


def _joined(rows: Rows, place: int, random: Random) -> Rows:
    if place == 0:
        return rows
    between = random.choice(("", " "))
    return [*rows[: place - 1], rows[place - 1] + between + rows[place], *rows[place + 1 :]]


SLIPS: dict[str, Slip] = {
    "delete": _within(lambda row, at, random: row[:at] + row[at + 1 :]),
    "double": _within(lambda row, at, random: row[: at + 1] + row[at:]),
    "swap": _within(lambda row, at, random: row[:at] + row[at + 1 : at + 2] + row[at : at + 1] + row[at + 2 :]),
    "insert": _within(lambda row, at, random: row[:at] + random.choice(INSERTED) + row[at:]),
    "look-alike": _within(
        lambda row, at, random: row[:at] + LOOK_ALIKES.get(row[at : at + 1], row[at : at + 1]) + row[at + 1 :]
    ),
    "capital": _within(lambda row, at, random: row[:at] + row[at : at + 1].swapcase() + row[at + 1 :]),
    "indent": _line(_indented),
    "quote": _line(lambda row, random: [f"> {row}"]),
    "item": _line(lambda row, random: [f"- {row}"]),
    "cut": _line(_cut),
    "empty line": _line(lambda row, random: [row, ""]),
    "lose an empty line": lambda rows, place, random: (
        rows if rows[place].strip() else [*rows[:place], *rows[place + 1 :]]
    ),
    "join": _joined,
    "lose a fence": lambda rows, place, random: (
        [*rows[:place], *rows[place + 1 :]] if rows[place].strip() in (":::", "::::", ":::::", "```") else rows
    ),
    "add a fence": _line(lambda row, random: [random.choice((":::", "::::", "```")), row]),
    "tabs": _line(lambda row, random: [row.replace("  ", "\t").replace(" ", "\t", 1)]),
    "curly": _line(lambda row, random: ["".join(CURLY.get(character, character) for character in row)]),
}


def slipped(text: str, random: Random) -> tuple[str, str, int]:
    """The text after one slip, with the kind of slip and its line, from 1; lines that hold markup come more often."""
    rows = text.split("\n")
    signs = (":::", "TLP", "```", "%", "[^", "{")
    marked = [place for place, row in enumerate(rows) if any(sign in row for sign in signs)]
    name = random.choice(list(SLIPS))
    place = random.choice(marked) if marked and random.random() < 0.6 else random.randrange(len(rows))
    return "\n".join(SLIPS[name](rows, place, random)), name, place + 1
