"""The command `focalpoint replies`."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from focalpoint.cli.guard import guarded
from focalpoint.cli.project import here, needs_printing
from focalpoint.cli.telling import OUT, Telling


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
