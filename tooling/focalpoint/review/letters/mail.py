"""Read an e-mail, and separate its sender's words from quoted earlier mail."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree, html

from focalpoint.content.rounds.returned import refused
from focalpoint.review.returned_pdf.pdf_values import clean

MOST_CHARACTERS = 2_000_000
MOST_PARTS = 200
MOST_LINES = 40_000
_HEADER = re.compile(rb"\A(?:From |[A-Za-z][A-Za-z0-9-]{1,40}:[ \t])")
_OF_MAIL = re.compile(rb"^(?:subject|mime-version|from|date|message-id|received):", re.IGNORECASE | re.MULTILINE)
_EARLIER = re.compile(
    r"-{2,}\s*(?:original message|message d'origine|forwarded message|mensaje original).{0,40}", re.IGNORECASE
)
_RULE = re.compile(r"_{10,}|-{10,}")
_SENDER = re.compile(r"\*?(?:from|de|von)\*?\s*:", re.IGNORECASE)
_WROTE = re.compile(r"(?:on|le|el|am)\b.{4,200}\b(?:wrote|a écrit|escribió|schrieb)\s*:", re.IGNORECASE)
_BLOCKS = {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "blockquote", "body", "table"}
_SILENT = {"script", "style", "head", "title"}


@dataclass(frozen=True)
class Mail:
    """An e-mail or a plain text."""

    text: str
    """The sender's own lines; each quoted line is blank."""
    quoted: str = ""
    """The quoted lines of earlier mail; each line of the sender is blank."""
    subject: str = ""
    attached: tuple[str, ...] = ()
    """Names of the attached files."""


def read_mail(data: bytes) -> Mail:
    """Read an e-mail or a plain text; raises Trouble where it holds no words."""
    head = re.split(rb"\r?\n\r?\n", data[:20_000], maxsplit=1)[0]
    if not (_HEADER.match(data) and len(_OF_MAIL.findall(head)) > 1):
        return _separate_quotes(_decoded(data), "", ())
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        subject = clean(str(message.get("Subject", "")))[:1_000]
        text, attached = _body(message)
    except (LookupError, ValueError, AttributeError, TypeError, KeyError, IndexError):
        raise refused("the e-mail is damaged; ask the sender to send its words as a plain text") from None
    return _separate_quotes(text, subject, attached)


def _decoded(data: bytes) -> str:
    """Decode a plain text: UTF-8, UTF-16 with a byte order mark, else the encoding of Windows."""
    for encoding in ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _body(message: Any) -> tuple[str, tuple[str, ...]]:
    """Read the words of a message and the names of its attached files."""
    plain: list[str] = []
    marked: list[str] = []
    attached: list[str] = []
    for part in _parts(message):
        kind, name = part.get_content_type(), part.get_filename()
        if name or part.get_content_disposition() == "attachment":
            attached.append(clean(str(name or kind))[:200])
        elif kind == "text/plain":
            plain.append(_content(part))
        elif kind == "text/html":
            marked.append(_content(part))
    return "\n".join(plain) if "".join(plain).strip() else "\n".join(map(_bare, marked)), tuple(attached)


def _parts(message: Any) -> Iterator[Any]:
    """Yield the parts with content; a message inside the message is not opened."""
    todo = [message]
    for _ in range(MOST_PARTS):
        if not todo:
            return
        part = todo.pop(0)
        if part.get_content_maintype() == "multipart" and isinstance(part.get_payload(), list):
            todo[:0] = list(part.iter_parts())
        else:
            yield part


def _content(part: Any) -> str:
    packed = part.get_payload(decode=True)
    data = packed if isinstance(packed, bytes) else b""
    try:
        return data.decode(part.get_content_charset() or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return _decoded(data)


def _bare(markup: str) -> str:
    """Read the words of HTML, line by line, with `>` before quoted lines."""
    try:
        root = html.document_fromstring(
            markup[:MOST_CHARACTERS], parser=html.HTMLParser(no_network=True, encoding=None)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    pieces: list[str] = []
    depth = silent = 0
    for event, node in etree.iterwalk(root, events=("start", "end", "comment")):
        name = node.tag if isinstance(node.tag, str) else "!"
        if name in _BLOCKS:
            depth += (name == "blockquote") * (1 if event == "start" else -1)
            pieces.append("\n" + "> " * min(depth, 1))
        silent += (name in _SILENT) * (1 if event == "start" else -1)
        words = node.text if event == "start" and name != "!" else node.tail if event != "start" else ""
        if words and not silent:
            pieces.append(re.sub(r"\s+", " ", words))
    return re.sub(r"[ \t]+\n", "\n", "".join(pieces))


def _separate_quotes(text: str, subject: str, attached: tuple[str, ...]) -> Mail:
    """Separate the sender's lines from quoted ones; each line keeps its number."""
    # A character before the text keeps blank lines at its head, which count as lines.
    lines = clean(f"|{text[:MOST_CHARACTERS]}")[1:].split("\n")[:MOST_LINES]
    bare = [line.strip() for line in lines]
    end = next((number for number in range(len(lines)) if _is_earlier(bare, number)), len(lines))
    quotes = [number >= end or line.startswith(">") or bool(_WROTE.fullmatch(line)) for number, line in enumerate(bare)]
    own = ["" if quote else line.rstrip() for line, quote in zip(lines, quotes, strict=True)]
    quoted = [line.lstrip("> ") or line if quote else "" for line, quote in zip(bare, quotes, strict=True)]
    if not any(bare) and not attached:
        raise refused("the file holds no words; ask the sender for the comments again")
    return Mail("\n".join(own), "\n".join(quoted), subject, attached)


def _is_earlier(lines: Sequence[str], number: int) -> bool:
    """Tell whether earlier mail begins here: at a line that says so, or at a rule above the head of a message."""
    if not _RULE.fullmatch(lines[number]):
        return bool(_EARLIER.fullmatch(lines[number]))
    below = (lines[place] for place in range(number + 1, len(lines)) if lines[place])
    return bool(_SENDER.match(next(below, "")))
