"""Every character can be printed: it is in a typeface of the manual."""

from __future__ import annotations

from collections.abc import Iterator, Set

from focalpoint.config import Config
from focalpoint.content.characters import missing, unprintable
from focalpoint.content.manual import SOURCES, Manual
from focalpoint.content.text.text_files import read_as_far
from focalpoint.problems import Problem, ProblemKind

_UNKNOWN = "\N{REPLACEMENT CHARACTER}"
"""Stands where a program could not read a character; the rule about stray markup tells it."""


def check_characters(config: Config, manual: Manual) -> Iterator[Problem]:
    """No text, source, name, file of data or drawing holds a character that no typeface has; comments may."""
    for text in manual.texts:
        if missing(text.text):
            comments = {line for first, end in text.reading.comments for line in range(first, end)}
            yield from _unprintable(text.path, text.text, comments)
    data = (one.path for one in (manual.risk_factors, manual.network) if one.held)
    drawings = (config.shown(figure) for figure in manual.figures if figure.suffix == ".svg")
    for path in (SOURCES, manual.roster.path, *data, *drawings):
        if path and path not in manual.unread:
            yield from _unprintable(path, read_as_far(config, config.root / path)[0])


def _unprintable(path: str, text: str, comments: Set[int] = frozenset()) -> Iterator[Problem]:
    for run in unprintable(text):
        if run.line not in comments and run.characters.strip(_UNKNOWN):
            yield Problem(path, run.line, ProblemKind.PRINT, run.message)
