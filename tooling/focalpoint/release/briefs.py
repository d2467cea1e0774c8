"""Print the briefs of an edition: two pages for each ministry, or the passages that have to be shorter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from focalpoint.assembly.generated_pages.briefs import FOLDER, LISTING
from focalpoint.content.text.briefs import Brief, read_briefs
from focalpoint.problems import Problem, ProblemKind, Trouble, stopped
from focalpoint.release.job import J
from focalpoint.release.publish import Output
from focalpoint.release.stages import authors_paths
from focalpoint.vocabulary import Vocabulary

if TYPE_CHECKING:
    from focalpoint.press.briefs import Overrun


def require_briefs(job: J) -> J:
    """Refuse an edition in which no chapter has a brief."""
    if f"{LISTING}.md" not in job.assembled.tree:
        raise stopped("no chapter of this edition has a brief; add `brief:` with a ministry to its front matter")
    return job


def print_briefs(job: J) -> J:
    """Print each brief on two pages; raises Trouble with the passages to shorten where one does not fit."""
    from focalpoint.press import briefs as press

    if not job.brief_sections:
        return job
    job.tell.step("Printing the briefs")
    with authors_paths(job):
        printed, long = press.print_briefs(job.press, job.book, job.brief_sections, job.tell.piece)
    briefs = {f"{FOLDER}-{brief.name}": brief for brief in read_briefs(job.manual)}
    if long:
        raise Trouble(problem for one in long for problem in _too_long(job.manual.vocabulary, briefs[one.unit], one))
    files = {f"{briefs[name].name}.pdf": data for name, data in printed.items()}
    output = Output(job.pdf_target.with_name(FOLDER), files)
    return replace(job, folders=(*job.folders, output), pages=press.PAGES * len(files))


def _too_long(vocabulary: Vocabulary, brief: Brief, overrun: Overrun) -> Iterator[Problem]:
    """Yield the longest passage of each part that takes more than its share, or else of the longest part."""
    room = {id: part.words or 0 for id, part in (vocabulary.brief.tagged if vocabulary.brief else {}).items()}
    lengths = {part: sum(passage.length for passage in brief.of(part)) for part in room}
    over = [part for part in lengths if lengths[part] > room[part]] or [max(lengths, key=lambda one: lengths[one])]
    lines = f"{overrun.lines} line{'s' if overrun.lines > 1 else ''}"
    for part in over:
        longest = max(brief.of(part), key=lambda passage: passage.length)
        message = (
            f"the {brief.title[0].lower()}{brief.title[1:]} is about {lines} too long for two pages; shorten this "
            f"passage (`{part}`: {lengths[part]} words, with room for about {room[part]}), or tag less of it"
        )
        yield Problem(brief.file, longest.line, ProblemKind.BRIEF, message)
