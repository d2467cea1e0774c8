"""The sources of `sources.bib`: the kinds of entry and their fields, and what is wrong with an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from focalpoint.content.text.reading import parsed_once

COMMON = frozenset(
    "author editor translator title subtitle year month date url urldate doi isbn issn symbol note howpublished "
    "edition publisher institution organization address location pages pagetotal".split()
)
"""Fields that an entry of every kind may have; all are printed."""
_SERIES = frozenset({"series", "volume", "number"})
_REPORT = frozenset({"type", "number", "series"})
_THESIS = frozenset({"type", "school"})
_CHAPTER = frozenset({"booktitle", "booksubtitle", "chapter"}) | _SERIES
_ARTICLE = frozenset("journal journaltitle journalsubtitle volume number issue eid".split())
KINDS: Mapping[str, frozenset[str]] = {
    "article": _ARTICLE,
    **dict.fromkeys("book collection proceedings booklet manual".split(), _SERIES),
    **dict.fromkeys("inbook incollection inproceedings conference".split(), _CHAPTER),
    **dict.fromkeys("phdthesis mastersthesis thesis".split(), _THESIS),
    **dict.fromkeys("techreport report".split(), _REPORT),
    **dict.fromkeys("misc online electronic www unpublished".split(), _REPORT),
}
"""Kinds of entry, each with the fields that it may have beside the common ones; all are printed."""
OWN = frozenset("abstract annotation annote checked comment file groups keywords owner seenat timestamp".split())
"""Fields for the writer alone: no edition prints them, and no edition's source tree holds them."""
_UNSAID = frozenset({"langid", "language", "shorttitle"})
"""Fields that say nothing which the others do not: they are not printed, and hide nothing."""
_INSTEAD = {
    "crossref": "write the fields of that entry here",
    "xdata": "write the fields of that entry here",
    "eprint": "give its address as `url`",
    "link": "call it `url`",
    "web": "call it `url`",
    "accessed": "call it `urldate`",
    "lastaccessed": "call it `urldate`",
    "authors": "call it `author`",
    "editors": "call it `editor`",
    "city": "call it `address`",
    "day": "write the whole day as `date = {2021-03-04}`",
    "page": "call it `pages`",
}
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_PLAIN = re.compile(r"\\(?:emph|textit|textbf|textsc|textrm|text|mbox|url)\s*\{([^{}]*)\}")
_LATEX = re.compile(r"\\[A-Za-z]+\*?|\\.?|\$[^$]*\$|\^\{|_\{")
_ASIDE = re.compile(r"\s*(?:%|@comment\b)", re.IGNORECASE)
_AS_TYPED = frozenset({"url", "doi", "file", "seenat"}) | OWN
"""Fields that are no running text."""


class Source(NamedTuple):
    """One entry."""

    kind: str
    key: str
    fields: Mapping[str, tuple[str, int]]
    """Each field's value, and the line on which it begins."""
    line: int
    end: int
    """The line after its last."""


class Sources(NamedTuple):
    """What a file of sources holds."""

    entries: tuple[Source, ...]
    faults: tuple[tuple[int, str], ...]
    """Where an entry cannot be read: the line, and what is wrong; what to do."""
    shared: frozenset[int]
    """The lines that name a word for later entries: `@string`."""


def printed(kind: str) -> frozenset[str]:
    """The fields that an entry of this kind prints."""
    return COMMON | KINDS.get(kind, frozenset())


def own_lines(source: Source) -> Iterator[int]:
    """Yield the lines of an entry on which fields stand that are the writer's own."""
    starts = sorted({line for _value, line in source.fields.values()} | {source.end})
    for name, (_value, line) in source.fields.items():
        if name in OWN:
            yield from range(line, next(start for start in starts if start > line))


def plain(value: str) -> str:
    """A value without the marks of LaTeX that change only how words look."""
    before = ""
    while before != value:
        before, value = value, _PLAIN.sub(r"\1", value)
    return value


@lru_cache(maxsize=4)
def read_sources(text: str) -> Sources:
    """Read the entries of a file of sources, and what is wrong with its form. A text is parsed once."""
    found: Sources = parsed_once("BibTeX", text, lambda: _parsed(text))
    return found


def _parsed(text: str) -> Sources:
    from pybtex.database.input.bibtex import LowLevelParser

    rows = text.split("\n")
    errors: list[tuple[int, str]] = []

    def heard(error: Exception) -> None:
        errors.append((int(getattr(error, "lineno", 1)), type(error).__name__))

    parser = LowLevelParser(text, handle_error=heard)
    entries: list[Source] = []
    faults: list[tuple[int, str]] = []
    inside: set[int] = set()
    shared: set[int] = set()
    begins = 1
    for command, body in parser:
        end = int(parser.lineno)
        key = body[0] if isinstance(body, tuple) else None
        opening = re.compile(rf"\s*@\s*{command}\s*[({{]\s*{re.escape(key or '')}", re.IGNORECASE)
        line = next((n for n in range(begins, end + 1) if opening.match(rows[n - 1])), end)
        inside.update(range(line, end + 1))
        if errors:
            broken = line if errors[-1][1] == "PrematureEOF" else max(line, errors[-1][0] - 1)
            message = _broken(errors[-1][1], line, text, errors[-1][0])
            # What follows is read in another way than it was meant.
            return Sources(tuple(entries), (*faults, (broken, message)), frozenset(shared))
        if command == "string":
            shared.update(range(line, end + 1))
        elif isinstance(body, tuple) and isinstance(body[1], list):
            fields = _lined(body[1], rows, line, end)
            entries.append(Source(command.lower(), str(body[0]), fields, line, end + 1))
            if rows[line - 1].count("@") > 1 and any(line < one.end and one.line == line for one in entries[:-1]):
                faults.append((line, "two entries stand on one line; begin each on a line of its own"))
        begins = end + (0 if "@" in rows[end - 1].rpartition("}")[2] else 1)
    if errors:
        faults.append((errors[-1][0], _broken(errors[-1][1], errors[-1][0], text, errors[-1][0])))
    for line, row in enumerate(rows, 1):
        if line not in inside and row.strip() and not _ASIDE.match(row):
            faults.append((line, "this line stands in no entry; begin an entry with `@misc{key,`, a comment with `%`"))
            break
    return Sources(tuple(entries), tuple(faults), frozenset(shared))


def _broken(error: str, begins: int, text: str, line: int) -> str:
    if error == "UndefinedMacro":
        return "a value stands without braces; write it as `{value}`"
    if error == "PrematureEOF":
        return "a brace that opens in this entry is never closed; close it, and the entry with `}`"
    row = text.split("\n")[line - 1] if line <= text.count("\n") + 1 else ""
    if row.lstrip().startswith("@"):
        return f"the entry that begins on line {begins} is not closed before the next; end it with `}}`"
    return "a comma is missing behind this line, or a brace in it is not closed; end each field with `},`"


def _lined(fields: list[tuple[str, list[str]]], rows: list[str], line: int, end: int) -> dict[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    for name, values in fields:
        begins = re.compile(rf"(?<![\w-]){re.escape(name)}\s*=")
        row = next((n for n in range(line, end + 1) if begins.search(rows[n - 1])), line)
        found.setdefault(name.lower(), (" ".join("".join(values).split()), row))
    return found


def wrong_with(source: Source) -> Iterator[tuple[int, str]]:
    """Yield what is wrong with an entry, each with its line: its kind, its fields, their values."""
    if source.kind not in KINDS:
        yield source.line, f"`@{source.kind}` is no kind of source here; use one of {', '.join(sorted(KINDS))}"
        return
    known = printed(source.kind)
    rows: dict[int, str] = {source.line: source.key}
    for name, (value, line) in source.fields.items():
        if name not in known | OWN | _UNSAID:
            yield line, f"`{name}` is not printed for `@{source.kind}`; {_INSTEAD.get(name, _elsewhere(name))}"
        elif name not in _AS_TYPED and (found := _LATEX.search(_decoded(plain(value)))):
            yield line, f"`{found[0]}` is a command of LaTeX that is not known; write the characters themselves"
        elif name in ("date", "urldate") and not written_date(value):
            yield line, f"`{name} = {{{value[:30]}}}` is not a date; write it as 2021-03-04, 2021-03 or 2021"
        elif name in ("url", "doi") and not re.match(r"https?://" if name == "url" else r"https?://\S+|10\.", value):
            yield line, f"`{name}` is no address; begin it with {'https://' if name == 'url' else '10.'}"
        elif name in ("url", "doi") and "\\" in value:
            yield line, f"`{name}` holds backslashes; write the address as the browser shows it"
        elif name == "month" and not month_named(value):
            yield line, f"`month = {{{value[:30]}}}` is no month; write it as mar, March or 3"
        if (name in OWN) != (rows.get(line, name) in OWN) and line in rows:
            yield line, f"`{name}` and `{rows[line]}` stand on one line; give each field a line of its own"
        rows.setdefault(line, name)
    if "title" not in source.fields:
        yield source.line, f"`{source.key}` has no title; add `title = {{…}}`"


def _elsewhere(name: str) -> str:
    kinds = sorted(kind for kind, fields in KINDS.items() if name in fields)
    if kinds:
        return f"it belongs to {', '.join(f'`@{kind}`' for kind in kinds)}: change the kind, or take the field out"
    return "say it in `note`, or take the field out"


def _decoded(value: str) -> str:
    if not re.search(r"[\\$]", value):
        return value
    from pybtex.richtext import Text

    try:
        return str(Text.from_latex(value))
    except UnicodeDecodeError:
        # A backslash that nothing follows: it stays, and is told as a command that is not known.
        return value


_MONTHS = "January February March April May June July August September October November December".split()


def month_named(value: str) -> str:
    """The name of a month that is written as a number, or as a name of which the first three letters count."""
    if value.isdecimal():
        return _MONTHS[int(value) - 1] if 1 <= int(value) <= 12 else ""
    return next((month for month in _MONTHS if value[:3].casefold() == month[:3].casefold()), "")


def written_date(value: str) -> str:
    """A date of biblatex in words: `2021-03-04` is 4 March 2021; a span has two. Empty where it is none."""
    parts = [_one_date(part) for part in value.split("/")]
    return "–".join(parts) if len(parts) <= 2 and all(parts) else ""


def _one_date(value: str) -> str:
    found = _DATE.fullmatch(value)
    if not found:
        return ""
    year, month, day = (int(part or 0) for part in found.groups())
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return ""
    return "\N{NO-BREAK SPACE}".join(filter(None, [str(day or ""), _MONTHS[month - 1] if month else "", str(year)]))
