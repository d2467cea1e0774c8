"""The command `focalpoint demo`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from focalpoint.cli.guard import guarded
from focalpoint.cli.project import here, needs_printing
from focalpoint.cli.telling import OUT, Telling


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
