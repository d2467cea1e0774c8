"""The command `focalpoint review`."""

from __future__ import annotations

from typing import Annotated

import typer

from focalpoint.cli.guard import guarded
from focalpoint.cli.project import here
from focalpoint.cli.telling import OUT


@guarded
def review(
    draft: Annotated[
        int | None, typer.Option(metavar="NUMBER", min=1, help="The draft that was commented on; else the latest.")
    ] = None,
    port: Annotated[
        int, typer.Option(min=0, max=65535, metavar="NUMBER", help="Port on this machine; 0 takes any that is free.")
    ] = 0,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
) -> None:
    """Decide on the comments on a draft, in a page of the browser.

    Open the address that is printed; nobody else can. All that is decided is written into the ledger at once. Ctrl-C
    ends it.
    """
    config = here()
    from focalpoint.desk.server import run_desk

    def ready(address: str, number: int) -> None:
        OUT.print(f"The review desk for draft {number} is at {address} (Ctrl-C ends it)")
        if browser and OUT.is_terminal:
            typer.launch(address)

    run_desk(config, draft, port, ready)
    OUT.print("The review desk has ended")
