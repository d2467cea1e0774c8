"""Read lists as authors type them, words with commas and points with ranges, and write them as sentences do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence


def words(value: str) -> list[str]:
    """Read the items of a list written with commas, without the space round them."""
    return [word.strip() for word in value.split(",") if word.strip()]


def points(value: str) -> list[int]:
    """Read the point numbers in `9, 14-16`, in order; raises ValueError where it is not of that form."""
    numbers: list[int] = []
    for word in words(value):
        match = re.fullmatch(r"(\d+)(?:[-–](\d+))?", word)
        if not match:
            raise ValueError(word)
        first, last = int(match[1]), int(match[2] or match[1])
        if not 0 < first <= last < first + 200:
            raise ValueError(word)
        numbers.extend(range(first, last + 1))
    if not numbers:
        raise ValueError(value)
    return numbers


def series(items: Sequence[str]) -> str:
    """List the items as a sentence does: `I, II and III`."""
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def runs(numbers: Iterable[int]) -> list[list[int]]:
    """Part numbers into runs in which each is one more than the one before; three or more stay together."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return [part for run in found for part in ([run] if len(run) > 2 else [[number] for number in run])]
