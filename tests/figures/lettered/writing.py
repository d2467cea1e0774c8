"""Write a random letter of comments: greeting, opening, comments in one of several layouts, closing."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

PHRASES = Path(__file__).with_name("phrases.toml")
SYLLABLES = ("ba", "do", "fi", "gu", "ka", "lo", "mi", "nu", "pa", "ro", "si", "tu", "ve", "zo")
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
WIDE_DIGITS = str.maketrans("0123456789.", "０１２３４５６７８９．")
JOINERS = ("\n\n", "\n", "\n\n- ", "\n• ", " ", "\n\n")
"""What stands between two comments: a blank line, a line's end, a list or only a blank."""
WIDTH = 72
BEHIND = 0.08
"""The part of the letters that name each place behind the comment."""


@dataclass(frozen=True)
class Said:
    """One comment that a letter holds."""

    word: str
    """The invented word that stands in it alone."""
    places: tuple[str, ...]
    """The paragraphs, tables or actions that it is about."""
    kind: str


@dataclass(frozen=True)
class Letter:
    """A letter with the comments in it."""

    language: str
    text: str
    said: tuple[Said, ...]


@cache
def phrases() -> dict[str, dict[str, list[str]]]:
    """Read the phrases of all languages."""
    return tomllib.loads(PHRASES.read_text(encoding="utf-8"))


def letter(seed: int, paragraphs: list[str], tables: list[str], actions: list[str]) -> Letter:
    """Write the letter that a number stands for; the same number gives the same letter."""
    random = Random(seed)
    language = random.choice(list(phrases()))
    words = phrases()[language]
    pieces: list[str] = []
    said: list[Said] = []
    used: set[str] = set()
    behind = random.random() < BEHIND
    kinds, weights = (("inside",), (1,)) if behind else (("one", "two", "table", "action"), (76, 10, 8, 6))
    for _ in range(random.randint(1, 6)):
        kind = random.choices(kinds, weights)[0]
        pool = {"table": tables, "action": actions}.get(kind, paragraphs)
        first, second = sorted(random.sample(pool, 2), key=pool.index)
        token = _token(random, used)
        fitting = [one for one in words["comments"] if kind in ("one", "inside") or "that opens" not in one]
        comment = random.choice(fitting).replace("{t}", token)
        piece = random.choice(words[kind]).replace("{c}", comment).replace("{C}", comment[:1].upper() + comment[1:])
        shown = _digits(first, language, random), _digits(second, language, random)
        piece = piece.replace("{p}", shown[0]).replace("{q}", shown[1])
        bare = (first, second)[: 2 if kind == "two" else 1]
        names = {"table": "Table ", "action": "Action "}
        said.append(Said(token, tuple(names.get(kind, "") + place for place in bare), kind))
        pieces.append(piece)
    joiner = random.choice(JOINERS if all("inside" not in one.kind for one in said) else JOINERS[:1])
    if joiner.strip() and not joiner.strip().isalnum():
        body = joiner.strip("\n") + joiner.join(pieces)
    else:
        body = joiner.join(pieces)
    head, opening, end = (random.choice(words[name]) for name in ("greetings", "openings", "closings"))
    parts = [head, opening, body, end]
    text = "\n\n".join(part for part in parts if part) + "\n"
    return Letter(language, _wrapped(text) if random.random() < 0.3 else text, tuple(said))


def _token(random: Random, used: set[str]) -> str:
    while (made := "".join(random.choices(SYLLABLES, k=4))) in used:
        pass
    used.add(made)
    return made


def _digits(place: str, language: str, random: Random) -> str:
    """Write a number in the digits that a language may use, now and then."""
    chance = random.random()
    if language == "ar" and chance < 0.3 and place[0].isdigit():
        return place.translate(ARABIC_DIGITS)
    return place.translate(WIDE_DIGITS) if language == "zh" and chance < 0.15 and place[0].isdigit() else place


def _wrapped(text: str) -> str:
    """Break lines as a mail program does, between words."""
    lines: list[str] = []
    for line in text.split("\n"):
        kept = ""
        for word in line.split(" "):
            if kept and len(kept) + 1 + len(word) > WIDTH:
                lines.append(kept)
                kept = word
            else:
                kept = f"{kept} {word}" if kept else word
        lines.append(kept)
    return "\n".join(lines)
