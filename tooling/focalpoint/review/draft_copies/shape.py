"""Find the changes of a copy that change no word: paragraphs divided or joined, calls of notes deleted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from focalpoint.content.rounds.channels import Channel
from focalpoint.content.rounds.comments import CommentType, Confidence, Mark, Origin
from focalpoint.content.rounds.draft_map import SHORT, Block, BlockSpan, build_place
from focalpoint.content.rounds.returned import Finding
from focalpoint.review.draft_copies.copied_text import Copied
from focalpoint.review.forms.office_file import below, local, value
from focalpoint.review.returned_pdf.pdf_values import clean

DIVIDED = "[in Word, the paragraph is divided here]"
JOINED = "[in Word, the paragraph is joined to the one after it]"
CALL = "[in Word, the call of a footnote is deleted here]"


def shape_findings(paragraphs: Sequence[Copied], blocks: Sequence[Block], sha256: str) -> Iterator[Finding]:
    """Yield a finding for each division, join and deleted call, at its place in the block; they hold no words."""
    written = [one for one in paragraphs if one.before or one.after]
    for number, one in enumerate(written):
        if one.block < 0:
            continue
        block, end = blocks[one.block], _end_of(one)
        said = "".join(piece.text for piece in one.pieces if not piece.added)
        following = written[number + 1] if number + 1 < len(written) else None
        if following is not None and following.before and following.after and one.after:
            if end.tag == "ins" and following.block in (one.block, -1):
                yield _finding(block, len(said.rstrip()), DIVIDED, end.node, sha256)
            elif end.tag == "del" and following.block != one.block:
                yield _finding(block, len(block.text), JOINED, end.node, sha256)
        for change, at in _deleted_calls(one.node):
            yield _finding(block, at, CALL, change, sha256)


class _End:
    """The end of a paragraph: whether it was inserted or deleted, and by which tracked change."""

    def __init__(self, tag: str = "", node: Any = None) -> None:
        self.tag, self.node = tag, node


def _end_of(one: Copied) -> _End:
    for properties in (child for child in one.node if local(child) == "pPr"):
        for form in (child for child in properties if local(child) == "rPr"):
            for change in form:
                if local(change) in ("ins", "del"):
                    return _End(local(change), change)
    return _End()


def _deleted_calls(node: Any) -> Iterator[tuple[Any, int]]:
    """Yield the tracked change of each deleted call of a note, with the characters before it."""
    at = 0
    for one in below(node, "r"):
        above = [each for each in one.iterancestors() if local(each) in ("ins", "del", "moveFrom")]
        gone = next((each for each in above if local(each) == "del"), None)
        if gone is not None:
            calls = [child for child in one if local(child) in ("footnoteReference", "endnoteReference")]
            yield from ((gone, at) for _ in calls)
        if not any(local(each) == "ins" for each in above):
            at += sum(len(child.text or "") for child in one if local(child) in ("t", "delText"))


def _finding(block: Block, at: int, said: str, change: Any, sha256: str) -> Finding:
    point = min(at, len(block.text))
    author, day = clean(value(change, "author")), clean(value(change, "date"))
    return Finding(
        channel=Channel.TEMPLATE,
        mark=Mark.NOTE,
        type=CommentType.EDITORIAL,
        comment=said,
        place=build_place([BlockSpan(block, point, point)]),
        confidence=Confidence.EXACT,
        source=Origin(sha256=sha256, subtype="tracked change", author=author[:SHORT], modified=day[:SHORT]),
    )
