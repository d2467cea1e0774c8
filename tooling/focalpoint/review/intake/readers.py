"""Find the reader of a returned file by its bytes, among the readers that the modules `read_*.py` declare."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import focalpoint.review
from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.returned import Returned, refused

HEAD = 1_024
"""Bytes at the beginning of a file that are searched for the signature of its kind."""
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
PICTURE = (
    "the file is a picture, whose words cannot be read; ask the sender for the file itself, or enter what it says: "
    "focalpoint comments add"
)
PACKED = "the file is an archive; unpack it and import the files in it"
FOREIGN = {
    **dict.fromkeys((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*"), PICTURE),
    b"{\\rtf": "the file is rich text (.rtf); open it in Word, save it as .docx and import that",
    **dict.fromkeys((b"Rar!", b"7z\xbc\xaf"), PACKED),
}
"""Why files that begin so are not read, by their first bytes."""
OPEN_DOCUMENT = "the file is a LibreOffice file (.odt, .ods); open it there, save it as .docx or .xlsx and import that"
ARCHIVE = "the file is a zip archive, whatever its name says, or a damaged form; unpack it and import the files in it"
OUTLOOK = "the file is a message of Outlook (.msg); save it there as text or as .eml, and import that"
OLD = (
    "the file is of an old kind of Word or Excel (.doc, .xls), or has a password; open it there, save it as .docx or "
    ".xlsx without a password and import that"
)
PAGE = (
    "it is the page for reviewers itself, in which no comment is kept; ask the sender for the text file that its "
    "button “Save to send” writes"
)
PAGE_SIGN = b'content="focalpoint-reviewer '
"""Stands in the head of every page for reviewers."""
PAGE_HEAD = 4_096
"""Bytes in which it stands."""
UNKNOWN = "the file is no PDF, Word, Excel or text file; ask the sender for the commented draft"


@dataclass(frozen=True)
class Reader:
    """One kind of returned file; a module `read_*.py` in a folder of `review` declares it as `READER`."""

    recognises: Callable[[bytes], bool]
    """Tells whether bytes are a file of this kind; file names are not trusted."""
    read: Callable[[bytes, Sequence[Draft], int], Returned]
    """Reads the bytes, given all drafts and the number of the one meant where the file names none; raises Trouble."""
    first: bool = False
    """Whether it is tried before all other readers, because its kind is known by its whole first line."""
    last: bool = False
    """Whether it is tried only after all other readers and the refused kinds, as the reader of plain text is."""


@cache
def readers() -> tuple[Reader, ...]:
    """Load every reader that a module declares, those that are tried first at the head."""
    return tuple(sorted(_declared(), key=lambda one: not one.first))


def _declared() -> Iterator[Reader]:
    for folder in pkgutil.iter_modules(focalpoint.review.__path__, "focalpoint.review."):
        package = importlib.import_module(folder.name)
        for module in pkgutil.iter_modules(package.__path__, f"{folder.name}.") if folder.ispkg else ():
            if module.name.rpartition(".")[2].startswith("read_"):
                reader: Reader = importlib.import_module(module.name).READER
                yield reader


def reader_for(data: bytes) -> Reader:
    """Find the reader of a file; raises Trouble where it has none."""
    for last in (False, True):
        if last and (why := _why_foreign(data)):
            raise refused(why)
        if found := next((one for one in readers() if one.last is last and one.recognises(data)), None):
            return found
    raise refused(UNKNOWN)


def is_sent_page(data: bytes) -> bool:
    """Tell a page for reviewers as it was sent from one that a browser has saved, with what was typed in it."""
    head = data[:PAGE_HEAD]
    return PAGE_SIGN in head and b" data-opened" not in head


def head_of(data: bytes) -> bytes:
    """Take the beginning of a file, without blanks, NUL bytes and byte order marks before its first byte."""
    return data[:HEAD].lstrip(b"\x00\t\r\n \xef\xbb\xbf")


def _why_foreign(data: bytes) -> str:
    """Say why a kind of file is not read; empty for an unknown kind."""
    head = head_of(data)
    if PAGE_SIGN in data[:PAGE_HEAD]:
        return PAGE
    if head.startswith(ZIP):
        return OPEN_DOCUMENT if b"opendocument" in head else ARCHIVE
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return OUTLOOK if "__substg1.0".encode("utf-16-le") in data else OLD
    return next((why for sign, why in FOREIGN.items() if head.startswith(sign)), "")
