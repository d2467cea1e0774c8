"""The whole of what was written: chapters, notes, sources, drafts and comments, with every complaint about them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
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
from focalpoint.content.text.frontmatter import body_begins, field_line, read_fields
from focalpoint.content.text.markdown import read_markdown
from focalpoint.content.text.reading import Reading
from focalpoint.content.text.text_files import read_as_far
from focalpoint.problems import Problem, ProblemKind
from focalpoint.vocabulary import Vocabulary

INDEX = "index"
SOURCES = "manual/sources.bib"
HEARD = "consultations/index"
"""Docname of the generated page that lists the notes."""
ACTIONS = "actions"
"""Docname of the generated page that lists the actions, in a manual whose contents name it."""
SUBJECTS = "subjects"
"""Docname of the generated index of subjects, in a manual whose contents name it."""
GENERATED = frozenset({HEARD, ACTIONS, SUBJECTS})
_BIB_KEY = re.compile(r"^\s*@(?!comment|string|preamble)\w+\s*\{\s*([^,\s]+)\s*,", re.IGNORECASE | re.MULTILINE)
_UNREAD = (ProblemKind.UNREADABLE, ProblemKind.EMPTY)
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
    faulty: frozenset[str] = frozenset()
    """Paths of the files with a fault that was found while reading: fields of theirs may say nothing."""
    unread: frozenset[str] = frozenset()
    """Those of them that could not be read; their texts are here as far as others refer to them."""

    def lacks_source(self, key: str) -> bool:
        """Whether no source has this key, as far as the sources could be read."""
        return key not in self.sources and bool(self.sources or SOURCES not in self.unread)

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
        _chapter(config, path, problems, read)
        for path in sorted(config.manual.rglob("*.md"))
        if path != config.manual / "index.md"
    ]
    notes = [
        _note(config, path, problems, read)
        for path in (sorted(config.notes.glob("*.md")) if config.notes.is_dir() else [])
    ]
    unbounded = {text.path for text in (*chapters, *notes) if body_begins(text.text) == 1}
    bib, complaints = read_as_far(config, config.manual / "sources.bib")
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
        faulty=frozenset(problem.path for problem in problems),
        unread=frozenset(
            problem.path for problem in problems if problem.kind in _UNREAD or problem.path in unbounded
        ),
    )
    return manual, problems


def _text(config: Config, path: Path, docname: str, problems: list[Problem], read: Read) -> Text:
    text, complaints = read_as_far(config, path)
    problems += complaints
    return Text(config.shown(path), docname, text, read(text))


def _chapter(config: Config, path: Path, problems: list[Problem], read: Read) -> Chapter:
    docname = path.relative_to(config.manual).with_suffix("").as_posix()

    def make(shown: str, docname: str, text: str, fields: ChapterFields) -> Chapter:
        return Chapter(shown, docname, text, read(text), fields)

    return _record(config, path, docname, ChapterFields, make, problems)


def _note(config: Config, path: Path, problems: list[Problem], read: Read) -> Note:
    def make(shown: str, docname: str, text: str, fields: NoteFields) -> Note:
        return Note(shown, docname, text, read(text), fields)

    note = _record(config, path, f"consultations/{path.stem}", NoteFields, make, problems)
    if note.fields.id != path.stem:
        message = f"`id: {note.fields.id}` is not the file's name; make both the same"
        problems.append(Problem(note.path, field_line(note.text, "id"), ProblemKind.FRONT_MATTER, message))
        # Chapters cite it by its file's name; the fault is told once, not again at each citation.
        return replace(note, fields=note.fields.model_copy(update={"id": path.stem}))
    return note


Written = TypeVar("Written", Chapter, Note)


def _record(
    config: Config,
    path: Path,
    docname: str,
    fields: type[Fields],
    make: Callable[[str, str, str, Fields], Written],
    problems: list[Problem],
) -> Written:
    text, complaints = read_as_far(config, path)
    shown = config.shown(path)
    if not complaints and not text.strip():
        complaints = [Problem(shown, 0, ProblemKind.EMPTY, "is empty; write it, or delete the file")]
    record, faults = read_fields(fields, shown, text, config.vocabulary)
    problems += complaints or faults
    return make(shown, docname, text, record or fields.unread(path.stem))
