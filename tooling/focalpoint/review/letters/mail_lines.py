"""Read the words of a message line by line: flowed text joined, HTML as lines, quoted lines with their depth."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from focalpoint.content.rounds.returned import LeftOutKind, words_in
from focalpoint.review.letters.html_lines import html_lines
from focalpoint.review.letters.mail_line import Line
from focalpoint.review.letters.mail_message import Written
from focalpoint.review.returned_pdf.pdf_values import clean

MOST_CHARACTERS = 2_000_000
"""Characters of one form of a message that are read; what is beyond is counted as not read."""
_QUOTES = re.compile(r"(?:>[ \t]?)+")
_ROW = re.compile(r"\s*\|(.+\|.+)\|\s*")
_LINKS = re.compile(r"<(?:https?|mailto):[^>\s]*>|\[cid:[^\]]*\]|\[image:[^\]]*\]", re.IGNORECASE)


@dataclass(frozen=True)
class Body:
    """The lines of a message's words."""

    lines: tuple[Line, ...]
    wrapped: bool = True
    """Whether a program may have broken its sentences over lines."""
    repeated: int = 0
    """Words of other forms of the message that say the same."""
    unread: int = 0
    """Words beyond the most that are read."""
    differs: bool = False
    """Whether the forms of the message say different things."""


def body_of(forms: Sequence[Sequence[Written]]) -> Body:
    """Read the words of all parts; of the alternative forms of one part, all words are kept once."""
    bodies = [_of_alternatives(part) for part in forms]
    lines: list[Line] = []
    for body in bodies:
        lines += [*([Line("")] if lines else []), *body.lines]
    return Body(
        tuple(lines),
        any(body.wrapped for body in bodies),
        sum(body.repeated for body in bodies),
        sum(body.unread for body in bodies),
        any(body.differs for body in bodies),
    )


def _of_alternatives(forms: Sequence[Written]) -> Body:
    """Take the form that holds all words of the others, else the fullest with what only the others say."""
    read = [_read(form) for form in forms]
    bags = [_bag(body.lines) for body in read]
    # HTML tells tables, struck words and quotes; where both hold the same, it is taken.
    order = sorted(range(len(read)), key=lambda one: (bags[one].total(), forms[one].markup), reverse=True)
    whole = [one for one in order if all(not bags[other] - bags[one] for other in order)]
    best = next((one for one in whole if forms[one].markup), (whole or order)[0])
    chosen, lines, repeated = read[best], list(read[best].lines), 0
    held = set(bags[best])
    differs = False
    for other in order:
        if other == best:
            continue
        further = [line for line in read[other].lines if set(_words(line)) - held]
        differs |= bool(further)
        lines += [*([Line("")] if further else []), *further]
        repeated += sum(words_in(line.text) for line in read[other].lines) - sum(words_in(one.text) for one in further)
    unread = sum(body.unread for body in read)
    return Body(tuple(lines), chosen.wrapped, repeated, unread, differs)


def _bag(lines: Sequence[Line]) -> Counter[str]:
    return Counter(word for line in lines for word in _words(line))


def _words(line: Line) -> list[str]:
    return re.findall(r"\w+", _LINKS.sub(" ", line.text).casefold())


def _read(form: Written) -> Body:
    text, beyond = form.text[:MOST_CHARACTERS], words_in(form.text[MOST_CHARACTERS:])
    if form.markup:
        return Body(tuple(html_lines(text)), wrapped=False, unread=beyond)
    # A character before the text keeps blank lines at its head, which count as lines.
    lines = [_plain(line) for line in clean(f"|{text}")[1:].split("\n")]
    if form.flowed:
        return Body(tuple(_joined(lines, form.joins_spaces)), wrapped=False, unread=beyond)
    return Body(tuple(_with_rows([replace(line, text=line.text.rstrip()) for line in lines])), unread=beyond)


def _with_rows(lines: Sequence[Line]) -> Iterator[Line]:
    """Read lines between bars as the rows of a table."""
    table, inside = 0, False
    for line in lines:
        row = _ROW.fullmatch(line.text)
        table += bool(row) and not inside
        inside = bool(row)
        cells = tuple(cell.strip() for cell in row[1].split("|")) if row else ()
        yield replace(line, cells=cells, table=table) if row else line


def _plain(line: str) -> Line:
    """Read a line with its quote marks as its depth."""
    inner = line.lstrip(" ")
    if quotes := _QUOTES.match(inner):
        return Line(inner[quotes.end() :], quotes[0].count(">"))
    # Some programs quote with a bar; a row of a table has more than one.
    barred = inner.startswith("| ") and inner.count("|") == 1
    return Line(inner[2:], 1) if barred else Line(line)


def _joined(lines: Sequence[Line], drops: bool) -> Iterator[Line]:
    """Join the lines of a flowed text (RFC 3676)."""
    open_: Line | None = None
    for line in lines:
        text = line.text[1:] if line.text.startswith(" ") and not line.depth else line.text
        goes_on = text.endswith(" ") and text != "-- " and bool(text.strip())
        if open_ is not None and open_.depth == line.depth and text != "-- ":
            text = open_.text + text
        elif open_ is not None:
            yield replace(open_, text=open_.text.rstrip())
        if goes_on:
            open_ = replace(line, text=text[:-1] if drops else text)
        else:
            open_ = None
            yield replace(line, text=text.rstrip())
    if open_ is not None:
        yield replace(open_, text=open_.text.rstrip())


def hidden_words(lines: Sequence[Line]) -> int:
    """Count the words that a reader did not show."""
    return sum(words_in(line.text) for line in lines if line.kind is LeftOutKind.HIDDEN)
