"""What an edition withholds, and what it carries: the two sides that the search for leaks compares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path

from focalpoint.assembly.clearing import bare, carried
from focalpoint.assembly.tree import Piece
from focalpoint.assembly.withhold import bare_note, closed_blocks, withhold
from focalpoint.config import Config
from focalpoint.content.handling import Edition
from focalpoint.content.manual import Chapter, Manual, Note, Text
from focalpoint.content.withheld import Withheld

_PROSE = frozenset({".md", ".bib"})


def carried_texts(tree: Mapping[str, Piece]) -> list[str]:
    """The words that the edition carries, file by file."""
    return [piece.data.decode() for name, piece in tree.items() if Path(name).suffix in _PROSE]


def withheld_from(config: Config, manual: Manual, edition: Edition, tree: Mapping[str, Piece]) -> tuple[Withheld, ...]:
    """Everything that the edition withholds, each note, chapter, passage and point by itself."""
    cleared = [bare(note.fields.cleared_text or "") for note in manual.notes if note.fields.cleared_on]
    shown = {piece.data for piece in tree.values()}
    found: list[Withheld] = []
    for note in manual.notes:
        rows = [row for row in note.text.split("\n") if not any(bare(row) and bare(row) in said for said in cleared)]
        if not carried(note, edition):
            found.append(Withheld(note.path, 1, "note", tuple(rows), _names(manual, note), _files(config, note, shown)))
        else:
            found += _passages(config, note, edition, shown)
    for text in (*manual.chapters, manual.index):
        if isinstance(text, Chapter) and not edition.may_carry(text.fields.handling):
            names = (text.fields.title, text.docname)
            rows = text.text.split("\n")
            found.append(Withheld(text.path, 1, "chapter", tuple(rows), names, _files(config, text, shown)))
        else:
            found += _passages(config, text, edition, shown)
    return tuple(found)


def _names(manual: Manual, note: Note) -> tuple[str, ...]:
    """What would give a note away by itself."""
    members = (manual.roster.member(name) for name in note.fields.participants)
    return (note.fields.id, note.fields.title, note.fields.short, *(member.name for member in members if member))


def _passages(config: Config, text: Text, edition: Edition, shown: set[bytes]) -> Iterator[Withheld]:
    """The runs of lines that are gone from a text which the edition carries otherwise."""
    kept = withhold(text.path, text.text, text.reading, edition)
    if isinstance(text, Note):
        kept = bare_note(kept, edition)
    rows = list(zip(text.text.split("\n"), kept.split("\n"), strict=True))
    what = {block.line: block.name for block in closed_blocks(text.reading, edition)}
    what |= {point.line: "point" for point in text.reading.points}
    numbered = [(line, old) for line, (old, new) in enumerate(rows, 1) if old != new]
    for _run, lines in groupby(enumerate(numbered), lambda item: item[1][0] - item[0]):
        run = [row for _place, row in lines]
        name = what.get(run[0][0], "passage")
        yield Withheld(text.path, run[0][0], "passage" if name == "handling" else name, tuple(row for _, row in run))
    files = _files(config, text, shown)
    if files:
        yield Withheld(text.path, 0, "file", (), (), files)


def _files(config: Config, text: Text, shown: set[bytes]) -> tuple[bytes, ...]:
    """The pictures of a text that are not in the tree."""
    files = [(config.root / text.path).parent / address for address, _alt, _line in text.reading.images]
    return tuple(data for file in files if (data := file.read_bytes()) not in shown)
