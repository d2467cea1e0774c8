"""The words that actions and practices are described in, with how each is printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

MINISTRIES = {
    "foreign-affairs": "foreign affairs",
    "justice": "justice",
    "interior": "interior, police and migration",
    "defence": "defence",
    "development": "development cooperation",
    "finance": "finance",
    "trade": "trade and export control",
    "education": "education and culture",
    "parliament": "parliament",
    "nhri": "national human rights institution",
    "local-government": "local government",
    "intelligence": "intelligence and crisis centre",
    "health": "health",
    "statistics": "statistics",
    "society": "partners in society",
    "media": "media and platforms",
}
ADDRESSED = {
    "foreign-affairs": "the ministry of foreign affairs",
    "justice": "the ministry of justice",
    "interior": "the ministry of the interior",
    "defence": "the ministry of defence",
    "development": "the development ministry or agency",
    "finance": "the ministry of finance",
    "trade": "export control",
    "education": "the ministry of education and culture",
    "parliament": "parliament",
    "nhri": "the national human rights institution",
    "local-government": "local government",
    "intelligence": "the intelligence service and crisis centre",
    "health": "the ministry of health",
    "statistics": "the statistical office",
    "society": "partners in society",
    "media": "the media",
}
"""How a brief addresses each of the ministries and bodies."""
BRIEF_PARTS = {
    "why": "Why this concerns you",
    "already": "What you already do",
    "factors": "The risk factors in your daily work",
    "gain": "What you get from us",
    "peer": "Who does this already",
    "question": "What we shall ask you first",
    "whom": "Who should see this page",
}
"""The parts of a brief that passages of a chapter are tagged for, with the heading of each.

`peer` says what the chapter's practice leaves out, or that no practice was found.
"""
PILLARS = ("I", "II", "III")
EFFORTS = {"afternoon": "an afternoon", "month": "a month", "year": "a year"}
RISK_FACTORS = range(1, 15)
ACTION_ID = re.compile(r"[A-Z]{1,2}-[1-9]\d*")
CHALLENGES = ("1", "2", "both")
ANSWERED = {"1": "1, into existing work", "2": "2, across government"}
"""The challenges that an action can answer; `both` means each of them."""


def words(value: str) -> list[str]:
    """The items of a list written with commas, without the space round them."""
    return [word.strip() for word in value.split(",") if word.strip()]


def series(items: Sequence[str]) -> str:
    """`I, II and III`: the items as a sentence counts them."""
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def counted(word: str, items: Sequence[str]) -> str:
    """`pillar I` or `pillars I and II`; empty where there is no item."""
    return f"{word}{'s' if len(items) > 1 else ''} {series(items)}" if items else ""


def factors_named(numbers: Iterable[int]) -> str:
    """`Risk factor 8` or `Risk factors 2 and 5 to 7`, three or more in a row as one; empty where there is none."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told = [[f"{run[0]} to {run[-1]}"] if len(run) > 2 else [f"{number}" for number in run] for run in runs]
    many = len(runs) > 1 or any(len(run) > 1 for run in runs)
    return f"Risk factor{'s' if many else ''} {series([item for items in told for item in items])}" if runs else ""


def points(value: str) -> list[int]:
    """The point numbers in `9, 14-16`, in order; raises ValueError where it is not of that form."""
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
