"""Numbers the footnotes of each chapter from 1 in the order of their calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def number_footnotes(app: Sphinx, doctree: nodes.document) -> None:
    """Renumber: an author's own notes and the notes of sources are numbered apart while they are read."""
    notes = {anchor: note for note in doctree.findall(nodes.footnote) for anchor in note["ids"]}
    numbers: dict[int, str] = {}
    for call in doctree.findall(nodes.footnote_reference):
        note = notes.get(call.get("refid", ""))
        if note is None:
            continue
        number = numbers.setdefault(id(note), f"{len(numbers) + 1}")
        call.children = []
        call += nodes.Text(number)
        label = note.next_node(nodes.label)
        if label is not None:
            label.children = []
            label += nodes.Text(number)
    _sort(list(notes.values()), numbers)


def _sort(notes: list[nodes.footnote], numbers: dict[int, str]) -> None:
    """Bring the notes at the end of the page into the order of their numbers; one that nothing calls goes last."""
    notes = list(dict.fromkeys(notes))
    if not notes:
        return
    ordered = sorted(notes, key=lambda note: int(numbers.get(id(note), "9999")))
    first = notes[0].parent
    place = first.index(notes[0])
    for note in notes:
        note.parent.remove(note)
    for offset, note in enumerate(ordered):
        first.insert(place + offset, note)
