"""Read comments in an e-mail, a mailbox or a plain text: “para 3.12: …”, each with the place that it cites."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import replace

from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.returned import Finding, Returned, refused
from focalpoint.review.citations.targets import Targets
from focalpoint.review.intake.readers import Reader, head_of
from focalpoint.review.letters.carried_files import Files, read_files
from focalpoint.review.letters.file_part import FilePart
from focalpoint.review.letters.mail_line import Line
from focalpoint.review.letters.mail_lines import Body, body_of
from focalpoint.review.letters.mail_message import UTF_16, Message, read_messages
from focalpoint.review.letters.one_mail import OneMail, read_mail
from focalpoint.review.letters.quoting import segments_of
from focalpoint.review.returned_pdf.draft_identity import NamedDraft, named_draft
from focalpoint.review.reviewer_file.reviewer_findings import (
    ReviewerTexts,
    read_reviewer_texts,
    without_repeated,
)

MOST_MAILS = 200
"""Mails of one file that are read."""
DEEPEST = 3
"""Mails and files inside each other that are opened."""


def is_text(data: bytes) -> bool:
    """Tell a text from other files: it has no NUL bytes unless it is UTF-16, and no markup at its head."""
    head = head_of(data)
    return not ((b"\x00" in head and not data.startswith(UTF_16)) or head.startswith(b"<"))


def read_letter(data: bytes, drafts: Sequence[Draft], asked: int = 0) -> Returned:
    """Read all comments of an e-mail, a mailbox or a plain text; raises Trouble where it holds no words."""
    return _read(data, drafts, asked, 0)


def _read(data: bytes, drafts: Sequence[Draft], asked: int, depth: int) -> Returned:
    every = read_messages(data)
    if len(every) > MOST_MAILS:
        raise refused(f"the file holds {len(every)} mails; save them in files of up to {MOST_MAILS} and import each")
    bodies = [body_of(message.forms) for message in every]
    if all(_is_empty(message, body) for message, body in zip(every, bodies, strict=True)):
        subject = f", but its subject says “{every[0].subject[:120]}”" if every[0].subject else ""
        add = "; if that is the comment, enter it: focalpoint comments add" if subject else ""
        raise refused(f"the file holds no words{subject}; ask the sender for the comments again{add}")
    named = _named(every, bodies, drafts)
    files = [_files_of(message, drafts, named.number or asked, depth) for message in every]
    if not named.number:
        numbers = {returned.draft for one in files for _, returned in one.read if returned.draft}
        number = asked or (numbers.pop() if len(numbers) == 1 else 0)
        named = named_draft("", (), drafts, number)._replace(other=named.other) if number else named
    targets = Targets(named.map) if named.map else None
    sha256 = hashlib.sha256(data).hexdigest()
    meant = next((draft for draft in drafts if draft.number == named.number and named.map), None)
    texts = [read_reviewer_texts([line.text for line in body.lines], meant, drafts, sha256) for body in bodies]
    bodies = [_without(body, one.lines) for body, one in zip(bodies, texts, strict=True)]
    read: list[OneMail] = []
    for number, (message, body) in enumerate(zip(every, bodies, strict=True), 1):
        part = f"mail {number}, " if len(every) > 1 else ""
        read.append(read_mail(message, body, targets, FilePart(sha256, part)))
    empty = Returned(sha256=sha256, draft=named.number, other_draft=named.other)
    return _together(empty, named, every, read, files, texts)


def _is_empty(message: Message, body: Body) -> bool:
    return not (any(line.text.strip() for line in body.lines) or message.carried or message.attached)


def _without(body: Body, lines: Collection[int]) -> Body:
    """Leave out lines that were read as the text of a reviewer's page; the others keep their numbers."""
    kept = (Line("", line.depth) if place in lines else line for place, line in enumerate(body.lines))
    return replace(body, lines=tuple(kept)) if lines else body


def _files_of(message: Message, drafts: Sequence[Draft], asked: int, depth: int) -> Files:
    def read_text(data: bytes) -> Returned:
        return _read(data, drafts, asked, depth + 1)

    return read_files(message, drafts, asked, read_text if depth < DEEPEST else None)


def _named(every: Sequence[Message], bodies: Sequence[Body], drafts: Sequence[Draft]) -> NamedDraft:
    """Find the draft that the member's own words name, else the one that the quoted mail names."""
    own, whole = [], []
    for message, body in zip(every, bodies, strict=True):
        segments = segments_of(body.lines)
        own += [message.subject, *(body.lines[place].text for place in segments[0].lines)]
        whole += [line.text for line in body.lines]
    named = named_draft("\n".join(own), (), drafts)
    # People who answer a message often leave the draft's name to the message they answer.
    below = named if named.number else named_draft("\n".join(whole), (), drafts)
    return below if below.number else named


def _together(
    empty: Returned,
    named: NamedDraft,
    every: Sequence[Message],
    read: Sequence[OneMail],
    files: Sequence[Files],
    texts: Sequence[ReviewerTexts],
) -> Returned:
    """Put the mails of a file and what they carry together."""
    findings: list[Finding] = []
    warnings: list[str] = [*named.warnings]
    count = empty.count
    copies = {returned.copy_number for one in files for _, returned in one.read if returned.copy_number}
    own = {copy for text in texts for copy in text.copies}
    for number, (mail, carried, text) in enumerate(zip(read, files, texts, strict=True), 1):
        before = f"mail {number}: " if len(read) > 1 else ""
        findings += [*mail.findings, *text.findings]
        told = [*mail.warnings, *text.warnings, *carried.warnings]
        count = count.plus(mail.count).plus(text.count).plus(carried.count)
        for name, returned in carried.read:
            if returned.draft not in (0, named.number) or len(copies) > 1:
                told.append(f"the file “{name}” is of another draft or copy and was not entered; import it by itself")
                continue
            findings += returned.findings
            told += [f"in the file “{name}”: {warning}" for warning in returned.warnings]
            count = count.plus(carried.counted(name, returned))
        warnings += [f"{before}{one}" for one in told]
    findings, count = without_repeated(findings, count)
    automatic = all(mail.automatic for mail in read)
    if not findings and not automatic:
        warnings.insert(0, "NO COMMENTS in this text; ask the sender what was meant")
    if len({address for message in every for _, address in message.senders}) > 1 and len(every) > 1:
        warnings.append("the mails come from different senders; see that all of them are of this member")
    copies |= own
    copy = copies.pop() if len(copies) == 1 else 0
    return empty.model_copy(
        update={"findings": tuple(findings), "warnings": tuple(warnings), "count": count, "copy_number": copy}
    )


READER = Reader(is_text, read_letter, last=True)
