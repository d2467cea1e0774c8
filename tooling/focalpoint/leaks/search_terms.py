"""Turns what an edition withholds into what to search for: runs of words, short texts, names, rare words, files."""

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
from focalpoint.leaks.extract_images import pixels
from focalpoint.leaks.normalise import spaced, squeezed

RUN = 8
"""Words that no edition can share by chance with what it withholds."""
STRIDE = 4
"""Words from one searched run to the next: any twelve words that follow each other hold a run whole."""
LONG, SHORT = 20, 12
"""The fewest letters of a text of one to three words, and of any text or name that is searched across word ends."""
RARE = 6
"""The fewest letters of a word that gives a text away by being in the search index."""
RARE_IN_NAME = 4
"""The same of a word in a name: Chad."""
_ROLE = re.compile(r"\{([\w:+-]+)\}`([^`]*)`")
_BEHIND = frozenset({"heard", "footcite", "footcite:p", "consulted"})
"""Roles that stand behind a sentence and are none of its words."""
_FIGURES = frozenset({"para", "numref", "ref", "chapter", "doc", "eq"})
"""Roles in whose place a reader sees something else."""
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
"""Fields that hold words of a list or figures: many texts have the same."""
_WORD = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\\s\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
"""A word between blanks; of scripts that put none between words, one sign."""


@dataclass
class Needles:
    """All that is searched for; each needle with the numbers of the withheld pieces that it gives away."""

    texts: dict[bytes, set[int]] = field(default_factory=dict)
    """Runs of words and short texts, squeezed."""
    names: dict[bytes, set[int]] = field(default_factory=dict)
    """Long names, squeezed."""
    phrases: dict[bytes, set[int]] = field(default_factory=dict)
    """Names as words with spaces round them."""
    stems: dict[str, set[int]] = field(default_factory=dict)
    """Rare words, as they are written and as Sphinx's search index has them."""
    files: dict[str, set[int]] = field(default_factory=dict)
    """Digests of files and of what they show."""


def needles(withheld: Sequence[Withheld], carried: Sequence[str]) -> Needles:
    """What to search for; `carried` is what the edition says of its own."""
    found = Needles()
    said = spaced("\n".join(carried))
    closely = said.replace(b" ", b"")
    known = {stem for word in said.decode().split() for stem in _stems(word)}
    usual = known.union(*map(_stems, words_in_text()))
    for number, piece in enumerate(withheld):
        runs, parts = _prose((*piece.texts, *(text for data in piece.data for text in _drawn_words(data))))
        for needle in {*_shingles(runs), *_edges(parts)}:
            found.texts.setdefault(needle, set()).add(number)
        for needle in _short(parts):
            if needle not in closely:
                found.texts.setdefault(needle, set()).add(number)
        for name in piece.names:
            # A chapter may be called by a word that stands on every page: Index.
            if piece.what != "chapter" or spaced(name).decode().strip() not in words_on_pages():
                _enter_name(found, name, number, said)
        for stem in {*_rare(parts, RARE, usual), *_rare(piece.names, RARE_IN_NAME, known)}:
            found.stems.setdefault(stem, set()).add(number)
        for data in piece.data:
            for digest in filter(None, (sha256(data).hexdigest(), pixels(data))):
                found.files.setdefault(digest, set()).add(number)
    return found


_ENGLISH = stemmer("english")


@cache
def _stems(word: str) -> frozenset[str]:
    return frozenset((word, _ENGLISH.stemWord(word)))


def _enter_name(found: Needles, name: str, number: int, said: bytes) -> None:
    """A name counts as a whole word or words, and only where the edition does not say it elsewhere."""
    phrase = spaced(name)
    close = phrase.replace(b" ", b"")
    if not phrase or phrase in said or b" " + close + b" " in said or close.isdigit():
        return
    for form in (phrase, b" " + close + b" "):
        found.phrases.setdefault(form, set()).add(number)
    if len(close) >= SHORT:
        found.names.setdefault(close, set()).add(number)


def _rare(texts: Iterable[str], shortest: int, known: Set[str]) -> Iterator[str]:
    """The words that nothing else says, as they are written and as the search index has them."""
    for word in {word for text in texts for word in spaced(text).decode().split()}:
        if len(word) >= shortest and word.isalpha() and not known & _stems(word):
            yield from _stems(word)


def _prose(rows: Iterable[str]) -> tuple[list[list[str]], list[str]]:
    """What rows of Markdown say: runs of words that go on from row to row, and each row's parts by themselves."""
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
    """The words of one row, in parts where something else stands between them."""
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
    """The words of a row as a reader sees them; where a number or an address stands, a break."""

    def shown(role: re.Match[str]) -> str:
        if role[1] in _BEHIND:
            return ""
        words = role[2].split("<")[0] if role[1] not in _FIGURES or "<" in role[2] else ""
        return words if role[1] not in _FIGURES else f"{_BREAK}{words}{_BREAK}"

    addresses = "".join(_BREAK + address for _words, address in _LINK.findall(text))
    return html.unescape(_LINK.sub(r"\1", _ROLE.sub(shown, text))) + addresses


def _words(text: str) -> list[str]:
    return [word for word in (squeezed(found).decode() for found in _WORD.findall(text)) if word]


def _shingle(words: Sequence[str], start: int) -> bytes:
    """The run of eight words that begins at `start`, or nothing where it tells nothing."""
    run = "".join(words[start : start + RUN])
    # Rows of figures alone are in every drawing of a page.
    telling = start + RUN <= len(words) and len("".join(filter(str.isalpha, run)).encode()) >= SHORT
    return run.encode() if telling else b""


def _shingles(runs: Iterable[list[str]]) -> Iterator[bytes]:
    for words in runs:
        yield from filter(None, (_shingle(words, start) for start in range(0, len(words) - RUN + 1, STRIDE)))


def _edges(parts: Iterable[str]) -> Iterator[bytes]:
    """The first and the last run of each part, so that a sentence of eight words is found by itself."""
    for words in map(_words, parts):
        if len(words) >= RUN:
            yield from filter(None, (_shingle(words, 0), _shingle(words, len(words) - RUN)))


def _short(parts: Iterable[str]) -> Iterator[bytes]:
    """Headings, captions, cells: whole, where they are long enough not to be anybody's words."""
    for words in map(_words, parts):
        close = "".join(words).encode()
        if len(words) < RUN and len(close) >= (SHORT if len(words) >= 4 else LONG):
            yield close


def _drawn_words(data: bytes) -> Iterator[str]:
    """The words of a drawing in SVG: a page that shows it has no byte of the file."""
    if b"<svg" in data[:1000]:
        yield from (html.unescape(words) for words in re.findall(">([^<>]+)<", data.decode("utf-8", "replace")))
