"""One sentence per line: a comment then finds its sentence, and a change shows as the sentence that changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from focalpoint.config import Config
from focalpoint.content.manual import Manual
from focalpoint.content.text.reading import Prose
from focalpoint.problems import Problem, ProblemKind

_END = r"[.!?…][\"'”’)\]]*"
_FULL = re.compile(rf"{_END}\s*§*$|[:;]\s*§*$")
_SECOND = re.compile(rf"(?<!\S)(?P<before>\S*){_END}\s+(?=[\"'“‘(\[]?(?P<first>\w|§))")
_SHORT = re.compile(
    r"(?:^|[(\[“‘])(?:[A-Z]|[Nn]o|[Aa]rts?|[Pp]aras?|[Pp]p?|[Vv]ol|[Cc]h|[Ee]d|St|Mr|Ms|Mrs|Dr|v|cf|etc|e\.g|i\.e)$"
)
UNDIVIDED = frozenset({"heading", "table", "list-table", "figure", "glossary"})
"""Blocks in which several sentences may stand on one line."""
_BEFORE = "a citation stands before its sentence; put it at the end of the sentence that rests on it"
LONG = 45
"""Most words of a sentence, by the house style."""


def check_sentences(config: Config, manual: Manual) -> Iterator[Problem]:
    """Each line of running text is one whole sentence."""
    for text in manual.texts:
        # A footnote's call at the beginning of a line is told by the rules for footnotes.
        called = {line for _label, line in text.reading.calls}
        for prose in text.reading.prose:
            if not UNDIVIDED.intersection(prose.inside):
                for line, message in _wrong_lines(prose):
                    if message != _BEFORE or line not in called:
                        yield Problem(text.path, line, ProblemKind.SENTENCE, message)


@lru_cache(maxsize=65536)
def _wrong_lines(prose: Prose) -> tuple[tuple[int, str], ...]:
    return tuple(_faults(prose))


def _faults(prose: Prose) -> Iterator[tuple[int, str]]:
    for offset, row in enumerate(prose.rows):
        line = prose.line + offset
        second = next(sentence_starts(row), 0)
        if row.startswith(" ") and row.strip():
            # The call of a note or source is no word of the row: the space that stands behind it is left.
            yield line, _BEFORE
        elif second:
            begun = row[second:][:30].replace("§", "…")
            yield line, f"a second sentence begins here (`{begun}…`); put it on a line of its own"
        elif offset + 1 < len(prose.rows) and not is_whole(row):
            yield line, "the sentence goes on in the next line; write it on one line"


def check_length(config: Config, manual: Manual) -> Iterator[Problem]:
    """No sentence has more than 45 words, wherever it stands: tables, captions and the glossary included."""
    for text in manual.texts:
        for prose in (*text.reading.prose, *text.reading.titles):
            for line, count in _long_lines(prose):
                message = f"the sentence has {count} words; split it (at most {LONG})"
                yield Problem(text.path, line, ProblemKind.LONG_SENTENCE, message)


@lru_cache(maxsize=65536)
def _long_lines(prose: Prose) -> tuple[tuple[int, int], ...]:
    """The lines that hold a long sentence, with the number of its words."""
    return tuple(
        (line, max(map(len, sentences)))
        for line, row in enumerate(prose.rows, prose.line)
        if len(row.split()) > LONG and max(map(len, sentences := list(_sentences(row)))) > LONG
    )


def _sentences(row: str) -> Iterator[list[str]]:
    """The words of each sentence of a line; a table's cell may hold several."""
    begins = 0
    for start in sentence_starts(row):
        yield row[begins:start].split()
        begins = start
    yield row[begins:].split()


def sentence_starts(row: str) -> Iterator[int]:
    """Yield where in a row each sentence after the first begins."""
    yield from (found.end() for found in _SECOND.finditer(row) if _begins_a_sentence(found))


def is_whole(row: str) -> bool:
    """Tell whether a row that is not the last of its paragraph ends as a sentence, or a part of a list, may end."""
    return bool(_FULL.search(row.rstrip()))


def _begins_a_sentence(found: re.Match[str]) -> bool:
    """Whether a full stop ends a sentence: no abbreviation goes before, and a capital, figure or role follows."""
    first = found["first"]
    return (first == "§" or first.isupper() or first.isdigit()) and not _SHORT.search(found["before"])
