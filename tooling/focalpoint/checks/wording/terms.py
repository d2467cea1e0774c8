"""Terms of the glossary, and names of bodies and texts, are written in one way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from focalpoint.checks.wording.lexicon import Lexicon, Term, Word, lexicon_of
from focalpoint.checks.wording.running_text import SENTENCE_BEGINS, own_words
from focalpoint.config import Config
from focalpoint.content.manual import Manual
from focalpoint.content.text.citations import glossary_terms
from focalpoint.content.text.reading import Prose
from focalpoint.problems import Problem, ProblemKind

_NAME_BEFORE = re.compile(r"(?P<word>[A-Z][\w’'-]*) (?:(?:of|for|on|and) (?:the )?)?$")
_NAME_AFTER = re.compile(r" (?:(?:of|for|on|and) (?:the )?)?[A-Z]")


def check_terms(config: Config, manual: Manual) -> Iterator[Problem]:
    """A term has the capitals that the glossary gives it, and no other name: `Member State`, not `member State`."""
    glossary = tuple(term for text in manual.chapters for term in glossary_terms(text.reading))
    lexicon = lexicon_of(glossary, tuple(manual.vocabulary.names.items()))
    for text in manual.texts:
        for prose in own_words(text):
            for line, wrong, right in _wrong_terms(prose, lexicon):
                message = f"`{wrong}` is written `{right}` in this manual; write it so"
                yield Problem(text.path, line, ProblemKind.TERM, message)


@lru_cache(maxsize=65536)
def _wrong_terms(prose: Prose, lexicon: Lexicon) -> tuple[tuple[int, str, str], ...]:
    """Each term that is written in another way, with its line and its right form."""
    return tuple(
        (line, wrong, right)
        for line, row in enumerate(prose.rows, prose.line)
        for wrong, right in (*_other_names(row, lexicon), *_other_capitals(row, lexicon))
    )


def _other_names(row: str, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    lowered = row.lower()
    for other, right in lexicon.others.items():
        if other in lowered and (found := re.search(rf"\b{re.escape(other)}\b", row, re.IGNORECASE)):
            yield found[0], right


def _other_capitals(row: str, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    for term, words in lexicon.found(row):
        begin, end = words[0].begin, words[-1].end
        right = _as_it_should_be(term, words, row)
        capitals = any(word.said[0].isupper() for word in words)
        if right == row[begin:end] or (term.plain in lexicon.ordinary and not capitals):
            continue
        if not (capitals and _is_in_a_name(begin, end, row)):
            yield row[begin:end], right


def _as_it_should_be(term: Term, words: Sequence[Word], row: str) -> str:
    """What stands in the row, with the capitals of the term; the first word may have one where it begins a sentence."""
    right = list(row[words[0].begin : words[-1].end])
    for model, word in zip(term.words, words, strict=True):
        for number, letter in enumerate(word.said):
            capital = number < len(model) and model[number].isupper()
            right[word.begin - words[0].begin + number] = letter.upper() if capital else letter.lower()
    if words[0].said[0].isupper() and SENTENCE_BEGINS.search(row[: words[0].begin]):
        right[0] = right[0].upper()
    return "".join(right)


def _is_in_a_name(begin: int, end: int, row: str) -> bool:
    """Tell whether the words are part of a longer name: `Permanent Mission` in `Permanent Mission of Ghana`."""
    before = _NAME_BEFORE.search(row[:begin])
    inside = before and not SENTENCE_BEGINS.search(row[: before.start()])
    return bool(inside or _NAME_AFTER.match(row[end:]))
