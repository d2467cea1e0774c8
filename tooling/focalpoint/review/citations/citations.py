"""Read the places that a text cites: “para. 3.12 and 3.13”, “Table 1.1, page 6”, “第3.1段”, in nine languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from focalpoint.review.citations.other_numbers import is_article, is_other, with_points
from focalpoint.review.citations.plain_text import lower_case, plain, without_quotes
from focalpoint.review.citations.vocabulary import (
    DOTTED,
    LABELS,
    ORDER,
    SUBS,
    WEAK,
    WORDS,
    Kind,
    patterns,
    position_pattern,
)

MOST_NUMBERS = 60
"""Most numbers of one range; a longer one is a mistake and stays as its two ends."""
MOST_LINES = 2_000
"""Most lines of one range."""

Known = Callable[[Kind, str], bool]
"""Whether the draft has something of a kind with a number."""


@dataclass(frozen=True)
class Citation:
    """Some numbers of one kind, as cited together."""

    kind: Kind
    labels: tuple[str, ...]
    """Each number of a list or a range: `3.12`, `M-1`, `A`."""
    start: int
    """First character in the text."""
    end: int
    """One after the last."""
    bare: bool = False
    """Whether the number stands without a word for its kind."""
    sure: bool = True
    """Whether it is surely a place of the draft; `1,2` and “Article 1.2” may be something else."""


@dataclass(frozen=True)
class Position:
    """A sentence or an item of a list, counted from the beginning: “the second sentence”."""

    item: bool
    """Whether an item of a list is meant, else a sentence."""
    number: int
    """From 1; -1 for the last."""
    start: int
    end: int


_BARE = re.compile(
    rf"(?<![\w.,/$€£+-])(?:{DOTTED}{SUBS})(?!\s?(?:%|°|per\s?cent|percent|pour\s?cent|por\s?ciento|m\w*llion|billion|млн))"
)
_BARE_SECTION = re.compile(r"(?<![\w./-])\d{1,3}\.[A-Z](?![\w.])")
_BARE_ACTION = re.compile(r"(?<![\w./-])[A-Z]{1,4}-\d{1,3}(?![\w-])")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
def citations_in(text: str, known: Known, usual: Kind | None = None) -> list[Citation]:
    """Find the places that a text cites, in order; what stands in quotation marks is none.

    `usual` is the kind of a number without a word, as in the column of a form; without it, a bare number is a paragraph
    or an action only where the draft has it.
    """
    normal, commas = with_points(
        without_quotes(plain(text)), lambda label: known(Kind.PARAGRAPH, label), usual is Kind.PARAGRAPH
    )
    lower = lower_case(normal)
    found: list[Citation] = []
    for one in sorted([*_chinese(normal), *_named(normal, lower, known)], key=lambda cited: (cited.start, -cited.end)):
        if not found or one.start >= found[-1].end:
            found.append(one)
    free = [
        one
        for one in _bare(normal, known, usual)
        if not any(one.start < two.end and two.start < one.end for two in found)
    ]
    every = (one for one in (*found, *free) if not is_other(lower, one.start, one.end, one.bare))
    doubtful = (
        replace(one, sure=not (commas & set(range(one.start, one.end)) or (one.bare and is_article(lower, one.start))))
        for one in every
    )
    return sorted(doubtful, key=lambda cited: cited.start)


def _named(normal: str, lower: str, known: Known) -> Iterator[Citation]:
    """Yield the citations that begin with the word for their kind."""
    for match in patterns()["kind"].finditer(lower):
        kind = Kind.PARAGRAPH if match["sign"] else Kind(next(name for name, word in match.groupdict().items() if word))
        word = match["sign"] or match[kind.value]
        labels, end = _list(normal, lower, match.end(), kind)
        if not labels:
            continue
        if kind is Kind.SECTION and all("." in label and label[-1].isdigit() for label in labels):
            kind = Kind.PARAGRAPH
        short = lower[match.start() + len(word) : match.start() + len(word) + 1] == "." and len(word) < 4
        if word not in WEAK or short or any(known(kind, label) for label in labels):
            yield Citation(kind, labels, match.start(), end)


def _list(normal: str, lower: str, at: int, kind: Kind) -> tuple[tuple[str, ...], int]:
    """Read the numbers from a place on: one, a list or a range; return them and where they end."""
    label = re.compile(LABELS[kind])
    first = label.match(normal, at)
    if first is None:
        return (), at
    labels, end = [_clean(first[0], kind)], first.end()
    every = patterns()
    while len(labels) < MOST_LINES:
        until = every["to"].match(lower, end)
        step = until or every["and"].match(lower, end)
        if step is None:
            break
        again = every["kind"].match(lower, step.end())
        same = again is not None and (
            (again["sign"] is not None and kind is Kind.PARAGRAPH) or again[kind.value] is not None
        )
        start = again.end() if again is not None and same else step.end()
        following = label.match(normal, start)
        spaced = until is not None and until[0].strip() == "-" and until[0] != until[0].strip()
        if spaced and following is not None and re.match(r"\s+[^\W\d_]", lower[following.end() :]):
            break  # “3.2 – 3 mistakes”
        if following is None or not (same or _continues(labels[-1], following, bool(until), lower, kind)):
            break
        labels += _upto(labels[-1], _clean(following[0], kind), kind) if until else [_clean(following[0], kind)]
        end = following.end()
    return tuple(dict.fromkeys(labels)), end


def _continues(last: str, following: re.Match[str], until: bool, lower: str, kind: Kind) -> bool:
    """Whether a number after a comma or a dash belongs to the list, and is no count of something else."""
    number = following[0]
    if kind is Kind.PARAGRAPH and "." in last and "." not in number and not until:
        return False
    if until:
        return "." in number or number.isdecimal() or kind in (Kind.ACTION, Kind.ANNEX, Kind.SECTION)
    if number[-1:].isdigit() and "." not in number and kind is not Kind.ACTION:
        rest = lower[following.end() : following.end() + 12]
        return bool(
            re.match(
                r"\s*(?:$|[,;:.()\-–—/\n、،。：])|\s+(?:and|et|y|e|und|to|bis|à|a|и|و|of|on|in|de|du|von|der|is|are|должн\w*)\b",
                rest,
            )
        )
    return True


def _clean(label: str, kind: Kind) -> str:
    """Write a number as the draft prints it."""
    bare = re.sub(r"\s", "", label)
    if kind is Kind.ACTION:
        return bare
    bare = _THOUSANDS.sub("", bare)
    return re.sub(r"\(.*", "", bare) if kind is Kind.PARAGRAPH else bare


def _upto(first: str, last: str, kind: Kind) -> list[str]:
    """Write out the numbers after the first of a range; one that runs backwards or too far is its two ends."""
    head, _, low = first.rpartition("-" if kind is Kind.ACTION else ".")
    other, _, high = last.rpartition("-" if kind is Kind.ACTION else ".")
    low, high = low.rstrip("abcdefghijklmnopqrstuvwxyz"), high.rstrip("abcdefghijklmnopqrstuvwxyz")
    if other not in ("", head) or not low.isdecimal() or not high.isdecimal():
        return [last]
    most = MOST_LINES if kind is Kind.LINE else MOST_NUMBERS
    if not 0 < int(high) - int(low) <= most:
        return [last]
    sign = ("-" if kind is Kind.ACTION else ".") if head else ""
    return [f"{head}{sign}{number}" for number in range(int(low) + 1, int(high) + 1)]


def _chinese(normal: str) -> Iterator[Citation]:
    """Yield the citations whose word follows the number: 第3.1段, 第12-14行."""
    for match in patterns()["after"].finditer(normal):
        kind = Kind(next(name for name in WORDS["after"] if match[name]))
        label = re.compile(LABELS[kind])
        both = [match["first"], *([match["last"]] if match["last"] else [])]
        if all(label.fullmatch(one) for one in both):
            labels = [both[0]]
            if len(both) == 2:
                labels += _upto(both[0], both[1], kind) if match["sep"] in "-至到" else [both[1]]
            yield Citation(kind, tuple(labels), match.start(), match.end())


def _bare(normal: str, known: Known, usual: Kind | None) -> Iterator[Citation]:
    """Yield the numbers without a word for their kind."""
    end = 0
    for match in re.finditer(rf"{_BARE.pattern}|{_BARE_ACTION.pattern}|{_BARE_SECTION.pattern}", normal):
        if match.start() < end:
            continue
        kind = Kind.ACTION if _BARE_ACTION.fullmatch(match[0]) else Kind.PARAGRAPH
        kind = Kind.SECTION if _BARE_SECTION.fullmatch(match[0]) else kind
        first = _clean(match[0], kind)
        if known(kind, first) or (usual is Kind.PARAGRAPH and kind is usual):
            labels, end = _list(normal, lower_case(normal), match.start(), kind)
            yield Citation(kind, labels or (first,), match.start(), max(end, match.end()), bare=True)
    if usual is not None and end == 0:
        # “12” or “12-14” in the column of lines, “12” in that of paragraphs, “A” in that of sections.
        for match in re.finditer(rf"(?<![\w.,/-])(?:{LABELS[usual]})", normal):
            if match.start() >= end:
                labels, end = _list(normal, lower_case(normal), match.start(), usual)
                yield Citation(usual, labels or (match[0],), match.start(), max(end, match.end()), bare=True)


def general_in(text: str) -> re.Match[str] | None:
    """Match the words at the head of a text that say it is about the whole: “General comments:”."""
    return patterns()["general"].match(lower_case(plain(text)))


def positions_in(text: str) -> list[Position]:
    """Find the sentences and items that a text cites by their order: “the last sentence”."""
    found = position_pattern().finditer(lower_case(without_quotes(plain(text))))
    return [
        Position(bool(match["item"]), next(n for name, n in ORDER.items() if match[name]), match.start(), match.end())
        for match in found
    ]
