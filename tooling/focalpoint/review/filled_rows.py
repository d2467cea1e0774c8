"""The rows of the comment form on a draft's last page, as somebody has filled them in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import pikepdf

from focalpoint.content.comments import MAX_COMMENT, Channel, CommentType, Confidence, Mark, Origin, Place
from focalpoint.content.draftmap import DraftMap
from focalpoint.content.returned import Finding
from focalpoint.review.numbered import place_by_number
from focalpoint.review.texts import clean, name_of, text_of

FIELD = re.compile(r"row(\d{1,4})\.(paragraph|line|type|comment|change)")
MOST_WIDGETS = 20_000
DEEPEST = 10

Row = dict[str, str]


def filled_rows(pages: Iterable[Any]) -> dict[int, Row]:
    """The rows with a comment or a change, by their numbers, from the fields that stand on the pages."""
    rows: dict[int, Row] = {}
    for page in pages:
        listed = page.get("/Annots")
        for index in range(min(len(listed), MOST_WIDGETS) if isinstance(listed, pikepdf.Array) else 0):
            name, value = _field(listed[index])
            if (match := FIELD.fullmatch(name)) and value:
                rows.setdefault(int(match[1]), {})[match[2]] = value
    return {number: row for number, row in sorted(rows.items()) if row.get("comment") or row.get("change")}


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


def row_finding(number: int, row: Mapping[str, str], drafts_map: DraftMap | None, sha256: str) -> Finding:
    """A filled row as a finding, placed by the number of its paragraph or line."""
    place, confidence = Place(), Confidence.UNPLACED
    paragraph, line = row.get("paragraph", ""), row.get("line", "")
    if drafts_map is not None:
        place, confidence = place_by_number(drafts_map, paragraph, line)
    cited = f"paragraph {paragraph}, line {line}" if confidence is Confidence.UNPLACED and (paragraph or line) else ""
    change = row.get("change", "")
    return Finding(
        channel=Channel.TEMPLATE,
        mark=Mark.REPLACE if change else Mark.NOTE,
        type=_type(row.get("type", "")),
        comment=row.get("comment", "")[:MAX_COMMENT],
        proposed_change=change[:MAX_COMMENT],
        place=place,
        confidence=confidence,
        source=Origin(sha256=sha256, subtype=f"row {number}", raw=cited[:MAX_COMMENT]),
    )


def _type(written: str) -> CommentType:
    """The type by its first two letters, which a form offers to choose from."""
    known = {one.value: one for one in CommentType}
    return known.get(written.strip()[:2].casefold(), CommentType.GENERAL)
