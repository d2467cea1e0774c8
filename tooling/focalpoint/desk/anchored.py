"""Says where a block of today stands, so that it can still be found when the text has changed again."""

from __future__ import annotations

from focalpoint.config import Config
from focalpoint.content.comments import Anchor
from focalpoint.desk.repository import git
from focalpoint.problems import stopped
from focalpoint.review.blocks import SourceBlock, source_blocks
from focalpoint.review.history import FOLDERS


def anchored(config: Config, file: str, line: int) -> Anchor:
    """The place of the block on a line of today's text, at the last commit; raises Trouble where it is not in that."""
    path = config.root / file
    inside = any(path.resolve().is_relative_to((config.root / folder).resolve()) for folder in FOLDERS)
    if not inside or path.suffix != ".md" or not path.is_file():
        raise stopped("is not a text of this manual; choose one of the places", file)
    wanted = _on_line(source_blocks(path.read_text(encoding="utf-8", errors="replace")), line)
    commit = git(config, "rev-parse", "--verify", "-q", "HEAD").strip()
    committed = source_blocks(git(config, "show", f"HEAD:./{file}"))
    same = [block for block in committed if wanted is not None and block.text == wanted.text]
    if not same or not commit:
        told = "this paragraph is not committed yet; commit the text first, then say where the comment belongs"
        raise stopped(told, file)
    return Anchor(commit=commit, file=file, line=min(same, key=lambda block: abs(block.line - line)).line)


def _on_line(blocks: tuple[SourceBlock, ...], line: int) -> SourceBlock | None:
    return next((block for block in blocks if block.line <= line <= block.last), None)
