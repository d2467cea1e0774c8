"""Write the text of a ledger: only a changed record is rewritten, every other line stays as it is.

Within the record, ruamel's round trip keeps the fields that do not change, their order, and remarks written by hand.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from io import StringIO
from itertools import pairwise
from typing import Any, TypeVar

from pydantic import BaseModel
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString, PlainScalarString

from focalpoint.content.rounds.comments import Comment
from focalpoint.content.rounds.ledger import Ledger, LedgerFields

ALWAYS = frozenset({"id", "received", "channel", "type", "mark", "confidence"})
"""Fields of a comment that are written even with their default."""
WIDEST = 100
"""Most characters of a text on the line of its field; a longer text is written below it."""
ENDLESS = 2**30
"""Width at which no line is broken."""
_SHAPELESS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_NEXT_FIELD = re.compile(r"[^\s#-]")
_AS_BLOCK = re.compile(r"\S(?:[^\t]*\S)?")
_LOOSE_END = re.compile(r"[ \t]$", re.MULTILINE)
Model = TypeVar("Model", bound=BaseModel)


def visible(text: str) -> str:
    """Use single line ends, and a visible sign for each invisible character: `␀` for NUL."""
    return _SHAPELESS.sub(_visible_sign, re.sub("\r\n?", "\n", text))


def _visible_sign(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"


def with_visible(record: Model) -> Model:
    """Make every invisible character in the texts of a record visible."""
    return type(record).model_validate(_visible_value(record.model_dump()))


def _visible_value(value: Any) -> Any:
    if isinstance(value, str) and not isinstance(value, Enum):
        return visible(value)
    if isinstance(value, dict):
        return {name: _visible_value(one) for name, one in value.items()}
    return tuple(map(_visible_value, value)) if isinstance(value, list | tuple) else value


def new_text(fields: LedgerFields) -> str:
    """Make the text of a ledger that has no comments yet."""
    return (
        f"# What {fields.member} says of draft {fields.draft}, one comment after the other; to decide one, type "
        "`focalpoint comments decide`, or write `disposition` and `observation` into it.\n"
        "# yaml-language-server: $schema=../../schemas/ledger.json\n"
        f"draft: {fields.draft}\n"
        f"draft_sha256: {_line(fields.draft_sha256)}\n"
        f"member: {_line(fields.member)}\n"
    )


def _line(text: str) -> str:
    """Write a short text as one line of YAML."""
    written = StringIO()
    YAML().dump(CommentedSeq([text]), written)
    return written.getvalue().removeprefix("- ").rstrip("\n")


def changed_text(ledger: Ledger, now: Sequence[Comment], remarks: Mapping[str, str]) -> str:
    """Make the ledger's text with the new comments; a remark is kept as YAML comment lines in its record.

    `now` holds every comment of the ledger in the same order, and new ones after them. Raises ValueError, or ruamel's
    YAMLError, where the ledger is written in a way that cannot be taken apart.
    """
    before = ledger.fields.comments
    rows = ledger.text.split("\n")
    spans = _spans(ledger, rows)
    for (old, new), span in reversed(list(zip(zip(before, now, strict=False), spans, strict=False))):
        if old != new or new.id in remarks:
            record = _record(span, rows)
            _set(record.fields, old, new)
            rows[span.first : span.last] = record.dumped(remarks.get(new.id, ""))
    added = [row for comment in now[len(before) :] for row in ("", *_new_rows(comment, spans))]
    return "\n".join(_appended(ledger, rows, spans, added) if added else rows)


@dataclass(frozen=True)
class _Span:
    """The rows of one record."""

    first: int
    """Index of the row with its dash."""
    last: int
    """One after its last row; blank rows and comments after it belong to no record."""
    dash: int
    """Column of the dash."""
    names: int
    """Column of the fields' names."""


def _spans(ledger: Ledger, rows: Sequence[str]) -> list[_Span]:
    dashes = [place for place, row in enumerate(rows) if row.lstrip().startswith("-")]
    firsts = [dashes[bisect_left(dashes, line) - 1] for line in ledger.lines if dashes and line > dashes[0]]
    if len(set(firsts)) < len(ledger.lines):
        raise ValueError("the comments do not begin on rows of their own")
    beyond = firsts[-1] + 1 if firsts else 0
    end = next((place for place in range(beyond, len(rows)) if _NEXT_FIELD.match(rows[place])), len(rows))
    spans = []
    for first, last in pairwise([*firsts, end]):
        dash = len(rows[first]) - len(rows[first].lstrip())
        while last > first + 1 and _is_outside_records(rows[last - 1], dash):
            last -= 1
        bare = rows[first][dash + 1 :]
        spans.append(_Span(first, last, dash, dash + 1 + max(len(bare) - len(bare.lstrip()), 1)))
    return spans


def _is_outside_records(row: str, dash: int) -> bool:
    bare = row.lstrip()
    return not bare or (bare.startswith("#") and len(row) - len(bare) <= dash)


@dataclass(frozen=True)
class _Loaded:
    """A record as ruamel holds it."""

    yaml: YAML
    whole: CommentedMap
    span: _Span

    @property
    def fields(self) -> CommentedMap:
        """The record's fields."""
        fields: CommentedMap = self.whole["comments"][0]
        return fields

    def dumped(self, remark: str) -> list[str]:
        """Write its rows, with a remark above its disposition."""
        written = StringIO()
        self.yaml.dump(self.whole, written)
        rows = written.getvalue().rstrip("\n").split("\n")[1:]
        if not remark:
            return rows
        margin = " " * self.span.names
        place = next((n for n, row in enumerate(rows) if row.startswith(f"{margin}disposition:")), len(rows))
        return rows[:place] + [f"{margin}# {row}".rstrip() for row in visible(remark).split("\n")] + rows[place:]


def _yaml(dash: int, names: int) -> YAML:
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = ENDLESS
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=names, offset=dash)
    return yaml


def _record(span: _Span, rows: Sequence[str]) -> _Loaded:
    yaml = _yaml(span.dash, span.names)
    return _Loaded(yaml, yaml.load("\n".join(["comments:", *rows[span.first : span.last], ""])), span)


def _new_rows(comment: Comment, spans: Sequence[_Span]) -> list[str]:
    """Make the rows of a new comment, indented like the existing ones."""
    dash, names = (spans[-1].dash, spans[-1].names) if spans else (2, 4)
    whole = CommentedMap(comments=CommentedSeq([_map(comment, ALWAYS)]))
    return _Loaded(_yaml(dash, names), whole, _Span(0, 0, dash, names)).dumped("")


def _appended(ledger: Ledger, rows: list[str], spans: Sequence[_Span], added: Sequence[str]) -> list[str]:
    """Insert new rows at the end of the list."""
    if spans:
        last = spans[-1]
        grown = len(rows) - len(ledger.text.split("\n"))
        return _insert(rows, last.last + grown, added)
    added = added[1:]
    if "comments" in ledger.written:
        place = int(ledger.written.lc.key("comments")[0])
        return [*rows[:place], "comments:", *added, *rows[place + 1 :]]
    return _insert(rows, len(rows) - 1 if not rows[-1] else len(rows), ["comments:", *added])


def _insert(rows: list[str], place: int, added: Sequence[str]) -> list[str]:
    below = rows[place:] if any(rows[place:]) or place < len(rows) else [""]
    return [*rows[:place], *added, *below]


def _set(fields: CommentedMap, old: BaseModel, new: BaseModel) -> None:
    """Write the fields that changed; of a nested record, only its fields that changed."""
    names = list(type(new).model_fields)
    for name in names:
        was, now = getattr(old, name), getattr(new, name)
        if was == now:
            continue
        if isinstance(now, BaseModel) and isinstance(was, type(now)) and isinstance(fields.get(name), CommentedMap):
            _set(fields[name], was, now)
        elif name in fields:
            fields[name] = _written(now)
        else:
            earlier = [place for place, key in enumerate(fields, 1) if key in names[: names.index(name)]]
            fields.insert(max(earlier, default=0), name, _written(now))


def _map(record: BaseModel, always: frozenset[str] = frozenset()) -> CommentedMap:
    """Make a map of the fields that differ from their defaults."""
    usual = type(record).model_fields
    said = {name: getattr(record, name) for name in usual}
    return CommentedMap(
        {name: _written(value) for name, value in said.items() if name in always or value != usual[name].default}
    )


def _written(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, BaseModel):
        return _map(value)
    if isinstance(value, tuple):
        listed = CommentedSeq(map(_written, value))
        if all(isinstance(one, float) for one in value):
            listed.fa.set_flow_style()
        return listed
    return value


def _text(text: str) -> str:
    if "\n" not in text and len(text) <= WIDEST:
        style: type[str] = PlainScalarString  # Else ruamel writes it in the style of the old value.
    elif _AS_BLOCK.fullmatch(text) and not _LOOSE_END.search(text):
        style = LiteralScalarString
    else:
        style = DoubleQuotedScalarString
    return style(text)
