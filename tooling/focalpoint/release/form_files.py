"""The forms of an edition as Word files, made from the Markdown that the edition prints."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from focalpoint.assembly.from_data import FOLDER
from focalpoint.assembly.tree import Piece
from focalpoint.content.forms import DOWNLOADS, Form, forms_of
from focalpoint.content.imprint import Imprint
from focalpoint.content.markdown import read_markdown
from focalpoint.release.form_writer import FormWriter
from focalpoint.review.office_file import settled
from focalpoint.review.template import HEAD, INK, LANGUAGE

FACE, SIZE = "Calibri", Pt(10.5)
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
    document: Any = Document()
    moment = datetime.combine(day, time())
    facts = document.core_properties
    facts.title, facts.subject, facts.language = form.title, foot, LANGUAGE
    facts.author, facts.last_modified_by, facts.comments, facts.keywords = "", "", "", ""
    facts.created = facts.modified = moment
    _set_page(document, foot)
    _set_styles(document)
    document.add_heading(form.title, 1)
    FormWriter(document, data).write(form.text)
    written = BytesIO()
    document.save(written)
    return settled(written.getvalue(), f"{moment:%Y-%m-%dT%H:%M:%SZ}")


def _set_page(document: Any, foot: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = map(Mm, PAGE)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)
    section.footer.paragraphs[0].text = foot


def _set_styles(document: Any) -> None:
    for name, size, colour in (("Normal", SIZE, INK), ("Heading 1", Pt(16), HEAD), ("Footer", Pt(8), INK)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FACE, size, RGBColor.from_string(colour)
        fonts = style.element.rPr.rFonts
        for key in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{key}"), None)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(0), Pt(6)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
