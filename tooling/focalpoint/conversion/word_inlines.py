"""Write the words of a paragraph of a Word file: emphasis, links, notes, accepted changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from focalpoint.conversion.blocks import Foreign
from focalpoint.conversion.word_file import WordFile, words_of
from focalpoint.conversion.wording import as_code, as_words, marked
from focalpoint.review.forms.office_file import below, local, value

Link = Callable[[str, str, int], str]
_PASSED = frozenset(
    "smartTag sdt sdtContent fldSimple ins moveTo customXml dir bdo hyperlink AlternateContent Choice".split()
)
"""Elements that only stand round runs."""
_LEFT = frozenset({"del", "moveFrom"})
_MONO = re.compile(r"courier|consolas|mono", re.IGNORECASE)
_ADDRESS = re.compile(r'HYPERLINK\s+(?:\\l\s+)?"([^"]+)"')


@dataclass
class Piece:
    """Words of one look."""

    words: str
    look: frozenset[str] = frozenset()
    address: str = ""
    ready: bool = False
    """Whether the words are Markdown already."""


@dataclass
class Inlines:
    """Writes the paragraphs of one file."""

    file: WordFile
    foreign: Foreign
    link: Link
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Kind and id of each footnote and endnote, in the order of their calls."""
    comments: list[str] = field(default_factory=list)
    """Ids of the comments met since the last paragraph."""
    drawings: list[Any] = field(default_factory=list)
    """Pictures and text boxes met since the last paragraph."""
    accepted: int = 0
    """Insertions that were accepted."""
    _field: list[str] = field(default_factory=list)
    """Instructions of the open fields; one whose result has begun is followed by an empty one."""

    def words(self, paragraph: Any, line: int, *, plain: bool = False) -> str:
        """Return the words of a paragraph as Markdown; `plain` leaves emphasis away, as headings do."""
        merged: list[Piece] = []
        for piece in self._pieces(paragraph, line, ""):
            last = merged[-1] if merged else None
            if last and (last.look, last.address, last.ready) == (piece.look, piece.address, piece.ready):
                last.words += piece.words
            else:
                merged.append(piece)
        written = "".join(self._written(piece, line, plain) for piece in merged)
        return re.sub(r"[^\S\n]+", " ", written).strip()

    def _written(self, piece: Piece, line: int, plain: bool) -> str:
        if piece.ready:
            return piece.words
        look, words = piece.look, piece.words
        if "struck" in look:
            if words.strip():
                self.foreign.leave(line, f"words struck out: “{words.strip()}”; write them again if they hold")
            return ""
        written = as_code(words) if "code" in look and words.strip() else as_words(words)
        for name in ("sub", "sup"):
            if name in look and words.strip():
                return f"{{{name}}}`{words.strip().replace('`', '’')}`"
        if not plain and "code" not in look and re.search(r"\w", words):
            sign = "*" * (("italic" in look) + 2 * ("bold" in look))
            written = marked(written, sign) if sign else written
        return self.link(written, piece.address, line) if piece.address else written

    def _pieces(self, node: Any, line: int, address: str) -> Iterator[Piece]:
        for child in node:
            name = local(child)
            if name == "r":
                yield from self._run(child, line, address)
            elif name in _LEFT:
                if words := words_of(child):
                    self.foreign.leave(line, f"words that a tracked change deletes: “{words}”; they were left out")
            elif name in _PASSED:
                self.accepted += name in ("ins", "moveTo") and bool(words_of(child))
                target = address
                if name == "hyperlink":
                    anchor = value(child, "anchor")
                    target = self.file.addresses.get(value(child, "id"), "") or (f"#{anchor}" if anchor else "")
                yield from self._pieces(child, line, target)
            elif name in ("oMath", "oMathPara"):
                said = "".join(node.text or "" for node in below(child, "t"))
                self.foreign.leave(line, f"the formula “{said}”; write it in words and signs")
            elif name == "commentRangeStart":
                pass

    def _run(self, run: Any, line: int, address: str) -> Iterator[Piece]:
        look = self._look(run)
        if "hidden" in look:
            if words := words_of(run):
                self.foreign.leave(line, f"hidden words: “{words}”; write them where readers see them")
            return
        for child in run:
            name = local(child)
            if name == "fldChar":
                self._field_mark(value(child, "fldCharType"))
            elif name == "instrText":
                if self._field:
                    self._field[-1] += child.text or ""
            elif name == "t":
                yield Piece(child.text or "", look, address or self._field_address())
            elif name in ("tab", "ptab"):
                yield Piece(" ", look, address)
            elif name in ("br", "cr"):
                yield Piece(" " if value(child, "type") in ("page", "column") else "\n", ready=True)
            elif name == "noBreakHyphen":
                yield Piece("-", look, address)
            elif name == "sym":
                sign = value(child, "char")
                self.foreign.leave(line, f"the sign {sign} of the typeface {value(child, 'font')}; type the character")
            elif name in ("footnoteReference", "endnoteReference"):
                kind = name.removesuffix("Reference")
                self.notes.append((kind, value(child, "id")))
                yield Piece(f"[^{note_label(kind, value(child, 'id'))}]", ready=True)
            elif name == "commentReference":
                self.comments.append(value(child, "id"))
            elif name in ("drawing", "pict", "object"):
                self.drawings.append(child)
            elif name == "AlternateContent":
                for choice in below(child, "Choice"):
                    self.drawings += [one for one in choice if local(one) in ("drawing", "pict")]

    def _field_mark(self, kind: str) -> None:
        if kind == "begin":
            self._field.append("")
        elif kind == "end" and self._field:
            self._field.pop()

    def _field_address(self) -> str:
        for instruction in self._field:
            if found := _ADDRESS.search(instruction):
                return ("#" if "\\l" in instruction else "") + found[1]
        return ""

    def _look(self, run: Any) -> frozenset[str]:
        properties = next((child for child in run if local(child) == "rPr"), None)
        if properties is None:
            return frozenset()
        name, _chain = self.file.style(run)
        looks = {"bold"} if name == "strong" else {"italic"} if name == "emphasis" else set()
        looks |= {"code"} if "code" in name or name.startswith("html ") else set()
        for child in properties:
            on = value(child, "val") not in ("0", "false", "none", "off")
            match local(child):
                case "b" | "i" | "strike" | "dstrike" | "vanish" as found:
                    look = {"b": "bold", "i": "italic", "vanish": "hidden"}.get(found, "struck")
                    looks = looks | {look} if on else looks - {look}
                case "vertAlign":
                    looks |= {{"subscript": "sub", "superscript": "sup"}.get(value(child, "val"), "")} - {""}
                case "rFonts" if _MONO.search(value(child, "ascii")):
                    looks.add("code")
        return frozenset(looks)


def note_label(kind: str, id: str) -> str:
    """Return the label of a note in the chapter."""
    return f"{'note' if kind == 'footnote' else 'end'}-{id}"
