"""Place comments on a line of the current text, as a person has seen; find the commits that this needs."""

from __future__ import annotations

from typing import Any

from focalpoint.config import Config
from focalpoint.content.git import git, need_commit
from focalpoint.content.rounds.comments import Anchor, Comment
from focalpoint.problems import Problem, ProblemKind, Trouble, stopped
from focalpoint.review.ledger.ledger import change_comment

SHOWN = 60
"""Characters of an input that a message repeats at most."""


def full_commit(config: Config, commit: str) -> str:
    """Find the full hash of a commit of this repository; raises Trouble where it has no such commit."""
    need_commit(config)
    wanted = commit.strip()
    found = None if wanted.startswith("-") else git(config, "rev-parse", "--verify", "-q", f"{wanted}^{{commit}}")
    if found is None:
        told = f"`{wanted[:SHOWN]}` is not a commit of this repository; copy it from `git log --oneline`"
        raise Trouble([Problem("", 0, ProblemKind.COMMENT, told)])
    return found.decode().strip()


def text_at_head(config: Config, file: str) -> tuple[str, str]:
    """Read a file at the last commit, and name that commit; raises Trouble where the file on disk differs."""
    commit = full_commit(config, "HEAD")
    kept = git(config, "show", f"{commit}:./{file}")
    path = config.root / file
    if kept is None or not path.is_file():
        raise stopped("there is no such file in the last commit; name a chapter, such as manual/ground/post.md", file)
    text = kept.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    if path.read_text(encoding="utf-8-sig") != text:
        raise stopped(
            "has changes that are not committed; commit them first, so that the place can be found again", file
        )
    return commit, text


def put_in_place(config: Config, draft: int, id: str, anchor: Anchor) -> Comment:
    """Record where a comment belongs, as a person has seen; raises Trouble."""

    def anchored(comment: Comment) -> tuple[dict[str, Any], str]:
        return {"place": comment.place.model_copy(update={"anchored": anchor})}, ""

    return change_comment(config, draft, id, anchored)


FOLDERS = ("manual/", "consultations/notes/")
"""Folders of the text that people comment on."""


def place_by_hand(config: Config, draft: int, id: str, file: str, line: int) -> Comment:
    """Place a comment on a line of the last committed text; raises Trouble where there are no words on it."""
    if not file.startswith(FOLDERS) or ".." in file:
        raise stopped("is no text of the manual; name a chapter, such as manual/ground/post.md:12", file[:200])
    commit, text = text_at_head(config, file)
    rows = text.split("\n")
    if not 1 <= line <= len(rows) or not rows[line - 1].strip():
        raise stopped(f"has no words on line {line}; name a line of the paragraph that is meant", file)
    return put_in_place(config, draft, id, Anchor(commit=commit, file=file, line=line))


def mark_gone(config: Config, draft: int, id: str) -> Comment:
    """Record that a comment's words are gone from the text, as a place without a file."""
    return put_in_place(config, draft, id, Anchor(commit=full_commit(config, "HEAD"), file="", line=1))
