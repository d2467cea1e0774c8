"""Read every comment annotation of a returned PDF; what cannot be read keeps its data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

import pikepdf

from focalpoint.review.returned_pdf.pdf_open import raw_of
from focalpoint.review.returned_pdf.pdf_values import (
    Box,
    Point,
    box,
    box_around,
    name_of,
    points,
    quads,
    rich_text,
    text_of,
)
from focalpoint.review.returned_pdf.printed_words import appearance_text

NO_COMMENT = frozenset(
    {"Link", "Widget", "Popup", "PrinterMark", "TrapNet", "Watermark", "Screen", "3D", "RichMedia", "Movie"}
)
"""Annotations that are part of the page, a window, or a medium."""
ON_TEXT = frozenset({"Highlight", "Underline", "Squiggly", "StrikeOut", "Redact"})
TYPED_ON_PAGE = frozenset({"FreeText", "Stamp"})
HIDDEN, NO_VIEW = 2, 32

Key = tuple[int, int]


@dataclass(frozen=True)
class Annotation:
    """One annotation."""

    page: int
    """Index of the page in the returned file."""
    subtype: str
    """`Highlight`; empty where it could not be read."""
    text: str = ""
    author: str = ""
    name: str = ""
    modified: str = ""
    """As `2026-03-01T12:00:00+02:00`, or as written where it is no date."""
    intent: str = ""
    """Intent that its program gives (`/IT`), such as `Replace`."""
    box: Box | None = None
    quads: tuple[Box, ...] = ()
    """The marked boxes of the text, usually one for each line."""
    strokes: tuple[tuple[Point, ...], ...] = ()
    """Lines drawn by hand or between corners."""
    tip: Point | None = None
    """Where its arrow points."""
    key: Key | None = None
    """Number of its object."""
    parent: Key | None = None
    """Number of the annotation that it replies to or is a part of."""
    parent_name: str = ""
    """Name of that annotation: programs that merge files write new numbers and keep the names."""
    grouped: bool = False
    """Whether it is a part of its parent rather than a reply to it."""
    state: str = ""
    """A review state that it sets, such as `Accepted`."""
    hidden: bool = False
    flags: tuple[str, ...] = ()
    raw: str = ""

    @property
    def shape(self) -> tuple[Box, ...]:
        """The boxes that it covers."""
        return self.quads or ((self.box,) if self.box else ())


def read_annotations(page: Any, number: int) -> Iterator[Annotation]:
    """Read the comment annotations of one page; of each that cannot be read, its data."""
    for entry in _entries(page):
        subtype = _name(entry, "/Subtype") if isinstance(entry, pikepdf.Dictionary) else ""
        if entry is None or (subtype in NO_COMMENT and not _is_lone_popup(entry, subtype)):
            continue
        yield annotation_of(entry, subtype, number)


def annotation_of(entry: Any, subtype: str, number: int) -> Annotation:
    """Read one annotation of the page with an index; of one that cannot be read, its data."""
    try:
        return _annotation(entry, subtype, number)
    except Exception:  # a hostile object raises many kinds of error, and its data must not be lost
        return Annotation(number, subtype, flags=("unreadable",), raw=raw_of(entry))


def _is_lone_popup(entry: Any, subtype: str) -> bool:
    """Tell a window with words that belongs to no mark."""
    return subtype == "Popup" and not isinstance(entry.get("/Parent"), pikepdf.Dictionary) and "/Contents" in entry


def _entries(page: Any) -> Iterator[Any]:
    """Yield the entries of a page's list; a value that is no list counts as one entry."""
    listed = page.get("/Annots")
    if not isinstance(listed, pikepdf.Array):
        yield listed
        return
    for index in range(len(listed)):
        yield listed[index]


def _annotation(entry: Any, subtype: str, number: int) -> Annotation:
    if not subtype:
        return Annotation(number, "", flags=("unreadable",), raw=raw_of(entry))
    text, flags = _text(entry, subtype)
    marked = quads(entry.get("/QuadPoints"))
    around = box(entry.get("/Rect"))
    strokes = _strokes(entry)
    if around is None and (marked or any(strokes)):
        around = box_around([corner for one in marked for corner in one.corners] + list(chain(*strokes)))
    flags = [*flags, *_oddities(entry, subtype, marked)]
    parent, parent_name = _parent(entry)
    bits = _whole(entry.get("/F"))
    return Annotation(
        page=number,
        subtype=subtype,
        text=text,
        author=text_of(entry.get("/T")),
        name=text_of(entry.get("/NM")),
        modified=date_of(text_of(entry.get("/M"))),
        intent=_name(entry, "/IT"),
        box=around,
        quads=marked,
        strokes=strokes,
        tip=_tip(entry, subtype),
        key=entry.objgen if entry.is_indirect else None,
        parent=parent,
        parent_name=parent_name,
        grouped=_name(entry, "/RT") == "Group",
        state=_state(entry),
        hidden=bool(bits & (HIDDEN | NO_VIEW)),
        flags=tuple(flags),
        raw=raw_of(entry) if subtype in ("FileAttachment", "Sound") or around is None else "",
    )


def _text(entry: Any, subtype: str) -> tuple[str, list[str]]:
    """Read an annotation's text, and where it was found if not in its usual place."""
    places: tuple[tuple[str, Callable[[], str]], ...] = (
        ("", lambda: text_of(entry.get("/Contents"))),
        ("rich-text", lambda: rich_text(entry.get("/RC"))),
        ("popup", lambda: text_of(_inside(entry, "/Popup", "/Contents"))),
        ("appearance", lambda: appearance_text(entry) if subtype in TYPED_ON_PAGE else ""),
    )
    for flag, read in places:
        try:
            if text := read():
                return _stamped(entry, subtype, text), [flag] if flag else []
        except ValueError:
            return "", ["text-too-large"]
    return _stamped(entry, subtype, ""), []


def _stamped(entry: Any, subtype: str, text: str) -> str:
    """Add the name of a stamp, such as `Approved`, where its text does not say it."""
    name = _CASES.sub(" ", _name(entry, "/Name").removeprefix("#").removeprefix("SB").removeprefix("SH"))
    if subtype != "Stamp" or not name.replace(" ", "").isalpha() or name.casefold() in text.casefold():
        return text
    return "\n".join(filter(None, (f"Stamp: {name}", text)))


_CASES = re.compile(r"(?<=[a-z])(?=[A-Z])")


def _inside(entry: Any, *names: str) -> Any:
    for name in names:
        entry = entry.get(name) if isinstance(entry, pikepdf.Dictionary) else None
    return entry


def _oddities(entry: Any, subtype: str, marked: tuple[Box, ...]) -> Iterator[str]:
    if subtype in ON_TEXT and not marked:
        yield "no-quads"
    if subtype in ("Underline", "Squiggly", "Redact"):
        yield subtype.lower()
    if not entry.is_indirect:
        yield "direct"
    if subtype == "FileAttachment":
        yield "attached-file"
    if subtype == "Sound":
        yield "attachment"


def _strokes(entry: Any) -> tuple[tuple[Point, ...], ...]:
    inked = entry.get("/InkList")
    if isinstance(inked, pikepdf.Array):
        return tuple(points(inked[index]) for index in range(min(len(inked), 1_000)))
    for name in ("/Vertices", "/L"):
        if found := points(entry.get(name)):
            return (found,)
    return ()


def _tip(entry: Any, subtype: str) -> Point | None:
    """Find where a call-out or an arrow points: its first point, or the arrow's head."""
    if called := points(entry.get("/CL")):
        return called[0]
    ends = points(entry.get("/L")) if subtype == "Line" else ()
    if len(ends) != 2:
        return None
    heads = entry.get("/LE")
    shown = [name_of(one) for one in heads] if isinstance(heads, pikepdf.Array) else []
    arrows = ["Arrow" in head for head in [*shown, "", ""][:2]]
    return ends[0] if arrows == [True, False] else ends[1] if arrows == [False, True] else None


def _parent(entry: Any) -> tuple[Key | None, str]:
    parent = entry.get("/IRT")
    if isinstance(parent, pikepdf.Dictionary):
        return parent.objgen if parent.is_indirect else None, text_of(parent.get("/NM"))
    return None, text_of(parent)


def _state(entry: Any) -> str:
    if "/State" not in entry and "/StateModel" not in entry:
        return ""
    return text_of(entry.get("/State")) or _name(entry, "/State") or "unknown"


def _name(entry: Any, key: str) -> str:
    return name_of(entry.get(key))[:40]


def _whole(value: Any) -> int:
    return value if isinstance(value, int) else 0


_DATE = re.compile(r"D?:?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([Zz+-])(?:(\d\d)'?(\d\d)?'?)?)?")


def date_of(written: str) -> str:
    """Write a PDF date in ISO form; anything else as it is."""
    match = _DATE.match(written)
    if not match:
        return written
    year, month, day, hour, minute, second, sign, hours, minutes = match.groups()
    day_part = f"{year}-{month or '01'}-{day or '01'}"
    zone = "" if not sign else "+00:00" if sign in "Zz" or not hours else f"{sign}{hours}:{minutes or '00'}"
    return f"{day_part}T{hour or '00'}:{minute or '00'}:{second or '00'}{zone}"
