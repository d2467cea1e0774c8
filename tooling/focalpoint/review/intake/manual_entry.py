"""Enter by hand what a member said in a meeting or a call."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from focalpoint.config import Config
from focalpoint.content.rounds.channels import Channel
from focalpoint.content.rounds.comments import Comment, CommentType, Confidence, Mark
from focalpoint.content.rounds.drafts import Draft
from focalpoint.problems import stopped
from focalpoint.review.ledger.ledger import Change, change_ledger, on_roster
from focalpoint.review.letters.cited_places import place_by_number


@dataclass(frozen=True)
class SpokenComment:
    """What a member said, and how."""

    channel: Channel
    comment: str
    proposed_change: str = ""
    paragraph: str = ""
    """Number in the draft; empty where it is about no paragraph."""
    type: CommentType = CommentType.GENERAL


def add(config: Config, draft: Draft, member: str, spoken: SpokenComment) -> Comment:
    """Enter what a member said; raises Trouble where the member or the paragraph does not exist."""
    on_roster(config, member)
    if not spoken.channel.by_hand:
        ways = ", ".join(channel for channel in Channel if channel.by_hand)
        raise stopped(f"only what came by {ways} is entered by hand; import the file instead")
    if not spoken.comment.strip() and not spoken.proposed_change.strip():
        raise stopped("the comment is empty; say what was said with --comment")
    place, confidence = place_by_number(draft.map(), spoken.paragraph, "")
    if spoken.paragraph.strip() and confidence is Confidence.UNPLACED:
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
            place=place,
            confidence=confidence,
        )
        return Change((*comments, new))

    return change_ledger(config, draft, member, added)[-1]


def next_id(member: str, comments: Iterable[Comment]) -> str:
    """Make the id after the highest of a member's comments."""
    highest = max((int(comment.id.rpartition("-")[2]) for comment in comments), default=0)
    return f"{member}-{highest + 1:03d}"
