"""Read one mail: its comments, what became of each of its words, and what a person must know of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from focalpoint.content.rounds.comments import MAX_COMMENT
from focalpoint.content.rounds.returned import Finding, LeftOut, LeftOutKind, WordCount, words_in
from focalpoint.review.citations.citations import citations_in
from focalpoint.review.citations.targets import Targets
from focalpoint.review.forms.headings import filled
from focalpoint.review.forms.template_rows import cites_place, finding_of_row, moved, says_something
from focalpoint.review.letters.automatic import automatic
from focalpoint.review.letters.file_part import FilePart
from focalpoint.review.letters.letter_findings import Letter, comments_in, known_to
from focalpoint.review.letters.mail_chain import Chain, Unit, bare_subject, sort_lines
from focalpoint.review.letters.mail_lines import Body, body_of
from focalpoint.review.letters.mail_message import Message, messages_inside
from focalpoint.review.letters.persons import without_marks
from focalpoint.review.letters.salutations import is_courtesy


@dataclass(frozen=True)
class OneMail:
    """What one mail says."""

    findings: tuple[Finding, ...]
    warnings: tuple[str, ...]
    count: WordCount
    automatic: bool = False
    """Whether a program has written it."""


def read_mail(message: Message, body: Body, targets: Targets | None, part: FilePart) -> OneMail:
    """Read one mail, or a letter without the head of one."""
    known = known_to(targets)

    @cache
    def cites(line: str) -> bool:
        return bool(citations_in(line, known))

    if why := automatic(message):
        return _automatic(message, body, why, part, cites)
    words = sum(words_in(line.text) for line in body.lines) + body.repeated + body.unread
    chain = sort_lines(message, body.lines, cites)
    reading = _Reading(chain, body, targets, part)
    if cites(message.subject):
        reading.subject = bare_subject(message)
    for unit in chain.units:
        reading.read(unit)
    left_out = [*reading.left_out, *_left_out(chain, body, part)]
    count = WordCount(words=words, entered=reading.entered, left_out=tuple(left_out))
    others = any(cites(chain.originals[place].text) for place in chain.others)
    own = OneMail(tuple(reading.findings), (*reading.warnings, *_warnings(chain, body, part, others)), count)
    for number, inner in enumerate(message.attached, 1):
        own = _with_attached(own, message, inner, targets, part.within(f"attached mail {number}"))
    return own


def _automatic(message: Message, body: Body, why: str, part: FilePart, cites: Callable[[str], bool]) -> OneMail:
    """Leave out all words of a mail that a program has written, with those of the mails in it."""
    words = (
        sum(words_in(line.text) for one in (body, *_inside(message)) for line in one.lines)
        + body.repeated
        + body.unread
    )
    left = LeftOut(kind=LeftOutKind.AUTOMATIC, place=f"{part.name}whole mail", words=words)
    names = "reply" in why and any(cites(line.text) for line in body.lines if not line.depth)
    more = "; it names a paragraph: read it" if names else ""
    told = f"the mail {why}: no comment, and nothing of it was entered{more}"
    return OneMail((), (told,), WordCount(words=words, left_out=(left,)), True)


def _with_attached(
    own: OneMail, message: Message, inner: Message, targets: Targets | None, part: FilePart
) -> OneMail:
    """Add an attached mail: as the member's words where the mail itself says nothing and the other is not ours."""
    body = body_of(inner.forms)
    called = part.name.rstrip(", ")
    ours = {address for _, address in inner.senders} & {address for _, address in message.recipients}
    if not own.findings and not ours:
        said = read_mail(inner, body, targets, part)
        told = f"{called} was read as the member's words; see that the member speaks in it"
        return OneMail(said.findings, (*own.warnings, told, *said.warnings), own.count.plus(said.count))
    kind = LeftOutKind.QUOTED if ours else LeftOutKind.UNREAD
    words = sum(words_in(line.text) for one in (body, *_inside(inner)) for line in one.lines) + body.repeated
    left = WordCount(words=words, left_out=(LeftOut(kind=kind, place=f"{part.name}whole mail", words=words),))
    told = f"{called} was not entered, because the mail itself comments; import it by itself if it does too"
    return OneMail(own.findings, (*own.warnings, *([] if ours else [told])), own.count.plus(left))


def _inside(message: Message) -> Iterator[Body]:
    yield from (body_of(one.forms) for one in messages_inside(message))


class _Reading:
    """The comments that have been read so far, and the words that they hold."""

    def __init__(self, chain: Chain, body: Body, targets: Targets | None, part: FilePart) -> None:
        self.chain, self.body, self.targets = chain, body, targets
        self.part, self.subject = part, ""
        self.findings: list[Finding] = []
        self.left_out: list[LeftOut] = []
        self.warnings: list[str] = []
        self.entered = 0
        self.number = 1

    def read(self, unit: Unit) -> None:
        """Read lines that stand together: a table with the headings of the form as its rows, all else as a letter."""
        lines = self.chain.lines
        if lines[unit.first].table and self._rows(unit):
            return
        places = frozenset(unit.places)
        text = [lines[place].text if place in places else "" for place in range(unit.first, unit.last + 1)]
        kept = "\n".join(text)
        blank = frozenset(number for number, line in enumerate(text) if not line)
        part = self.part
        letter = Letter(kept, part.sha256, part.channel, blank, self.body.wrapped, unit.asked, part=part.name)
        found = list(comments_in(replace(letter, subject=self.subject), self.targets, self.number))
        self.number += len(found)
        courtesy = [one for one in found if self._is_courtesy(one)]
        self._enter([one for one in found if one not in courtesy], kept, sum(one.words for one in courtesy))

    def _is_courtesy(self, finding: Finding) -> bool:
        """Leave out what is only courtesy, in front of a sentence that names a place."""
        if finding.source.cited not in ("", self.subject) or not is_courtesy(finding.comment):
            return False
        self.left_out.append(
            LeftOut(kind=LeftOutKind.COURTESY, place=finding.source.subtype, words=finding.words)
        )
        return True

    def _enter(self, found: Sequence[Finding], text: str, courtesy: int = 0) -> None:
        """Add comments with the words of a text that they hold; `courtesy` is the number of those counted already."""
        entered = sum(one.words for one in found)
        self.entered += entered
        self.findings += found
        beyond = words_in(without_marks(text)) - entered - courtesy
        if any("cut" in one.source.flags for one in found) and beyond > 0:
            place = f"{self.part.name}the end of a comment of more than {MAX_COMMENT:,} characters"
            self.left_out.append(LeftOut(kind=LeftOutKind.UNREAD, place=place, words=beyond))
            self.warnings.append(
                "a comment is longer than the ledger holds, and its end was not entered; open the mail"
            )

    def _rows(self, unit: Unit) -> bool:
        """Read the rows of a comment form; false where the table is none."""
        table = [self.chain.lines[place].cells for place in unit.places]
        rows = {index: moved(row, self.targets) for index, row in filled(table).rows.items()}
        if not rows:
            return False
        first = min(rows)
        found = {
            index: finding_of_row(row, f"row {index + 1}", self.targets, self.part.sha256)
            for index, row in rows.items()
            if says_something(row)
        }
        name = f"{self.part.name}table {self.chain.lines[unit.first].table}, "
        for index, place in enumerate(unit.places):
            text = "\n".join(table[index])
            if index in found:
                source = found[index].source
                named = source.model_copy(update={"subtype": f"{name}{source.subtype}", "asked": unit.asked})
                held = (Counter(_words(without_marks(text))) & Counter(_words_of(found[index]))).total()
                self._enter([found[index].model_copy(update={"source": named, "words": held})], text)
            elif index < first:
                self._leave(LeftOutKind.OURS, place, text)
            else:
                self._leave(LeftOutKind.UNREAD, place, text)
        if silent := [index + 1 for index, row in rows.items() if not says_something(row) and cites_place(row)]:
            numbers = ", ".join(map(str, silent))
            self.warnings.append(f"row {numbers} of a table names a place and says nothing of it; ask what was meant")
        return True

    def _leave(self, kind: LeftOutKind, place: int, text: str) -> None:
        words = words_in(without_marks(text))
        self.left_out.append(LeftOut(kind=kind, place=self.part.lines([place]), words=words))


def _words_of(finding: Finding) -> Iterator[str]:
    """Yield the words of a row's comment."""
    parts = (finding.comment, finding.proposed_change, finding.source.cited, finding.type, finding.member)
    yield from _words(without_marks(" ".join(parts)))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _left_out(chain: Chain, body: Body, part: FilePart) -> Iterator[LeftOut]:
    for kind, places, words in chain.left_out():
        yield LeftOut(kind=kind, place=part.lines(places), words=words)
    if body.repeated:
        yield LeftOut(kind=LeftOutKind.REPEATED, place=f"{part.name}another form of the mail", words=body.repeated)
    if body.unread:
        yield LeftOut(kind=LeftOutKind.UNREAD, place=f"{part.name}the end of a very long mail", words=body.unread)


def _warnings(chain: Chain, body: Body, part: FilePart, others_cite: bool) -> Iterable[str]:
    if chain.forwarded:
        lines = part.lines(chain.forwarded)
        yield f"a mail that it forwards ({lines}) was read as the member's words; see that the member speaks in it"
    if others_cite:
        lines = part.lines(chain.others)
        yield f"quoted mail of others ({lines}) names paragraphs and was not entered; see whether it is a comment"
    if chain.hidden_answers:
        yield (
            "it says that its answers stand in the quoted mail, where they cannot be told apart; open it and add them: "
            "focalpoint comments add"
        )
    if body.differs:
        yield "the plain and the formatted part of the mail differ; both were read: see that nothing is entered twice"
    hidden = sum(words for kind, _, words in chain.left_out() if kind is LeftOutKind.HIDDEN)
    if hidden:
        yield f"{hidden} words that mail programs do not show were not entered; open the mail and look"
    if body.unread:
        yield "the mail is too long to be read whole; ask the sender for it in parts"
