"""The 14 risk factors of the Framework of Analysis, each with the ministries whose ordinary work touches it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from focalpoint.content.consultation.records import Record, Words
from focalpoint.content.vocabulary import MINISTRIES, RISK_FACTORS

NAME = "risk-factors"
"""The name of the file of data."""


def _known(given: str) -> str:
    if given not in MINISTRIES:
        raise ValueError(f"“{given[:40]}” is no ministry of this manual; write one of {', '.join(MINISTRIES)}")
    return given


class RiskFactor(Record):
    """One risk factor."""

    number: int
    title: Words
    """As the Framework has it."""
    group: Literal["common", "genocide", "crimes against humanity", "war crimes"]
    """`common`, or the crime that it is specific to."""
    ask: Words
    """What to ask of a report; this manual's own."""
    ministries: Annotated[Mapping[Annotated[str, AfterValidator(_known)], Words], Field(min_length=1)]
    """Word of a ministry → the ordinary work that touches the factor, in a few words; this manual's own pairing."""

    @property
    def kind(self) -> str:
        """The group as a table says it."""
        return "Common factor" if self.group == "common" else f"Specific to {self.group}"


class RiskFactors(Record):
    """What the file of the risk factors holds."""

    source: Words
    """Key of the Framework in `manual/sources.bib`."""
    factors: tuple[RiskFactor, ...]

    @model_validator(mode="after")
    def _all_of_them(self) -> RiskFactors:
        numbers = [factor.number for factor in self.factors]
        if numbers != list(RISK_FACTORS):
            raise ValueError(
                f"the factors are numbered {numbers}; write each of 1 to {RISK_FACTORS[-1]} once, in order"
            )
        return self
