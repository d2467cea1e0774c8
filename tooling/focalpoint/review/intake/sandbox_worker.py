"""The process that reads one returned file: bytes in, JSON out, within limits of memory, time and size.

python -I -m focalpoint.review.intake.sandbox_worker ROOT < FILE
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field

from focalpoint.config import Config
from focalpoint.content.consultation.records import Record
from focalpoint.content.rounds.drafts import Draft, load_drafts
from focalpoint.content.rounds.returned import Returned, refused
from focalpoint.problems import Trouble
from focalpoint.review.forms.template import TITLE

MEMORY = 1_536 * 1024 * 1024
"""Bytes of address space."""
SECONDS = 55
"""Of the processor."""
MOST_TOLD = 64_000_000
"""Bytes of the answer, and of any file that a damaged library might write."""
HEAD = 1_024
"""Bytes among which a PDF may begin."""
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""With one of these a text begins that has two bytes for each letter."""
PICTURE = (
    "the file is a picture, whose words cannot be read; ask the sender for the file itself, or enter what it says: "
    "focalpoint comments add"
)
TABLE = "the file is the form as a table of text (.csv), which loses letters; ask for it as .xlsx"
FOREIGN = {
    **dict.fromkeys((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*"), PICTURE),
    b"{\\rtf": "the file is rich text (.rtf); open it in Word, save it as .docx and import that",
    b"Rar!": "the file is an archive; unpack it and import the files in it",
    b"7z\xbc\xaf": "the file is an archive; unpack it and import the files in it",
    **dict.fromkeys((f"{TITLE}{between}".encode() for between in ",;\t"), TABLE),
}
"""What is said of other kinds of files, by their first bytes."""
OPEN_DOCUMENT = "the file is of LibreOffice (.odt, .ods); open it there, save it as .docx or .xlsx and import that"
ARCHIVE = "the file is a zip archive, whatever its name says, or a damaged form; unpack it and import the files in it"
OUTLOOK = "the file is a message of Outlook (.msg); save it there as text or as .eml, and import that"
OLD = (
    "the file is of an old kind of Word or Excel (.doc, .xls), or has a password; open it there, save it as .docx or "
    ".xlsx without a password and import that"
)
Read = Callable[[bytes, Sequence[Draft], int], Returned]


class Answer(Record):
    """What the process says of a file: all that it holds, or why it is not read."""

    returned: Returned | None = None
    refused: Annotated[str, Field(max_length=1_000)] = ""


def main(root: str, asked: str) -> int:
    """Read the file on standard input and answer on standard output; the status is 0 where there is an answer."""
    limit()
    data = sys.stdin.buffer.read()
    sys.stdout.buffer.write(answer_to(data, Path(root), int(asked)).model_dump_json().encode())
    return 0


def limit() -> None:
    """Take from this process what it does not need, where the system can do that."""
    try:
        import resource
    except ImportError:  # Windows has no such limits; the time limit holds there too
        return
    limits = ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_FSIZE, MOST_TOLD))
    for kind, most in (*limits, (resource.RLIMIT_CORE, 0)):
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):
            continue


def answer_to(data: bytes, root: Path, asked: int = 0) -> Answer:
    """The answer to a file, with the drafts of the project in a folder; `asked` is for one that names no draft."""
    try:
        drafts, _ = load_drafts(Config.load(root, date.min))
        return Answer(returned=reader_for(data)(data, drafts, asked))
    except Trouble as trouble:
        return Answer(refused=trouble.problems[0].message[:1_000])
    except (MemoryError, RecursionError):
        return Answer(refused="the file is too large or too deep to be unpacked; ask the sender to save it anew")


def reader_for(data: bytes) -> Read:
    """The function that reads a file, by its first bytes and not its name; raises Trouble where there is none."""
    head = data[:HEAD].lstrip(b"\x00\t\r\n \xef\xbb\xbf")
    if told := next((told for sign, told in FOREIGN.items() if head.startswith(sign)), ""):
        raise refused(told)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        if b"[Content_Types].xml" not in data:
            raise refused(OPEN_DOCUMENT if b"opendocument" in head else ARCHIVE)
        is_sheet = b"xl/workbook" in data and b"word/document" not in data
        return _of("forms.template_sheet", "read_sheet") if is_sheet else _of("forms.template_word", "read_word")
    if b"%PDF-" in data[:HEAD]:
        return _of("returned_pdf.read_pdf", "read_pdf")
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise refused(OUTLOOK if "__substg1.0".encode("utf-16-le") in data else OLD)
    if (b"\x00" in head and not data.startswith(UTF_16)) or head.startswith(b"<"):
        raise refused("the file is no PDF, Word, Excel or text file; ask the sender for the commented draft")
    return _of("letters.letter", "read_letter")


def _of(module: str, name: str) -> Read:
    """The reader, loaded only where it is needed."""
    found: Read = getattr(importlib.import_module(f"focalpoint.review.{module}"), name)
    return found


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
