"""The command `focalpoint`."""

from __future__ import annotations

import os
import sys
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from focalpoint.cli import new
from focalpoint.cli.guard import guarded
from focalpoint.cli.telling import OUT, Telling
from focalpoint.config import Config
from focalpoint.content.handling import Edition
from focalpoint.problems import Trouble, stopped
from focalpoint.release.build import Format, build_edition

app = typer.Typer(
    help="Writes and publishes the Manual for R2P Focal Points. Type a command's name and --help to learn more of it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(new.app, name="new")


def here() -> Config:
    """The project of the folder in which the command was typed."""
    return Config.load(Path.cwd(), date.today())


@app.command()
@guarded
def build(
    edition: Annotated[
        Edition, typer.Option(help="For whom: the public, the Network, or the Secretariat.")
    ] = Edition.PUBLIC,
    format: Annotated[
        Format, typer.Option(help="html: web pages and the PDF they offer; pdf: the print edition alone; all: both.")
    ] = Format.ALL,
    workers: Annotated[
        int, typer.Option(min=0, max=64, help="Chapters printed at the same time; 0 means one for each processor.")
    ] = 0,
) -> None:
    """Make an edition of the manual and put it into dist/.

    The text is checked first. Where anything is wrong, every problem is listed with its file and line, nothing is
    made, and what stood in dist/ before stays there.
    """
    config = here()
    _needs_printing()
    with Telling() as tell:
        built = build_edition(config, edition, format, tell, workers or os.cpu_count())
    for path in built.paths:
        pages = f" ({built.pages} pages)" if path.suffix == ".pdf" else ""
        OUT.print(f"{path.relative_to(config.root).as_posix()}{pages}")
    OUT.print(f"Done in {tell.seconds:.1f} seconds")


@app.command()
@guarded
def check() -> None:
    """Check the text without making anything: front matter, citations, links, figures, one sentence a line.

    Takes under two seconds. Every problem is listed as file:line: what is wrong; what to do.
    """
    from focalpoint.checks import check_manual

    manual = check_manual(here())
    OUT.print(f"{len(manual.chapters)} chapters and {len(manual.notes)} consultation notes: nothing to put right")


def _needs_printing() -> None:
    """Stop with one line where the libraries for printing are missing."""
    from focalpoint.libraries import advice, missing_libraries

    if missing_libraries():
        raise stopped(advice())


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter shows a question mark.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    app()


__all__ = ["Trouble", "app", "main"]
