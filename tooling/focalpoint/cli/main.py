"""The command `focalpoint`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from io import TextIOWrapper
from pathlib import Path

import typer

from focalpoint.cli.command import guarded, heed_interrupts, here
from focalpoint.cli.telling import OUT
from focalpoint.problems import Trouble

app = typer.Typer(
    help="Writes, reviews and publishes a manual. Type a command's name and --help to learn more of it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@guarded
def doctor() -> None:
    """Say what the tools need of this machine, what is there, and what to type for each thing that is missing.

    Exits with status 1 where something needed is missing; what only the tests of the tools use is not needed.
    """
    from focalpoint.setup.doctor import examine

    try:
        root = here().root
    except Trouble:
        root = Path.cwd()  # What is wrong with the settings is told by `check`.
    missing = 0
    for one in examine(root):
        state = one.found
        if one.advice and one.needed:
            missing += 1
            state = f"MISSING: {one.found}; type: {one.advice}"
        elif one.advice:
            state = f"{one.found} (only the tests of the tools use it); type: {one.advice}"
        OUT.print(f"{one.name:<16}{state}")
    if missing:
        OUT.print(f"Missing: {missing}. Type what is named above, then the command again.")
        raise typer.Exit(1)
    OUT.print("Everything needed is there.")


def _comments() -> None:
    from focalpoint.cli import comments

    app.add_typer(comments.app, name="comments")


def _rounds() -> None:
    from focalpoint.cli import rounds

    app.add_typer(rounds.drafts, name="draft")
    app.command(short_help="Lay out an invented manual to try a review round on.")(rounds.demo)
    app.command(short_help="Tell everybody what became of the comments on a draft.")(rounds.account)
    app.command(short_help="Write to each member what became of its comments.")(rounds.replies)
    app.command(short_help="Decide on comments, in a page of the browser.")(rounds.review)


def _texts() -> None:
    from focalpoint.cli import importing, texts

    app.command("import", short_help="Bring chapters in from Word or other Markdown.")(importing.bring)
    app.add_typer(texts.new, name="new")
    app.add_typer(texts.notes, name="note")


def _word() -> None:
    from focalpoint.cli import word

    app.add_typer(word.app, name="word")


def _consultations() -> None:
    from focalpoint.cli import consultations

    app.add_typer(consultations.roster, name="roster")
    app.command(short_help="Say who was consulted, and what rests on it.")(consultations.status)
    app.command(short_help="Write what lets an editor check fields as you type.")(consultations.schemas)


def _editions() -> None:
    from focalpoint.cli import editions

    app.command(short_help="Make an edition: web pages, PDF, or both.")(editions.build)
    app.command(short_help="Say what is wrong in the text, and where.")(editions.check)
    app.command(short_help="Search a finished edition for what it may not carry.")(editions.leaks)
    app.command()(editions.preview)
    app.command(short_help="Make two pages for each ministry.")(editions.briefs)
    app.command(short_help="Make the pocket edition.")(editions.pocket)


def _releases() -> None:
    from focalpoint.cli import releases

    app.add_typer(releases.releases, name="release")
    app.add_typer(releases.errata, name="erratum")
    app.command(short_help="Make a release again, and compare it.")(releases.verify)
    app.command(short_help="Ask whether the pages outside are still there.")(releases.links)
    app.command(short_help="Say what changed since a release, a draft or a commit.")(releases.changes)


def _tools() -> None:
    from focalpoint.cli import language, typefaces

    app.command(short_help="Say what the tools need, and what is missing.")(doctor)
    app.command(short_help="Add characters or a script to the typefaces.")(typefaces.fonts)
    app.command(short_help="Say what a text may hold, and how it is written.")(language.language)


MODULES: Mapping[Callable[[], None], frozenset[str]] = {
    _editions: frozenset({"build", "check", "leaks", "preview", "briefs", "pocket"}),
    _texts: frozenset({"import", "new", "note"}),
    _rounds: frozenset({"draft", "demo", "account", "replies", "review"}),
    _comments: frozenset({"comments"}),
    _word: frozenset({"word"}),
    _consultations: frozenset({"roster", "status", "schemas"}),
    _releases: frozenset({"release", "verify", "changes", "erratum", "links"}),
    _tools: frozenset({"doctor", "fonts", "language"}),
}
"""The commands that each module adds."""


def register(typed: Sequence[str]) -> None:
    """Register the command that is typed, by its module alone, or all where it is none; a module loads in a moment."""
    wanted = [module for module, names in MODULES.items() if typed and typed[0] in names]
    for module in wanted or MODULES:
        module()


def main() -> None:
    """Run the command line."""
    heed_interrupts()
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character shows a question mark.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    register(sys.argv[1:])
    app()


__all__ = ["Trouble", "app", "main"]
