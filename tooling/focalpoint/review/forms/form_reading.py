"""Collect what becomes of each part of a returned form: comments, the form's own words, what is left out and told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from focalpoint.content.rounds.draft_map import SHORT
from focalpoint.content.rounds.returned import Finding, LeftOut, LeftOutKind, Returned, WordCount, words_in
from focalpoint.review.citations.targets import Targets
from focalpoint.review.forms.headings import Filled, Table
from focalpoint.review.forms.redlines import has_struck, with_tildes
from focalpoint.review.forms.template import SPACE, Row, is_ours, plain
from focalpoint.review.forms.template_rows import (
    MarginNote,
    cites_place,
    finding_of_row,
    moved,
    names_place,
    says_something,
)
from focalpoint.review.returned_pdf.draft_identity import NamedDraft

HEADING, MOST_HEADINGS = 8, 12
"""Most words of a heading in a table, and how many of them are kept for the rows below."""
MOST_STRAYS, QUOTED = 20, 120
"""Most texts outside the rows that are quoted, and most characters of each."""
MOST_SHOWN = 20
"""Places that one warning names; the count of the summary has them all."""
NOT_SAVED = "ask the sender whether it was saved before it was sent, and for the filled one"
_SENDER = re.compile(
    r"(?:comments?\s+(?:of|by|from)|commentaires\s+(?:de|du|des)|comentarios\s+de|kommentare?\s+(?:von|aus)"
    r"|(?:mb|nc|member|membre|miembro|mitglied|country|pays|pais|land|state|estado|etat|staat|delegation|delegacion"
    r"|submitted\s+by|from|organi[sz]ation)(?:\s*\([^)]*\))?)\s*[:\s]",
)
_OURS = re.compile(r"\b[A-Z]{2,10}-\d{3,}\b")
"""The number of a comment, which only a table that we made has."""
Where = Callable[[int], str]
"""Names the place of a row of a table, by its index: `row 4`."""


def sender_in(text: str) -> str:
    """Take a line that says whose comments a form holds, such as “Comments of: Oz (XO)”; empty for any other."""
    line = SPACE.sub(" ", text).strip()
    return line[:SHORT] if len(line) <= QUOTED and _SENDER.match(plain(line)) else ""


@dataclass
class FormReading:
    """The comments of one form, and the count of its words."""

    targets: Targets | None
    sha256: str
    findings: list[Finding] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    """The rows that cite a place and say nothing of it."""
    strays: list[tuple[str, str]] = field(default_factory=list)
    """Place and text of what stands outside the rows."""
    senders: list[str] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    words: int = 0
    headed: list[str] = field(default_factory=list)
    """What stands alone above the rows that are read now, such as the name of a sheet or of a member."""

    def table(self, table: Table, own: Sequence[int], filled: Filled, where: Where) -> dict[int, Finding]:
        """Enter the rows of a table; `own` is the number of words of each row, before merged cells were repeated."""
        self.words += sum(own)
        found: dict[int, Finding] = {}
        told: dict[int, int] = {}
        for index, text in filled.strays:
            if not is_ours(text):
                words = min(words_in(text), own[index] - told.get(index, 0))
                told[index] = told.get(index, 0) + words
                self._stray(where(index), text, words)
        for index, row in filled.rows.items():
            struck = min(filled.struck.get(index, 0), own[index])
            self.leave(LeftOutKind.STRUCK, where(index), struck)
            told[index] = struck + self._row(index, row, where, own[index] - struck, found, bool(struck))
        for index, words in enumerate(own):
            self.leave(LeftOutKind.OURS, where(index), words - told.get(index, 0))
        self.senders += self._senders(table, filled)
        self.findings += found.values()
        return found

    def returned(self, named: NamedDraft, warnings: Iterable[str]) -> Returned:
        """Return what the file holds; `warnings` are those of its own kind of file."""
        return Returned(
            sha256=self.sha256,
            draft=named.number,
            other_draft=named.other,
            senders=tuple(self.senders),
            findings=tuple(self.findings),
            count=self.count,
            warnings=(*named.warnings, *self.warnings(), *warnings),
        )

    def _row(self, index: int, row: Row, where: Where, words: int, found: dict[int, Finding], struck: bool) -> int:
        """Enter one row, and return how many of its words are accounted for."""
        said = moved(row, self.targets)
        last = words_in(row.observation) if says_something(row) and row.observation else 0
        if last and _OURS.search(row.member):
            self.leave(LeftOutKind.OURS, f"{where(index)}, last column", min(last, words))
        elif last:
            self._stray(f"{where(index)}, last column", row.observation, min(last, words))
        if says_something(said):
            made = finding_of_row(said, where(index), self.targets, self.sha256)
            headed = tuple(text[:SHORT] for text in self.headed[-MOST_HEADINGS:])
            found[index] = made.model_copy(update={"words": max(words - last, 0), "headed": headed})
            self._heads(row)
        elif self._heads(row) and not names_place(said, self.targets):
            self.leave(LeftOutKind.HEADING, where(index), words)
        elif cites_place(said):
            self.silent += [] if struck else [where(index)]
            self.leave(LeftOutKind.UNREAD, where(index), words)
        else:
            return 0
        return words

    def _heads(self, row: Row) -> bool:
        """Tell whether a row holds one short text alone, which may be a heading, and keep that for the rows below."""
        texts = [text for text in vars(row).values() if text]
        alone = len(texts) == 1 and len(texts[0].split()) <= HEADING
        self.headed += texts if alone else []
        return alone

    @staticmethod
    def _senders(table: Table, filled: Filled) -> Iterator[str]:
        """Yield what the rows above the comments say of whose they are: in one cell, or in a label's and the next."""
        first = min(filled.rows, default=len(table))
        for cells in table[:first]:
            texts = [cell for cell in dict.fromkeys(cells) if cell.strip()]
            if len(texts) == 2 and (said := sender_in(": ".join(texts))):
                yield said
            elif len(texts) < 3:
                yield from filter(None, map(sender_in, texts))

    def outside(self, place: str, text: str) -> None:
        """Count and tell a text that stands in no table."""
        words = words_in(text)
        self.words += words
        if is_ours(text):
            self.leave(LeftOutKind.OURS, place, words)
        else:
            self._stray(place, text, words)
        self.senders += filter(None, map(sender_in, text.split("\n")))

    def _stray(self, place: str, text: str, words: int) -> None:
        self.strays.append((place, text))
        self.leave(LeftOutKind.UNREAD, place, words)

    def note(self, note: MarginNote, finding: Finding) -> None:
        """Enter a comment beside the text, or leave it out where its thread is resolved."""
        self.words += note.words
        if note.resolved:
            self.leave(LeftOutKind.RESOLVED, note.where, note.words)
        else:
            self.findings.append(finding)

    def leave(self, kind: LeftOutKind, place: str, words: int) -> None:
        """Leave out words of a place."""
        if words > 0:
            self.left_out.append(LeftOut(kind=kind, place=place[:SHORT], words=words))

    def leave_more(self, kind: LeftOutKind, place: str, words: int) -> None:
        """Leave out words that are counted nowhere else, or something without words."""
        self.words += words
        self.left_out.append(LeftOut(kind=kind, place=place[:SHORT], words=words))

    @property
    def count(self) -> WordCount:
        """What became of every word."""
        entered = sum(finding.words for finding in self.findings)
        return WordCount(words=self.words, entered=entered, left_out=tuple(self.left_out))

    def warnings(self) -> Iterator[str]:
        """Say what a person must know of the form."""
        if not self.findings:
            yield f"NO COMMENTS in this form: {NOT_SAVED}"
        if self.silent:
            yield f"{_listed(self.silent)} names a place and says nothing of it; ask the sender what was meant"
        for kind, why, what in (
            (LeftOutKind.HIDDEN, "hidden in the file", "ask the sender whether it was meant to be sent"),
            (LeftOutKind.STRUCK, "struck through or deleted in the file", "see whether it was withdrawn"),
            (LeftOutKind.RESOLVED, "marked as resolved in the file", "see whether it is still meant"),
        ):
            if places := [one.place for one in self.left_out if one.kind is kind]:
                yield f"LEFT OUT, {why}: {_listed(list(dict.fromkeys(places)))}; {what}"
        for place, text in self.strays[:MOST_STRAYS]:
            words = SPACE.sub(" ", with_tildes(text) if has_struck(text) else text).strip()
            quoted = words if len(words) <= QUOTED else words[:QUOTED].rstrip() + "…"
            yield f"text outside the rows is not taken as a comment: “{quoted}” ({place}); see whether it is one"
        if len(self.strays) > MOST_STRAYS:
            more = _listed([place for place, _ in self.strays[MOST_STRAYS:]])
            yield f"{len(self.strays) - MOST_STRAYS} more texts stand outside the rows ({more}); look at the file"


def _listed(places: Sequence[str]) -> str:
    more = f" and {len(places) - MOST_SHOWN} more" if len(places) > MOST_SHOWN else ""
    return ", ".join(places[:MOST_SHOWN]) + more
