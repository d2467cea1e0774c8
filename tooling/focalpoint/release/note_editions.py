"""List the finished editions that carried a note: those in `dist/`, and those of every version tagged in Git."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.consultation.records import NoteFields
from focalpoint.content.git import git_says
from focalpoint.content.manual import Note
from focalpoint.content.text.frontmatter import read_fields


def editions_with(config: Config, note: Note) -> Iterator[str]:
    """Yield each finished edition that carried the note or may have, in words; ask Git where there is any."""
    for edition in Edition:
        file = config.dist / edition / "manual.pdf"
        if file.is_file() and edition.may_carry(note.fields.handling):
            made = datetime.fromtimestamp(file.stat().st_mtime)
            yield f"dist/{edition} (made on {made.day} {made:%B %Y})"
    for tag in (git_says(config, "tag", "--sort=creatordate") or "").splitlines():
        text = git_says(config, "show", f"{tag}:{note.path}") or ""
        fields, _problems = read_fields(NoteFields, note.path, text, None)  # The words of that day may be others.
        if fields is not None and not fields.withdrawn_on:
            names = [edition.value for edition in Edition if edition.may_carry(fields.handling)]
            yield f"the version {tag} in Git ({', '.join(names)})"
