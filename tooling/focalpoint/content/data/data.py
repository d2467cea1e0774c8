"""What the data of the manual can be shown as in a chapter, and which of them each needs."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from focalpoint.content.data.data_file import DataFile
from focalpoint.content.data.network import NAME as NETWORK
from focalpoint.content.data.network import NetworkFigures
from focalpoint.content.data.risk_factors import NAME as RISK_FACTORS
from focalpoint.content.data.risk_factors import RiskFactors
from focalpoint.content.manual import Manual

DATA = (RISK_FACTORS, NETWORK)
"""The names of the files of data."""


class Shown(StrEnum):
    """A table or chart that `{from-data}` shows, by the word that names it there."""

    RISK_FACTORS = "risk-factors"
    """The risk factors, a question for each, and the ministries that each touches."""
    WORKSHEET = "worksheet"
    """The same with room to write."""
    MEETINGS = "meetings"
    """The annual meetings of the Network."""
    NETWORK_SIZES = "network-sizes"
    """Every dated count of its States."""
    NETWORK_SIZE = "network-size"
    """The chart of these."""
    EVIDENCE = "evidence"
    """The members of the roster for which there is published evidence, by regional group."""


def data_of(manual: Manual, shown: Shown) -> DataFile[RiskFactors] | DataFile[NetworkFigures] | None:
    """The file that one of them is made from; None for the roster's."""
    match shown:
        case Shown.RISK_FACTORS | Shown.WORKSHEET:
            return manual.risk_factors
        case Shown.EVIDENCE:
            return None
        case _:
            return manual.network


def data_keys(manual: Manual) -> Iterator[tuple[str, str, int]]:
    """Every source that the files of data name: the key, and the file and line that name it."""
    files: tuple[DataFile[RiskFactors] | DataFile[NetworkFigures], ...] = (manual.risk_factors, manual.network)
    for file in files:
        yield from ((key, file.path, line) for key, line in file.sources())
