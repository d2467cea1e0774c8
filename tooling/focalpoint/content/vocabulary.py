"""The words that actions and practices are described in, with how each is printed."""

from __future__ import annotations

import re

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
}
PILLARS = ("I", "II", "III")
EFFORTS = {"afternoon": "an afternoon", "month": "a month", "year": "a year"}
RISK_FACTORS = range(1, 15)
ACTION_ID = re.compile(r"[A-Z]{1,2}-[1-9]\d*")
CHALLENGES = ("1", "2", "both")


def words(value: str) -> list[str]:
    """The items of a list written with commas, without the space round them."""
    return [word.strip() for word in value.split(",") if word.strip()]


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
