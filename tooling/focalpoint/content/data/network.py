"""The network in figures: its annual meetings, and how many States it had on a day that a source names."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from focalpoint.records import Record, Words

NAME = "network"
"""The name of the file of data."""
Sources = Annotated[tuple[Words, ...], Field(min_length=1)]
"""Keys of `manual/sources.bib`."""
Year = Annotated[int, Field(ge=2005, le=2100)]


class Meeting(Record):
    """One annual meeting."""

    number: Annotated[int, Field(ge=1)]
    place: Words
    when: Words
    """Its days, as printed."""
    hosts: Words
    """The hosts beside the Network's secretariat."""
    attendance: Words
    sources: Sources


class Size(Record):
    """How many States there were on one day."""

    when: Words
    """The day, or as much of it as the source tells."""
    year: Year
    """The year in which the chart shows it."""
    states: Annotated[int, Field(ge=1)]
    told: Words
    """What exactly was counted."""
    sources: Sources


class NetworkFigures(Record):
    """What the file of the Network's figures holds."""

    meetings: tuple[Meeting, ...]
    sizes: tuple[Size, ...]
