"""The commands of a release: `release`, `release withdraw`, `verify`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from focalpoint.cli.command import guarded, here, needs_printing
from focalpoint.cli.telling import ERR, OUT, Telling, tell_problems
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.problems import Problem, Trouble, stopped

if TYPE_CHECKING:
    from focalpoint.release.package.making import Released


class _Defaulting(TyperGroup):
    """Takes what is no command of the group as the version to release."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put `make` before what is not a command: `release 1.0` is `release make 1.0`."""
        if args and args[0] not in {*self.commands, "--help"}:
            args = ["make", *args]
        return super().parse_args(ctx, args)


releases = typer.Typer(help="Release a version of the manual, or say what keeps it back.", cls=_Defaulting)


@releases.command("make", short_help="Release a version; `make` may be left out.")
@guarded
def make(
    version: Annotated[str | None, typer.Argument(metavar="VERSION", hidden=True)] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only list what keeps a release back.")] = False,
    allow: Annotated[
        list[str] | None, typer.Option(metavar="KIND", help="Let one kind of open point pass, such as to-confirm.")
    ] = None,
    because: Annotated[list[str] | None, typer.Option(metavar="WHY", help="The reason; it stays on record.")] = None,
    edition: Annotated[list[Edition] | None, typer.Option(help="Only this edition; else all three.")] = None,
    workers: Annotated[
        int, typer.Option(metavar="NUMBER", help="Chapters printed at the same time; 0: one for each processor.")
    ] = 0,
) -> None:
    """Release a version into dist/releases/VERSION: each edition as PDF, print-shop PDF, web pages and forms.

    The version is a number such as 1.0. Nothing is released while anything keeps it back: a file that is not
    committed, a mistake, a chapter that is not cleared, a comment without a decision, a member without a reply, a
    passage to be confirmed, a source that nobody has verified, a dead link, a leak. --dry-run lists all of it, each
    with its file and line. --allow KIND --because WHY lets a kind pass, and the release says so for good; leaks, and
    what the manual's language forbids, always hold.
    """
    from focalpoint.release.gate.open_points import open_points
    from focalpoint.release.gate.overrules import apply_overrules, read_overrules
    from focalpoint.release.package.making import ReleaseRequest, make_release, release_folder

    config = here()
    overrules = read_overrules(allow or (), because or ())
    if dry_run:
        left, _ = apply_overrules(open_points(config), overrules)
        _tell_points(left)
        return
    if version is None:
        raise stopped("name the version, such as: focalpoint release 1.0")
    needs_printing()
    request = ReleaseRequest(version, overrules, tuple(edition or Edition), workers)
    if OUT.is_terminal and sys.stdin.isatty() and not release_folder(config, version).exists():
        from focalpoint.cli.release_walk import walk

        request = walk(config, request)
    with Telling() as tell:
        made = make_release(config, request, tell)
    if made.completed:
        OUT.print("The release was there already, whole; its record and its tag were written now")
    _say_released(config, made)
    OUT.print(f"Done in {tell.seconds:.1f} seconds")


def _tell_points(left: Sequence[Problem]) -> None:
    """Print what keeps a release back, and how many points there are of each kind."""
    from focalpoint.release.gate.overrules import who_mends

    if not left:
        OUT.print("Nothing keeps a release back")
        return
    tell_problems(tuple(left))
    for kind, number in Counter(one.kind for one in left).items():
        ERR.print(f"{kind}: {number}; to be mended by {who_mends(kind)}")
    raise typer.Exit(1)


def _say_released(config: Config, made: Released) -> None:
    """Say where the release lies, what of it goes to whom, and what to type next; write the covering texts."""
    from focalpoint.content.releases import release_file
    from focalpoint.release.follow_up.catalogue import write_catalogue
    from focalpoint.release.package.covering import covering_texts, what_goes_out, write_covering
    from focalpoint.release.readiness import read_manual

    OUT.print(f"Released: {config.shown(made.folder)}")
    for line in what_goes_out(made, config.shown(made.folder)):
        OUT.print(f"  {line}")
    written = write_covering(covering_texts(config, read_manual(config)[0], made))
    if written:
        OUT.print(f"Covering texts for {len(written)} members: {config.shown(written[0].parent)}; nothing was sent")
    for page in write_catalogue(config):
        OUT.print(f"Catalogue of releases: {config.shown(page)}")
    version = made.manifest.version
    folder = config.shown(release_file(config, version).parent)
    OUT.print(f"Now type: git add {folder} && git commit -m 'Release {version}'")


@releases.command(short_help="Mark a release as withdrawn; nothing is deleted.")
@guarded
def withdraw(
    version: Annotated[str, typer.Argument(metavar="VERSION", hidden=True)],
    because: Annotated[str, typer.Option(metavar="WHY", help="The reason, which readers of the catalogue read.")],
) -> None:
    """Mark a release as withdrawn in the catalogue of releases, with the day and the reason. Nothing is deleted."""
    from focalpoint.content.releases import release_file
    from focalpoint.release.follow_up.catalogue import write_catalogue
    from focalpoint.release.follow_up.errata import withdraw_release

    config = here()
    withdraw_release(config, version, because)
    OUT.print(f"Release {version} is withdrawn as of today; its files stay where they are")
    for page in write_catalogue(config):
        OUT.print(config.shown(page))
    OUT.print(f"Now type: git add {config.shown(release_file(config, version))} && git commit -m 'Withdraw {version}'")


@releases.command(short_help="Write the catalogue of all releases.")
@guarded
def catalogue() -> None:
    """Write the catalogue of all releases for the readers of each edition: what stands, and what changed."""
    from focalpoint.release.follow_up.catalogue import write_catalogue

    config = here()
    pages = write_catalogue(config)
    if not pages:
        OUT.print("Nothing was released yet")
    for page in pages:
        OUT.print(config.shown(page))


errata = typer.Typer(help="Correct a release after it went out.", no_args_is_help=True)


@errata.command(short_help="Record an error of a release, and write its errata.")
@guarded
def add(
    version: Annotated[str, typer.Argument(metavar="VERSION", hidden=True)],
    paragraph: Annotated[str, typer.Option(metavar="NUMBER", help="The paragraph's number in it, such as 3.12.")],
    because: Annotated[str, typer.Option(metavar="WHY", help="What was wrong, for the readers.")],
) -> None:
    """Record that a paragraph of a release was wrong, once the text is corrected and committed.

    Writes the errata of each edition that has the paragraph, as web page and PDF, into dist/errata. Says whether a
    brief or a form carries the error too. The next release tells of the correction.
    """
    from focalpoint.content.releases import release_file
    from focalpoint.release.follow_up.catalogue import write_catalogue
    from focalpoint.release.follow_up.errata import add_erratum

    config = here()
    needs_printing()
    entered = add_erratum(config, version, paragraph, because)
    for file in (*entered.files, *write_catalogue(config)):
        OUT.print(config.shown(file))
    carried = " and ".join(entered.carried_by)
    OUT.print(f"The error is in {carried} too; send that anew" if carried else "No brief and no form carries the error")
    record = config.shown(release_file(config, version))
    OUT.print(f"Now type: git add {record} && git commit -m 'Erratum on {version}'")


@guarded
def verify(
    folder: Annotated[Path, typer.Argument(help="A release, such as dist/releases/1.0.")],
    edition: Annotated[Edition | None, typer.Option(help="Only this edition; else all that it has.")] = None,
    workers: Annotated[
        int, typer.Option(metavar="NUMBER", help="Chapters printed at the same time; 0: one for each processor.")
    ] = 0,
) -> None:
    """Make a release again from its commit, in a folder of its own, and compare it file by file, byte by byte.

    Says which files differ, and first what is used here that was not used then.
    """
    from focalpoint.release.package.verifying import verify_release

    config = here()
    needs_printing()
    with Telling() as tell:
        done = verify_release(config, folder.absolute(), edition, workers, tell)
    OUT.print(f"Release {done.manifest.version}: {done.files} files made again, and all the same byte for byte")
    OUT.print(f"Done in {tell.seconds:.1f} seconds")


@guarded
def changes(
    since: Annotated[str, typer.Option(metavar="STATE", help="A release, a draft or a commit: 0.9, draft-2.")],
    until: Annotated[str, typer.Option(metavar="STATE", help="The later state; else the text as it is now.")] = "",
    edition: Annotated[Edition, typer.Option(help="For whose readers.")] = Edition.PUBLIC,
    printed: Annotated[bool, typer.Option("--print", help="Make the PDF and the Word file too.")] = False,
) -> None:
    """Say what changed in an edition: what was added, reworded, moved, split, joined and removed, word by word.

    Writes a web page with both texts into dist/changes, and with --print a PDF and a Word file. Both states are those
    of the same edition: no file tells what one of them withheld.
    """
    from focalpoint.release.changes.report import changes_since, write_report

    config = here()
    if printed:
        needs_printing()
    report = changes_since(config, since, until, edition)
    OUT.print(f"{report.heading}, {edition} edition")
    OUT.print(report.counts)
    named = "-to-".join(name.replace(" ", "-") for name in (since, until or "now"))
    for file in write_report(config, report, config.dist / "changes" / named / edition, printed=printed):
        OUT.print(config.shown(file))


@guarded
def links() -> None:
    """Ask whether the pages outside that the manual and its cited sources link to are still there.

    It is the one command that asks the network, one question a second to each host. What was there is believed for
    thirty days. No build and no release depends on it.
    """
    from focalpoint.release.outside_links import ask_server, check_outside, outside_links
    from focalpoint.release.readiness import read_manual

    config = here()
    places = outside_links(config, read_manual(config)[0])
    OUT.print(f"Asking for {len(places)} addresses; this takes some minutes the first time")
    if told := check_outside(config, places, ask_server):
        raise Trouble(told)
    OUT.print(f"All {len(places)} are there")
