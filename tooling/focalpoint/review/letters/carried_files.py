"""Read the files that a mail carries with the readers of their kinds, within limits; name those that are not read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.returned import LeftOut, LeftOutKind, Returned, WordCount
from focalpoint.problems import Trouble
from focalpoint.review.intake.readers import reader_for
from focalpoint.review.letters.mail_message import Carried, Message, messages_inside

MOST_FILES = 20
"""Files of one mail that are read."""
MOST_BYTES = 40_000_000
"""Bytes of all files of one mail that are read."""
TNEF = (
    "it carries “{name}”, in which Outlook has packed its files or its words; open the mail in Outlook and import the "
    "files saved there, or ask the sender to send it as plain text or HTML"
)
ReadText = Callable[[bytes], Returned]


@dataclass
class Files:
    """What the files of a mail hold."""

    read: list[tuple[str, Returned]] = field(default_factory=list)
    """The name of each file that was read, and its contents."""
    warnings: list[str] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    @property
    def count(self) -> WordCount:
        """Count what was not opened: it is named, and has no words that could be counted."""
        return WordCount(left_out=tuple(self.left_out))

    def counted(self, name: str, returned: Returned) -> WordCount:
        """Return the count of a file that was read, with its name at each place."""
        left = (one.model_copy(update={"place": f"“{name}”: {one.place}"[:400]}) for one in returned.count.left_out)
        return returned.count.model_copy(update={"left_out": tuple(left)})

    def leave(self, name: str) -> None:
        """Record a file that was not read."""
        self.left_out.append(LeftOut(kind=LeftOutKind.UNREAD, place=f"“{name}”"[:400]))


def read_files(message: Message, drafts: Sequence[Draft], asked: int, read_text: ReadText | None) -> Files:
    """Read the files that a message carries; `read_text` reads a text or a mail, None where no more are opened."""
    files = Files()
    pictures: list[str] = []
    total = 0
    for number, one in enumerate(_of_persons(message)):
        total += len(one.data)
        if one.inline:
            pictures.append(one.name)
            files.leave(one.name)
        elif number >= MOST_FILES or total > MOST_BYTES:
            files.leave(one.name)
            files.warnings.append(f"the file “{one.name}” was not read, because the mail carries too much; import it")
        else:
            _read(files, one, drafts, asked, read_text)
    if pictures:
        names = ", ".join(f"“{name}”" for name in pictures)
        files.warnings.append(f"pictures in the mail are not read: {names}; look whether one shows a comment")
    if message.closed:
        files.warnings.append(f"{message.closed} parts of the mail were not opened; ask the sender for a simpler mail")
    return files


def _of_persons(message: Message) -> Iterator[Carried]:
    """Yield the files, also of mails inside, without those that programs add: calendars, signatures, reports."""
    programs = ("text/calendar", "message/delivery-status", "message/disposition-notification", "text/rfc822-headers")
    for one in (file for mail in (message, *messages_inside(message)) for file in mail.carried):
        if one.kind not in programs and one.kind not in ("application/pgp-signature", "application/pkcs7-signature"):
            yield one


def _read(files: Files, one: Carried, drafts: Sequence[Draft], asked: int, read_text: ReadText | None) -> None:
    if one.kind in ("application/ms-tnef", "application/vnd.ms-tnef") or one.name.lower() == "winmail.dat":
        files.leave(one.name)
        files.warnings.append(TNEF.format(name=one.name))
        return
    try:
        reader = reader_for(one.data)
        if not reader.last:
            returned = reader.read(one.data, drafts, asked)
        elif read_text is None:
            files.leave(one.name)
            files.warnings.append(f"the file “{one.name}” lies too deep in the mail to be read; import it by itself")
            return
        else:
            returned = read_text(one.data)
    except Trouble as trouble:
        files.leave(one.name)
        why = trouble.problems[0].message
        files.warnings.append(f"the file “{one.name}” was not read: {why}")
    else:
        files.read.append((one.name, returned))
