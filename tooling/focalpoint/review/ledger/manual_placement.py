"""Says where a comment belongs today, where only a person can tell."""

from __future__ import annotations

from focalpoint.config import Config
from focalpoint.content.rounds.comments import Anchor, Comment
from focalpoint.problems import stopped
from focalpoint.review.ledger.commits import commit_in_full, text_at_head
from focalpoint.review.ledger.deciding import put_in_place

FOLDERS = ("manual/", "consultations/notes/")
"""Where the text lies that people comment on."""


def settle(config: Config, draft: int, id: str, file: str, line: int) -> Comment:
    """Put a comment on a line of the text as it was last committed; raises Trouble where there are no words on it."""
    if not file.startswith(FOLDERS) or ".." in file:
        raise stopped("is no text of the manual; name a chapter, such as manual/ground/post.md:12", file[:200])
    commit, text = text_at_head(config, file)
    rows = text.split("\n")
    if not 1 <= line <= len(rows) or not rows[line - 1].strip():
        raise stopped(f"has no words on line {line}; name a line of the paragraph that is meant", file)
    return put_in_place(config, draft, id, Anchor(commit=commit, file=file, line=line))


def settle_gone(config: Config, draft: int, id: str) -> Comment:
    """Say that what a comment was on is gone from the text; kept as a place without a file."""
    return put_in_place(config, draft, id, Anchor(commit=commit_in_full(config, "HEAD"), file="", line=1))
