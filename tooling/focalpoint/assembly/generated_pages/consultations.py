"""Write the page that lists the consultations an edition rests on, with the table of who took part.

The table gives counts in steps of three, and hides every count from which a member could be identified.
"""

from __future__ import annotations

from collections.abc import Sequence

from focalpoint.assembly.generated_pages.consulted import in_full
from focalpoint.assembly.generated_pages.rounds import by_group, consulted
from focalpoint.assembly.markdown_writer import list_table
from focalpoint.content.manual import Manual, Note
from focalpoint.vocabulary import Vocabulary

FEWEST = 3
"""A count below this could point at a member, and so could the count of those who are missing from a group."""
HIDDEN = "–"
_EXPLAINED = """
A dash stands for a count that is not given, so that no member can be told from it.
The other counts are given in steps of three, so that a later edition does not tell who was added.
"""


def participation_table(manual: Manual) -> str:
    """Return the table as Markdown; empty if nobody was consulted or no count may be given."""
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
    cells_of = [(name, str(limit), _shown(cell)) for name, limit, cell in rows]
    caption, heads = f"Members consulted, by regional group{of}", ("Regional group", "Members", "Consulted")
    return f"{list_table(caption, heads, (50, 25, 25), cells_of, name='table-participation')}\n{_EXPLAINED}"


def _shown(count: int | None) -> str:
    """Round a count down to a multiple of three: between two editions it changes by three or not at all."""
    return HIDDEN if count is None else f"at least {count - count % FEWEST}"


def suppressed(counts: Sequence[int], limits: Sequence[int]) -> tuple[int | None, ...]:
    """Replace by None each count that must not be given; `limits` are the known numbers that bound the counts.

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


_PAGE = """---
title: Consultations
question: What was heard, and where did the manual use it?
---

{introduction}

{table}

```{{toctree}}
:hidden:

{entries}
```
"""


def consultations_page(vocabulary: Vocabulary, notes: Sequence[Note], participation: str, below: Sequence[str]) -> str:
    """Return the page as Markdown: the notes that the edition may carry, oldest first, and who took part, by region.

    `below` are the pages that stand below it beside those of the notes.
    """
    entries = "\n".join([*(note.fields.id for note in notes), *below])
    if not notes:
        introduction = "This edition carries no note of a consultation."
        return _PAGE.format(introduction=introduction, table=participation, entries=entries)
    rows = [
        (f"{{doc}}`{note.fields.short} <{note.fields.id}>`", note.fields.title, _when(note), str(len(note.points)))
        for note in notes
    ]
    example = f"{notes[0].fields.short}, 3".replace(" ", "\N{NO-BREAK SPACE}")
    introduction = (
        f"The manual grows out of consultations with {vocabulary.focal_point.many}.\n"
        f"A citation such as [{example}] in a chapter names a consultation and a point of its note.\n"
        "Each point below a note tells which paragraphs of the manual rest on it."
    )
    caption, heads = "Consultations on which this edition rests", ("Cited as", "Consultation", "Date", "Points")
    table = list_table(caption, heads, (18, 52, 20, 10), rows, name="table-consultations")
    return _PAGE.format(introduction=introduction, table=f"{table}\n\n{participation}", entries=entries)


def _when(note: Note) -> str:
    """Return the day or days of a consultation in words: 24 and 25 April 2017."""
    first, last = note.fields.date, note.fields.until
    if last is None or last == first:
        return in_full(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} {'and' if (last - first).days == 1 else 'to'} {in_full(last)}"
    return f"{in_full(first)} to {in_full(last)}"
