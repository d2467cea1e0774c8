"""One sentence per line: a comment then finds its sentence, and a change shows as the sentence that changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from focalpoint.config import Config
from focalpoint.content.manual import Manual
from focalpoint.content.markdown import Prose
from focalpoint.problems import Problem, ProblemKind

_END = r"[.!?…][\"'”’)\]]*"
_FULL = re.compile(rf"{_END}\s*§*$|[:;]\s*§*$")
_SECOND = re.compile(rf"(?<!\S)(?P<before>\S*){_END}\s+(?=[\"'“‘(\[]?(?P<first>\w|§))")
_SHORT = re.compile(
    r"(?:^|[(\[“‘])(?:[A-Z]|[Nn]o|[Aa]rts?|[Pp]aras?|[Pp]p?|[Vv]ol|[Cc]h|[Ee]d|St|Mr|Ms|Mrs|Dr|v|cf|etc|e\.g|i\.e)$"
)
LONG = 45
"""Most words of a sentence, by the house style."""


def check_sentences(config: Config, manual: Manual) -> Iterator[Problem]:
    """Each line of running text is one whole sentence of at most 45 words."""
    for text in manual.texts:
        for prose in text.reading.prose:
            if not {"heading", "table", "list-table", "figure", "glossary"}.intersection(prose.inside):
                for line, message in _wrong_lines(prose):
                    yield Problem(text.path, line, ProblemKind.SENTENCE, message)


@lru_cache(maxsize=65536)
def _wrong_lines(prose: Prose) -> tuple[tuple[int, str], ...]:
    return tuple(_faults(prose))


def _faults(prose: Prose) -> Iterator[tuple[int, str]]:
    for offset, row in enumerate(prose.rows):
        line, words = prose.line + offset, row.split()
        second = next(filter(_begins_a_sentence, _SECOND.finditer(row)), None)
        if second:
            begun = row[second.end() :][:30].replace("§", "…")
            yield line, f"a second sentence begins here (`{begun}…`); put it on a line of its own"
        elif offset + 1 < len(prose.rows) and not _FULL.search(row.rstrip()):
            yield line, "the sentence goes on in the next line; write it on one line"
        if len(words) > LONG:
            yield line, f"the sentence has {len(words)} words; split it (at most {LONG})"


def _begins_a_sentence(found: re.Match[str]) -> bool:
    """Whether a full stop ends a sentence: no abbreviation goes before, and a capital, figure or role follows."""
    first = found["first"]
    return (first == "§" or first.isupper() or first.isdigit()) and not _SHORT.search(found["before"])
