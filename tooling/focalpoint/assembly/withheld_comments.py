"""The comments of members, which no edition carries but the Secretariat's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from focalpoint.assembly.clearing import bare, without_roles
from focalpoint.content.consultation.withheld import Withheld
from focalpoint.content.manual import Manual
from focalpoint.content.rounds.comments import Comment
from focalpoint.problems import Trouble

RUN = 8
"""So many words in a row that the text says, too, are the text's: a comment quotes it, or was accepted into it."""


def withheld_comments(manual: Manual, texts: Sequence[str]) -> Iterator[Withheld]:
    """The words of each comment, without what the edition's own texts or the drafts say.

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
    """The drafts' words as readers saw them: what is withheld of those is searched for by itself."""
    for draft in manual.drafts:
        try:
            yield from (block.text for block in draft.map().blocks)
        except Trouble:
            continue  # Without the map more is searched for, not less.


@dataclass(frozen=True)
class _Said:
    """What the texts say."""

    runs: frozenset[tuple[str, ...]]
    close: str
    """All of it without spaces."""

    def less(self, row: str) -> Iterator[str]:
        """The parts of a row that the texts do not say."""
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


def _said_by(texts: Iterable[str]) -> _Said:
    runs: set[tuple[str, ...]] = set()
    close: list[str] = []
    for text in texts:
        words = [word for word in map(bare, without_roles(text).split()) if word]
        runs.update(tuple(words[first : first + RUN]) for first in range(len(words) - RUN + 1))
        close += words
    return _Said(frozenset(runs), "".join(close))
