"""What goes into the press, what comes out of one unit's layout, and how the press refuses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from focalpoint.content.rounds.draft_map import Line
from focalpoint.content.text.contents import PartOfBook
from focalpoint.problems import Problem, ProblemKind, Trouble


class PressError(Trouble):
    """Raised when a unit cannot be printed; carries every fault found, each with the unit's name."""

    def __reduce__(self) -> tuple[type[PressError], tuple[tuple[Problem, ...]]]:
        """Keep the problems whole on the way back from a worker process."""
        return PressError, (self.problems,)


class LayoutError(Exception):
    """Raised when laying out a section fails for another reason than its text; says which section, and the reason."""

    @classmethod
    def of(cls, unit: Section, error: Exception) -> LayoutError:
        """Name the section and the error that its layout ended with."""
        return cls(f"in “{unit.title}” ({unit.name}): {type(error).__name__}: {error}")


@dataclass(frozen=True)
class PrintProblem(Problem):
    """What is wrong in a section, with the words by which its line is found in the author's file."""

    words: str = ""
    """The beginning of the text that it is about; empty where the whole section is meant."""


def fault(unit: str, message: str, kind: ProblemKind = ProblemKind.PRINT, words: str = "") -> PrintProblem:
    """A fault in one unit: what is wrong; what to do."""
    return PrintProblem(unit, 0, kind, message, words)


def refuse(faults: Iterable[Problem]) -> None:
    """Raise a PressError when there is any fault."""
    if found := tuple(faults):
        raise PressError(found)


@dataclass(frozen=True)
class Section:
    """One unit of the book as HTML: a chapter, a piece of front matter, an annex or a note."""

    name: str
    """Slug, unique in the book: `ground-the-post`."""
    title: str
    """Plain text for the running head, the outline and the contents."""
    number: str
    """`1`, `i` (front), `A` (annex), or empty."""
    part: str
    """`Part I. Ground`, or empty."""
    part_of_book: PartOfBook
    """Where it stands in the book; front matter has roman page numbers."""
    level: int
    """Level in the outline: 1, or 2 for a note below its annex."""
    html: str
    """Inner HTML of the body, well-formed."""
    assets: Path
    """Folder that relative `src` attributes are read from, and nothing else."""
    listed: bool = True
    """Whether the contents list it."""

    @property
    def heading(self) -> str:
        """Number and title as the outline shows them."""
        if not self.number or self.part_of_book == "front":
            return self.title
        return f"Annex {self.number}. {self.title}" if self.part_of_book == "annex" else f"{self.number}. {self.title}"


@dataclass(frozen=True)
class Drafting:
    """What a draft for comment has that a finished edition has not."""

    number: int
    id: str
    """Its identity, which stands on every page and in the file: `draft-3-1f0c9a7b52`."""
    commit: str
    files: Mapping[str, str]
    """The author's file of each unit, by the unit's name."""
    stamps: Mapping[str, str]
    """What the foot of each copy says, by the member that gets it; `""` is the copy that is stamped for nobody."""
    changed: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    """Ranges of letters that are new since the draft before, by the block's id; their lines get a bar."""


@dataclass(frozen=True)
class Book:
    """The book's own facts, as cover, imprint and page foot show them."""

    title: str
    subtitle: str
    challenges: tuple[str, ...]
    network: str
    publisher: str
    edition: str
    version: str
    date: date
    status: str
    handling: str
    comments: str
    """How to comment: plain text, paragraphs parted by empty lines."""
    language: str = "en"
    never_divided: tuple[str, ...] = ()
    """Names that stay whole at the end of a line."""
    page_size: str = "A4"
    """One of `SIZES` of the layout."""
    contact: str = ""
    """How to reach the publisher; empty where that is not said."""
    address: str = ""
    """Where the web edition is; empty where that is not known."""
    licence: str = ""
    released: bool = False
    """Whether it is a release; until then the cover says that it is a draft."""
    draft: Drafting | None = None
    """What makes it a draft for comment; None for a finished edition."""

    @property
    def locale(self) -> str:
        """The language with its spelling: a bare `en` would be hyphenated as American English."""
        return "en-GB" if self.language == "en" else self.language

    @property
    def day(self) -> str:
        """The date in words: 1 December 2026."""
        return f"{self.date.day} {self.date:%B %Y}"


@dataclass(frozen=True)
class Entry:
    """A heading in the outline, with the place it leads to."""

    title: str
    page: int
    x: float
    y: float
    children: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class LaidOut:
    """A unit by itself as tagged PDF, with all that the book needs to know about it."""

    name: str
    pdf: bytes
    pages: int
    anchors: dict[str, tuple[int, float, float]]
    """Id → page index, x and y in PDF points from the bottom left."""
    labels: dict[str, str]
    """Id → what a link to it says to a screen reader: `Paragraph 13.4`."""
    outline: tuple[Entry, ...]
    """Headings below the unit's own title."""
    ranges: tuple[tuple[str, str] | None, ...]
    """First and last paragraph number on each page."""
    lines: tuple[tuple[str, ...], ...] = ()
    """The texts of the line boxes of each page on which some run from right to left; empty where none do."""
    texts: tuple[str, ...] = ()
    """A digest of each page's text, as it stands after the gates let the unit through."""
    printed: tuple[tuple[str, tuple[Line, ...]], ...] = ()
    """Of a draft: the number of each block with its printed lines, pages and line numbers counted in the unit."""
    baselines: tuple[tuple[float, ...], ...] = ()
    """Of a draft: on each page the baselines of the lines that are numbered, in points from the bottom."""
    end: float = 1.0
    """How far down its last page the text ends, as a share of the height for text."""
