"""Make the text of a page independent of its lines: soft hyphens where a word is broken, a space between words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from pydyf import Dictionary  # type: ignore[import-untyped]

from focalpoint.press.tagging.structure_tree import Element, Mark, TagTree

HYPHEN = "\N{HYPHEN}"
"""The character WeasyPrint breaks a word with; the preparation of a section has replaced all others."""
JOINTS = "-\N{EN DASH}\N{EM DASH}/"
"""Characters after which a line may end without a space."""
SOFT, HARD = b"/Span <</ActualText <FEFF00AD>>> BDC", b"/Span <</ActualText <FEFF2010>>> BDC"
"""The typefaces have one glyph for all hyphens. PDF requires a hyphen of the line end to be a soft hyphen; a hyphen of
the word itself is marked as hard, or software that joins words at line ends would drop it."""
LAST = re.compile(rb"([0-9a-f]{4})>[-.0-9 ]*\] TJ$")
"""The last glyph of a shown text."""


def write_actual_text(tree: TagTree) -> None:
    """Mark soft and hard hyphens, write the spaces at line ends, and mark the artifacts."""
    fonts = {font.hash.encode(): font for font in tree.document.fonts.values()}
    work: dict[int, dict[int, str]] = defaultdict(dict)
    for mark, kind in [*_line_ends(tree), *((mark, "artifact") for mark in tree.artifacts)]:
        work[mark.page][mark.number] = kind
    for page, by_number in work.items():
        operators = tree.stream(page)
        operators[:] = _rewritten(operators, by_number, fonts)


def _line_ends(tree: TagTree) -> Iterator[tuple[Mark, str]]:
    """Yield the texts of each paragraph that are followed by a line end or a space, and how each ends."""
    for block in tree.root.below():
        if block.kind != "P" and not any(isinstance(kid, Mark) for kid in block.kids):
            continue
        last, apart = None, False
        for mark in block.leaves():
            if not isinstance(mark, Mark) or mark not in tree.texts:
                continue
            if not tree.texts[mark].words.strip():
                # WeasyPrint draws nothing for a text that is only a space.
                apart = True
                continue
            if last is not None and (apart or tree.texts[last].line != tree.texts[mark].line):
                yield last, _ending(tree.texts[last].words, tree.texts[mark].words, block)
            last, apart = mark, False


def _ending(before: str, after: str, block: Element) -> str:
    if before.endswith(HYPHEN):
        return "soft"
    if before[-1].isspace() or after[0].isspace():
        return ""
    if before[-1] in JOINTS and block.html is not None:
        source = " ".join("".join(block.html.itertext()).split())
        if before.split()[-1] + after.split()[0] in source:
            return "hard" if before[-1] == "-" else ""
    return "spaced"


def _rewritten(operators: list[Any], work: dict[int, str], fonts: dict[bytes, Any]) -> list[Any]:
    """Return the drawing operators of a page with the tasks done on its marked content, by MCID."""
    found: list[Any] = []
    task, depth, last, font = "", 0, 0, None
    for operator in operators:
        found.append(operator)
        if isinstance(operator, Dictionary):
            if task := work.get(operator.get("MCID"), ""):
                depth, last = 0, 0
            if task == "artifact":
                found[-2:] = ["/Artifact", b""]
        elif not isinstance(operator, bytes):
            continue
        elif operator.endswith(b" Tf"):
            font = fonts[operator[1:].split()[0]]
            # Behind what was shown in another font, and so is what is added.
            last = len(found) - 1 if task and last else last
        elif not task:
            continue
        elif operator.endswith(b"TJ"):
            last = len(found) - 1
        elif operator in (b"BDC", b"BMC"):
            depth += 1
            if task == "artifact" and depth == 1:
                found[-1] = b"BMC"
        elif operator == b"EMC":
            depth -= 1
            # What is added must not stand inside a mark that stands for the text of its glyphs.
            last = len(found) - 1 if task and depth and last else last
            if depth == 0:
                if last:
                    found[last : last + 1] = DONE[task](found[last], font)
                task = ""
    return found


def _mark_last(what: bytes) -> Callable[[bytes, Any], list[bytes]]:
    """Return a function that puts the last glyph of a shown text into marked content of its own."""

    def marked(shown: bytes, font: Any) -> list[bytes]:
        glyph = LAST.search(shown)
        assert glyph is not None
        return [shown[: glyph.start()] + b">] TJ", what, b"[<" + glyph[1] + b">] TJ", b"EMC"]

    return marked


def _space(shown: bytes, font: Any) -> list[bytes]:
    """Show a space; if the font subset has none, give the last glyph an ActualText that ends with a space.

    Add nothing where the line ends in text that is marked already: readers part words at a line's end.
    """
    space = next((glyph for glyph, text in font.to_unicode.items() if text in (" ", "\N{NO-BREAK SPACE}")), None)
    if space is not None:
        return [shown, b"[<%04x>] TJ" % space]
    glyph = LAST.search(shown)
    if glyph is None:
        return [shown]
    text = f"\ufeff{font.to_unicode[int(glyph[1], 16)]} ".encode("utf-16-be").hex().upper()
    return _mark_last(b"/Span <</ActualText <%b>>> BDC" % text.encode())(shown, font)


DONE: dict[str, Callable[[bytes, Any], list[bytes]]] = {
    "soft": _mark_last(SOFT),
    "hard": _mark_last(HARD),
    "spaced": _space,
    "artifact": lambda shown, font: [shown],
}
