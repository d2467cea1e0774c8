"""Read the lines of a letter as sentences; lines that a program has broken are joined."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from focalpoint.content.rounds.blocks import with_plain_signs
from focalpoint.review.citations.vocabulary import WORDS

WRAPPED = 45
"""Characters from which a line that ends in the middle of a sentence was broken by a program."""
BULLET = re.compile(r"\s*(?:[-*•–·●▪‣◦]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)](?=\s))\s*")
_SENTENCE = re.compile(r"(?<=[.!?;…؟؛。！？；])[\"'”’»)\]]*(?:\s+|(?<=[。！？；؟؛]))(?=\S)")
_WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def _listed(name: str) -> list[str]:
    """Read a list of words without the names of languages."""
    return [word for word in str(_WORDS[name]).split() if not word.endswith(":")]


def _pattern(words: Iterable[str]) -> str:
    """Write an alternation of words, in which `_` is a space and `*` any ending."""
    escaped = (re.escape(word).replace("_", r"\s").replace(r"\*", r"\w*") for word in words)
    return "|".join(escaped)


_SHORT_FORM = re.compile(rf"(?:\b(?:{_pattern(_listed('short_forms'))})|\b[A-Za-z]|^\W*\d{{1,3}})\.$", re.IGNORECASE)
_LABELLED = re.compile(r"\W*(?:[^\W\d_]{1,16}\.?\s+){0,2}[^\W_]{0,3}[-.]?\d[\w.,٫/-]*\s?[:：]")
"""A line that begins with a number and a colon, and so with a place of its own."""
MARK = re.compile(r"\s*[)\]]?\s*(?:[:：.)\-–—،，、]|,(?=\s))+\s*|\s*[)\]]?\s*$")
_LEADS = frozenset(_listed("leads"))
REFERENCE = re.compile(rf"\b(?:{_pattern(_listed('references'))})\b", re.IGNORECASE)
BELONGS = re.compile(rf"(?:{_pattern(_listed('belongs'))})", re.IGNORECASE)
"""The whole words before a place in a sentence that says of the sentences before it where they belong."""
AND = re.compile(rf"\s*(?:{_pattern(WORDS['between']['and'])})(?=[\s\dA-Z])")
_UNFINISHED = re.compile(rf"(?:\b(?:{_pattern(_listed('unfinished'))})\.?|[,(–—-])\s*$", re.IGNORECASE)
JOINS = re.compile(
    rf"[\s,;:()\[\]/–—-]*(?:(?:(?:{_pattern(_listed('joining'))})\b|的|及|和|与|第)[\s,;:()]*){{0,3}}", re.IGNORECASE
)


def flow_of(lines: Sequence[str], left_out: Collection[int], wrapped: bool = True) -> str:
    """Join lines that a program has broken, in a text of the same length; lines that are no comment are blank."""
    pieces: list[str] = []
    for number, line in enumerate(lines):
        shown = " " * len(line) if number in left_out else line
        pieces.append(shown)
        if number + 1 < len(lines):
            pieces.append(" " if wrapped and _is_wrapped(lines, number, left_out) else "\n")
    return "".join(pieces)


def _is_wrapped(lines: Sequence[str], number: int, apart: Collection[int]) -> bool:
    """Whether the sentence of a line goes on in the next one."""
    line, below = lines[number].rstrip(), lines[number + 1]
    if number in apart or number + 1 in apart or not line or not below.strip() or BULLET.match(below):
        return False
    unfinished = _UNFINISHED.search(line) or _SHORT_FORM.search(line) or AND.match(below.lower())
    if _LABELLED.match(below) and not unfinished:
        return False
    if re.search(r"[.!?:;…。！？：；]$", line):
        return bool(_SHORT_FORM.search(line)) and len(line) >= WRAPPED
    return len(line) >= WRAPPED or bool(_UNFINISHED.search(line))


def sentences(line: str) -> list[tuple[int, int]]:
    """Find the sentences of a line; a short form such as “para.” ends none."""
    starts = [0]
    for match in _SENTENCE.finditer(line):
        if not _SHORT_FORM.search(line[starts[-1] : match.start()]):
            starts.append(match.end())
    return list(zip(starts, [*starts[1:], len(line)], strict=True))


def leads_to_place(before: str) -> bool:
    """Whether what stands before a place only leads to it: “In the second sentence of”."""
    rest = before[match.end() :] if (match := BULLET.match(before)) else before
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", with_plain_signs(rest).lower())
    return len(words) <= 10 and all(word in _LEADS or word.split("'")[0] + "'" in _LEADS for word in words)
