"""Read the filled rows of the comment form at the end of a returned PDF."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pikepdf

from focalpoint.review.forms.template import Row
from focalpoint.review.returned_pdf.pdf_values import clean, name_of, text_of

FIELD = re.compile(r"row(\d{1,4})\.(paragraph|line|type|comment|change)")
MOST_WIDGETS = 20_000
DEEPEST = 10


def form_rows(pages: Iterable[Any]) -> dict[int, Row]:
    """Read the rows with a comment or a change from the form fields on the pages, by their numbers."""
    rows: dict[int, dict[str, str]] = {}
    for page in pages:
        listed = page.get("/Annots")
        for index in range(min(len(listed), MOST_WIDGETS) if isinstance(listed, pikepdf.Array) else 0):
            name, value = _field(listed[index])
            if (match := FIELD.fullmatch(name)) and value:
                rows.setdefault(int(match[1]), {})[match[2]] = value
    return {number: Row(**row) for number, row in sorted(rows.items()) if row.get("comment") or row.get("change")}


def _field(widget: Any) -> tuple[str, str]:
    """Read the whole name and the value of a field, each from the widget or from the fields above it."""
    names: list[str] = []
    value: Any = None
    node = widget
    for _ in range(DEEPEST):
        if not isinstance(node, pikepdf.Dictionary) or (node is widget and name_of(node.get("/Subtype")) != "Widget"):
            break
        names.insert(0, text_of(node.get("/T")))
        value = node.get("/V") if value is None else value
        node = node.get("/Parent")
    try:
        said = clean(name_of(value)) or text_of(value)
    except ValueError:
        said = ""
    return ".".join(name for name in names if name), said
