"""Tell, in a file converted from a PDF, what is no change: lines that the program put into another order."""

from __future__ import annotations

from focalpoint.content.rounds.returned import Finding
from focalpoint.review.draft_copies.copied_text import CopiedText, Group
from focalpoint.review.draft_copies.differences import UNTRACKED

NEAR = 12
"""Blocks before and behind one in whose text a line may belong that stands in it."""


def is_elsewhere(finding: Finding, group: Group, copy: CopiedText) -> bool:
    """Tell whether what an untracked change takes away is a line of its own elsewhere, and what it adds a block's line.

    Both hold for a change that takes away and adds; a tracked change is always one.
    """
    if finding.source.subtype != UNTRACKED:
        return False
    old = _signs(finding.place.quote.exact) if finding.place.quote else ""
    new = _signs(finding.proposed_change)
    lines = [_signs(one.before) for one in copy.paragraphs if one not in group.parts]
    here = copy.map.blocks.index(group.block)
    near = [_signs(block.text) for block in copy.map.blocks[max(here - NEAR, 0) : here + NEAR + 1]]
    parts = [_signs(part.before) for part in group.parts]
    came = not new or (new in parts and any(new in text for text in near))
    gone = not old or old in lines
    return came and gone and bool(old or new)


def _signs(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
