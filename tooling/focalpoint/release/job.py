"""Define the value that the stages of a build pass on, and the driver that runs them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypeVar

from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.text.imprint import Imprint
from focalpoint.problems import ProblemKind

if TYPE_CHECKING:
    from focalpoint.assembly.tree import Assembled
    from focalpoint.content.manual import Manual
    from focalpoint.press import Book, LaidOut, Section
    from focalpoint.press.book import Bound, Press
    from focalpoint.problems import Problem
    from focalpoint.release.publish import Output

LATER: Any = None
"""The value of what a later stage gives."""


class Teller(Protocol):
    """Tells a person how the work goes on."""

    def step(self, text: str) -> None:
        """Say that a step begins."""

    def piece(self, title: str, done: int, total: int) -> None:
        """Say that one of several pieces of the step is done."""


@dataclass(frozen=True)
class Job:
    """A build between two stages; each stage returns it with more in it."""

    config: Config
    edition: Edition
    facts: Imprint
    folder: Path
    """Where the stages work: the source tree, what Sphinx read, what it wrote."""
    tell: Teller
    press: Press
    briefs: bool = False
    """Whether the pages of the briefs are assembled."""
    numbered_blocks: bool = False
    """Whether every block gets a number, as in a draft."""
    pdf_target: Path = LATER
    """Where the PDF is published."""
    allowed: frozenset[ProblemKind] = frozenset()
    """Kinds of broken rules that a person has overruled."""
    released: bool = False
    """Whether a release is made."""
    contact: str = ""
    """Whom a ministry answers, as a brief prints it; empty where a line is left to write on."""

    manual: Manual = LATER
    """From `load`, with the problems of reading it."""
    problems: tuple[Problem, ...] = ()
    assembled: Assembled = LATER
    """From `assemble`: the source tree, and what was taken out of it."""
    book: Book = LATER
    sections: Sequence[Section] = ()
    """From `read`: the sections of the book in order; those of the briefs, and that of the pocket edition, below."""
    brief_sections: Sequence[Section] = ()
    pocket_sections: Sequence[Section] = ()
    laid_out: Mapping[str, LaidOut] = field(default_factory=dict)
    """From `lay_out`, by the names of the sections."""
    bound: Bound = LATER
    """From `bind`: the book as one PDF."""
    pdf: bytes = b""
    """The PDF that is published."""
    pages: int = 0
    folders: tuple[Output, ...] = ()
    """From `print_briefs` and `write_pages`: the folders that are published."""


J = TypeVar("J", bound=Job)
Stage: TypeAlias = Callable[[J], J]


def run(stages: Sequence[Stage[J]], job: J) -> J:
    """Run stages one after the other; each raises Trouble with all problems that it finds."""
    for stage in stages:
        job = stage(job)
    return job
