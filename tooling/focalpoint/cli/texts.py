"""The commands `new chapter`, `new note`, `new project` and `note withdraw`."""

from __future__ import annotations

import re
import shlex
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from focalpoint.cli.command import guarded, here
from focalpoint.cli.telling import OUT
from focalpoint.config import Config, given_day
from focalpoint.content.consultation.records import SLUG
from focalpoint.content.manual import GENERATED, Manual, Note
from focalpoint.files import write_whole
from focalpoint.problems import stopped
from focalpoint.templates.contents import entered
from focalpoint.templates.texts import chapter_text, note_text

new = typer.Typer(help="Begin a chapter, a consultation note or a manual of your own.", no_args_is_help=True)
notes = typer.Typer(help="Take back a consultation note.", no_args_is_help=True)


@new.command(short_help="Begin a chapter.")
@guarded
def chapter(
    name: Annotated[str, typer.Argument(metavar="FOLDER/NAME", hidden=True)],
    title: Annotated[str, typer.Option(metavar="WORDS", help="Its title, in quotes; else the name in words.")] = "",
) -> None:
    """Begin a chapter: write its file and add it to the table of contents, at the end of its folder's part.

    Give the folder and the name, such as: focalpoint new chapter first-steps/education
    """
    config = here()
    folder, _, slug = name.removesuffix(".md").partition("/")
    _named(slug, "a chapter", "first-steps/education")
    contents = entered(config, folder, [slug])
    for other in sorted(config.manual.rglob(f"{slug}.md")):
        if other.parent != config.manual / folder:
            raise stopped(f"{config.shown(other)} has this name already; give the chapter another")
    words = "".join(character if character.isprintable() else " " for character in title).split()
    title = " ".join(words or slug.capitalize().split("-"))
    _write_new(config, config.manual / folder / f"{slug}.md", chapter_text(config.vocabulary, title, config.today))
    write_whole(contents.index, contents.text.encode())
    OUT.print(f"Changed {config.shown(contents.index)}: added line {contents.line} to “{contents.caption}”")


@new.command(short_help="Begin a consultation note, closed.")
@guarded
def note(
    id: Annotated[str, typer.Argument(metavar="ID", hidden=True)],
) -> None:
    """Begin a consultation note: closed, and under the Chatham House Rule, until you say otherwise in it.

    Give its id, which also names the file, such as: focalpoint new note accra-2027
    """
    config = here()
    _named(id, "a note", "accra-2027")
    if f"consultations/{id}" in GENERATED:
        raise stopped(f"`{id}` is the list of the notes; give this one another name")
    _write_new(config, config.notes / f"{id}.md", note_text(config.vocabulary, id, config.today))


@new.command(short_help="Begin a manual of your own.")
@guarded
def project(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is not there yet, or is empty.")],
    title: Annotated[str, typer.Option(metavar="WORDS", help="Title of the manual, in quotes.")],
    publisher: Annotated[str, typer.Option(metavar="WORDS", help="Who publishes it, in quotes.")],
    network: Annotated[
        str, typer.Option(metavar="WORDS", help="Whose manual it is: the line above the title; else the publisher.")
    ] = "",
) -> None:
    """Lay out a manual of your own: a chapter, a note and the lists that belong to them, settings and a first commit.

    It passes the check and can be built as it stands. Its words, such as ministries, are in manual/vocabulary.toml.
    """
    from focalpoint.templates.new_project import Names, lay_out_project

    known = lay_out_project(folder, Names(title, publisher, network), given_day() or date.today())
    OUT.print(f"Your manual is in {folder}; README.md there says what to type. Begin with:")
    OUT.print(f"  cd {shlex.quote(str(folder))}")
    OUT.print("  focalpoint check")
    if not known:
        OUT.print("Git does not know your name: the first commit is in the name of “Secretariat”. For the next, type:")
        OUT.print('  git config --global user.name "Your name" && git config --global user.email you@your.domain')


def _named(slug: str, what: str, example: str) -> None:
    if not re.fullmatch(SLUG, slug):
        raise stopped(f"`{slug}` cannot name {what}; use small letters, figures and dashes, such as {example}")


def _write_new(config: Config, file: Path, text: str) -> None:
    if file.exists():
        raise stopped("already exists; nothing was changed", config.shown(file))
    write_whole(file, text.encode())
    OUT.print(f"Wrote {config.shown(file)}")


@notes.command(short_help="Remove a note's text for good, and list what rested on it.")
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
    """List every place that cites the note, as file and line."""
    from focalpoint.content.text.citations import cited_notes

    return [f"{text.path}:{line}" for text in manual.texts for name, line in cited_notes(text.reading) if name == id]


def _tell(head: str, lines: list[str], otherwise: str) -> None:
    OUT.print(f"{head}:" if lines else otherwise)
    for line in lines:
        OUT.print(f"  {line}")
