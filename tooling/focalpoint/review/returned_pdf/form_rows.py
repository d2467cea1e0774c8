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
    """Read the filled rows from the form fields on the pages, by their numbers."""
    fields: list[tuple[str, str]] = []
    for page in pages:
        listed = page.get("/Annots")
        for index in range(min(len(listed), MOST_WIDGETS) if _is_list(listed) else 0):
            fields.append(_field(listed[index]))
    return rows_of_fields(fields)


def rows_of_fields(fields: Iterable[tuple[str, str]]) -> dict[int, Row]:
    """Make rows of the names and values of fields; a row of which only the type is chosen is none."""
    rows: dict[int, dict[str, str]] = {}
    for name, value in fields:
        if (match := FIELD.fullmatch(name)) and value:
            rows.setdefault(int(match[1]), {})[match[2]] = value
    return {number: Row(**row) for number, row in sorted(rows.items()) if row.keys() - {"type"}}


def has_fields(page: Any) -> bool:
    """Tell whether a page still has fields of the form."""
    listed = page.get("/Annots")
    fields = (_field(listed[index])[0] for index in range(min(len(listed), MOST_WIDGETS))) if _is_list(listed) else ()
    return any(FIELD.fullmatch(name) for name in fields)


def _is_list(listed: Any) -> bool:
    return isinstance(listed, pikepdf.Array)


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
