"""The rows of the comment form on a draft's last page, as somebody has filled them in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pikepdf

from focalpoint.review.forms.template import Row
from focalpoint.review.returned_pdf.pdf_text import clean, name_of, text_of

FIELD = re.compile(r"row(\d{1,4})\.(paragraph|line|type|comment|change)")
MOST_WIDGETS = 20_000
DEEPEST = 10


def filled_rows(pages: Iterable[Any]) -> dict[int, Row]:
    """The rows with a comment or a change, by their numbers, from the fields that stand on the pages."""
    rows: dict[int, dict[str, str]] = {}
    for page in pages:
        listed = page.get("/Annots")
        for index in range(min(len(listed), MOST_WIDGETS) if isinstance(listed, pikepdf.Array) else 0):
            name, value = _field(listed[index])
            if (match := FIELD.fullmatch(name)) and value:
                rows.setdefault(int(match[1]), {})[match[2]] = value
    return {number: Row(**row) for number, row in sorted(rows.items()) if row.get("comment") or row.get("change")}


def _field(widget: Any) -> tuple[str, str]:
    """The whole name and the value of a field, each from the widget or from what stands above it."""
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
