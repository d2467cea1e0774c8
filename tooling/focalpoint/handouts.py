"""The words of what is handed out beside the manual: the briefs for ministries, and the pocket edition."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, Field

from focalpoint.records import Record, Words

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""A word by which texts name something, such as `rural-transport`."""


class Table(Record):
    """A table of the file; its fields are written with dashes."""

    model_config = ConfigDict(alias_generator=lambda name: name.replace("_", "-"))


class BriefPart(Table):
    """One part of a brief, under a heading of its own."""

    id: Id
    heading: Words
    words: Annotated[int, Field(ge=1)] | None = None
    """About how many words its passages have room for; a part without the field takes no passage."""
    holds: Literal["actions", "practice", "risk-factors", "contact"] | None = None
    """What it holds besides: the actions proposed, a peer's practice, the factors' titles, the line for an address."""


def _parts(parts: tuple[BriefPart, ...]) -> tuple[BriefPart, ...]:
    for name in ("id", "holds"):
        given = [value for part in parts if (value := getattr(part, name))]
        if twice := next((value for value in given if given.count(value) > 1), None):
            raise ValueError(f"two parts have `{name} = {twice}`; each part has its own")
    if idle := next((part.id for part in parts if part.words is None and part.holds is None), None):
        raise ValueError(f"the part `{idle}` takes no passage and holds nothing; give it `words` or `holds`")
    return parts


class BriefWords(Table):
    """The briefs: two pages for each ministry, of passages that chapters tag."""

    title: Words
    """Title of the page that lists them."""
    question: Words
    introduction: Annotated[str, Field(min_length=1)]
    """What that page says above the list; one sentence a line."""
    more: Words
    """Heading of the last part, which names the paragraphs to read."""
    contact: Words
    """The line on which whoever hands it over is written down."""
    parts: Annotated[tuple[BriefPart, ...], Field(min_length=1), AfterValidator(_parts)]
    """Its parts in their order."""

    @property
    def tagged(self) -> dict[str, BriefPart]:
        """The parts that passages of a chapter are tagged for, by id."""
        return {part.id: part for part in self.parts if part.words is not None}

    def holding(self, what: str) -> str:
        """Find the id of the part that holds something; empty where none does."""
        return next((part.id for part in self.parts if part.holds == what), "")


class PocketPart(Table):
    """One part of the pocket edition, under a heading of its own."""

    id: Id
    heading: Words
    passages: bool = False
    """Whether chapters tag passages for it."""
    brief: Id | None = None
    """The part of every brief that it repeats, under the name of each ministry."""
    holds: Literal["actions", "matrix", "risk-factors", "contacts"] | None = None
    """What it holds besides: the actions that its passages name, in place of these; which ministry's work touches which
    risk factor; the factors with the question for each; a table of whom to call, to fill in."""


def _pocket_parts(parts: tuple[PocketPart, ...]) -> tuple[PocketPart, ...]:
    ids = [part.id for part in parts]
    if twice := next((id for id in ids if ids.count(id) > 1), None):
        raise ValueError(f"two parts have `id = {twice}`; each part has its own")
    for part in parts:
        if not (part.passages or part.brief or part.holds):
            raise ValueError(f"the part `{part.id}` holds nothing; give it `passages = true`, `brief` or `holds`")
        if part.holds == "actions" and not part.passages:
            raise ValueError(f"the part `{part.id}` holds the actions that its passages name; add `passages = true`")
    return parts


class PocketWords(Table):
    """The pocket edition: a booklet of passages that chapters tag."""

    title: Words
    """What it is called: `Pocket edition`."""
    question: Words
    introduction: Annotated[str, Field(min_length=1)]
    """What it says of itself below its title; one sentence a line."""
    more: Words
    """What stands before the chapters that say more, with their sources."""
    contacts: Annotated[tuple[Words, ...], Field(min_length=2, max_length=4)]
    """Heads of the table of whom to call."""
    notes: Words
    """Heading of the pages that stay free at its end."""
    parts: Annotated[tuple[PocketPart, ...], Field(min_length=1), AfterValidator(_pocket_parts)]

    @property
    def tagged(self) -> dict[str, PocketPart]:
        """The parts that passages of a chapter are tagged for, by id."""
        return {part.id: part for part in self.parts if part.passages}
