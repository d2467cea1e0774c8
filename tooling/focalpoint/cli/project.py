"""What every command begins with: the project it was typed in, and whether printing is possible."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from focalpoint.config import Config, given_day
from focalpoint.problems import stopped


def here() -> Config:
    """The project of the folder in which the command was typed, today; SOURCE_DATE_EPOCH may name another day."""
    return Config.load(Path.cwd(), given_day() or date.today())


def needs_printing() -> None:
    """Stop with one line where the libraries for printing are missing."""
    from focalpoint.setup.libraries import advice, missing_libraries

    if missing_libraries():
        raise stopped(advice())
