"""Print the pocket edition of an edition, or name the passage that has to be shorter."""

from __future__ import annotations

from dataclasses import replace

from focalpoint.assembly.generated_pages.pocket import FOLDER, PAGE
from focalpoint.content.text.briefs import read_pocket
from focalpoint.problems import Problem, ProblemKind, Trouble, stopped
from focalpoint.release.job import J
from focalpoint.release.publish import Output
from focalpoint.release.stages import authors_paths

NAME = f"{FOLDER}.pdf"


def require_pocket(job: J) -> J:
    """Refuse an edition in which no passage is tagged for the pocket edition."""
    if f"{PAGE}.md" not in job.assembled.tree:
        raise stopped("no chapter of this edition has a passage for the pocket edition; put `:::{pocket}` round some")
    return job


def print_pocket(job: J) -> J:
    """Print the pocket edition; raises Trouble with the longest passage where it does not fit."""
    from focalpoint.press import pocket as press

    words_of = job.manual.vocabulary.pocket
    if not job.pocket_sections or words_of is None:
        return job
    job.tell.step("Printing the pocket edition")
    with authors_paths(job):
        made = press.print_pocket(job.press, job.book, job.pocket_sections[0], words_of.notes, job.tell.piece)
    if isinstance(made, press.TooLong):
        passages = [one for those in read_pocket(job.manual).values() for one in those]
        longest = max(passages, key=lambda one: one.passage.length)
        lines = f"{made.lines} line{'s' if made.lines > 1 else ''}"
        told = (
            f"the pocket edition is about {lines} too long for {press.PAGES} pages; shorten this passage, the longest "
            f"({longest.passage.length} words), or tag less"
        )
        raise Trouble([Problem(longest.chapter.path, longest.passage.line, ProblemKind.POCKET, told)])
    output = Output(job.pdf_target.with_name(FOLDER), {NAME: made})
    return replace(job, folders=(*job.folders, output), pages=press.PAGES)
