"""Read the text of one state of the project as an edition carries it: its blocks in the order of the book, numbered."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from focalpoint.assembly.clearing import Closed, neutralise_citations
from focalpoint.assembly.withhold import blank, withhold
from focalpoint.config import Config
from focalpoint.content.consultation.handling import CLOSED, Edition, Handling
from focalpoint.content.consultation.records import ChapterFields, NoteFields
from focalpoint.content.manual import GENERATED, INDEX, Chapter, Manual, Note, Read
from focalpoint.content.text.contents import PartOfBook, read_parts
from focalpoint.content.text.frontmatter import read_fields
from focalpoint.content.text.reading import Reading
from focalpoint.problems import Problem, Trouble
from focalpoint.release.changes.numbers import chapter_numbers, cited_as, letter_number, printed_numbers
from focalpoint.release.changes.roles import glued
from focalpoint.review.anchoring.blocks import source_blocks

NOTES = "consultations/notes/"
MANUAL = "manual/"


@dataclass(frozen=True)
class TextBlock:
    """One block of the text as a reader sees it."""

    chapter: str
    """The chapter's docname."""
    line: int
    """Its line in the chapter's file."""
    kind: str
    """As in the map of a draft: `paragraph`, `title`, `item` and so on."""
    text: str
    """Its words; a role is one word."""
    number: str
    """The number of its paragraph, or of the paragraph before it; empty before the first."""
    numbered: bool
    """Whether the number is its own."""


@dataclass(frozen=True)
class EditionText:
    """The text of one edition at one state of the project."""

    name: str
    """What people call the state: `0.9`, `draft 2`, `1f0c9a7b52`."""
    blocks: tuple[TextBlock, ...]
    titles: Mapping[str, str]
    """The title of each chapter, with its number before it, by docname in the order of the book."""
    named: Mapping[str, str]
    """What the book prints for each label or chapter that is cited: `3.12`, `Table 3.1`, `chapter 3`."""
    listed: Mapping[str, str]
    """The numbers of tables, figures and actions, each by its name or its words."""

    @cached_property
    def texts(self) -> list[str]:
        """The words of all blocks."""
        return [block.text for block in self.blocks]


def edition_text(config: Config, name: str, files: Mapping[str, str], edition: Edition, read: Read) -> EditionText:
    """Read the files of one state, by their paths, as the edition carries them.

    A text whose fields cannot be read by today's tools is withheld. Raises Trouble where a text that the edition
    carries rests on words that nobody has cleared: of such a state there never was this edition.
    """
    notes = [_note(path, text, read) for path, text in files.items() if path.startswith(NOTES)]
    chapters = [
        chapter
        for path, text in files.items()
        if path.startswith(MANUAL) and path != f"{MANUAL}{INDEX}.md"
        if edition.may_carry((chapter := _chapter(path, text, read)).fields.handling)
    ]
    index = files.get(f"{MANUAL}{INDEX}.md", "")
    manual = Manual(
        *(_chapter(f"{MANUAL}{INDEX}.md", index, read), (), tuple(chapters), tuple(notes), {}, ()),
        vocabulary=config.vocabulary,
    )
    closed = Closed(manual, edition)
    problems: list[Problem] = []
    kept: dict[str, tuple[str, Reading]] = {}
    for chapter in chapters:
        left = withhold(chapter.path, chapter.text, chapter.reading, edition)
        reading = chapter.reading if left == chapter.text else read(left)
        left, uncleared = neutralise_citations(chapter, left, reading, closed)
        problems += uncleared
        kept[chapter.docname] = left, reading
    if problems:
        raise Trouble(Problem(f"{one.path} at {name}", one.line, one.kind, one.message) for one in problems)
    return _ordered(name, _parts(index, kept, read), kept)


def _parts(index: str, kept: Mapping[str, object], read: Read) -> list[tuple[PartOfBook, str]]:
    """List the documents of the book in order, each with the part of the book that it belongs to."""
    parts = read_parts(read(index))
    present = {*kept, *GENERATED}
    absent = [entry.line for part in parts for entry in part.entries if entry.docname not in present]
    parts = read_parts(read(blank(index, absent))) if absent else parts
    return [(part.part_of_book, entry.docname) for part in parts for entry in part.entries]


def _ordered(
    name: str, order: Sequence[tuple[PartOfBook, str]], kept: Mapping[str, tuple[str, Reading]]
) -> EditionText:
    numbers = chapter_numbers(order)
    parts = {docname: part for part, docname in order}
    titles: dict[str, str] = {}
    named: dict[str, str] = {}
    listed: dict[str, str] = {}
    blocks: list[TextBlock] = []
    inside = [docname for _part, docname in order if docname in kept]
    for docname in (*inside, *sorted(set(kept) - set(inside))):
        text, reading = kept[docname]
        number = numbers.get(docname, "")
        places = printed_numbers(text, reading, number)
        named |= places.labels
        listed |= places.listed
        found = list(source_blocks(glued(text)))
        title = next((block.text for block in found if block.kind == "title"), docname)
        titles[docname] = letter_number(number, title)
        named[f"chapter:{docname.rpartition('/')[2]}"] = cited_as(parts.get(docname, "front"), number, title)
        last = ""
        for block in found:
            own = places.paragraphs.get(block.line, "") if block.kind == "paragraph" else ""
            last = own or last
            blocks.append(TextBlock(docname, block.line, block.kind, block.text, last, bool(own)))
    return EditionText(name, tuple(blocks), titles, named, listed)


_HANDLING = re.compile(r"^handling:\s*[\"']?([^\s\"']+)[\"']?\s*$", re.MULTILINE)


def _chapter(path: str, text: str, read: Read) -> Chapter:
    """Read a chapter; one that does not say who may read it, in words that are known today, is closed."""
    docname = path.removeprefix(MANUAL).removesuffix(".md")
    head = text.split("\n---", 1)[0] if text.startswith("---") else ""
    labels = _HANDLING.findall(head)
    known = len(labels) == 1 and labels[0] in set(Handling)
    fields = ChapterFields.model_construct(title=docname, handling=Handling(labels[0]) if known else CLOSED)
    return Chapter(path, docname, text, read(text), fields)


def _note(path: str, text: str, read: Read) -> Note:
    """Read a note; one whose fields cannot be read by today's tools is closed."""
    name = path.removeprefix(NOTES).removesuffix(".md")
    fields, _problems = read_fields(NoteFields, path, text, None)
    return Note(path, f"consultations/{name}", text, read(text), fields or NoteFields.unread(name))
