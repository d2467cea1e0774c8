"""Turn what an edition withholds into search terms: runs of words, short texts, names, rare words, digests of files."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256

from snowballstemmer import stemmer  # type: ignore[import-untyped]

from focalpoint.content.consultation.withheld import Withheld
from focalpoint.leaks.allowlist import words_in_text, words_on_pages
from focalpoint.leaks.extract_images import picture_digest
from focalpoint.leaks.text_spans import normalised, normalised_words

RUN = 8
"""Words of a run: so many that no edition shares them by chance with what it withholds."""
STRIDE = 4
"""Words from the start of one run to the start of the next; any twelve consecutive words contain a whole run."""
FEW, OWN = 5, 3
"""Words in a row that are the cleared text's where it has them too, and words of a run that must not be."""
LONG, SHORT = 20, 12
"""Least length in UTF-8 bytes of a text of one to three words, and of any text searched across word boundaries."""
RARE = 6
"""Least length of a word whose presence in the search index reveals a text."""
RARE_IN_NAME = 4
"""Least length of such a word in a name, for example Chad."""
_ROLE = re.compile(r"\{([\w:+-]+)\}`([^`]*)`")
_BEHIND = frozenset({"heard", "footcite", "footcite:p", "consulted"})
"""Roles that follow a sentence and print no words of it."""
_FIGURES = frozenset({"para", "numref", "ref", "chapter", "doc", "eq"})
"""Roles that print something other than their content."""
_BREAK = "\0"
_LINK = re.compile(r"!?\[([^\]]*)\]\(([^)]*)\)")
_MARK = re.compile(r"^(?:\s|[-*+>#|%]|\d+[.)](?=\s)|\[\^[^\]]*\]:)+")
_FENCE = re.compile(r"^\s*(?:`{3,}|~{3,}|:{3,})(?:\{[^}]*\})?(.*)")
_FIELD = re.compile(r"^\s*(?::([\w-]+):|([a-z][\w-]*):(?=\s|$))\s*(.*)")
_LABEL = re.compile(r"^\s*\(([^)]*)\)=")
_VOCABULARY = frozenset(
    "kind date until handling rule attribution challenge consent given_on cleared_on withdrawn_on status checked "
    "pillar ministries effort from header-rows stub-columns widths width height align class participants".split()
)
"""Fields with words of a fixed list or figures, which many texts share."""
_WORD = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\\s\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
"""A word between blanks; in scripts that write none between words, one character."""


@dataclass
class SearchTerms:
    """All search terms, each with the numbers of the withheld pieces that it reveals."""

    texts: dict[bytes, set[int]] = field(default_factory=dict)
    """Runs of words and short texts, normalised."""
    names: dict[bytes, set[int]] = field(default_factory=dict)
    """Long names, normalised."""
    phrases: dict[bytes, set[int]] = field(default_factory=dict)
    """Names as normalised words with spaces around them."""
    stems: dict[str, set[int]] = field(default_factory=dict)
    """Rare words, as they are written and as the stems in Sphinx's search index."""
    files: dict[str, set[int]] = field(default_factory=dict)
    """Digests of files and of the pixels of pictures."""


def search_terms(withheld: Sequence[Withheld], carried: Sequence[str]) -> SearchTerms:
    """Make the search terms of the withheld pieces; `carried` are the texts that the edition contains."""
    terms = SearchTerms()
    said = normalised_words("\n".join(carried))
    joined = said.replace(b" ", b"")
    known = {stem for word in said.decode().split() for stem in _stems(word)}
    usual = known.union(*map(_stems, words_in_text()))
    for number, piece in enumerate(withheld):
        runs, parts = _prose((*piece.texts, *(text for data in piece.data for text in _drawn_words(data))))
        cleared = b"\n".join(normalised(text) for text in piece.cleared)
        for text in {*_shingles(runs, cleared), *_edges(parts, cleared)}:
            terms.texts.setdefault(text, set()).add(number)
        for text in _short(parts):
            if text not in joined:
                terms.texts.setdefault(text, set()).add(number)
        for name in piece.names:
            # The title of a chapter may be a word that is on every page, such as Index.
            if piece.what != "chapter" or normalised_words(name).decode().strip() not in words_on_pages():
                _add_name(terms, name, number, said)
        for stem in {*_rare(parts, RARE, usual), *_rare(piece.names, RARE_IN_NAME, known)}:
            terms.stems.setdefault(stem, set()).add(number)
        for data in piece.data:
            for digest in filter(None, (sha256(data).hexdigest(), picture_digest(data))):
                terms.files.setdefault(digest, set()).add(number)
    return terms


_ENGLISH = stemmer("english")


@cache
def _stems(word: str) -> frozenset[str]:
    return frozenset((word, _ENGLISH.stemWord(word)))


def _add_name(terms: SearchTerms, name: str, number: int, said: bytes) -> None:
    """Add a name, which counts as whole words, unless the edition itself contains it."""
    phrase = normalised_words(name)
    close = phrase.replace(b" ", b"")
    if not phrase or phrase in said or b" " + close + b" " in said or close.isdigit():
        return
    for form in (phrase, b" " + close + b" "):
        terms.phrases.setdefault(form, set()).add(number)
    if len(close) >= SHORT:
        terms.names.setdefault(close, set()).add(number)


def _rare(texts: Iterable[str], shortest: int, known: Set[str]) -> Iterator[str]:
    """Yield the words that are not `known`, as they are written and as stems."""
    for word in {word for text in texts for word in normalised_words(text).decode().split()}:
        if len(word) >= shortest and word.isalpha() and not known & _stems(word):
            yield from _stems(word)


def _prose(rows: Iterable[str]) -> tuple[list[list[str]], list[str]]:
    """Split Markdown into runs of words that continue from row to row, and into the parts of each row."""
    runs: list[list[str]] = [[]]
    parts: list[str] = []
    for row in (row for text in rows for row in text.split("\n")):
        for place, part in enumerate(_parts(row)):
            if place:
                runs.append([])
            if part.strip():
                parts.append(part)
                runs[-1] += _words(part)
    return runs, parts


def _parts(row: str) -> list[str]:
    """Split one row into parts, divided where something else is printed between the words."""
    if label := _LABEL.match(row):
        return ["", label[1], ""]
    if fence := _FENCE.match(row):
        return ["", *_bare(fence[1]).split(_BREAK), ""]
    if named := _FIELD.match(row):
        if (named[1] or named[2]) not in _VOCABULARY:
            return ["", *_bare(named[3]).split(_BREAK), ""]
        return [""]
    return _bare(_MARK.sub("", row)).split(_BREAK)


def _bare(text: str) -> str:
    """Reduce a row to the words that a reader sees, with a break at each number and address."""

    def shown(role: re.Match[str]) -> str:
        if role[1] in _BEHIND:
            return ""
        words = role[2].split("<")[0] if role[1] not in _FIGURES or "<" in role[2] else ""
        return words if role[1] not in _FIGURES else f"{_BREAK}{words}{_BREAK}"

    addresses = "".join(_BREAK + address for _words, address in _LINK.findall(text))
    return html.unescape(_LINK.sub(r"\1", _ROLE.sub(shown, text))) + addresses


def _words(text: str) -> list[str]:
    return [word for word in (normalised(found).decode() for found in _WORD.findall(text)) if word]


def _own(words: Sequence[str], cleared: bytes) -> list[bool]:
    """Tell for each word whether it is outside every run of `FEW` words that the cleared text contains too."""
    own = [True] * len(words)
    for start in range(len(words) - FEW + 1) if cleared else ():
        if "".join(words[start : start + FEW]).encode() in cleared:
            own[start : start + FEW] = [False] * FEW
    return own


def _shingle(words: Sequence[str], start: int, own: Sequence[bool]) -> bytes:
    """Join the run of eight words from `start`; empty where it is too short or has too few letters.

    A run with fewer than `OWN` words beyond the cleared text is extended until it has them; empty where it cannot.
    """
    first, end = start, start + RUN
    run = "".join(words[first:end])
    # Rows of figures alone occur in the content stream of every page.
    if end > len(words) or len("".join(filter(str.isalpha, run)).encode()) < SHORT:
        return b""
    while sum(own[first:end]) < OWN:
        if first == 0 and end == len(words):
            return b""
        first, end = max(0, first - 1), min(len(words), end + 1)
        run = "".join(words[first:end])
    return run.encode()


def _shingles(runs: Iterable[list[str]], cleared: bytes) -> Iterator[bytes]:
    for words in runs:
        own, starts = _own(words, cleared), range(0, len(words) - RUN + 1, STRIDE)
        yield from filter(None, (_shingle(words, start, own) for start in starts))


def _edges(parts: Iterable[str], cleared: bytes) -> Iterator[bytes]:
    """Yield the first and last run of each part, so that a sentence of eight words is found by itself."""
    for words in map(_words, parts):
        if len(words) >= RUN:
            own = _own(words, cleared)
            yield from filter(None, (_shingle(words, start, own) for start in (0, len(words) - RUN)))


def _short(parts: Iterable[str]) -> Iterator[bytes]:
    """Yield headings, captions and cells whole, if they are too long to occur by chance."""
    for words in map(_words, parts):
        close = "".join(words).encode()
        if len(words) < RUN and len(close) >= (SHORT if len(words) >= 4 else LONG):
            yield close


def _drawn_words(data: bytes) -> Iterator[str]:
    """Yield the words of an SVG drawing; a PDF page that shows it contains none of the file's bytes."""
    if b"<svg" in data[:1000]:
        yield from (html.unescape(words) for words in re.findall(">([^<>]+)<", data.decode("utf-8", "replace")))
