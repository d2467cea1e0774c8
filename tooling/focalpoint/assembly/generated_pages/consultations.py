"""The page that lists the consultations an edition rests on."""

from __future__ import annotations

from collections.abc import Sequence

from focalpoint.assembly.generated_pages.consulted import in_full
from focalpoint.content.manual import Note
from focalpoint.vocabulary import Vocabulary

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
    """The page as Markdown: the notes that the edition may carry, oldest first, and who took part, by region.

    `below` are the pages that stand below it beside those of the notes.
    """
    entries = "\n".join([*(note.fields.id for note in notes), *below])
    if not notes:
        introduction = "This edition carries no note of a consultation."
        return _PAGE.format(introduction=introduction, table=participation, entries=entries)
    rows = "\n".join(
        f"* - {{doc}}`{note.fields.short} <{note.fields.id}>`\n  - {note.fields.title}\n"
        f"  - {_when(note)}\n  - {len(note.points)}"
        for note in notes
    )
    example = f"{notes[0].fields.short}, 3".replace(" ", "\N{NO-BREAK SPACE}")
    introduction = (
        f"The manual grows out of consultations with {vocabulary.focal_point.many}.\n"
        f"A citation such as [{example}] in a chapter names a consultation and a point of its note.\n"
        "Each point below a note tells which paragraphs of the manual rest on it."
    )
    table = (
        "```{list-table} Consultations on which this edition rests\n:name: table-consultations\n:header-rows: 1\n"
        ":stub-columns: 1\n:widths: 18 52 20 10\n\n* - Cited as\n  - Consultation\n  - Date\n  - Points\n"
        + rows
        + "\n```"
    )
    return _PAGE.format(introduction=introduction, table=f"{table}\n\n{participation}", entries=entries)


def _when(note: Note) -> str:
    """The day of a consultation, or its days: 24 and 25 April 2017."""
    first, last = note.fields.date, note.fields.until
    if last is None or last == first:
        return in_full(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} {'and' if (last - first).days == 1 else 'to'} {in_full(last)}"
    return f"{in_full(first)} to {in_full(last)}"
