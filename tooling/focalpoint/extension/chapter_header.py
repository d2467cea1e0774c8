"""The opening of a chapter: below its title, the question it answers and who should read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def open_chapter(app: Sphinx, doctree: nodes.document) -> None:
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
