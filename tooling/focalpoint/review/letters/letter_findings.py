"""Make comments of the words of a letter, each with the place that it cites."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from focalpoint.content.rounds.channels import Channel
from focalpoint.content.rounds.comments import MAX_COMMENT, WHOLE_DRAFT, CommentType, Confidence, Mark, Origin
from focalpoint.content.rounds.draft_map import BlockSpan, build_place
from focalpoint.content.rounds.returned import Finding, words_in
from focalpoint.review.citations.citations import Known, citations_in, positions_in
from focalpoint.review.citations.narrowing import Cited
from focalpoint.review.citations.placement import Placed, place_cited
from focalpoint.review.citations.targets import Targets
from focalpoint.review.citations.vocabulary import Kind
from focalpoint.review.letters.passages import Passage, passages
from focalpoint.review.letters.persons import without_marks
from focalpoint.review.letters.proposals import Proposal, bare_proposal_in, proposal_in

_TYPE = re.compile(r"\s*[(\[]?(ge|te|ed|tr)\s*[)\]:]+\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Letter:
    """Words of a member that stand together."""

    text: str
    sha256: str
    """The digest of the file."""
    channel: Channel = Channel.EMAIL
    left_out: Collection[int] = ()
    """Indices of lines that are no comment."""
    wrapped: bool = True
    """Whether a program may have broken its sentences over lines."""
    asked: str = ""
    """The question of an earlier mail that it answers."""
    subject: str = ""
    """The subject of the mail, where that names a place."""
    part: str = ""
    """The part of the file, written before the number of a passage: `mail 2, `."""


def known_to(targets: Targets | None) -> Known:
    """Ask the draft; without one, a number such as 3.12 is a paragraph's."""
    return targets.known if targets else lambda kind, label: kind is Kind.PARAGRAPH and "." in label


def comments_in(letter: Letter, targets: Targets | None, first: int = 1) -> Iterator[Finding]:
    """Yield the comments of a letter in order; words that cite no place make one comment without a place."""
    found = passages(letter.text, known_to(targets), letter.left_out, letter.wrapped)
    for number, passage in enumerate(found, first):
        yield _finding(number, passage, targets, letter)


def _finding(number: int, passage: Passage, targets: Targets | None, letter: Letter) -> Finding:
    text = passage.words
    own = _TYPE.match(text)
    text = text[own.end() :] if own else text
    proposal, placed = _placed(text, passage, targets, letter.asked or letter.subject)
    usual = CommentType.EDITORIAL if proposal else CommentType.GENERAL
    held = without_marks(" ".join((passage.apart, own[0] if own else "", text[:MAX_COMMENT])))
    return Finding(
        channel=letter.channel,
        words=words_in(held),
        mark=proposal.mark if proposal else Mark.NOTE,
        type=CommentType(own[1].lower()) if own else usual,
        comment=text[:MAX_COMMENT],
        proposed_change=proposal.change if proposal else "",
        place=placed.place,
        confidence=placed.confidence,
        source=Origin(
            sha256=letter.sha256,
            subtype=f"{letter.part}passage {number}",
            flags=(*(["cut"] if len(text) > MAX_COMMENT else []), *([WHOLE_DRAFT] if passage.general else [])),
            cited=(passage.cited or letter.subject)[:MAX_COMMENT],
            asked=letter.asked,
        ),
    )


def _placed(text: str, passage: Passage, targets: Targets | None, about: str) -> tuple[Proposal | None, Placed]:
    """Find the proposed change, and the place of its words, else of the passage cited, else of what it is about."""
    proposal = proposal_in(text)
    if targets is None:
        return proposal, Placed()
    if proposal is None and (bare := bare_proposal_in(text)):
        placed = _cited(passage, targets, bare.quote)
        if placed.place.quote and placed.confidence is not Confidence.UNPLACED:
            return bare, _exactly(placed, bare, targets)
    placed = _cited(passage, targets, proposal.quote if proposal else "")
    if placed.confidence is Confidence.UNPLACED and not passage.citations:
        # A question or a subject is not what these words say of their place, so that it is never certain.
        around = tuple(citations_in(about, targets.known))
        placed = place_cited(Cited(around, tuple(positions_in(about))), targets).doubted(()) if around else placed
    return proposal, _exactly(placed, proposal, targets) if proposal else placed


def _cited(passage: Passage, targets: Targets, quote: str) -> Placed:
    """Place a passage; where it mentions other places too, they are candidates, and the place is doubtful."""
    citations = passage.citations or passage.mentioned[:1]
    placed = place_cited(Cited(citations, passage.positions, quote), targets)
    others = passage.mentioned if passage.citations else passage.mentioned[1:]
    regions = [region for one in others for label in one.labels for region in targets.regions(one.kind, label)]
    doubtful = bool(others) or passage.doubtful
    return placed.doubted([region[0].id for region in regions]) if doubtful else placed


def _exactly(placed: Placed, proposal: Proposal, targets: Targets) -> Placed:
    """Narrow the place of an insertion to the point before or after the quoted words."""
    place = placed.place
    block = targets.map.by_id.get(place.block)
    if proposal.mark is not Mark.INSERT or block is None or place.start < 0:
        return placed
    point = place.start if proposal.before else place.end
    narrowed = build_place([BlockSpan(block, point, point, place.page - 1)])
    return replace(placed, place=narrowed.model_copy(update={"candidates": place.candidates}))
