"""Plants a word that stands nowhere else in each piece that an edition withholds, wherever a word can hide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from random import Random

from garden import NOTES, Garden, term_lines
from PIL import Image, PngImagePlugin

from focalpoint.content.text.reading import Reading

_MARKS = re.compile(r"(?:\s|>|[-*](?=\s)|\d+\.\s|#+\s|\||\[\^[\w-]+\]:|\[TLP:[^\]]*\])*")
_PART = re.compile(r"```\{toctree\}\n:caption: \"?([^\"\n]+)\"?\n(?::.*\n)*\n((?:.+\n)+)```")
_INSIDE = {"heading": "heading", "footnote": "footnote", "figure": "caption", "table": "cell", "list-table": "cell"}
_FIELDS = ("title", "place", "question", "readers")
CLOSED_FIELDS = {"themes": "themes: [", "agreed_wording": "agreed_wording: "}
"""Fields that no edition but the Secretariat's carries of any note, each with the mark before its value."""
Place = tuple[str, str]
"""The kind of a line, and the mark behind which a word goes; without a mark it goes before the first word."""


def plant(root: Path, edition: str, seed: int) -> dict[str, str]:
    """Plant them in the files of the project; returns each word with its kind of place, and where it is."""
    garden = Garden(root, edition, Random(seed))
    for path in garden.texts():
        _plant_in_text(garden, path)
    _plant_in_names(garden)
    _plant_in_parts(garden)
    _plant_in_pictures(garden)
    _plant_in_sources(garden)
    _plant_in_members(garden)
    return garden.planted


def _plant_in_text(garden: Garden, path: Path) -> None:
    reading, closed = garden.closed(path)
    rows = path.read_text(encoding="utf-8").split("\n")
    places = _prose(path, reading, closed) | _blocks(reading, closed, rows)
    places |= dict(_fields(path, closed, rows[: rows.index("---", 1)]))
    for first, end in reading.comments:
        places |= dict.fromkeys(range(first, end), ("comment", "% "))
    for line, (kind, mark) in sorted(places.items()):
        row = rows[line - 1]
        marks = _MARKS.match(row)
        at = row.index(mark) + len(mark) if mark else marks.end() if marks else 0
        rows[line - 1] = f"{row[:at]}{garden.word(kind, path, line)} {row[at:]}"
    for line, row in enumerate(rows, 1):
        if line in closed and "](https://" in row:
            rows[line - 1] = row.replace("](https://", f"](https://{garden.word('link', path, line).lower()}.")
    path.write_text("\n".join(rows), encoding="utf-8")


def _prose(path: Path, reading: Reading, closed: set[int]) -> dict[int, Place]:
    """The lines of sentences, headings, captions and cells; terms are names and come later."""
    named = {line for _term, line in term_lines(reading)}
    text = "point" if path.parent.name == NOTES else "text"
    return {
        line: (next((_INSIDE[name] for name in reversed(prose.inside) if name in _INSIDE), text), "")
        for prose in reading.prose
        for line in range(prose.line, prose.line + len(prose.rows))
        if line in closed - named
    }


def _blocks(reading: Reading, closed: set[int], rows: list[str]) -> dict[int, Place]:
    """The first lines of blocks, and the text alternatives of pictures."""
    found: dict[int, Place] = {}
    for block in reading.directives:
        if block.line in closed and block.argument and block.name not in ("handling", "figure", "image"):
            found[block.line] = (block.name, "} ")
        if block.line in closed and "alt" in block.options:
            found[block.options["alt"][1]] = ("alt", ":alt: ")
    pictures = (line for _address, _alt, line in reading.images if line in closed and "![" in rows[line - 1])
    return found | dict.fromkeys(pictures, ("alt", "!["))


def _fields(path: Path, closed: set[int], front: list[str]) -> Iterator[tuple[int, Place]]:
    owner = "note" if path.parent.name == NOTES else "chapter"
    for line, row in enumerate(front, 1):
        name = row.partition(":")[0]
        if name in CLOSED_FIELDS:
            yield line, (f"{owner} {name}", CLOSED_FIELDS[name])
        elif name in _FIELDS and line in closed:
            yield line, (f"{owner} {name}", f"{name}: ")


def _plant_in_names(garden: Garden) -> None:
    """Labels, terms, ids of notes and files of chapters that stand for closed text, with every use of them."""
    changes: list[tuple[str, str]] = []
    for path in garden.texts():
        reading, closed = garden.closed(path)
        for label, line in reading.labels:
            if line in closed:
                changes.append((_whole(label), f"{garden.word('label', path, line).lower()}-{label}"))
        for term, line in term_lines(reading):
            if line in closed:
                uses = rf"^{re.escape(term)}$|(?<=\{{term\}}`){re.escape(term)}(?=`)"
                changes.append((uses, f"{garden.word('term', path, line).lower()} {term}"))
        if garden.gone(path.read_text(encoding="utf-8")):
            note = path.parent.name == NOTES
            name = f"{garden.word('note id' if note else 'chapter file', path).lower()}-{path.stem}"
            path.rename(path.with_stem(name))
            stem = re.escape(path.stem)
            uses = _whole(path.stem) if note else rf"(?<=\{{chapter\}}`){stem}(?=`)|(?<=^closed/){stem}$"
            changes.append((uses, name))
    for path in [*garden.texts(), garden.root / "manual" / "index.md"]:
        for old, new in changes:
            garden.rewrite(path, re.compile(old, re.MULTILINE), new)


def _whole(name: str) -> str:
    return rf"(?<![\w-]){re.escape(name)}(?![\w-])"


def _plant_in_parts(garden: Garden) -> None:
    """The names of parts of which the edition has no chapter."""
    index = garden.root / "manual" / "index.md"
    for caption, entries in _PART.findall(index.read_text(encoding="utf-8")):
        chapters = [index.parent / f"{name}.md" for name in entries.split()]
        if all(chapter.is_file() and garden.gone(chapter.read_text(encoding="utf-8")) for chapter in chapters):
            garden.rewrite(index, caption, f"{caption} {garden.word('part', index)}")


def _plant_in_pictures(garden: Garden) -> None:
    """The names, and the words inside the files, of pictures that only closed text shows."""
    closed_names, open_names = set(), set()
    for path in garden.texts():
        reading, closed = garden.closed(path)
        for address, _alt, line in reading.images:
            (closed_names if line in closed else open_names).add(Path(address).name)
    for name in sorted(closed_names - open_names):
        file = garden.root / "manual" / "figures" / name
        renamed = file.with_name(f"{garden.word('picture file', file).lower()}-{name}")
        file.rename(renamed)
        word = garden.word("picture words", renamed)
        renamed.write_bytes(_worded(renamed.read_bytes(), word))
        for path in garden.texts():
            garden.rewrite(path, f"/{name}", f"/{renamed.name}")


def _worded(data: bytes, word: str) -> bytes:
    if data.startswith(b"<svg"):
        return data.replace(b"<title>", f"<!-- {word} --><title>{word} ".encode()).replace(b"<desc>", b"<desc>Again ")
    words = PngImagePlugin.PngInfo()
    made = BytesIO()
    with Image.open(BytesIO(data)) as picture:
        words.add_text("Description", f"{picture.info['Description']} {word}")
        picture.save(made, "PNG", pnginfo=words, dpi=(300, 300))
    return made.getvalue()


def _plant_in_sources(garden: Garden) -> None:
    """The titles of sources that only closed text cites."""
    closed_keys, open_keys = set(), set()
    for path in garden.texts():
        reading, closed = garden.closed(path)
        cited = [
            (key, role.line) for role in reading.roles if role.name == "footcite" for key in role.content.split(",")
        ]
        for block in reading.directives:
            origin, line = block.options.get("from", ("", 0))
            cited += [(item.strip(), line) for item in origin.split(";")]
        for key, line in cited:
            (closed_keys if line in closed else open_keys).add(key)
    bib = garden.root / "manual" / "sources.bib"
    for found in re.findall(r"@misc\{(\w+),", bib.read_text(encoding="utf-8")):
        if found in closed_keys - open_keys:
            title = f"title = {{The {found[:-4]}"
            garden.rewrite(bib, title, f"{title} {garden.word('source', bib)}")


def _plant_in_members(garden: Garden) -> None:
    """What the roster says of each member: none of it reaches an edition but the Secretariat's."""
    roster = garden.root / "consultations" / "roster.yaml"
    rows = roster.read_text(encoding="utf-8").split("\n")
    for line, row in enumerate(rows, 1):
        name, _, value = row.partition(": ")
        if name.strip() in ("name", "office", "verdict"):
            rows[line - 1] = f"{name}: {garden.word(f'member {name.strip()}', roster, line)} {value}"
    roster.write_text("\n".join(rows), encoding="utf-8")
