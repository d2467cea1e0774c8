"""Read the paragraphs of a returned Word file: its words before and after the tracked changes, and our bookmarks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from focalpoint.content.rounds.returned import refused
from focalpoint.review.forms.office_file import OfficeFile, below, local, value
from focalpoint.review.forms.word_text import ADDED, GONE, NO_TEXT, property_of
from focalpoint.word.returned.returned_file import (
    BOTH,
    CALL,
    DELETED,
    INSERTED,
    MARK,
    SAME,
    Mark,
    Piece,
    ReturnedFile,
    ReturnedParagraph,
)
from focalpoint.word.sent import OUR_PICTURE

MOST_PARAGRAPHS, DEEPEST = 50_000, 200


def read_paragraphs(data: bytes) -> ReturnedFile:
    """Read a Word file; raises Trouble where it is damaged, harmful or no Word file."""
    file = OfficeFile(data)
    main = next((name for _, name in file.related("", "officeDocument")), "word/document.xml")
    root = file.tree(main)
    body = next((node for node in root if local(node) == "body"), None)
    if body is None:
        raise refused("the file is no Word document; ask the sender for the file that was sent")
    styles = _styles(file, main)
    reader = _Reader(styles)
    reader.read(body)
    for _, name in file.related(main, "footnotes"):
        for note in file.tree(name):
            if local(note) == "footnote" and value(note, "type") not in ("separator", "continuationSeparator"):
                reader.note += 1
                reader.read(note)
    comments = sum(
        1 for _, name in file.related(main, "comments") for one in file.tree(name) if local(one) == "comment"
    )
    pictures = [_is_ours(node) for node in below(body, "drawing")] + [False for _ in below(body, "pict")]
    formats = sum(1 for node in root.iter() if local(node) in ("rPrChange", "pPrChange"))
    identity = next((word for said in file.properties() for word in said.split() if word.startswith("focalpoint-")), "")
    return ReturnedFile(
        identity=identity,
        paragraphs=tuple(reader.found),
        pictures=pictures.count(False),
        our_pictures=pictures.count(True),
        comments=comments,
        formats=formats,
    )


def _is_ours(drawing: Any) -> bool:
    return any(value(one, "name").startswith(OUR_PICTURE) for one in below(drawing, "docPr"))


@dataclass
class _Styles:
    names: dict[str, str] = field(default_factory=dict)
    raised: set[str] = field(default_factory=set)


def _styles(file: OfficeFile, main: str) -> _Styles:
    found = _Styles()
    for _, name in file.related(main, "styles"):
        for style in file.tree(name):
            if local(style) == "style":
                id = value(style, "styleId")
                found.names[id] = next((value(one, "val").lower() for one in style if local(one) == "name"), "")
                form = next((one for one in style if local(one) == "rPr"), None)
                if form is not None and _is_raised(form):
                    found.raised.add(id)
    return found


def _is_raised(form: Any) -> bool:
    return any(local(one) == "vertAlign" and value(one, "val") == "superscript" for one in form)


@dataclass
class _Place:
    """Where the reader is."""

    table: int = -1
    row: int = 0
    cell: int = 0
    row_state: str = SAME


class _Reader:
    """Reads the paragraphs of one part after the other."""

    def __init__(self, styles: _Styles) -> None:
        self.styles = styles
        self.found: list[ReturnedParagraph] = []
        self.note = -1
        self.tables = -1
        self.seen: set[str] = set()
        self.open: dict[str, str] = {}
        """The reference bookmarks that are open, by their ids."""

    def read(self, node: Any, place: _Place | None = None, deep: int = DEEPEST) -> None:
        """Read all paragraphs below an element."""
        place = place or _Place()
        rows = cells = -1
        for child in node:
            name = local(child)
            if name == "p":
                self._paragraph(child, place)
            elif name == "bookmarkStart" and MARK.fullmatch(value(child, "name")):
                self.waiting = child
            elif name == "tr":
                rows += 1
                gone = property_of(child, "trPr", "del") is not None
                state = DELETED if gone else INSERTED if property_of(child, "trPr", "ins") is not None else SAME
                self.read(child, _Place(place.table, rows, 0, state), deep - 1)
            elif name == "tc":
                cells += 1
                self.read(child, _Place(place.table, place.row, cells, place.row_state), deep - 1)
            elif name == "tbl":
                self.tables += 1
                self.read(child, _Place(self.tables), deep - 1)
            elif deep and name not in NO_TEXT:
                self.read(child, place, deep - 1)
            if len(self.found) > MOST_PARAGRAPHS:
                raise refused("the file has more paragraphs than a manual; ask the sender for the file that was sent")

    waiting: Any = None
    """A bookmark that begins between two paragraphs."""

    def _paragraph(self, node: Any, place: _Place) -> None:
        pieces: list[Piece] = []
        marks: list[Mark] = []
        if self.waiting is not None:
            self._mark(self.waiting, marks, 0)
            self.waiting = None
        self.open.clear()
        self._walk(node, SAME, pieces, marks, DEEPEST)
        style = property_of(node, "pPr", "pStyle")
        name = "" if style is None else self.styles.names.get(value(style, "val"), value(style, "val").lower())
        end = next((one for one in node if local(one) == "pPr"), ())
        form = next((one for one in end if local(one) == "rPr"), ())
        states = {local(one) for one in form}
        gone, came = bool(states & set(GONE)), bool(states & set(ADDED))
        self.found.append(
            ReturnedParagraph(
                pieces=tuple(pieces),
                marks=tuple(marks),
                end=BOTH if gone and came else DELETED if gone else INSERTED if came else SAME,
                style=name,
                listed=property_of(node, "pPr", "numPr") is not None or "list" in name,
                table=place.table,
                row=place.row,
                cell=place.cell,
                row_state=place.row_state,
                note=self.note,
            )
        )

    def _walk(self, node: Any, state: str, pieces: list[Piece], marks: list[Mark], deep: int) -> None:
        for child in node:
            name = local(child)
            if name in ADDED:
                self._walk(child, BOTH if state == DELETED else INSERTED, pieces, marks, deep - 1)
            elif name in GONE:
                self._walk(child, BOTH if state == INSERTED else DELETED, pieces, marks, deep - 1)
            elif name == "bookmarkStart":
                self._mark(child, marks, len(pieces))
            elif name == "bookmarkEnd":
                self.open.pop(value(child, "id"), None)
            elif name == "r":
                pieces += self._run(child, state)
            elif deep and name not in NO_TEXT and name not in ("rPr", "p", "tbl", "txbxContent"):
                self._walk(child, state, pieces, marks, deep - 1)

    def _mark(self, node: Any, marks: list[Mark], at: int) -> None:
        name = value(node, "name")
        match = MARK.fullmatch(name)
        if match is None:
            return
        chapter, ours, block, reference = match.groups()
        if reference is not None:
            self.open[value(node, "id")] = f"{chapter}_{block}_{reference}"
        elif name not in self.seen or not marks:
            self.seen.add(name)
            marks.append(Mark(chapter=int(chapter), block=int(block), ours=bool(ours), at=at))

    def _run(self, node: Any, state: str) -> Iterator[Piece]:
        form = next((one for one in node if local(one) == "rPr"), ())
        on = {local(one) for one in form if value(one, "val") not in ("0", "false", "none")}
        if "vanish" in on:
            return
        lined = "highlight" in on or "u" in on
        style = next((value(one, "val") for one in form if local(one) == "rStyle"), "")
        raised = _is_raised(form) or style in self.styles.raised
        reference = next(reversed(self.open.values()), "")
        if "strike" in on or "dstrike" in on:
            state = BOTH if state == INSERTED else DELETED
        for one in node:
            text = _said(one).replace(",", "") if raised else _said(one)
            if text:
                bold, italic = "b" in on, "i" in on
                yield Piece(
                    text=text, state=state, reference=reference, bold=bold, italic=italic, lined=lined, raised=raised
                )


def _said(node: Any) -> str:
    match local(node):
        case "t" | "delText":
            return node.text or ""
        case "footnoteReference" | "endnoteReference":
            return CALL
        case "tab":
            return "\t"
        case "br" | "cr":
            return " "
        case "noBreakHyphen":
            return "-"
    return ""
