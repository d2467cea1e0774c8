"""Read what stood in the record of a comment before: the remarks that decisions leave in the ledger."""

from __future__ import annotations

import re

from focalpoint.config import Config
from focalpoint.content.rounds.comments import Comment
from focalpoint.content.rounds.ledger import ledger_file
from focalpoint.content.text.text_files import read_text

_RECORD = re.compile(r"\s*-\s+id:\s*[\"']?([A-Z]+-\d+)[\"']?\s*(?:#.*)?$")
_REMARK = re.compile(r"\s*# ?(.*)$")
BEGINS = "Until "
"""Begins a remark, with the day on which it was written."""


def earlier_states(config: Config, draft: int, comment: Comment) -> list[str]:
    """List the remarks in a comment's record, newest first: each the day and the decision, and below it the words."""
    text, _problems = read_text(config, ledger_file(config, draft, comment.member))
    return remarks_of(text, comment.id)[::-1]


def remarks_of(ledger: str, id: str) -> list[str]:
    """List the remarks in the record of one comment, in their order in the ledger's text."""
    found: list[list[str]] = []
    inside = going_on = False
    for row in ledger.splitlines():
        if record := _RECORD.match(row):
            inside, going_on = record[1] == id, False
        elif inside and (remark := _REMARK.match(row)):
            if remark[1].startswith(BEGINS):
                found.append([])
                going_on = True
            if going_on:
                found[-1].append(remark[1])
        else:
            going_on = False
    return ["\n".join(rows).strip() for rows in found]
