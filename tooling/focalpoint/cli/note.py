"""The command `focalpoint note withdraw`."""

from __future__ import annotations

from typing import Annotated

import typer

from focalpoint.cli.guard import guarded
from focalpoint.cli.project import here
from focalpoint.cli.telling import OUT
from focalpoint.content.manual import Manual, Note
from focalpoint.problems import stopped

app = typer.Typer(help="Take back a consultation note.", no_args_is_help=True)


@app.command(short_help="Remove a note's text for good, and list what rested on it.")
@guarded
def withdraw(
    id: Annotated[str, typer.Argument(metavar="ID", hidden=True)],
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
) -> None:
    """Remove the text of a note whose consent was taken back; a dated stub without content stays in its place.

    Lists every place in the manual that rested on it, and every finished edition that carried it. Give the note's id,
    such as: focalpoint note withdraw accra-2027
    """
    from focalpoint.content.manual import load_manual
    from focalpoint.files import write_whole
    from focalpoint.release.note_editions import editions_with
    from focalpoint.templates.texts import withdrawn_text

    config = here()
    manual, _problems = load_manual(config)
    note = next((note for note in manual.notes if note.fields.id == id), None)
    if note is None:
        known = ", ".join(note.fields.id for note in manual.notes) or "none"
        raise stopped(f"no note is called `{id}`; the notes are {known}")
    if note.fields.withdrawn_on:
        raise stopped(f"was withdrawn on {note.fields.withdrawn_on} already; nothing was changed", note.path)
    editions = list(editions_with(config, note))
    _confirm(note, yes)
    write_whole(config.root / note.path, withdrawn_text(note.fields, config.today).encode())
    OUT.print(f"Withdrawn: {note.path} is a stub without content now")
    _tell("Take out or rewrite what rested on it", _places(manual, id), "Nothing in the manual rested on it")
    _tell("It was carried by", editions, "No finished edition here carried it")
    OUT.print(
        "Git's history still holds the text: the consultations/README.md says who may read it, and how it is purged"
    )


def _confirm(note: Note, yes: bool) -> None:
    if yes:
        return
    if not OUT.is_terminal:
        raise stopped("removes its text for good; add --yes to do so", note.path)
    typer.confirm(f"Remove the text of {note.path} for good?", abort=True)


def _places(manual: Manual, id: str) -> list[str]:
    """Every place that cites the note, as file and line."""
    from focalpoint.content.text.citations import cited_notes

    return [f"{text.path}:{line}" for text in manual.texts for name, line in cited_notes(text.reading) if name == id]


def _tell(head: str, lines: list[str], otherwise: str) -> None:
    OUT.print(f"{head}:" if lines else otherwise)
    for line in lines:
        OUT.print(f"  {line}")
