"""Prints the briefs of an edition: two pages for each ministry, or the words that have to be fewer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from focalpoint.assembly.generated_pages.briefs import FOLDER
from focalpoint.content.manual import Manual
from focalpoint.content.text.briefs import Brief, read_briefs
from focalpoint.content.vocabulary import BRIEF_PARTS
from focalpoint.problems import Problem, ProblemKind, Trouble

if TYPE_CHECKING:
    from focalpoint.press import Book, Section
    from focalpoint.press.book import Press, Progress
    from focalpoint.press.briefs import Overrun

SHARES = {"why": 130, "already": 60, "factors": 150, "gain": 50, "peer": 40, "question": 60, "whom": 60}
"""About how many words each part of a brief has room for."""


def edition_briefs(
    press: Press, book: Book, units: Sequence[Section], manual: Manual, progress: Progress
) -> dict[str, bytes]:
    """The PDF of each brief by its file's name; raises Trouble with the passages to shorten where one does not fit."""
    from focalpoint.press.briefs import print_briefs

    printed, long = print_briefs(press, book, units, progress)
    briefs = {f"{FOLDER}-{brief.name}": brief for brief in read_briefs(manual)}
    if long:
        raise Trouble(problem for one in long for problem in _too_long(briefs[one.unit], one))
    return {f"{briefs[name].name}.pdf": data for name, data in printed.items()}


def _too_long(brief: Brief, overrun: Overrun) -> Iterator[Problem]:
    """The passages to shorten: of the parts that take more than their share, or else of the longest."""
    lengths = {part: sum(passage.length for passage in brief.of(part)) for part in BRIEF_PARTS}
    over = [part for part in lengths if lengths[part] > SHARES[part]] or [max(lengths, key=lambda one: lengths[one])]
    lines = f"{overrun.lines} line{'s' if overrun.lines > 1 else ''}"
    for part in over:
        longest = max(brief.of(part), key=lambda passage: passage.length)
        message = (
            f"the {brief.title[0].lower()}{brief.title[1:]} is about {lines} too long for two pages; shorten this "
            f"passage (`{part}`: {lengths[part]} words, with room for about {SHARES[part]}), or tag less of it"
        )
        yield Problem(brief.file, longest.line, ProblemKind.BRIEF, message)
