"""The risk factors, each with the ministries whose ordinary work touches it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from focalpoint.records import Record, Words, one_of
from focalpoint.vocabulary import Vocabulary

NAME = "risk-factors"
"""The name of the file of data."""


def _ministry(given: str, info: ValidationInfo) -> str:
    known = info.context
    if isinstance(known, Vocabulary) and given not in known.ministries:
        raise ValueError(f"“{given[:40]}” is no ministry of this manual; write one of {', '.join(known.ministries)}")
    return given


def _group(given: str, info: ValidationInfo) -> str:
    known = info.context
    if isinstance(known, Vocabulary) and known.risk_factors and given not in known.risk_factors.groups:
        raise PydanticCustomError("literal_error", "not known", {"expected": one_of(tuple(known.risk_factors.groups))})
    return given


class RiskFactor(Record):
    """One risk factor."""

    number: int
    title: Words
    """As the source has it."""
    group: Annotated[Words, AfterValidator(_group)]
    """A word of the vocabulary."""
    ask: Words
    """What to ask of a report; this manual's own."""
    ministries: Annotated[Mapping[Annotated[str, AfterValidator(_ministry)], Words], Field(min_length=1)]
    """Word of a ministry → the ordinary work that touches the factor, in a few words; this manual's own pairing."""


class RiskFactors(Record):
    """What the file of the risk factors holds."""

    source: Words
    """Key in `manual/sources.bib` of the text that names them."""
    factors: tuple[RiskFactor, ...]

    @model_validator(mode="after")
    def _all_of_them(self, info: ValidationInfo) -> RiskFactors:
        known = info.context
        numbers = [factor.number for factor in self.factors]
        if isinstance(known, Vocabulary) and not known.factors:
            raise ValueError("the vocabulary of this manual has no risk factors; add [risk-factors] there")
        if isinstance(known, Vocabulary) and numbers != list(known.factors):
            raise ValueError(
                f"the factors are numbered {numbers}; write each of 1 to {known.factors[-1]} once, in order"
            )
        return self
