"""Divide new Markdown into paragraphs, and each paragraph into lines of one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from focalpoint.checks.wording.sentences import sentence_starts
from focalpoint.content.editable.inline_pieces import NOTE, InlinePiece, write_pieces


def paragraphs_of(pieces: Sequence[InlinePiece]) -> list[list[InlinePiece]]:
    """Divide pieces at the ends of paragraphs."""
    out: list[list[InlinePiece]] = [[]]
    for piece in pieces:
        if piece.kind == "end":
            out.append([])
        else:
            out[-1].append(piece)
    return [_trimmed(one) for one in out]


def _trimmed(pieces: list[InlinePiece]) -> list[InlinePiece]:
    first, last = 0, len(pieces)
    while first < last and _is_blank(pieces[first]):
        first += 1
    while last > first and _is_blank(pieces[last - 1]):
        last -= 1
    return pieces[first:last]


def _is_blank(piece: InlinePiece) -> bool:
    return not piece.is_whole and not piece.shown.strip()


def on_lines(pieces: Sequence[InlinePiece], *, divided: bool) -> str:
    """Write a paragraph as Markdown, one sentence a line where the block may have several lines."""
    said = "".join(map(_said_of, pieces))
    places = [n for n, one in enumerate(pieces) for _ in _said_of(one)]
    starts = {places[start] for start in sentence_starts(said) if start < len(places)} if divided else set()
    out: list[InlinePiece] = []
    for number, piece in enumerate(pieces):
        if _is_blank(piece) and out and _is_blank(out[-1]):
            continue
        follows = next((n for n in range(number + 1, len(pieces)) if not _is_blank(pieces[n])), len(pieces))
        if _is_blank(piece):
            was = "\n" in piece.raw
            broken = follows in starts or (divided and was and _ends_line(out))
            piece = replace(piece, raw=(piece.raw if was else "\n") if broken else " ")
        out.append(piece)
    return write_pieces(out)


def _said_of(piece: InlinePiece) -> str:
    return "" if piece.kind == NOTE or "{heard}" in piece.raw else "§" if piece.is_whole else piece.shown


def _ends_line(out: Sequence[InlinePiece]) -> bool:
    """Tell whether a line may end here: behind a sentence, a colon or a semicolon."""
    behind = next((one for one in reversed(out) if not _is_blank(one) and _said_of(one)), None)
    return behind is not None and (behind.is_whole or behind.shown in '.!?…:;"”’)]')
