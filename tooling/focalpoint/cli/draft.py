"""The command `focalpoint draft issue`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from focalpoint.cli.guard import guarded
from focalpoint.cli.project import here, needs_printing
from focalpoint.cli.telling import OUT, Telling

app = typer.Typer(help="Send the manual out for comments.", no_args_is_help=True)


@app.command(short_help="Freeze the next draft, with a copy for each member.")
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
        issued = issue_draft(config, Request(by.date() if by else None, copies, workers), tell)
    fields = issued.fields
    OUT.print(f"Draft {fields.number} ({fields.id}, {fields.pages} pages): {_shown(config.root, issued.folder)}")
    if fields.copies:
        OUT.print(f"Copies for {len(fields.copies)} members: {_shown(config.root, issued.folder / 'copies')}")
    if fields.number > 1:
        OUT.print(f"Paragraphs changed since draft {fields.number - 1}: {issued.changed}")
    archive = _shown(config.root, issued.archive)
    OUT.print(f"Archived; now type: git add {archive} && git commit -m 'Draft {fields.number}'")
    OUT.print(f"Done in {tell.seconds:.1f} seconds")


def _shown(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()
