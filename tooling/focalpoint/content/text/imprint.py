"""What an edition says of itself: its name, version and date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from focalpoint.config import Config, given_day
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.git import git_says

_TEXTS = ("manual", "consultations")


@dataclass(frozen=True)
class Imprint:
    """The name and the date of an edition."""

    edition: str
    date: date

    @property
    def dated(self) -> str:
        """The date in words: 1 December 2026."""
        return f"{self.date.day} {self.date:%B %Y}"


def imprint(config: Config, edition: Edition) -> Imprint:
    """The imprint of an edition; its date is that of the text, so that the same text gives the same bytes on any day.

    The date is SOURCE_DATE_EPOCH where it is set, else the day of the last commit to the text, else (text not yet
    committed, or no Git) today.
    """
    return Imprint(f"{edition.value.capitalize()} edition", _date(config))


def _date(config: Config) -> date:
    if given := given_day():
        return given
    if git_says(config, "status", "--porcelain", "--", *_TEXTS) == "":
        try:
            return date.fromisoformat(git_says(config, "log", "-1", "--format=%cs", "--", *_TEXTS) or "")
        except ValueError:
            pass
    return config.today
