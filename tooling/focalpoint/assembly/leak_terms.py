"""Collect what an edition withholds and what it carries: the two sides that the search for leaks compares."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from focalpoint.assembly.clearing import bare, carried, without_roles
from focalpoint.assembly.withhold import closed_blocks
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.consultation.withheld import Withheld
from focalpoint.content.manual import SOURCES, Chapter, Manual, Note, Text
from focalpoint.content.rounds.comments import Comment
from focalpoint.content.sources import read_sources
from focalpoint.content.text.citations import cited_keys
from focalpoint.problems import Trouble

REMARK = "remark"
"""A run of an author's own comment lines, which stand beside text that the edition carries and may repeat its words."""
RUN = 8
"""Number of consecutive words shared with the text from which they count as the text's own: quoted, or accepted."""


def withheld_comments(manual: Manual, texts: Sequence[str]) -> Iterator[Withheld]:
    """Yield the words of each comment, without what the edition's own texts or the drafts say.

    Whatever their handling: members are promised that the Secretariat shows their words to nobody else.
    """
    closed = [(ledger, comment) for ledger in manual.ledgers for comment in ledger.fields.comments]
    if not closed:
        return
    said = _said_by((*texts, *_of_drafts(manual)))
    for ledger, comment in closed:
        rows = tuple(row for words in _words_of(comment) for row in said.less(words))
        if rows:
            yield Withheld(ledger.path, ledger.lines[ledger.ids.index(comment.id)], "comment", rows)


def _words_of(comment: Comment) -> Iterator[str]:
    for words in (comment.comment, comment.proposed_change, comment.observation):
        yield from words.split("\n")
    for reply in comment.source.thread:
        yield from reply.text.split("\n")


def _of_drafts(manual: Manual) -> Iterator[str]:
    """Yield the text of the drafts as readers saw it; the withheld parts of drafts are searched for separately."""
    for draft in manual.drafts:
        try:
            yield from (block.text for block in draft.map().blocks)
        except Trouble:
            continue  # Without the map more is searched for, not less.


@dataclass(frozen=True)
class _Words:
    """The words of the texts, for comparison."""

    runs: frozenset[tuple[str, ...]]
    close: str
    """All words without spaces."""

    def less(self, row: str) -> Iterator[str]:
        """Yield the parts of a row that the texts do not say."""
        words = [word for word in row.split() if bare(word)]
        plain = [bare(word) for word in words]
        if len(words) < RUN:
            if (whole := "".join(plain)) and whole not in self.close:
                yield row
            return
        known = {
            place
            for first in range(len(words) - RUN + 1)
            if tuple(plain[first : first + RUN]) in self.runs
            for place in range(first, first + RUN)
        }
        part: list[str] = []
        for place, word in enumerate(words):
            if place not in known:
                part.append(word)
            elif part:
                yield " ".join(part)
                part = []
        if part:
            yield " ".join(part)


def _said_by(texts: Iterable[str]) -> _Words:
    runs: set[tuple[str, ...]] = set()
    close: list[str] = []
    for text in texts:
        words = [word for word in map(bare, without_roles(text).split()) if word]
        runs.update(tuple(words[first : first + RUN]) for first in range(len(words) - RUN + 1))
        close += words
    return _Words(frozenset(runs), "".join(close))


_PROSE = frozenset({".md", ".txt", ".bib", ".svg"})


def carried_texts(files: Mapping[str, bytes]) -> list[str]:
    """Return the text of every file of a tree that is text."""
    return [data.decode() for name, data in files.items() if Path(name).suffix in _PROSE]


def withheld_from(
    config: Config, manual: Manual, edition: Edition, files: Mapping[str, bytes], kept: Mapping[str, str]
) -> tuple[Withheld, ...]:
    """Return everything that an edition withholds, each note, chapter, passage and point separately.

    `files` is the edition's tree, and `kept` each text as the edition carries it, by its author's path.
    """
    cleared = [words for note in manual.notes if note.fields.cleared_on for words in _sentences(note)]
    shown = {*files.values()}
    found: list[Withheld] = []
    for note in manual.notes:
        if not carried(note, edition):
            rows = tuple(note.text.split("\n"))
            found.append(Withheld(note.path, 1, "note", rows, _names(manual, note), _files(config, note, shown)))
        else:
            found += _passages(config, note, kept[note.path], edition, shown)
    for text in (*manual.chapters, manual.index):
        if isinstance(text, Chapter) and not edition.may_carry(text.fields.handling):
            names = (text.fields.title, text.docname)
            rows = tuple(text.text.split("\n"))
            found.append(Withheld(text.path, 1, "chapter", rows, names, _files(config, text, shown)))
        else:
            found += _passages(config, text, kept[text.path], edition, shown)
    found += _runs(manual.index.path, manual.index.text, files["index.md"].decode(), {}, "part")
    if edition is not Edition.SECRETARIAT:
        found += _sources(config, manual, files["sources.bib"].decode().split("\n"))
        found += _verdicts(manual)
        found += withheld_comments(manual, carried_texts(files))
    if any(piece.what == REMARK for piece in found):
        said = _said_by(carried_texts(files))
        found = [_remark(piece, said) if piece.what == REMARK else piece for piece in found]
    published = tuple(note.fields.cleared_text or "" for note in manual.notes if note.fields.cleared_on)
    return tuple(
        replace(piece, texts=tuple(_less(row, cleared) for row in piece.texts), cleared=published) for piece in found
    )


def _remark(piece: Withheld, said: _Words) -> Withheld:
    """Leave of a remark what the edition's own texts do not say."""
    return replace(piece, texts=tuple(part for row in piece.texts for part in said.less(row.lstrip(" %"))))


def _sources(config: Config, manual: Manual, kept: Sequence[str]) -> Iterator[Withheld]:
    """Yield the lines of each source that are not kept; a source that no text cites tells of no withheld text."""
    cited = {key for text in manual.texts for key, _line in cited_keys(text.reading)}
    text = (config.root / SOURCES).read_text(encoding="utf-8")
    rows = text.split("\n")
    for source in read_sources(text).entries:
        lines = range(source.line, source.end) if source.key in cited else ()
        if gone := tuple(rows[line - 1] for line in lines if rows[line - 1] != kept[line - 1]):
            yield Withheld(SOURCES, source.line, "source", gone)


def _sentences(note: Note) -> Iterator[re.Pattern[str]]:
    """Yield a pattern for each cleared sentence of a note, which matches it with any spacing and punctuation."""
    for sentence in re.split(r"(?<=[.!?])\s+", note.fields.cleared_text or ""):
        if words := re.findall(r"\w+", sentence):
            yield re.compile(r"\b" + r"\W+".join(words) + r"\b", re.IGNORECASE)


def _less(row: str, cleared: Iterable[re.Pattern[str]]) -> str:
    """Remove from a row the sentences that every edition may carry."""
    for words in cleared:
        row = words.sub("", row)
    return row


def _names(manual: Manual, note: Note) -> tuple[str, ...]:
    """Return the words that identify a note by themselves: its id, title and short name, and its participants."""
    members = (manual.roster.member(name) for name in note.fields.participants)
    return (note.fields.id, note.fields.title, note.fields.short, *(member.name for member in members if member))


def _verdicts(manual: Manual) -> Iterator[Withheld]:
    """Yield the verdicts of members on drafts, as the roster records them."""
    for number, member in enumerate(manual.roster.members):
        said = tuple(held.verdict for held in member.rounds.values() if held.verdict)
        if said:
            yield Withheld(manual.roster.path, manual.roster.line(number), "verdict", said)


def _passages(config: Config, text: Text, kept: str, edition: Edition, shown: set[bytes]) -> Iterator[Withheld]:
    """Yield the runs of lines that are gone from a text which the edition carries otherwise."""
    what = {block.line: block.name for block in closed_blocks(text.reading, edition)}
    what |= {point.line: "point" for point in text.reading.points}
    yield from _runs(text.path, text.text, kept, what, "passage")
    files = _files(config, text, shown)
    if files:
        yield Withheld(text.path, 0, "file", (), (), files)


def _runs(path: str, text: str, kept: str, what: Mapping[int, str], other: str) -> Iterator[Withheld]:
    """Yield the runs of lines in which a text differs from what is kept; `what` names them by their first line."""
    # What is kept may have more lines below it, such as its footnotes.
    rows = zip(text.split("\n"), kept.split("\n"), strict=False)
    # Of a row that was cut short, only what is gone from its end is withheld.
    numbered = [
        (line, old[len(new) :] if new.strip() and old.startswith(new) else old)
        for line, (old, new) in enumerate(rows, 1)
        if old != new
    ]
    for _run, lines in groupby(enumerate(numbered), lambda item: item[1][0] - item[0]):
        run = [row for _place, row in lines]
        name = what.get(run[0][0], other)
        if name == other == "passage" and all(row.lstrip().startswith("%") for _, row in run):
            name = REMARK
        yield Withheld(path, run[0][0], "passage" if name == "handling" else name, tuple(row for _, row in run))


def _files(config: Config, text: Text, shown: set[bytes]) -> tuple[bytes, ...]:
    """Return the pictures of a text that are not in the tree."""
    files = [(config.root / text.path).parent / address for address, _alt, _line in text.reading.images]
    return tuple(data for file in files if (data := file.read_bytes()) not in shown)
