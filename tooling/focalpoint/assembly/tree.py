"""Assemble the files of an edition's source tree in memory, and write those that have changed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePosixPath

from focalpoint.assembly.cited_sources import cited_sources
from focalpoint.assembly.clearing import Closed, carried, closed_notes_named, dangling_references, neutralise_citations
from focalpoint.assembly.closed_lines import closed_lines
from focalpoint.assembly.generated_pages.briefs import brief_pages
from focalpoint.assembly.generated_pages.catalogue import SUBJECTS_PAGE, actions_page
from focalpoint.assembly.generated_pages.comments import comments_page, published_figures
from focalpoint.assembly.generated_pages.consultations import consultations_page, participation_table
from focalpoint.assembly.generated_pages.consulted import consultation_log_page
from focalpoint.assembly.generated_pages.from_data import data_files, shown_data, shown_with
from focalpoint.assembly.generated_pages.pocket import PAGE as POCKET
from focalpoint.assembly.generated_pages.pocket import pocket_page
from focalpoint.assembly.generated_pages.provenance_page import provenance_page
from focalpoint.assembly.leak_terms import carried_texts, withheld_from
from focalpoint.assembly.withhold import bare_note, blank, withhold
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.consultation.withheld import Withheld
from focalpoint.content.manual import ACTIONS, GENERATED, SUBJECTS, Chapter, Manual, Note, Text
from focalpoint.content.pictures import cleaned
from focalpoint.content.text.citations import cited_keys
from focalpoint.content.text.contents import Part
from focalpoint.content.text.markdown import read_markdown
from focalpoint.content.text.reading import Reading
from focalpoint.files import write_whole
from focalpoint.problems import Problem, Trouble


@dataclass(frozen=True)
class Piece:
    """One file of the tree: its bytes, and the path its author knows it by."""

    data: bytes
    path: str


@dataclass(frozen=True)
class Assembled:
    """One edition: the files that Sphinx reads, and what was taken out of them."""

    config: Config
    manual: Manual
    edition: Edition
    tree: Mapping[str, Piece]
    """The files by their path in the source folder."""
    kept: Mapping[str, str] = field(repr=False)
    """Each chapter, note and the index as the edition carries it, by the author's path; same lines as the file."""

    @cached_property
    def withheld(self) -> tuple[Withheld, ...]:
        """Return everything that the edition may not carry, each note, chapter, passage and point separately."""
        files = {name: piece.data for name, piece in self.tree.items()}
        return withheld_from(self.config, self.manual, self.edition, files, self.kept)

    @property
    def closed(self) -> dict[str, list[int]]:
        """Return by docname the lines of each text that the edition may not carry, found without the parser."""
        found = {
            text.docname: closed_lines(text.text, self.edition, note=isinstance(text, Note))
            for text in self.manual.texts
        }
        return {name: sorted(lines) for name, lines in found.items() if lines}

    @property
    def carried(self) -> list[str]:
        """Return the text of every file that the edition carries."""
        return carried_texts({name: piece.data for name, piece in self.tree.items()})


def assemble(
    config: Config, manual: Manual, edition: Edition, *, briefs: bool = False, contact: str = ""
) -> Assembled:
    """Assemble an edition; raises Trouble where a text rests on what the edition may not carry.

    `contact` is whom a ministry answers, as the briefs print it. The pages of the briefs and of the pocket edition are
    in it where they are asked for: the book does without them.
    """
    notes = [note for note in manual.notes if carried(note, edition)]
    chapters = [chapter for chapter in manual.chapters if edition.may_carry(chapter.fields.handling)]
    texts: list[Text] = [manual.index, *chapters, *notes]
    present = {text.docname for text in texts} | GENERATED
    desk = secretariat_pages(config, manual) if edition is Edition.SECRETARIAT else {}
    below = [f"/{name.removesuffix('.md')}" for name in desk if name.endswith(".md")]
    numbers = "\n\n".join(filter(None, (participation_table(manual), published_figures(manual))))
    listing = consultations_page(config.vocabulary, notes, numbers, below)
    tree = {HEARD_FILE: Piece(listing.encode(), "consultations/notes")}
    tree |= {name: Piece(data, "consultations") for name, data in desk.items()}
    readings: dict[str, Reading] = {}
    kept: dict[str, str] = {}
    closed = Closed(manual, edition)
    problems: list[Problem] = []
    shown: list[Chapter] = []
    for text in texts:
        left = withhold(text.path, text.text, text.reading, edition)
        readings[text.path] = text.reading if left is text.text else read_markdown(left)
        kept[text.path] = bare_note(left, edition) if isinstance(text, Note) else left
        page, uncleared = neutralise_citations(text, kept[text.path], readings[text.path], closed)
        problems += uncleared
        cites = (key for reading in shown_with(manual, readings[text.path]) for key in cited_keys(reading))
        notes_of_sources = FOOTNOTES if any(cites) else ""
        tree[f"{text.docname}.md"] = Piece((page + notes_of_sources).encode(), text.path)
        if isinstance(text, Chapter):
            shown.append(replace(text, text=page, reading=read_markdown(page)))
    carries = replace(manual, chapters=tuple(shown))
    listed = {entry.docname for part in manual.parts for entry in part.entries}
    if ACTIONS in listed:
        tree[f"{ACTIONS}.md"] = Piece(actions_page(carries).encode(), "manual")
    if SUBJECTS in listed:
        tree[f"{SUBJECTS}.md"] = Piece(SUBJECTS_PAGE.encode(), "manual")
    for name, (page, path) in brief_pages(carries, contact).items() if briefs else ():
        notes_of_sources = FOOTNOTES if any(cited_keys(read_markdown(page))) else ""
        tree[f"{name}.md"] = Piece((page + notes_of_sources).encode(), path)
    if briefs and (pocket := pocket_page(carries)):
        tree[f"{POCKET}.md"] = Piece(pocket.encode(), "the pocket edition")
    if not problems:
        pages = (piece for name, piece in tree.items() if name.endswith(".md"))
        problems += closed_notes_named({piece.path: piece.data.decode() for piece in pages}, closed)
    problems += dangling_references(manual, readings, edition)
    if problems:
        raise Trouble(problems)
    index = blank(tree["index.md"].data.decode(), _absent(manual.parts, present))
    tree["index.md"] = Piece(index.encode(), manual.index.path)
    tree["conf.py"] = Piece((config.manual / "conf.py").read_bytes(), "manual/conf.py")
    tree["sources.bib"] = Piece(_cited_sources(config, manual, readings).encode(), "manual/sources.bib")
    for name, data in data_files(manual, shown_data(readings.values())):
        tree[name] = Piece(data, "manual/data")
    for path, reading in readings.items():
        for address, _alt, _line in reading.images:
            file = (config.root / path).parent / address
            inside = PurePosixPath(os.path.relpath(file, config.manual)).as_posix()
            tree[inside] = Piece(cleaned(file.read_bytes(), file.suffix), config.shown(file.resolve()))
    return Assembled(config, manual, edition, tree, kept)


HEARD_FILE = "consultations/index.md"
SECRETARIAT_FOLDER = "desk"
FOOTNOTES = "\n\n```{footbibliography}\n```\n"
"""Makes the cited sources footnotes of the chapter; appended, so that no line number changes."""


def secretariat_pages(config: Config, manual: Manual) -> dict[str, bytes]:
    """Write the pages that only the Secretariat's edition has, with their charts, by path; none without content."""
    pages: dict[str, bytes] = {}
    if manual.notes or manual.roster.members:
        log, pages = consultation_log_page(config, manual)
        pages |= {"log.md": log.encode(), "provenance.md": provenance_page(manual).encode()}
    if comments := comments_page(manual):
        pages["comments.md"] = comments.encode()
    return {f"{SECRETARIAT_FOLDER}/{name}": data for name, data in pages.items()}


def _absent(parts: Sequence[Part], present: Set[str]) -> Iterator[int]:
    """Yield the lines of the contents that name missing documents; of a part without any chapter, all of its lines."""
    for part in parts:
        lines = [entry.line for entry in part.entries if entry.docname not in present]
        yield from range(part.line, part.end) if lines and len(lines) == len(part.entries) else lines


def _cited_sources(config: Config, manual: Manual, readings: dict[str, Reading]) -> str:
    """Return `sources.bib` as the edition carries it."""
    every = (one for reading in readings.values() for one in shown_with(manual, reading))
    cited = {key for reading in every for key, _line in cited_keys(reading)}
    return cited_sources((config.manual / "sources.bib").read_text(encoding="utf-8"), cited)


def write_tree(tree: Mapping[str, Piece], folder: Path) -> int:
    """Make `folder` hold exactly this tree; returns how many files were written: unchanged ones stay untouched."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(folder).as_posix() not in tree:
            path.unlink()
    written = 0
    for name, piece in tree.items():
        file = folder / name
        if not file.is_file() or file.read_bytes() != piece.data:
            write_whole(file, piece.data)
            written += 1
    return written
