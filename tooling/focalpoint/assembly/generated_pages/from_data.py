"""Write what chapters show with `{from-data}`: tables and a chart as Markdown, from data files and the roster."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from focalpoint.assembly.generated_pages.charts import Column, column_chart, columns_in_words
from focalpoint.assembly.generated_pages.rounds import by_group
from focalpoint.assembly.markdown_writer import list_table
from focalpoint.content.consultation.roster import Member
from focalpoint.content.data.data import Shown
from focalpoint.content.data.network import NetworkFigures
from focalpoint.content.data.risk_factors import RiskFactor, RiskFactors
from focalpoint.content.manual import Manual
from focalpoint.content.text.markdown import read_markdown
from focalpoint.content.text.reading import Reading
from focalpoint.vocabulary import TableWords, Vocabulary

FOLDER = "data"
"""Where the Markdown lies in a tree: as text, so that Sphinx takes it for no page of its own."""
CHART = f"{FOLDER}/network-size.svg"
MOVEMENT = ("new", "growing", "steady", "receding", "not found")
"""What a reading may say of a risk factor, each with a box to tick."""


def shown_data(readings: Iterable[Reading]) -> set[Shown]:
    """Return the data that some texts show."""
    names = {block.argument for reading in readings for block in reading.directives if block.name == "from-data"}
    return {one for one in Shown if one in names}


def shown_with(manual: Manual, reading: Reading) -> list[Reading]:
    """Return a text's reading and the readings of the data that it shows."""
    return [reading, *(read_markdown(data_text(manual, one)) for one in sorted(shown_data([reading])))]


def data_text(manual: Manual, shown: Shown) -> str:
    """Return one table or chart as Markdown; its data must be there, which the checks ensure."""
    return _TEXTS[shown](manual)


def data_files(manual: Manual, shown: Iterable[Shown]) -> Iterator[tuple[str, bytes]]:
    """Yield the files that the tree needs for some data: the Markdown of each, and the drawing of a chart."""
    for one in shown:
        yield f"{FOLDER}/{one}.txt", data_text(manual, one).encode()
        if one is Shown.NETWORK_SIZE:
            yield CHART, column_chart(_caption(manual, one), _columns(_network(manual)))


def _factors(manual: Manual) -> RiskFactors:
    assert manual.risk_factors.held is not None
    return manual.risk_factors.held


def _network(manual: Manual) -> NetworkFigures:
    assert manual.network.held is not None
    return manual.network.held


def _cited(keys: Iterable[str]) -> str:
    return f"{{footcite}}`{','.join(keys)}`"


def _risk_factors(manual: Manual) -> str:
    factors = _factors(manual).factors
    known = manual.vocabulary
    groups = known.risk_factors.groups if known.risk_factors else {}
    rows = [
        (f"{one.number}", _titled(one, groups.get(one.group, "")), one.ask, _touched(known, one)) for one in factors
    ]
    return _table(manual, Shown.RISK_FACTORS, (6, 29, 25, 40), rows)


def _titled(factor: RiskFactor, below: str) -> str:
    """Return the title with a line below it."""
    return f"{factor.title}\n\n    {below}"


def _touched(known: Vocabulary, factor: RiskFactor) -> str:
    said = "; ".join(f"{known.ministries_named([word])} ({why})" for word, why in factor.ministries.items())
    return said[:1].upper() + said[1:]


def _worksheet(manual: Manual) -> str:
    ticks = "\n\n    ".join(f"☐ {word}" for word in MOVEMENT)
    factors = _factors(manual).factors
    rows = [(rf"{one.number}\. {_titled(one, one.ask)}", "", ticks, "") for one in factors]
    return _table(manual, Shown.WORKSHEET, (31, 31, 21, 17), rows, kind="fill-in")


def _meetings(manual: Manual) -> str:
    meetings = _network(manual).meetings
    rows = [
        (f"{one.number}", f"{one.place}, {one.when}{_cited(one.sources)}", one.hosts, one.attendance)
        for one in meetings
    ]
    return _table(manual, Shown.MEETINGS, (6, 31, 31, 32), rows)


def _sizes(manual: Manual) -> str:
    rows = [(one.when, f"{one.states}", f"{one.told}{_cited(one.sources)}") for one in _network(manual).sizes]
    return _table(manual, Shown.NETWORK_SIZES, (32, 12, 56), rows)


def _columns(network: NetworkFigures) -> list[Column]:
    """Return a column for every year from the first count to the last; a year without a count has no value."""
    latest = {one.year: one.states for one in network.sizes}
    return [Column(f"{year}", latest.get(year)) for year in range(min(latest), max(latest) + 1)]


def _chart(manual: Manual) -> str:
    caption = _caption(manual, Shown.NETWORK_SIZE)
    said = columns_in_words(caption, _columns(_network(manual)))
    return f"```{{figure}} /{CHART}\n:alt: {said}\n\n{caption}; a dash stands where no count was found\n```\n"


def _evidence(manual: Manual) -> str:
    rows = [
        (member.name, name, f"{evidence.year}", f"{evidence.grade}{_cited([source])}")
        for name, members in _evident(manual)
        for member in members
        if (evidence := member.evidence) and (source := evidence.source)
    ]
    return _table(manual, Shown.EVIDENCE, (27, 40, 23, 10), rows)


def _evident(manual: Manual) -> Iterator[tuple[str, list[Member]]]:
    """Yield for each regional group the members whose membership a published source shows, by name.

    What the Secretariat knows of its own, and what was only intended or inferred, is for no reader of this table.
    """
    for group, members in by_group(manual.vocabulary, manual.roster.members).items():
        shown = [one for one in members if (found := one.evidence) and found.source and found.grade in ("A", "B")]
        if shown:
            yield group, sorted(shown, key=lambda member: member.name)


def _caption(manual: Manual, shown: Shown) -> str:
    return manual.vocabulary.tables.get(shown, TableWords()).caption or ""


def _table(manual: Manual, shown: Shown, widths: Iterable[int], rows: Iterable[Sequence[str]], kind: str = "") -> str:
    """Write a table as Markdown, under the caption and heads of the vocabulary."""
    caption, heads = _caption(manual, shown), manual.vocabulary.tables.get(shown, TableWords()).heads
    return list_table(caption, heads, widths, rows, kind=kind) + "\n"


_TEXTS: dict[Shown, Callable[[Manual], str]] = {
    Shown.RISK_FACTORS: _risk_factors,
    Shown.WORKSHEET: _worksheet,
    Shown.MEETINGS: _meetings,
    Shown.NETWORK_SIZES: _sizes,
    Shown.NETWORK_SIZE: _chart,
    Shown.EVIDENCE: _evidence,
}
