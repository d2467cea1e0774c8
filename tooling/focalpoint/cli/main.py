"""The command `focalpoint`."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from focalpoint.cli import briefs, comments, demo, doctor, draft, new, note, replies, review, roster, status
from focalpoint.cli.guard import guarded
from focalpoint.cli.interrupt import heed_interrupts
from focalpoint.cli.project import here, needs_printing
from focalpoint.cli.telling import OUT, Telling
from focalpoint.content.consultation.handling import Edition
from focalpoint.problems import Trouble
from focalpoint.release.build import Format, build_edition

app = typer.Typer(
    help="Writes and publishes the Manual for R2P Focal Points. Type a command's name and --help to learn more of it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(comments.app, name="comments")
app.add_typer(draft.app, name="draft")
app.add_typer(new.app, name="new")
app.add_typer(note.app, name="note")
app.add_typer(roster.app, name="roster")


@app.command(short_help="Make an edition: web pages, PDF, or both.")
@guarded
def build(
    edition: Annotated[
        Edition, typer.Option(help="For whom: the public, the Network, or the Secretariat.")
    ] = Edition.PUBLIC,
    format: Annotated[
        Format,
        typer.Option(
            help="html: web pages and the PDF they offer; pdf: the print edition alone; all: both; briefs: those alone."
        ),
    ] = Format.ALL,
    workers: Annotated[
        int, typer.Option(metavar="NUMBER", help="Chapters printed at the same time; 0: one for each processor.")
    ] = 0,
    for_printer: Annotated[
        bool, typer.Option("--for-printer", help="Make only the PDF for a print shop, with bleed and crop marks.")
    ] = False,
) -> None:
    """Make an edition of the manual and put it into dist/.

    The text is checked first. Where anything is wrong, every problem is listed with its file and line, nothing is
    made, and what stood in dist/ before stays there.
    """
    config = here()
    needs_printing()
    with Telling() as tell:
        built = build_edition(config, edition, format, tell, workers, for_printer=for_printer)
    for path in built.paths:
        pages = f" ({built.pages} pages)" if path.suffix == ".pdf" else ""
        OUT.print(f"{path.relative_to(config.root).as_posix()}{pages}")
    OUT.print(f"Done in {tell.seconds:.1f} seconds")


@app.command(short_help="Say what is wrong in the text, and where.")
@guarded
def check() -> None:
    """Check the text without making anything: front matter, citations, links, figures, one sentence a line.

    Takes under two seconds. Every problem is listed as file:line: what is wrong; what to do [rule].
    A line `% accept RULE: why` before a paragraph, list or block accepts a case of some rules, such as uncited-figure.
    """
    from focalpoint.checks import check_manual

    manual = check_manual(here())
    OUT.print(f"{len(manual.chapters)} chapters and {len(manual.notes)} consultation notes: nothing to put right")


@app.command(short_help="Search a finished edition for what it may not carry.")
@guarded
def leaks(folder: Annotated[Path, typer.Argument(help="An edition's folder, such as dist/public.")]) -> None:
    """Search every byte of a finished edition for what it may not carry; each build does so by itself.

    Says where something leaked and from which note or passage, never its words.
    """
    from focalpoint.leaks.leak_gate import seal_of

    seal_of(here(), folder)(folder)
    OUT.print(f"{folder}: nothing in it that it may not carry")


@app.command()
@guarded
def preview(
    edition: Annotated[
        Edition, typer.Option(help="Whose text to show: the public's, the Network's, or the Secretariat's.")
    ] = Edition.SECRETARIAT,
    port: Annotated[
        int, typer.Option(min=0, max=65535, metavar="NUMBER", help="Port on this machine; 0 takes any that is free.")
    ] = 0,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
) -> None:
    """Show the chapter last saved, as web page and as printed pages, and draw it again at every save.

    Open the address that is printed; nobody else can. Ctrl-C ends it. Nothing in dist/ is touched.
    """
    config = here()
    needs_printing()
    from focalpoint.preview.server import run_preview

    def ready(address: str) -> None:
        OUT.print(f"The preview is at {address} (Ctrl-C ends it)")
        if browser and OUT.is_terminal:
            typer.launch(address)

    run_preview(config, edition, port, ready)
    OUT.print("The preview has ended")


app.command(short_help="Make two pages for each ministry.")(briefs.briefs)
app.command(short_help="Lay out an invented manual to try a review round on.")(demo.demo)
app.command(short_help="Say what the tools need, and what is missing.")(doctor.doctor)
app.command(short_help="Write to each member what became of its comments.")(replies.replies)
app.command(short_help="Decide on comments, in a page of the browser.")(review.review)
app.command(short_help="Say who was consulted, and what rests on it.")(status.status)
app.command(short_help="Write what lets an editor check fields as you type.")(status.schemas)


def main() -> None:
    """Run the command line."""
    heed_interrupts()
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter shows a question mark.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    app()


__all__ = ["Trouble", "app", "main"]
