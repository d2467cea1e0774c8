"""Divide one block's Markdown into characters and references, each with its source, and write it again from them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from focalpoint.content.text.markdown import markdown_parser

REFERENCE, NOTE, WORDS = "reference", "note", "words"
"""What a piece is: a role, picture or address that is kept whole; a call of a note; one character of the text."""
NOTES = frozenset({"footcite", "footcite:p"})
"""Roles that call notes."""
_NEXT = re.compile(
    r"(?P<escape>\\[^\w\s])"
    r"|(?P<break>\\\n| {2,}\n|\n)"
    r"|(?P<role>\{(?P<name>[\w:+-]+)\}(?P<ticks>`+)(?P<content>.+?)(?<!`)(?P=ticks)(?!`))"
    r"|(?P<code>(?P<marks>`+)(?P<typed>.+?)(?<!`)(?P=marks)(?!`))"
    r"|(?P<note>\[\^[^\]\s]+\])"
    r"|(?P<image>!\[[^\]]*\]\([^)\s]*\))"
    r"|(?P<address><[a-z][a-z0-9+.-]*:[^\s<>]+>)"
    r"|(?P<link>\[(?=[^\[\]]*\]\())"
    r"|(?P<emphasis>\*\*|\*|__|_)"
    r"|(?P<end>\](?P<target>\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)))",
    re.DOTALL,
)
_CALL = re.compile(r"\[\^[^\]\s]+\]")


@dataclass(frozen=True)
class Mark:
    """What stands around some words: emphasis, or a link."""

    opening: str
    closing: str
    serial: int
    """Tells it from the next one of the same kind."""


@dataclass(frozen=True)
class InlinePiece:
    """One character of a block's text, or one reference, which is kept whole."""

    shown: str
    """The character, or the words that are shown for a reference; a line's end is shown as a blank."""
    raw: str
    """Its Markdown, without what stands around it."""
    marks: tuple[Mark, ...] = ()
    """What stands around it, outermost first."""
    kind: str = WORDS

    @property
    def is_whole(self) -> bool:
        """Whether it is a reference or a note's call, in which no character is changed."""
        return self.kind != WORDS

    @property
    def is_bold(self) -> bool:
        """Whether it stands in strong emphasis."""
        return any(mark.opening in ("**", "__") for mark in self.marks)

    @property
    def is_italic(self) -> bool:
        """Whether it stands in emphasis."""
        return any(mark.opening in ("*", "_") for mark in self.marks)

    @property
    def is_code(self) -> bool:
        """Whether it is shown as it is typed."""
        return any(mark.opening.startswith("`") for mark in self.marks)


@lru_cache(maxsize=8192)
def inline_pieces(raw: str) -> tuple[InlinePiece, ...] | None:
    """Divide a block's Markdown; None where it is written in a way that could not be written again."""
    found = _scan(raw)
    if found is None or write_pieces(found) != raw or _plain(found) != _parsed(raw):
        return None
    return tuple(found)


def _scan(raw: str) -> list[InlinePiece] | None:
    found: list[InlinePiece] = []
    open_now: list[tuple[str, int, int]] = []  # the opening, the first piece in it, its serial
    at = serial = 0
    while at < len(raw):
        match = _NEXT.match(raw, at)
        if match is None or not match.lastgroup:
            found.append(InlinePiece(raw[at], raw[at]))
            at += 1
            continue
        taken = match[0]
        if match["escape"]:
            found.append(InlinePiece(taken[1], taken))
        elif match["break"]:
            found.append(InlinePiece(" ", taken))
        elif match["role"]:
            kind = NOTE if match["name"] in NOTES else REFERENCE
            found.append(InlinePiece(_role_words(match["content"]), taken, kind=kind))
        elif match["code"]:
            serial += 1
            mark = Mark(match["marks"], match["marks"], serial)
            found += (InlinePiece(one, one, (mark,)) for one in match["typed"])
        elif match["note"]:
            found.append(InlinePiece("", taken, kind=NOTE))
        elif match["image"] or match["address"]:
            shown = taken[2:].partition("]")[0] if match["image"] else taken[1:-1]
            found.append(InlinePiece(shown, taken, kind=REFERENCE))
        elif match["link"]:
            open_now.append(("[", len(found), serial))
        elif match["end"]:
            if not open_now or open_now[-1][0] != "[":
                return None
            _, first, _ = open_now.pop()
            serial += 1
            _enclose(found, first, Mark("[", taken, serial))
        elif taken.startswith("_") and at and (raw[at - 1].isalnum() and raw[at + len(taken) :][:1].isalnum()):
            found += (InlinePiece(one, one) for one in taken)
        elif open_now and open_now[-1][0] == taken and found[open_now[-1][1] :]:
            _, first, _ = open_now.pop()
            serial += 1
            _enclose(found, first, Mark(taken, taken, serial))
        else:
            open_now.append((taken, len(found), serial))
        at = match.end()
    return None if open_now else found


def _enclose(found: list[InlinePiece], first: int, mark: Mark) -> None:
    found[first:] = [replace(one, marks=(mark, *one.marks)) for one in found[first:]]


def _role_words(content: str) -> str:
    return re.sub(r"\s*<[^<>]+>$", "", content)


def write_pieces(given: Iterable[InlinePiece]) -> str:
    """Write pieces as Markdown, with their marks around them."""
    out: list[str] = []
    now: tuple[Mark, ...] = ()
    for one in given:
        same = 0
        while same < min(len(now), len(one.marks)) and now[same] == one.marks[same]:
            same += 1
        out += (mark.closing for mark in reversed(now[same:]))
        out += (mark.opening for mark in one.marks[same:])
        now = one.marks
        out.append(one.raw)
    out += (mark.closing for mark in reversed(now))
    return "".join(out)


def _plain(found: Sequence[InlinePiece]) -> str:
    return "".join(one.shown if not one.is_whole else "" for one in found)


def _parsed(raw: str) -> str:
    """Read the words, without references, as the editions read them."""
    parts: list[str] = []
    for inline in markdown_parser().parseInline(_CALL.sub("", raw)):
        for token in inline.children or []:
            match token.type:
                case "text" | "text_special" | "code_inline":
                    parts.append(token.content)
                case "softbreak" | "hardbreak":
                    parts.append(" ")
                case "html_inline":
                    parts.append("\0")
                case "link_open" if token.markup == "autolink":
                    parts.append("\1")
                case "link_close" if token.markup == "autolink":
                    parts.append("\2")
    return re.sub("\1.*?\2", "", "".join(parts))


_BEGINNING = re.compile(r"^(#{1,6}(?=\s)|[-+](?=\s)|>|:{3,}|%(?=\s)|\|)")
_COUNTED = re.compile(r"^(\d+)([.)])(?=\s)")


def typed(words: str) -> tuple[InlinePiece, ...]:
    """Make pieces of words that a person typed: what would be Markdown is escaped."""
    return tuple(InlinePiece(one, f"\\{one}" if one in "\\`*[]{}<_" else one) for one in words)


def safe_line(line: str) -> str:
    """Escape what would begin a heading, a list or a block at the beginning of a line."""
    line = _COUNTED.sub(r"\1\\\2", line)
    return _BEGINNING.sub(lambda match: f"\\{match[0]}", line)
