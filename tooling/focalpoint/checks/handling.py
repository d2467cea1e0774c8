"""Handling labels are of the protocol, and note ids are one file's own."""

from __future__ import annotations

from collections.abc import Iterator

from focalpoint.config import Config
from focalpoint.content.handling import Handling
from focalpoint.content.manual import Manual
from focalpoint.problems import Problem, ProblemKind

LABELS = ", ".join(label for label in Handling if label is not Handling.RED)


def check_handling(config: Config, manual: Manual) -> Iterator[Problem]:
    """A `:::{handling}` passage carries a label that the repository may hold."""
    for text in manual.texts:
        for passage in text.reading.directives:
            if passage.name != "handling":
                continue
            if passage.argument == Handling.RED:
                yield Problem(
                    text.path,
                    passage.line,
                    ProblemKind.HANDLING,
                    "TLP:RED text does not belong in the repository; take the passage out",
                )
            elif passage.argument not in set(Handling):
                given = (
                    f"`{passage.argument}` is not a handling label" if passage.argument else "the passage has no label"
                )
                yield Problem(text.path, passage.line, ProblemKind.HANDLING, f"{given}; write one of {LABELS}")
