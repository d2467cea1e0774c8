"""Complete every chapter after it is read: its header, its pictures, and the numbers of its footnotes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LOGGER = logging.getLogger(__name__)


def add_chapter_header(app: Sphinx, doctree: nodes.document) -> None:
    """Put the fields `question` and `readers` of the front matter below the chapter's title."""
    fields = app.env.metadata[app.env.docname]
    title = next(iter(doctree.findall(nodes.title)), None)
    if title is None or title.parent is None:
        return
    place = title.parent.index(title) + 1
    for name, lead in (("readers", "For: "), ("question", "")):
        if fields.get(name):
            text = f"{lead}{fields[name]}"
            title.parent.insert(place, nodes.paragraph(text, text, classes=[name]))


def keep_images_inside(app: Sphinx, doctree: nodes.document) -> None:
    """Remove every picture whose address is outside the tree or on the web, and report an error."""
    for image in list(doctree.findall(nodes.image)):
        address = image["uri"]
        file = Path(app.env.relfn2path(address, app.env.docname)[1])
        if "://" in address or not file.resolve().is_relative_to(Path(app.srcdir).resolve()):
            LOGGER.error(
                "the picture `%s` is not in the manual; put it into manual/figures",
                address,
                location=image,
                type="focalpoint",
                subtype="image",
            )
            image.parent.remove(image)


def number_footnotes(app: Sphinx, doctree: nodes.document) -> None:
    """Renumber the footnotes: Sphinx numbers an author's notes and the notes of sources separately."""
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
    """Sort the notes at the end of the page by number; one that is never called goes last."""
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


def setup_chapter(app: Sphinx) -> None:
    """Add the steps after reading: check the pictures, add the header, number the footnotes."""
    app.connect("doctree-read", keep_images_inside, 400)
    app.connect("doctree-read", add_chapter_header, 600)
    app.connect("doctree-read", number_footnotes, 630)
