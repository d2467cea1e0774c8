"""The command `focalpoint doctor`."""

from __future__ import annotations

from pathlib import Path

import typer

from focalpoint.cli.guard import guarded
from focalpoint.cli.project import here
from focalpoint.cli.telling import OUT
from focalpoint.problems import Trouble
from focalpoint.setup.doctor import examine


@guarded
def doctor() -> None:
    """Say what the tools need of this machine, what is there, and what to type for each thing that is missing.

    Exits with status 1 where something needed is missing; what only the tests of the tools use is not needed.
    """
    try:
        root = here().root
    except Trouble:
        root = Path.cwd()  # What is wrong with the settings is told by `check`.
    missing = 0
    for one in examine(root):
        state = one.found
        if one.advice and one.needed:
            missing += 1
            state = f"MISSING: {one.found}; type: {one.advice}"
        elif one.advice:
            state = f"{one.found} (only the tests of the tools use it); type: {one.advice}"
        OUT.print(f"{one.name:<16}{state}")
    if missing:
        OUT.print(f"Missing: {missing}. Type what is named above, then the command again.")
        raise typer.Exit(1)
    OUT.print("Everything needed is there.")
