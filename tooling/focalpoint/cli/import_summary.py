"""Print the summary of an import: its comments, their places, what became of every word, what a person must know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from focalpoint.cli.telling import OUT
from focalpoint.content.rounds.comments import Confidence, Mark

if TYPE_CHECKING:
    from focalpoint.content.rounds.returned import WordCount
    from focalpoint.review.intake.importing import Import, Imported
    from focalpoint.review.ledger.similar_comments import Group

MOST_PLACES = 8
"""Places of words left out that a summary names, of each kind."""
MOST_GROUPS = 20
"""Groups of comments that probably say the same that a summary names."""
MOST_IN_A_GROUP = 6


def print_import(done: Import) -> None:
    """Print the result of each file, and the new comments that probably say the same as others."""
    for one in done.files:
        _print_file(one)
    head = "Probably the same; see both, then type focalpoint comments duplicate"
    print_groups(done.probably_same, head, MOST_GROUPS)
    if any(one.placed[Confidence.UNPLACED] > one.on_whole_draft for one in done.files):
        OUT.print("Where a comment is to ask, say where it belongs: focalpoint comments place")
    if len(done.files) > 1:
        found, new = sum(one.found for one in done.files), sum(len(one.new) for one in done.files)
        OUT.print(f"{len(done.files)} files: {comments_counted(found)}, {new} of them new")


def comments_counted(count: int, noun: str = "comment") -> str:
    """Write a number of comments, or of something else: `1 comment`."""
    return f"1 {noun}" if count == 1 else f"{count} {noun}s"


def _print_file(one: Imported) -> None:
    kinds = ", ".join(f"{times} {mark}" for mark in Mark if (times := one.kinds[mark]))
    OUT.print(f"{one.path}, of draft {one.draft}: {comments_counted(one.found)}{f' ({kinds})' if kinds else ''}")
    sure = one.placed
    placed = f"{sure[Confidence.EXACT]} exactly, {sure[Confidence.FUZZY]} roughly, {sure[Confidence.PAGE_ONLY]} by page"
    whole = f", {one.on_whole_draft} on the whole draft" if one.on_whole_draft else ""
    OUT.print(f"  placed: {placed}, {sure[Confidence.UNPLACED] - one.on_whole_draft} to ask{whole}")
    ids = f" ({one.new[0].id} to {one.new[-1].id})" if len(one.new) > 1 else "".join(f" ({c.id})" for c in one.new)
    OUT.print(f"  new: {len(one.new)}{ids}; known before: {one.known}")
    for line in _counted(one.count):
        OUT.print(f"  {visible_text(line)}")
    for comment in one.new:
        if comment.source.cited and comment.confidence is Confidence.FUZZY:
            where = f"paragraph {comment.place.paragraph}" if comment.place.paragraph else comment.place.section
            OUT.print(
                visible_text(
                    f"  {comment.id} cites “{comment.source.cited}”, which may mean more than one place: "
                    f"put on {where}; see it in the desk"
                )
            )
    for new, old in one.replacing.items():
        OUT.print(f"  {new} is {old} with other words; {old} stays: see both, then withdraw the one that is past")
    for warning in one.warnings:
        OUT.print(f"  Note: {visible_text(warning)}")


def _counted(count: WordCount) -> Iterable[str]:
    """Yield what became of the words of a file; the numbers add up to all its words."""
    if not count.words and not count.left_out:
        return
    yield f"words: {count.words}, of which {count.entered} entered"
    for kind, words, places in count.by_kind():
        shown = ", ".join(places[:MOST_PLACES])
        more = f" and {len(places) - MOST_PLACES} more places" if len(places) > MOST_PLACES else ""
        yield f"  {f'{words} ' if words else ''}left out, {kind}{f': {shown}{more}' if shown else ''}"
    if count.missing:
        yield f"  {abs(count.missing)} NOT ACCOUNTED FOR: open the file and compare it with its comments"


def visible_text(text: str) -> str:
    """Make the invisible characters of a text visible."""
    from focalpoint.review.ledger.ledger_text import visible

    return visible(text)


def print_groups(groups: Sequence[Group], head: str, most: int) -> None:
    """Print at most so many groups, one a line, below a line that says what they are."""
    if groups:
        OUT.print(f"{head}:")
    for group in groups[:most]:
        first, *others = (comment.id for comment in group)
        shown = ", ".join(others[:MOST_IN_A_GROUP])
        more = f" and {len(others) - MOST_IN_A_GROUP} more" if len(others) > MOST_IN_A_GROUP else ""
        OUT.print(f"  {shown}{more} probably {'says' if len(others) == 1 else 'say'} the same as {first}")
    if len(groups) > most:
        OUT.print(f"  and {len(groups) - most} more; see them in the desk: focalpoint review")
