"""A manual in a real repository: its commits, a draft of it, and comments on that draft."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

from focalpoint.content.rounds.channels import Channel
from focalpoint.content.rounds.comments import Comment, Place, Quote
from focalpoint.content.rounds.draft_map import Block, DraftMap, pack_map
from focalpoint.content.rounds.drafts import MAP, Draft, DraftFields
from focalpoint.review.anchoring.blocks import source_blocks


def git(root: Path, *command: str) -> str:
    """Run Git as an invented office."""
    who = {f"GIT_{role}_{what}": "nobody" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    plain = {**os.environ, **who, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(["git", "-C", str(root), *command], env=plain, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def start(root: Path) -> None:
    """Make a repository."""
    git(root, "init", "-q", "-b", "main")


def commit(root: Path, texts: dict[str, str]) -> str:
    """Write these texts in the place of all chapters, and commit them."""
    for file in (root / "manual").rglob("*.md"):
        file.unlink()
    for path, text in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    git(root, "add", "--all")
    git(root, "commit", "-q", "--allow-empty", "-m", "edit")
    return git(root, "rev-parse", "HEAD")


def issue(root: Path, number: int, made: str, generated: str = "") -> Draft:
    """A draft of the text as it is, with the blocks that its author wrote, and one that the toolchain wrote itself."""
    files = {path.relative_to(root).as_posix(): path for path in sorted((root / "manual").rglob("*.md"))}
    blocks = tuple(
        Block(f"{path}.{place}", path, block.line, block.kind, "", False, "", block.text)
        for path, file in files.items()
        for place, block in enumerate(source_blocks(file.read_text(encoding="utf-8")))
    )
    blocks += (Block("generated", "", 0, "paragraph", "", False, "", generated),) if generated else ()
    folder = root / "consultations" / "drafts" / str(number)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MAP).write_bytes(pack_map(DraftMap(number, f"draft-{number}", made, ((595, 842),), blocks)))
    fields = DraftFields(
        number=number, id=f"draft-{number}", title="Manual", edition="0.1", issued_on=date(2026, 1, 5), commit=made,
        pages=1, sha256="0" * 64,
    )  # fmt: skip
    return Draft(fields, folder)


def comment_on(block: Block, number: int, words: str = "") -> Comment:
    """A comment on a block, or on some of its words."""
    place = Place(block=block.id, file=block.file, line=block.line)
    if words:
        start, end = block.text.index(words), block.text.index(words) + len(words)
        quote = Quote(exact=words, prefix=block.text[max(0, start - 32) : start], suffix=block.text[end : end + 32])
        place = place.model_copy(update={"start": start, "end": end, "quote": quote})
    return Comment(id=f"GH-{number:03}", received=date(2026, 2, 1), channel=Channel.PDF, comment="Why?", place=place)
