"""Read the words of a Word file piece by piece: which stay, which are struck or deleted, which are hidden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from focalpoint.content.rounds.returned import words_in
from focalpoint.review.forms.office_file import OfficeFile, below, local, value
from focalpoint.review.forms.redlines import struck
from focalpoint.review.forms.template import CHOICES
from focalpoint.review.returned_pdf.pdf_values import clean

NO_TEXT = {"Fallback", "instrText", "delInstrText", "pPr", "sdtPr", "tblPr", "trPr", "tcPr"}
"""Elements whose words are not part of the text."""
GONE, ADDED = ("del", "moveFrom"), ("ins", "moveTo")
DEEPEST = 200
"""Most elements inside each other."""
OFF = ("0", "false", "off", "none")


@dataclass(frozen=True)
class Piece:
    """Some words with the same format."""

    text: str
    gone: bool = False
    """Whether they are struck through, or tracked as deleted."""
    added: bool = False
    """Whether they are tracked as inserted."""
    hidden: bool = False
    author: str = ""
    """Whose tracked change it is."""
    written: str = ""


@dataclass(frozen=True)
class Styles:
    """The styles whose words are struck or hidden, by their ids."""

    struck: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    raised: frozenset[str] = frozenset()
    """Those whose words are superscripts."""


def styles_of(file: OfficeFile, main: str) -> Styles:
    """Read which styles strike or hide their words."""
    gone: set[str] = set()
    hidden: set[str] = set()
    raised: set[str] = set()
    for _, name in file.related(main, "styles"):
        for style in below(file.tree(name), "style"):
            for properties in (one for one in style if local(one) == "rPr"):
                gone |= {value(style, "styleId")} if _on(properties, "strike", "dstrike") else set()
                hidden |= {value(style, "styleId")} if _on(properties, "vanish") else set()
                raised |= {value(style, "styleId")} if _is_raised(properties) else set()
    return Styles(frozenset(gone), frozenset(hidden), frozenset(raised))


def _is_raised(properties: Any) -> bool:
    return any(local(one) == "vertAlign" and value(one, "val") == "superscript" for one in properties)


def is_raised(run: Any, styles: Styles) -> bool:
    """Tell whether a run is printed as a superscript."""
    properties = next((one for one in run if local(one) == "rPr"), ())
    style = next((value(one, "val") for one in properties if local(one) == "rStyle"), "")
    return _is_raised(properties) or style in styles.raised


def _on(properties: Any, *names: str) -> bool:
    return any(local(one) in names and value(one, "val") not in OFF for one in properties)


def pieces(node: Any, styles: Styles, above: Piece | None = None, deepest: int = DEEPEST) -> Iterator[Piece]:
    """Yield the pieces of an element in order, with a line end after each paragraph and for each break."""
    above = above or Piece("")
    name = local(node)
    if name in ("t", "delText"):
        yield _with(above, clean(f"|{node.text or ''}|")[1:-1])
    elif name in ("br", "cr", "tab", "noBreakHyphen"):
        yield _with(above, {"tab": " ", "noBreakHyphen": "-"}.get(name, "\n"))
    elif name not in NO_TEXT and name != "rPr" and deepest and not is_prompt(node):
        inside = _inside(node, name, styles, above)
        if name == "txbxContent":
            yield Piece("\n")  # A box stands beside the paragraph that holds it.
        for child in node:
            yield from pieces(child, styles, inside, deepest - 1)
        if name == "p":
            yield Piece("\n")


def _with(above: Piece, text: str) -> Piece:
    return Piece(text, above.gone, above.added, above.hidden, above.author, above.written)


def _inside(node: Any, name: str, styles: Styles, above: Piece) -> Piece:
    """Tell what an element makes of the words inside it."""
    if name in GONE or name in ADDED:
        author, day = clean(value(node, "author")), clean(value(node, "date"))
        return Piece("", above.gone or name in GONE, above.added or name in ADDED, above.hidden, author, day)
    if name != "r":
        return above
    properties = next((one for one in node if local(one) == "rPr"), None)
    if properties is None:
        return above
    style = next((value(one, "val") for one in properties if local(one) == "rStyle"), "")
    gone = _on(properties, "strike", "dstrike") or style in styles.struck
    hidden = _on(properties, "vanish") or style in styles.hidden
    return Piece("", above.gone or gone, above.added, above.hidden or hidden, above.author, above.written)


def is_prompt(node: Any) -> bool:
    """Tell whether a form field still shows its prompt; some programs say so of a field with a chosen type."""
    if local(node) != "sdt" or property_of(node, "sdtPr", "showingPlcHdr") is None:
        return False
    return "".join(text.text or "" for text in below(node, "t")) not in CHOICES


def property_of(node: Any, group: str, name: str) -> Any:
    """Find a property of a row, a cell or a field; None where it has none."""
    return next((one for child in node if local(child) == group for one in child if local(one) == name), None)


def shown(given: Iterable[Piece]) -> str:
    """Write the words that are not hidden, with signs around those that are struck or deleted."""
    seen = [piece for piece in given if not piece.hidden]
    parts = []
    for gone, group in groupby(seen, key=lambda piece: piece.gone):
        text = "".join(piece.text for piece in group)
        parts.append(struck(text) if gone else text)
    return "".join(parts).strip()


def hidden_words(given: Iterable[Piece]) -> int:
    """Count the hidden words."""
    return sum(words_in("".join(p.text for p in group)) for hid, group in groupby(given, lambda p: p.hidden) if hid)
