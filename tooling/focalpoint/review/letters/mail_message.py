"""Read the messages of a returned file: its heads, the forms of its words, and the files that it carries."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.utils import getaddresses
from typing import Any

from focalpoint.content.rounds.returned import refused
from focalpoint.review.returned_pdf.pdf_values import clean

MOST_PARTS = 200
"""Parts of one message that are opened; the rest are told as not read."""
MOST_MESSAGES = 200
"""Messages of a mailbox file that are opened; the rest are told as not read."""
_HEADER = re.compile(rb"\A(?:From |[A-Za-z][A-Za-z0-9-]{1,40}:[ \t])")
_OF_MAIL = re.compile(
    rb"^(?:subject|mime-version|from|date|message-id|received|sent|to):", re.IGNORECASE | re.MULTILINE
)
_OF_BOX = re.compile(rb"^From \S[^\r\n]{0,200}\d{4}[ \t]*\r?\n(?=[A-Za-z-]{2,40}:)", re.MULTILINE)
_AS_WINDOWS = {"iso-8859-1", "iso8859-1", "latin-1", "latin1", "iso-8859-15", "ansi"}
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "shift_jis": "cp932"}
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{2,40})", re.IGNORECASE)
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""Byte order marks of UTF-16."""
Address = tuple[str, str]
"""A display name and an address."""


@dataclass(frozen=True)
class Written:
    """One form of the words of a message."""

    text: str
    markup: bool = False
    flowed: bool = False
    joins_spaces: bool = False
    """Whether the space at the end of a flowed line is the program's (`DelSp`)."""


@dataclass(frozen=True)
class Carried:
    """A file that a message carries."""

    name: str
    kind: str
    data: bytes
    inline: bool = False
    """Whether it is a picture in the text."""


@dataclass(frozen=True)
class Message:
    """One message, or a plain text."""

    forms: tuple[tuple[Written, ...], ...]
    """The words, part by part; each part in its alternative forms."""
    carried: tuple[Carried, ...] = ()
    attached: tuple[Message, ...] = ()
    """Messages inside the message."""
    subject: str = ""
    senders: tuple[Address, ...] = ()
    recipients: tuple[Address, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    """Names of headers in small letters, each with its value."""
    closed: int = 0
    """The number of parts that were not opened."""

    def header(self, name: str) -> str:
        """Read a header; empty where there is none."""
        return next((value for key, value in self.headers if key == name), "")


def read_messages(data: bytes) -> list[Message]:
    """Read all messages of a file; a file without the head of a mail is a plain text."""
    head = re.split(rb"\r?\n\r?\n", data[:20_000], maxsplit=1)[0]
    if not (_HEADER.match(data) and len(_OF_MAIL.findall(head)) > 1):
        return [Message(((Written(decoded(data, "")),),))]
    starts = [match.start() for match in _OF_BOX.finditer(data)]
    if data.startswith(b"From ") and starts:
        ends = [*starts[1:], len(data)]
        boxed = (data[start:end] for start, end in zip(starts, ends, strict=True))
        parts = [re.sub(rb"^>(>*From )", rb"\1", part, flags=re.MULTILINE) for part in boxed]
    else:
        parts = [data]
    return [_message(email.message_from_bytes(part, policy=email.policy.default)) for part in parts]


def _message(message: Any, depth: int = 0) -> Message:
    try:
        parts, closed = _parts(message)
        subject = clean(str(message.get("Subject", "")))[:1_000]
        headers = tuple((name.lower(), clean(str(value))[:2_000]) for name, value in message.items())
        forms: list[tuple[Written, ...]] = []
        carried: list[Carried] = []
        attached: list[Message] = []
        for group in parts:
            written: list[Written] = []
            for part in group:
                kind = part.get_content_type()
                if kind == "message/rfc822" and depth < 4 and isinstance(part.get_payload(), list):
                    attached += [_message(one, depth + 1) for one in part.get_payload()[:1]]
                elif _is_words(part, kind):
                    written.append(_written(part, kind))
                else:
                    carried.append(_carried(part, kind))
            if written:
                forms.append(tuple(written))
    except (LookupError, ValueError, AttributeError, TypeError, KeyError, IndexError):
        raise refused("the e-mail is damaged; ask the sender to send its words as a plain text") from None
    senders = _addresses(headers, ("from", "sender", "reply-to"))
    recipients = _addresses(headers, ("to", "cc", "delivered-to"))
    return Message(tuple(forms), tuple(carried), tuple(attached), subject, senders, recipients, headers, closed)


def _addresses(headers: Sequence[tuple[str, str]], names: Sequence[str]) -> tuple[Address, ...]:
    found = getaddresses([value for name, value in headers if name in names])
    return tuple((name.strip(), address.strip().lower()) for name, address in found if name or address)


def _parts(message: Any) -> tuple[list[list[Any]], int]:
    """List the parts with content, those of one alternative together, and count those that were not opened."""
    todo: list[tuple[Any, int]] = [(message, 0)]
    groups: dict[int, list[Any]] = {}
    opened = alternative = 0
    while todo and opened < MOST_PARTS:
        part, group = todo.pop(0)
        opened += 1
        if part.get_content_maintype() == "multipart" and isinstance(part.get_payload(), list):
            if part.get_content_subtype() == "alternative" and not group:
                group = opened
            todo[:0] = [(one, group) for one in part.iter_parts()]
        else:
            alternative -= 1
            groups.setdefault(group or alternative, []).append(part)
    return list(groups.values()), len(todo)


def _is_words(part: Any, kind: str) -> bool:
    shown = part.get_content_disposition() != "attachment" and not part.get_filename()
    return shown and kind in ("text/plain", "text/html", "text/enriched")


def _written(part: Any, kind: str) -> Written:
    data = part.get_payload(decode=True)
    data = data if isinstance(data, bytes) else b""
    charset = (part.get_content_charset() or "").lower()
    if not charset and kind == "text/html" and (meta := _META.search(data[:4_000])):
        charset = meta[1].decode("ascii", "replace").lower()
    flowed = str(part.get_param("format", "")).lower() == "flowed"
    joined = str(part.get_param("delsp", "")).lower() == "yes"
    return Written(decoded(data, charset), kind != "text/plain", flowed, joined)


def _carried(part: Any, kind: str) -> Carried:
    data = part.get_payload(decode=True)
    if kind.startswith("message/") and isinstance(part.get_payload(), list):
        data = b"\n".join(bytes(one) for one in part.get_payload()[:1])
    name = clean(str(part.get_filename() or kind))[:200]
    inline = kind.startswith("image/") and (part.get_content_disposition() == "inline" or bool(part["Content-ID"]))
    return Carried(name, kind, data if isinstance(data, bytes) else b"", inline)


def decoded(data: bytes, charset: str) -> str:
    """Decode words as browsers do: Latin-1 as Windows writes it, and bytes that are no UTF-8 as those of Windows."""
    if data.startswith(UTF_16):
        return data.decode("utf-16", "replace")
    if charset in _AS_WINDOWS or charset.startswith("windows-1252"):
        return _as_windows(data)
    if charset not in ("", "us-ascii", "ascii", "utf-8", "utf8", "unknown-8bit", "x-unknown"):
        try:
            return data.decode(_WIDER.get(charset, charset), "replace")
        except (LookupError, ValueError, UnicodeDecodeError):
            pass
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "surrogateescape")
    return "".join(_as_windows(bytes([ord(sign) - 0xDC00])) if 0xDC80 <= ord(sign) <= 0xDCFF else sign for sign in text)


def _as_windows(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(_windows_byte(byte) for byte in data)


def _windows_byte(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def messages_inside(message: Message) -> Iterator[Message]:
    """Yield the messages inside a message, however deep."""
    for one in message.attached:
        yield one
        yield from messages_inside(one)
