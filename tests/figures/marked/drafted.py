"""A draft of a synthetic manual: its PDF with its identity, its map in the archive, and the sentences of its source."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf

from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.rounds.draft_map import Block, DraftMap, Line, pack_map
from focalpoint.content.rounds.drafts import MAP, RECORD

from ..synthetic import docname, write_manual
from .marking import Sentence, sentences_of

if TYPE_CHECKING:
    from focalpoint.press import LaidOut, Section

REPEATED = (
    "Every State has the primary responsibility to protect its own population.",
    "The Focal Point reports on this to the network once a year.",
)
COMMIT = "c" * 40
ID = "draft-1-0123456789"


@dataclass(frozen=True)
class Drafted:
    """A draft as it was sent."""

    root: Path
    pdf: bytes
    sentences: tuple[Sentence, ...]
    """What its chapters say, in their order."""


def write_draft(root: Path, chapters: int) -> Drafted:
    """Write a manual of so many chapters, print it as a draft, and archive its map."""
    write_manual(root, chapters)
    files = [f"manual/{docname(chapter, chapters)}.md" for chapter in range(chapters)]
    for number, file in enumerate(files):
        _repeat(root / file, random.Random(number))
    pdf, made = _print(Config.load(root, date(2026, 1, 5)))
    folder = root / "consultations" / "drafts" / "1"
    folder.mkdir(parents=True)
    (folder / MAP).write_bytes(pack_map(made))
    (folder / RECORD).write_text(
        f"number: 1\nid: {ID}\ntitle: Synthetic manual\nedition: public\nissued_on: 2026-01-05\ncommit: {COMMIT}\n"
        f"pages: {len(made.pages)}\nsha256: {'d' * 64}\n",
        encoding="utf-8",
    )
    return Drafted(root, pdf, tuple(sentences_of(root, files)))


def _repeat(file: Path, chance: random.Random) -> None:
    """Put sentences that stand elsewhere too into every third paragraph."""
    lines = file.read_text(encoding="utf-8").split("\n")
    made: list[str] = []
    for line in lines:
        made.append(line)
        in_text = line.endswith(".") and line[:1].isupper() and made[-2:-1] != ["---"]
        if in_text and chance.random() < 0.12:
            made.append(chance.choice(REPEATED))
    file.write_text("\n".join(made), encoding="utf-8")


def _print(config: Config) -> tuple[bytes, DraftMap]:
    """The draft's PDF and map, by the press's own means."""
    from focalpoint.assembly.tree import assemble, write_tree
    from focalpoint.checks import check_manual
    from focalpoint.content.text.imprint import imprint
    from focalpoint.html.sphinx_run import run_sphinx, sphinx_settings
    from focalpoint.press.book import Press
    from focalpoint.press.book_facts import book_of
    from focalpoint.press.print_builder import units

    facts = imprint(config, Edition.PUBLIC)
    tree = assemble(config, check_manual(config), Edition.PUBLIC).tree
    folder = config.build / "draft"
    write_tree(tree, folder / "source")
    settings = {**sphinx_settings(config, Edition.PUBLIC, facts), "focalpoint_draft": True}
    run = run_sphinx(folder, tree, "print", settings)
    assert run.app and not run.problems, run.problems
    pieces, book = units(run.app), book_of(config, Edition.PUBLIC, facts)
    with Press(2) as press:
        laid_out = press.lay_out_all(book, pieces, lambda *_: None)
        pdf = press.print(book, pieces, lambda *_: None).pdf
    paths = {name.removesuffix(".md").replace("/", "-"): piece.path for name, piece in tree.items()}
    return _signed(pdf, pieces, laid_out, paths)


def _signed(
    pdf: bytes, pieces: Sequence[Section], laid_out: Mapping[str, LaidOut], paths: Mapping[str, str]
) -> tuple[bytes, DraftMap]:
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        sizes = tuple((float(page.mediabox[2]), float(page.mediabox[3])) for page in opened.pages)
        opened.docinfo[pikepdf.Name("/FocalPointDraft")] = ID
        opened.trailer.ID = pikepdf.Array([ID.encode(), b"0" * 16])
        opened.save(out)
    return out.getvalue(), DraftMap(1, ID, COMMIT, sizes, tuple(_blocks(len(sizes), pieces, laid_out, paths)))


def _blocks(
    pages: int, pieces: Sequence[Section], laid_out: Mapping[str, LaidOut], paths: Mapping[str, str]
) -> list[Block]:
    """The blocks of all units, their pages and line numbers counted through the book."""
    from focalpoint.press.layout.blocks import block_id, unit_blocks

    found: list[Block] = []
    first, numbered = pages - sum(laid_out[unit.name].pages for unit in pieces), 0
    for unit in pieces:
        one = laid_out[unit.name]
        places = {block_id(unit.name, number): lines for number, lines in one.printed}
        for block in unit_blocks(unit, paths.get(unit.name, "")):
            lines = tuple(_moved(line, first, numbered) for line in places.get(block.id, ()))
            found.append(replace(block, lines=lines))
        first += one.pages
        numbered += sum(map(len, one.baselines))
    return found


def _moved(line: Line, pages: int, numbers: int) -> Line:
    return replace(line, page=line.page + pages, number=line.number + numbers if line.number else 0)
