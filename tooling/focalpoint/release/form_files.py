"""The forms of an edition as Word files, made from the Markdown that the edition prints."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time

from focalpoint.assembly.generated_pages.from_data import FOLDER
from focalpoint.assembly.tree import Piece
from focalpoint.content.text.forms import DOWNLOADS, Form, forms_of
from focalpoint.content.text.imprint import Imprint
from focalpoint.content.text.markdown import read_markdown
from focalpoint.release.form_writer import FormWriter
from focalpoint.review.forms.form_word import saved, set_page, set_type, word_file

SIZE, AFTER, HEADING = 10.5, 6, 16
"""Points of the text, of the space after a paragraph, and of the heading."""
PAGE, MARGIN = (210, 297), 22.5
"""A4, and the margin on each side, in millimetres."""


def form_files(tree: Mapping[str, Piece], title: str, facts: Imprint) -> dict[str, bytes]:
    """Every form of a tree by its path in the web edition; the same text gives the same bytes."""
    data = {
        name.removeprefix(f"{FOLDER}/").removesuffix(".txt"): piece.data.decode()
        for name, piece in tree.items()
        if name.startswith(f"{FOLDER}/") and name.endswith(".txt")
    }
    texts = (piece.data.decode() for name, piece in tree.items() if name.endswith(".md"))
    foot = f"{title} · {facts.edition} · {facts.dated}"
    return {
        f"{DOWNLOADS}/{form.file}.docx": word_of(form, data, foot, facts.date)
        for text in texts
        if "{form}" in text
        for form in forms_of(read_markdown(text))
    }


def word_of(form: Form, data: Mapping[str, str], foot: str, day: date) -> bytes:
    """One form as a Word file."""
    moment = datetime.combine(day, time())
    document = word_file(form.title, moment, subject=foot)
    set_page(document, PAGE, MARGIN, foot)
    set_type(document, SIZE, AFTER, {"Heading 1": HEADING})
    document.add_heading(form.title, 1)
    FormWriter(document, data).write(form.text)
    return saved(document, moment)
