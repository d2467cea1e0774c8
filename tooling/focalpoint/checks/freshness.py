"""What was true when it was checked is checked again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from focalpoint.config import Config
from focalpoint.content.manual import Manual
from focalpoint.content.text.frontmatter import field_line
from focalpoint.problems import Problem, ProblemKind

LONGEST = timedelta(days=366)
"""So long after a check the facts of a chapter are looked at anew."""


def check_dates(config: Config, manual: Manual) -> Iterator[Problem]:
    """The facts of a chapter were checked within the last year, by the day on which the command runs."""
    for chapter in manual.chapters:
        day = chapter.fields.checked
        if day != date.min and abs(config.today - day) > LONGEST:
            when = "lies over a year back" if day < config.today else "lies over a year ahead"
            message = f"`checked: {day}` {when}; check the chapter's facts, then write the day on which you did"
            yield Problem(chapter.path, field_line(chapter.text, "checked"), ProblemKind.OUTDATED, message)
