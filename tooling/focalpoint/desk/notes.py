"""Keep what stays at the desk: who sees to a comment, notes on it, saved views and saved replies.

It stands in a file of its own, outside all that replies, exports and releases read, and Git does not keep it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from focalpoint.config import Config
from focalpoint.content.rounds.comments import COMMENT_ID, Said
from focalpoint.files import folder_lock, write_whole
from focalpoint.problems import stopped

Name = Annotated[str, Field(min_length=1, max_length=80)]
CommentId = Annotated[str, Field(pattern=COMMENT_ID)]
MOST_SAVED = 100
"""Most saved views, and most saved replies."""


class _Stored(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Note(_Stored):
    """What the Secretariat notes on one comment."""

    assignee: Annotated[str, Field(max_length=80)] = ""
    note: Said = ""


class Notes(_Stored):
    """All that stays at the desk."""

    views: dict[Name, dict[Name, Annotated[str, Field(max_length=400)]]] = {}
    """Values of the filters by the name of the view."""
    replies: tuple[Said, ...] = ()
    drafts: dict[int, dict[CommentId, Note]] = {}
    """Notes by draft and comment."""


class SetNote(_Stored):
    """Save the note on a comment; `was` is what the window showed before."""

    action: Literal["note"]
    id: CommentId
    was: Note
    now: Note


class SetView(_Stored):
    """Save a view under a name; without values the view is removed."""

    action: Literal["view"]
    name: Name
    values: dict[Name, Annotated[str, Field(max_length=400)]] | None


class SetReply(_Stored):
    """Save a reply for later use, or remove it."""

    action: Literal["reply"]
    text: Said
    keep: bool


AnyChange = SetNote | SetView | SetReply
CHANGE: TypeAdapter[AnyChange] = TypeAdapter(Annotated[AnyChange, Field(discriminator="action")])
"""Parses a change from JSON; raises ValidationError."""


class ChangedMeanwhile(Exception):  # noqa: N818  (not an error: another window was first)
    """Raised where the note is another than the window showed."""


def notes_file(config: Config) -> Path:
    """Make the path of the file."""
    return config.root / ".focalpoint" / "desk.json"


def load_notes(config: Config) -> Notes:
    """Read the file; raises Trouble where it cannot be read, so that nothing in it is replaced."""
    file = notes_file(config)
    try:
        return Notes.model_validate_json(file.read_bytes())
    except FileNotFoundError:
        return Notes()
    except (OSError, ValidationError) as error:
        shown = config.shown(file)
        cause = error.strerror if isinstance(error, OSError) else f"{error.error_count()} faults"
        told = f"the desk's notes cannot be read ({cause}); repair the file, or move it away to begin anew"
        raise stopped(told, shown) from None


def change_notes(config: Config, draft: int, change: AnyChange) -> Notes:
    """Make one change and write the file; raises Trouble, or ChangedMeanwhile."""
    with folder_lock(config.build / "desk" / "notes"):
        notes = load_notes(config)
        new = Notes.model_validate(notes.model_copy(update=_changed(notes, draft, change)).model_dump())
        if len(new.views) > MOST_SAVED or len(new.replies) > MOST_SAVED:
            raise stopped(f"there are {MOST_SAVED} already, which is the most; remove one first")
        file = notes_file(config)
        write_whole(file, new.model_dump_json(indent=1).encode())
        # Git keeps nothing of this folder, in whatever project.
        if not (ignore := file.with_name(".gitignore")).exists():
            write_whole(ignore, b"*\n")
        return new


def _changed(notes: Notes, draft: int, change: AnyChange) -> dict[str, object]:
    match change:
        case SetNote():
            of_draft = notes.drafts.get(draft, {})
            now = of_draft.get(change.id, Note())
            if now not in (change.was, change.now):
                raise ChangedMeanwhile
            return {"drafts": notes.drafts | {draft: of_draft | {change.id: change.now}}}
        case SetView():
            others = {name: values for name, values in notes.views.items() if name != change.name}
            return {"views": others if change.values is None else others | {change.name: change.values}}
        case SetReply():
            rest = tuple(text for text in notes.replies if text != change.text)
            return {"replies": (*rest, change.text) if change.keep else rest}
