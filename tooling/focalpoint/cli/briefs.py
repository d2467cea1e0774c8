"""The command `focalpoint briefs`."""

from __future__ import annotations

from typing import Annotated

import typer

from focalpoint.cli.guard import guarded
from focalpoint.cli.project import here, needs_printing
from focalpoint.cli.telling import OUT, Telling
from focalpoint.content.consultation.handling import Edition
from focalpoint.release.build import Format, build_edition


@guarded
def briefs(
    edition: Annotated[
        Edition, typer.Option(help="For whom: the public, the Network, or the Secretariat.")
    ] = Edition.PUBLIC,
    workers: Annotated[
        int, typer.Option(metavar="NUMBER", help="Briefs printed at the same time; 0: one for each processor.")
    ] = 0,
) -> None:
    """Make the briefs of an edition: two pages for each ministry, to be left behind after a visit, in dist/.

    Each is made from passages of the ministry's chapter that are tagged `{brief}`, with its actions and a practice of
    a peer. Where one takes more than two pages nothing is made, and you are told which passages to shorten.
    """
    config = here()
    needs_printing()
    with Telling() as tell:
        built = build_edition(config, edition, Format.BRIEFS, tell, workers)
    for path in built.paths:
        OUT.print(config.shown(path))
    OUT.print(f"Done in {tell.seconds:.1f} seconds")
