"""The whole of what was written: chapters, notes, sources, drafts and comments, with every complaint about them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from focalpoint.config import Config
from focalpoint.content.consultation.records import ChapterFields, NoteFields
from focalpoint.content.consultation.roster import NO_ROSTER, Roster, load_roster
from focalpoint.content.data.data_file import NO_DATA, DataFile, load_data
from focalpoint.content.data.network import NAME as NETWORK
from focalpoint.content.data.network import NetworkFigures
from focalpoint.content.data.risk_factors import NAME as RISK_FACTORS
from focalpoint.content.data.risk_factors import RiskFactors
from focalpoint.content.rounds.drafts import Draft, load_drafts
from focalpoint.content.rounds.ledger import Ledger, load_ledgers
from focalpoint.content.text.contents import Part, read_parts
from focalpoint.content.text.frontmatter import FENCE, read_fields
from focalpoint.content.text.markdown import read_markdown
from focalpoint.content.text.reading import Reading
from focalpoint.content.text.text_files import read_text
from focalpoint.problems import Problem, ProblemKind
from focalpoint.vocabulary import Vocabulary

INDEX = "index"
HEARD = "consultations/index"
"""Docname of the generated page that lists the notes."""
ACTIONS = "actions"
"""Docname of the generated page that lists the actions, in a manual whose contents name it."""
GENERATED = frozenset({HEARD, ACTIONS})
_BIB_KEY = re.compile(r"^\s*@(?!comment|string|preamble)\w+\s*\{\s*([^,\s]+)\s*,", re.IGNORECASE | re.MULTILINE)
Read = Callable[[str], Reading]
Fields = TypeVar("Fields", ChapterFields, NoteFields)


@dataclass(frozen=True)
class Text:
    """One Markdown file: where it lies, what it says, what was found in it."""

    path: str
    """Path from the top of the repository."""
    docname: str
    """Name in the assembled tree, without `.md`."""
    text: str
    reading: Reading


@dataclass(frozen=True)
class Chapter(Text):
    """A chapter, with its front matter."""

    fields: ChapterFields

    @property
    def slug(self) -> str:
        """The name `{chapter}` cites it by."""
        return self.docname.rpartition("/")[2]


@dataclass(frozen=True)
class Note(Text):
    """A consultation note, with its front matter."""

    fields: NoteFields

    @property
    def points(self) -> range:
        """The numbers of its points."""
        return range(1, len(self.reading.points) + 1)


@dataclass(frozen=True)
class Manual:
    """What was read; complete only where loading it gave no problems."""

    index: Text
    parts: tuple[Part, ...]
    chapters: tuple[Chapter, ...]
    """In the order of their paths."""
    notes: tuple[Note, ...]
    """In the order of their dates."""
    sources: dict[str, int]
    """Keys of `sources.bib`, each with its line."""
    figures: tuple[Path, ...]
    roster: Roster = NO_ROSTER
    drafts: tuple[Draft, ...] = ()
    """Those that were issued, by number."""
    ledgers: tuple[Ledger, ...] = ()
    """The comments on them, by draft and member."""
    risk_factors: DataFile[RiskFactors] = NO_DATA
    network: DataFile[NetworkFigures] = NO_DATA
    vocabulary: Vocabulary = field(kw_only=True)
    """The words of the project."""

    @property
    def texts(self) -> tuple[Text, ...]:
        """Everything that is read: the chapters, the notes and the page with the contents."""
        return (*self.chapters, *self.notes, self.index)

    @property
    def in_order(self) -> list[Chapter]:
        """The chapters in the order of the contents; those that the contents lack come last."""
        entries = [entry.docname for part in self.parts for entry in part.entries]
        place = {docname: number for number, docname in enumerate(entries)}
        return sorted(self.chapters, key=lambda chapter: place.get(chapter.docname, len(place)))


def load_manual(config: Config, read: Read = read_markdown) -> tuple[Manual, list[Problem]]:
    """Everything under `manual/` and `consultations/`, and everything that was wrong with reading it.

    `read` finds what is in a text: `read_markdown`, or a cache of it.
    """
    problems: list[Problem] = []
    index = _text(config, config.manual / "index.md", INDEX, problems, read)
    if not problems and not index.text.strip():
        problems.append(
            Problem(index.path, 0, ProblemKind.EMPTY, "is empty; it holds the table of contents: restore it")
        )
    chapters = [
        chapter
        for path in sorted(config.manual.rglob("*.md"))
        if path != config.manual / "index.md"
        for chapter in _chapter(config, path, problems, read)
    ]
    notes = [
        note
        for path in (sorted(config.notes.glob("*.md")) if config.notes.is_dir() else [])
        for note in _note(config, path, problems, read)
    ]
    bib, complaints = read_text(config, config.manual / "sources.bib")
    problems += complaints
    roster, complaints = load_roster(config)
    problems += complaints
    drafts, complaints = load_drafts(config)
    problems += complaints
    ledgers, complaints = load_ledgers(config)
    problems += complaints
    risk_factors, complaints = load_data(config, RISK_FACTORS, RiskFactors)
    problems += complaints
    network, complaints = load_data(config, NETWORK, NetworkFigures)
    problems += complaints
    figures = sorted(p for p in (config.manual / "figures").rglob("*") if p.is_file())
    manual = Manual(
        index,
        read_parts(index.reading),
        tuple(chapters),
        tuple(sorted(notes, key=lambda note: (note.fields.date, note.fields.id))),
        {match[1]: bib[: match.start(1)].count("\n") + 1 for match in _BIB_KEY.finditer(bib)},
        tuple(figures),
        roster,
        drafts,
        ledgers,
        risk_factors,
        network,
        vocabulary=config.vocabulary,
    )
    return manual, problems


def _text(config: Config, path: Path, docname: str, problems: list[Problem], read: Read) -> Text:
    text, complaints = read_text(config, path)
    problems += complaints
    return Text(config.shown(path), docname, text, read(text))


def _chapter(config: Config, path: Path, problems: list[Problem], read: Read) -> list[Chapter]:
    docname = path.relative_to(config.manual).with_suffix("").as_posix()

    def make(shown: str, docname: str, text: str, fields: ChapterFields) -> Chapter:
        return Chapter(shown, docname, text, read(text), fields)

    return _record(config, path, docname, ChapterFields, make, problems)


def _note(config: Config, path: Path, problems: list[Problem], read: Read) -> list[Note]:
    def make(shown: str, docname: str, text: str, fields: NoteFields) -> Note:
        return Note(shown, docname, text, read(text), fields)

    notes = _record(config, path, f"consultations/{path.stem}", NoteFields, make, problems)
    problems += (
        Problem(
            note.path, 1, ProblemKind.FRONT_MATTER, f"`id: {note.fields.id}` is not the file's name; make both the same"
        )
        for note in notes
        if note.fields.id != path.stem
    )
    return notes


Written = TypeVar("Written", Chapter, Note)


def _record(
    config: Config,
    path: Path,
    docname: str,
    fields: type[Fields],
    make: Callable[[str, str, str, Fields], Written],
    problems: list[Problem],
) -> list[Written]:
    text, complaints = read_text(config, path)
    problems += complaints
    if complaints:
        return []
    shown = config.shown(path)
    if not text.strip():
        problems.append(Problem(shown, 0, ProblemKind.EMPTY, "is empty; write it, or delete the file"))
        return []
    record, complaints = read_fields(fields, shown, text, config.vocabulary)
    problems += complaints
    if record is None and text.startswith(FENCE) and f"\n{FENCE}" not in text:
        return []
    return [make(shown, docname, text, record or fields.unread(path.stem))]
