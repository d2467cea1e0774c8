"""The words of a manual's subject, which its project gives in `manual/vocabulary.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, BeforeValidator, Field

from focalpoint.handouts import BriefWords, Id, PocketWords, Table
from focalpoint.lists import runs, series
from focalpoint.records import Words

NO_GROUP = "none"
"""What the roster says of a member that belongs to no regional group."""


class Noun(NamedTuple):
    """A noun as the text says it of one and of several."""

    one: Words
    many: Words

    @property
    def title(self) -> str:
        """`Pillar`: of one, as a heading says it."""
        return f"{self.one[0].upper()}{self.one[1:]}"

    def counted(self, items: Sequence[str]) -> str:
        """Count the items after the noun: `pillar I`, `pillars I and II`; empty where there is no item."""
        return f"{self.many if len(items) > 1 else self.one} {series(items)}" if items else ""


def _two(given: object) -> object:
    if not isinstance(given, list | tuple) or [type(form) for form in given] != [str, str] or not all(given):
        raise ValueError('write two forms, of one and of several, such as ["challenge", "challenges"]')
    return tuple(given)


TwoForms = Annotated[Noun, BeforeValidator(_two)]


class FocalPoint(Table):
    """The office that the manual is written for."""

    one: Words
    """What one is called."""
    many: Words
    addressed: Words
    """Whom an invitation is for where the roster names no office."""


class Nouns(Table):
    """What the manual calls the things that an action is described by: of one, and of several."""

    ministry: TwoForms = Noun("ministry or body", "ministries or bodies")
    challenge: TwoForms = Noun("challenge", "challenges")
    pillar: TwoForms = Noun("pillar", "pillars")
    risk_factor: TwoForms = Noun("risk factor", "risk factors")


class Ministry(Table):
    """A ministry or body that an action is put to."""

    label: Words
    """Its name in lists: `transport`."""
    addressed: Words
    """How a brief is addressed to it: `the ministry of transport`."""


class Challenge(Table):
    """One of the questions that the manual answers."""

    cover: Words
    """As the cover words it."""
    label: Words
    """As the choice on the page of actions words it: `1, for a start`."""


class RiskFactorWords(Table):
    """The risk factors, each of which `manual/data/risk-factors.yaml` describes."""

    count: Annotated[int, Field(ge=1, le=200)]
    groups: Annotated[Mapping[str, Words], Field(min_length=1)]
    """Each group that a factor may belong to, with the words that a table has below the factor's title."""


class RegionalGroups(Table):
    """The regional groups of the members on the roster, in the order of tables."""

    of: Words | None = None
    """Whose groups they are, for the caption of a table: `of the United Nations`."""
    names: Annotated[tuple[Words, ...], Field(min_length=1)]


class TableWords(Table):
    """A table or chart that a chapter shows of data."""

    caption: Words | None = None
    heads: tuple[Words, ...] = ()


COLUMNS = {
    "risk-factors": 4, "worksheet": 4, "meetings": 4,
    "network-sizes": 3, "network-size": 0, "evidence": 4,
}
"""How many columns each table has that a chapter shows with `{from-data}`; the chart has none."""


def _tables(given: Mapping[str, TableWords]) -> Mapping[str, TableWords]:
    if unknown := next((name for name in given if name not in COLUMNS), None):
        raise ValueError(f"no table is called `{unknown}`; the tables are {', '.join(COLUMNS)}")
    if wrong := next((name for name, table in given.items() if len(table.heads) != COLUMNS[name]), None):
        raise ValueError(f"the table `{wrong}` has {COLUMNS[wrong]} columns; write as many `heads`")
    return given


def _answers(given: Mapping[str, Challenge]) -> Mapping[str, Challenge]:
    if reserved := next((name for name in given if name in ("all", "both")), None):
        raise ValueError(f"`{reserved}` stands for every challenge; number this one")
    return given


class Vocabulary(Table):
    """What the file holds."""

    focal_point: FocalPoint
    nouns: Nouns = Nouns()
    ministries: Mapping[Id, Ministry] = {}
    """By the word that actions and briefs name them by, in the order of lists."""
    efforts: Mapping[Id, Words] = {}
    """How long an action takes, by the word that actions use, the least first."""
    challenges: Annotated[Mapping[Id, Challenge], AfterValidator(_answers)] = {}
    """By the number or word that texts use."""
    pillars: tuple[Words, ...] = ()
    risk_factors: RiskFactorWords | None = None
    regional_groups: RegionalGroups | None = None
    brief: BriefWords | None = None
    pocket: PocketWords | None = None
    tables: Annotated[Mapping[str, TableWords], AfterValidator(_tables)] = {}
    """Captions and heads of what `{from-data}` shows, by its name there."""
    names: Mapping[str, tuple[Words, ...]] = {}
    """Names and fixed terms besides the glossary's, each with the ways in which they are not written."""
    never_divided: tuple[Words, ...] = ()
    """Names that are not divided at the end of a line, besides those of countries and months."""

    @property
    def every_challenge(self) -> str:
        """The word by which a text answers all challenges: `both` of two, `all` of more; empty where there is one."""
        return {0: "", 1: "", 2: "both"}.get(len(self.challenges), "all")

    @property
    def answers(self) -> tuple[str, ...]:
        """The words that the field `challenge` may hold."""
        return (*self.challenges, *filter(None, [self.every_challenge]))

    def challenges_of(self, written: str) -> tuple[str, ...]:
        """Read the field `challenge`: the challenges that a text answers; unknown words are kept."""
        if written and written == self.every_challenge:
            return tuple(self.challenges)
        return tuple(word.strip() for word in written.split(",") if word.strip())

    def is_answer(self, written: str) -> bool:
        """Tell whether the field `challenge` may hold this: one word, or of more than two challenges several."""
        found = self.challenges_of(written)
        several = len(self.challenges) > 2 or len(found) == 1 or written == self.every_challenge
        return bool(found) and several and set(found) <= set(self.challenges)

    def effort_rank(self, word: str) -> int:
        """Place a kind of effort among the others, the least first; an unknown one comes last."""
        return [*self.efforts, word].index(word)

    def ministries_named(self, words: Iterable[str]) -> str:
        """Name ministries by their labels, parted by semicolons; an unknown word stands for itself."""
        return "; ".join(self.ministries[word].label if word in self.ministries else word for word in words)

    @property
    def factors(self) -> range:
        """The numbers of the risk factors; none where the manual has no risk factors."""
        return range(1, self.risk_factors.count + 1 if self.risk_factors else 1)

    def factors_named(self, numbers: Iterable[int]) -> str:
        """Name risk factors by number, three in a row as one: `Risk factors 2 and 5 to 7`; empty without any."""
        found = runs(sorted(set(numbers)))
        noun = self.nouns.risk_factor
        form = noun.many if len(found) > 1 or any(len(run) > 1 for run in found) else noun.one
        told = [f"{run[0]} to {run[-1]}" if len(run) > 1 else f"{run[0]}" for run in found]
        return f"{form[0].upper()}{form[1:]} {series(told)}" if found else ""

    @property
    def groups(self) -> tuple[str, ...]:
        """The words that the roster's field `regional_group` may hold."""
        return (*(self.regional_groups.names if self.regional_groups else ()), NO_GROUP)
