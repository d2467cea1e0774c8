"""Show how many members of each regional group took part: in steps of three, where no member can be told from it."""

from __future__ import annotations

from collections.abc import Sequence

from focalpoint.assembly.generated_pages.rounds import by_group, consulted
from focalpoint.content.manual import Manual

FEWEST = 3
"""A count below this could point at a member, and so could the count of those who are missing from a group."""
HIDDEN = "–"
_TABLE = """```{{list-table}} Members consulted, by regional group{of}
:name: table-participation
:header-rows: 1
:stub-columns: 1
:widths: 50 25 25

* - Regional group
  - Members
  - Consulted
{rows}
```

A dash stands for a count that is not given, so that no member can be told from it.
The other counts are given in steps of three, so that a later edition does not tell who was added.
"""


def participation_table(manual: Manual) -> str:
    """The table as Markdown; empty where nobody was consulted, or where no count may be given."""
    groups = by_group(manual.vocabulary, manual.roster.members)
    heard = consulted(manual)
    limits = [len(members) for members in groups.values()]
    counts = [sum(member.id in heard for member in members) for members in groups.values()]
    cells = suppressed(counts, limits)
    if all(cell is None for cell in cells):
        return ""
    rows = [(group, limit, cell) for group, limit, cell in zip(groups, limits, cells, strict=True)]
    # The sum would give back what is hidden.
    rows.append(("All", sum(limits), None if None in cells else sum(counts)))
    of = f" {known.of}" if (known := manual.vocabulary.regional_groups) and known.of else ""
    lines = (f"* - {name}\n  - {limit}\n  - {_shown(cell)}" for name, limit, cell in rows)
    return _TABLE.format(of=of, rows="\n".join(lines))


def _shown(count: int | None) -> str:
    """A count in steps: between two editions it changes by three or not at all."""
    return HIDDEN if count is None else f"at least {count - count % FEWEST}"


def suppressed(counts: Sequence[int], limits: Sequence[int]) -> tuple[int | None, ...]:
    """The counts, with None for each that may not be given; `limits` are the known numbers that bound them.

    Each count below three is hidden, and each that is its limit or less than three below it: who is missing from a
    group, or that nobody is, tells of its members too. Then the next smallest are hidden one after the other, until
    even a reader who learns the sum elsewhere finds at least two values that each hidden count can have. A sum may be
    given beside them only where nothing is hidden: a reader who knows this rule could go back from it.
    """
    hidden = {
        place
        for place, (count, limit) in enumerate(zip(counts, limits, strict=True))
        if count < FEWEST or limit - count < FEWEST
    }
    others = sorted(set(range(len(counts))) - hidden, key=lambda place: (counts[place], limits[place], place))
    while others and not _open(sorted(hidden), counts, limits):
        hidden.add(others.pop(0))
    return tuple(None if place in hidden else count for place, count in enumerate(counts))


def _open(hidden: Sequence[int], counts: Sequence[int], limits: Sequence[int]) -> bool:
    """Whether the sum of the hidden counts leaves each of them two values or more."""
    whole = sum(counts[place] for place in hidden)
    room = sum(limits[place] for place in hidden)
    return all(max(0, whole - (room - limits[place])) < min(limits[place], whole) for place in hidden)
