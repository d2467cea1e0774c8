"""The commands of a review round: `draft issue`, `review`, `replies`, and `demo`, on which a round can be tried."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from focalpoint.cli.command import guarded, here, needs_printing
from focalpoint.cli.telling import OUT, Telling, announce
from focalpoint.problems import Trouble

drafts = typer.Typer(help="Send the manual out for comments.", no_args_is_help=True)


@drafts.command(short_help="Freeze the next draft, with a copy for each member.")
@guarded
def issue(
    copies: Annotated[bool, typer.Option("--copies", help="Stamp a copy for each member, and make the forms.")] = False,
    by: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Ask for comments by this day, such as 2027-01-31."),
    ] = None,
    workers: Annotated[
        int, typer.Option(metavar="NUMBER", help="Chapters printed at the same time; 0: one for each processor.")
    ] = 0,
    word: Annotated[bool, typer.Option("--word", help="Write the draft as a Word file too.")] = False,
) -> None:
    """Freeze the next draft of the network edition for comments, from text that is committed.

    Its PDF has numbered lines, a page on how to comment and a form; with --copies every member of the roster gets one
    with its name at the foot, and from the second draft on with its own earlier comments. What was sent is archived
    under consultations/drafts/: commit that.
    """
    from focalpoint.release.drafts.drafts import Request, issue_draft

    config = here()
    needs_printing()
    with Telling() as tell:
        issued = issue_draft(config, Request(by.date() if by else None, copies, workers, word), tell)
    fields = issued.fields
    OUT.print(f"Draft {fields.number} ({fields.id}, {fields.pages} pages): {config.shown(issued.folder)}")
    if fields.copies:
        OUT.print(f"Copies for {len(fields.copies)} members: {config.shown(issued.folder / 'copies')}")
    if fields.number > 1:
        OUT.print(f"Paragraphs changed since draft {fields.number - 1}: {issued.changed}")
    archive = config.shown(issued.archive)
    OUT.print(f"Archived; now type: git add {archive} && git commit -m 'Draft {fields.number}'")
    OUT.print(f"Done in {tell.seconds:.1f} seconds")


@guarded
def review(
    draft: Annotated[
        int | None, typer.Option(metavar="NUMBER", min=1, help="The draft that was commented on; else the latest.")
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            min=0, max=65535, metavar="NUMBER", help="Port on this machine, else the project's own; 0 takes any."
        ),
    ] = None,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
) -> None:
    """Decide on the comments on a draft, in a page of the browser.

    Open the address that is printed; nobody else can. All that is decided is written into the ledger at once. Ctrl-C
    ends it.
    """
    config = here()
    from focalpoint.desk.address import is_usual
    from focalpoint.desk.server import run_desk

    def ready(address: str, number: int) -> None:
        announce(f"The review desk for draft {number}", address, browser=browser)
        if not is_usual(config, address):
            OUT.print("This is not its usual port: what was not saved there is kept in the browser for that port alone")

    run_desk(config, draft, port, ready)
    OUT.print("The review desk has ended")


@guarded
def replies(
    draft: Annotated[int, typer.Option(metavar="NUMBER", min=1, help="The draft that was commented on, such as 1.")],
    member: Annotated[str | None, typer.Option(metavar="ID", help="Only this member of the roster, as GH.")] = None,
    again: Annotated[bool, typer.Option("--again", help="Replace replies that differ from those written now.")] = False,
    workers: Annotated[
        int, typer.Option(metavar="NUMBER", help="Replies printed at the same time; 0: one for each processor.")
    ] = 0,
) -> None:
    """Write to each member what became of its comments on a draft, as PDF and Word file in dist/. Nothing is sent.

    A reply holds that member's own comments alone. While one of them is not decided, nothing is written.
    """
    from focalpoint.release.replies import ReplyRequest, write_replies

    config = here()
    needs_printing()
    with Telling() as tell:
        request = ReplyRequest(draft, member, again, workers or os.cpu_count() or 1)
        files = write_replies(config, request, tell)
    for file in files:
        OUT.print(config.shown(file))
    OUT.print(f"Wrote {len(files)} files; nothing was sent" if files else "All were there already, word for word")
    OUT.print(f"Done in {tell.seconds:.1f} seconds")


@guarded
def account(
    draft: Annotated[int, typer.Option(metavar="NUMBER", min=1, help="The draft that was commented on, such as 1.")],
) -> None:
    """Tell everybody what was said of a draft and what became of it, as web page and PDF in dist/accounts.

    No member can be told from it: it has counts of three and more alone, and the observations on comments that are
    marked `publish: true` in the ledger. It is written when every comment on the draft is decided.
    """
    from focalpoint.release.readiness import read_manual
    from focalpoint.release.rounds.account import account_of
    from focalpoint.release.rounds.account_files import write_account

    config = here()
    needs_printing()
    manual, problems = read_manual(config)
    if problems:
        raise Trouble(problems)
    for file in write_account(config, account_of(config, manual, draft)):
        OUT.print(config.shown(file))


@guarded
def demo(folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is not there yet.")]) -> None:
    """Lay out a small invented manual with a draft that is out and the files that came back, to try the round on."""
    config = here()
    needs_printing()
    from focalpoint.demo.lay_out import lay_out_demo

    with Telling() as tell:
        lay_out_demo(config, folder, tell)
    OUT.print(f"The demonstration is in {folder}; in {folder}/returns lies what came back. Begin with:")
    OUT.print(f"  cd {folder}")
    OUT.print("  focalpoint comments import returns/freedonia.pdf --from XF")
