"""The commands on editions: `build`, `briefs`, `check`, `leaks` and `preview`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from focalpoint.cli.command import guarded, here, needs_printing
from focalpoint.cli.telling import OUT, Telling, announce
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.problems import stopped
from focalpoint.release.build import Format, Request, build_edition

MOST_CONTACT = 160
"""Characters of the contact that a brief prints."""


@guarded
def build(
    edition: Annotated[
        Edition, typer.Option(help="For whom: the public, the Network, or the Secretariat.")
    ] = Edition.PUBLIC,
    format: Annotated[
        Format,
        typer.Option(
            help="html: web pages and their PDF; pdf: the print edition; all: both; epub: an e-book; briefs; pocket."
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
        built = build_edition(config, Request(edition, format, workers, for_printer), tell)
    for path in built.paths:
        pages = f" ({built.pages} pages)" if path.suffix == ".pdf" else ""
        OUT.print(f"{path.relative_to(config.root).as_posix()}{pages}")
    OUT.print(f"Done in {tell.seconds:.1f} seconds")


@guarded
def check(
    fix: Annotated[
        bool, typer.Option("--fix", help="Mend first what a program can, and say what was changed.")
    ] = False,
) -> None:
    """Check the text without making anything: front matter, citations, links, figures, one sentence a line.

    Tells what would keep any edition from being made, in under two seconds.
    Every problem is listed as file:line: what is wrong; what to do [rule].
    A line `% accept RULE: why` before a paragraph, list or block accepts a case of some rules, such as uncited-figure.
    --fix writes one sentence on each line, spells words as the house does, sets typographic quotation marks, and makes
    lists of typed bullets and letters; under a handling label, in code, in fields and in quotations it changes no word.
    """
    from focalpoint.release.readiness import ready_manual

    config = here()
    if fix:
        _mend(config)
    manual = ready_manual(config)
    chapters, notes = len(manual.chapters), len(manual.notes)
    read = f"{chapters} chapter{'s'[: chapters != 1]} and {notes} consultation note{'s'[: notes != 1]}"
    OUT.print(f"{read}: nothing to put right")


def _mend(config: Config) -> None:
    """Mend the texts, and print each changed line as it was and as it is."""
    from focalpoint.mending.manuals import mend_manual
    from focalpoint.release.readiness import read_manual

    changes = mend_manual(config, read_manual(config)[0])
    for change in changes:
        OUT.print(f"{change.path}:{change.line}:")
        for sign, lines in (("-", change.before), ("+", change.after)):
            for line in lines:
                OUT.print(f"  {sign} {line}".rstrip())
    files = len({change.path for change in changes})
    places = f"{len(changes)} place{'s'[: len(changes) != 1]} in {files} file{'s'[: files != 1]}"
    OUT.print(f"Changed {places}; `git diff` shows them again" if changes else "Nothing that a program can mend")


@guarded
def leaks(folder: Annotated[Path, typer.Argument(help="An edition's folder, such as dist/public.")]) -> None:
    """Search every byte of a finished edition for what it may not carry; each build does so by itself.

    Says where something leaked and from which note or passage, never its words.
    """
    from focalpoint.leaks.leak_gate import leak_gate_of

    leak_gate_of(here(), folder)(folder)
    OUT.print(f"{folder}: nothing in it that it may not carry")


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

    run_preview(config, edition, port, lambda address: announce("The preview", address, browser=browser))
    OUT.print("The preview has ended")


@guarded
def briefs(
    edition: Annotated[
        Edition, typer.Option(help="For whom: the public, the Network, or the Secretariat.")
    ] = Edition.PUBLIC,
    workers: Annotated[
        int, typer.Option(metavar="NUMBER", help="Briefs printed at the same time; 0: one for each processor.")
    ] = 0,
    contact: Annotated[
        str, typer.Option(metavar="TEXT", help="Your office, telephone and mail, to print where a line is left free.")
    ] = "",
) -> None:
    """Make the briefs of an edition: two pages for each ministry, to be left behind after a visit, in dist/.

    Each is made from passages of the ministry's chapter that are tagged `{brief}`, with its actions and a practice of
    a peer. Where one takes more than two pages nothing is made, and you are told which passages to shorten.
    """
    if len(contact) > MOST_CONTACT:
        raise stopped(f"--contact has {len(contact)} characters, and a brief has room for {MOST_CONTACT}; shorten it")
    _make_beside(Request(edition, Format.BRIEFS, workers, contact=contact))


@guarded
def pocket(
    edition: Annotated[
        Edition, typer.Option(help="For whom: the public, the Network, or the Secretariat.")
    ] = Edition.PUBLIC,
    workers: Annotated[
        int, typer.Option(metavar="NUMBER", help="Pieces printed at the same time; 0: one for each processor.")
    ] = 0,
) -> None:
    """Make the pocket edition: sixteen A5 pages to carry to a meeting, in dist/.

    It is made from passages that chapters tag `{pocket}`, and from the risk factors and the briefs; its parts stand in
    manual/vocabulary.toml. Where it takes more pages nothing is made, and you are told which passage to shorten.
    Print it on A4 as a booklet, two pages side by side.
    """
    _make_beside(Request(edition, Format.POCKET, workers))


def _make_beside(request: Request) -> None:
    """Make what is handed out beside the manual, and print its files."""
    config = here()
    needs_printing()
    with Telling() as tell:
        built = build_edition(config, request, tell)
    for path in built.paths:
        OUT.print(config.shown(path))
    OUT.print(f"Done in {tell.seconds:.1f} seconds")
