"""Work on the comments on one draft: read and filter them, add one by hand, place one by hand, export them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from focalpoint.config import Config
from focalpoint.content.rounds.channels import Channel
from focalpoint.content.rounds.comments import MAX_COMMENT, WHOLE_DRAFT, Comment, CommentType, Confidence, Mark, Origin
from focalpoint.content.rounds.drafts import Draft
from focalpoint.files import write_whole
from focalpoint.problems import Problem, Trouble, stopped
from focalpoint.review.anchoring.anchoring import CurrentPlace, PlaceStatus, current_places
from focalpoint.review.citations.placement import cited_in_columns, place_cited
from focalpoint.review.citations.targets import Targets
from focalpoint.review.citations.vocabulary import Kind
from focalpoint.review.ledger.ledger import Change, change_ledger, issued_draft, ledgers_of, next_id, on_roster
from focalpoint.review.ledger.placing import mark_gone, place_by_hand

_SPOT = re.compile(r"(?P<file>\S+\.md):(?P<line>[0-9]{1,6})")


@dataclass(frozen=True)
class CommentRound:
    """The comments on one draft, with their places in the current text."""

    config: Config
    draft: Draft
    comments: tuple[Comment, ...]
    problems: tuple[Problem, ...]
    """The problems of the ledger."""

    @cached_property
    def places(self) -> Mapping[str, CurrentPlace]:
        """The current place of each comment, by its id."""
        return self.places_of(self.comments)

    def places_of(self, some: Sequence[Comment]) -> Mapping[str, CurrentPlace]:
        """Find the current places of some of the comments, which is quicker than that of all."""
        return current_places(self.config, self.draft, some)

    @property
    def to_ask(self) -> list[Comment]:
        """The comments that only a person can place."""
        asked = (one for one in self.comments if not (one.withdrawn_on or WHOLE_DRAFT in one.source.flags))
        return [one for one in asked if self._status(one) is PlaceStatus.ASK]

    def _status(self, comment: Comment) -> PlaceStatus:
        return self.places[comment.id].status

    def chapters(self, comment: Comment) -> set[str]:
        """Return the names and the number of the chapters that a comment was and is on."""
        files = (comment.place.file, self.places[comment.id].file)
        return {PurePosixPath(file).stem for file in files if file} | {comment.place.section.partition(".")[0]}


def read_round(config: Config, number: int | None) -> CommentRound:
    """Read the comments on a draft, or the latest, and find their places in the current text."""
    draft = issued_draft(config, number)
    ledgers, problems = ledgers_of(config, draft.number)
    comments = tuple(comment for ledger in ledgers for comment in ledger.fields.comments)
    return CommentRound(config, draft, comments, tuple(problems))


@dataclass(frozen=True)
class Filter:
    """The criteria by which a list of comments is filtered."""

    chapter: str
    """Name or number; empty for all, as is the member."""
    member: str
    type: CommentType | None
    open: bool

    def of(self, comments: CommentRound) -> list[Comment]:
        """Return the comments of a round that the filter lets through."""
        return [
            one
            for one in comments.comments
            if self.member in ("", one.member)
            and self.type in (None, one.type)
            and (one.is_open or not self.open)
            and (not self.chapter or self.chapter in comments.chapters(one))
        ]


def place_by_answer(config: Config, comments: CommentRound, comment: Comment, answer: str) -> None:
    """Place a comment where a person says: the number in the list, `file:line`, or `gone`."""
    similar, draft = comments.places[comment.id].similar, comments.draft.number
    if answer == "gone":
        mark_gone(config, draft, comment.id)
    elif answer.isascii() and answer.isdigit() and 1 <= int(answer[:3]) <= len(similar):
        chosen = similar[int(answer[:3]) - 1]
        place_by_hand(config, draft, comment.id, chosen.file, chosen.line)
    elif spot := _SPOT.fullmatch(answer):
        place_by_hand(config, draft, comment.id, spot["file"], int(spot["line"]))
    else:
        raise stopped(f"`{answer[:60]}` is not an answer; type a number from the list, file:line, or gone")


def export_comments(config: Config, number: int | None, suffix: str) -> Path:
    """Write all comments on a draft, with the decisions, into the form of ISO and IEC; return the file.

    `suffix` is `docx` or `xlsx`.
    """
    from focalpoint.review.forms.form_content import comments_sheet, comments_word

    draft = issued_draft(config, number)
    ledgers, problems = ledgers_of(config, draft.number)
    if problems:
        raise Trouble(problems)
    make = {"docx": comments_word, "xlsx": comments_sheet}[suffix]
    file = config.dist / "drafts" / str(draft.number) / f"comments-draft-{draft.number}.{suffix}"
    write_whole(file, make(config, draft, ledgers))
    return file


@dataclass(frozen=True)
class SpokenComment:
    """A comment that a member made in a meeting, a call or an e-mail."""

    channel: Channel
    comment: str
    proposed_change: str = ""
    paragraph: str = ""
    """Number in the draft; empty where it is about no paragraph."""
    type: CommentType = CommentType.GENERAL


def add_comment(config: Config, draft: Draft, member: str, spoken: SpokenComment) -> Comment:
    """Enter a comment made orally or by e-mail; raises Trouble where the member or the paragraph does not exist."""
    on_roster(config, member)
    if not spoken.channel.by_hand:
        channels = ", ".join(channel for channel in Channel if channel.by_hand)
        raise stopped(f"only what came by {channels} is entered by hand; import the file instead")
    if not spoken.comment.strip() and not spoken.proposed_change.strip():
        raise stopped("the comment is empty; say what was said with --comment")
    targets = Targets(draft.map())
    placed = place_cited(cited_in_columns({Kind.PARAGRAPH: spoken.paragraph}, targets), targets)
    if spoken.paragraph.strip() and placed.confidence is Confidence.UNPLACED:
        wanted = spoken.paragraph.strip()[:40]
        raise stopped(f"draft {draft.number} has no paragraph {wanted}; look it up in the draft, or leave it out")

    def added(comments: tuple[Comment, ...]) -> Change:
        new = Comment(
            id=next_id(member, comments),
            received=config.today,
            channel=spoken.channel,
            type=spoken.type,
            mark=Mark.REPLACE if spoken.proposed_change.strip() else Mark.NOTE,
            comment=spoken.comment.strip(),
            proposed_change=spoken.proposed_change.strip(),
            place=placed.place,
            confidence=placed.confidence,
            source=Origin(cited=spoken.paragraph.strip()[:MAX_COMMENT]),
        )
        return Change((*comments, new))

    return change_ledger(config, draft, member, added)[-1]
