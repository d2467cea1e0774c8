"""What an edition says of itself: its name, version and date."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from datetime import date

from focalpoint.config import Config, given_day
from focalpoint.content.handling import Edition

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
    if _git(config, "status", "--porcelain") == "":
        try:
            return date.fromisoformat(_git(config, "log", "-1", "--format=%cs") or "")
        except ValueError:
            pass
    return config.today


def _git(config: Config, *command: str) -> str | None:
    """What Git answers for the text's folders, or None where it cannot tell."""
    try:
        answer = subprocess.run(
            ["git", "-C", str(config.root), *command, "--", *_TEXTS],
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return answer.stdout.strip() if answer.returncode == 0 else None
