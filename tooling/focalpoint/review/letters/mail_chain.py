"""Tell the member's own words in a message from heads, quoted and forwarded mail, courtesy and names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from focalpoint.content.rounds.returned import LeftOutKind, words_in
from focalpoint.review.letters.mail_line import Line
from focalpoint.review.letters.mail_message import Address, Message
from focalpoint.review.letters.mail_words import plain_words, words_of
from focalpoint.review.letters.persons import without_marks, without_persons
from focalpoint.review.letters.quoting import Head, Segment, addresses_in, segments_of
from focalpoint.review.letters.salutations import CitesPlace, find_salutations

MOST_ASKED = 1_000
"""Most characters of a quoted question."""
MOST_FORWARDS = 10
"""Mails of a chain that may be read as passed on; those below stay quoted, and are told."""
TOP = 8
"""Most lines of words above the head of a memorandum."""
_NAMED = re.compile(r"((?:[^\W\d_][\w'’.-]*[ \t]+){1,3}[^\W\d_][\w'’.-]*)\s*[<(\[]\S+@")


@dataclass(frozen=True)
class Unit:
    """Lines of the member that stand together."""

    places: tuple[int, ...]
    """Indices of the lines, without those that are left out."""
    first: int
    last: int
    asked: str = ""
    """The quoted question that they answer."""


@dataclass(frozen=True)
class Chain:
    """The lines of a message, sorted."""

    lines: tuple[Line, ...]
    """Every line without names of persons, with its kind."""
    originals: tuple[Line, ...]
    units: tuple[Unit, ...] = ()
    forwarded: tuple[int, ...] = ()
    """Lines of a forwarded mail that are taken as the member's words."""
    others: tuple[int, ...] = ()
    """Lines of quoted mail that is not ours."""
    hidden_answers: bool = False
    """Whether the member says that answers stand inside the quoted mail, and none can be told apart."""

    def left_out(self) -> Iterator[tuple[LeftOutKind, list[int], int]]:
        """Yield each kind with its lines and the number of their words."""
        for kind in LeftOutKind:
            places = [n for n, line in enumerate(self.lines) if line.kind is kind and self.originals[n].text.strip()]
            if places:
                yield kind, places, sum(words_in(self.originals[place].text) for place in places)
        own = [number for number, line in enumerate(self.lines) if line.kind is None]
        named = {number: self._names(number) for number in own}
        if places := [number for number in own if named[number]]:
            yield LeftOutKind.NAME, places, sum(named.values())

    def _names(self, number: int) -> int:
        return words_in(self.originals[number].text) - words_in(without_marks(self.lines[number].text))


def sort_lines(message: Message, originals: Sequence[Line], cites: CitesPlace) -> Chain:
    """Sort the lines of a message; `cites` tells whether a line cites a place of the draft."""
    segments = segments_of(originals)
    lines = without_persons(originals, _names(message, segments))
    chosen = _chosen(message, segments, lines, cites)
    kinds: dict[int, LeftOutKind] = {}
    own: set[int] = set()
    for segment in segments:
        if segment.head:
            kinds |= dict.fromkeys(range(segment.start, segment.head.end), LeftOutKind.HEAD)
        if segment in chosen:
            own |= set(segment.lines)
            kinds |= _courtesy(segment, lines, cites)
        else:
            kinds |= dict.fromkeys(segment.lines, LeftOutKind.QUOTED)
    done = tuple(line if line.kind else replace(line, kind=kinds.get(number)) for number, line in enumerate(lines))
    ours = [one for one in segments if one not in chosen and _is_ours(one.head, message)]
    others = [
        place
        for one in segments
        if one not in chosen and one not in ours and one.head is not None
        for place in one.lines
        if lines[place].text.strip()
    ]
    units = tuple(_units(done, own))
    answered = any(unit.asked for unit in units)
    says = any(_says_inline(lines[place].text) for place in segments[0].lines)
    quoted = any(kind is LeftOutKind.QUOTED for kind in kinds.values())
    forwarded = tuple(place for one in chosen[1:] for place in one.lines if lines[place].text.strip())
    return Chain(done, tuple(originals), units, forwarded, tuple(others), says and quoted and not answered)


def bare_subject(message: Message) -> str:
    """Read the subject without names of persons."""
    (line,) = without_persons([Line(message.subject)], [name for name, _ in (*message.senders, *message.recipients)])
    return line.text


def _courtesy(segment: Segment, lines: Sequence[Line], cites: CitesPlace) -> dict[int, LeftOutKind]:
    held = set(segment.lines)
    texts = [
        line.text if number in held and not line.kind and not line.cells else "" for number, line in enumerate(lines)
    ]
    return find_salutations(texts, cites)


def _chosen(message: Message, segments: Sequence[Segment], lines: Sequence[Line], cites: CitesPlace) -> list[Segment]:
    """Choose the mails of the chain whose words are the member's: its own, and what it only passes on."""
    chosen = [segments[0]]
    subject = re.split(r"\s*[:：]", plain_words(message.subject), maxsplit=1)[0]
    passes_on = subject in {plain_words(word) for word in words_of("quoting", "forward_subject")}
    for segment in segments[1:MOST_FORWARDS]:
        said = [place for one in chosen for place in one.lines if lines[place].text.strip() and not lines[place].kind]
        courtesy = {place for one in chosen for place in _courtesy(one, lines, cites)}
        spoken = [place for place in said if place not in courtesy]
        if any(cites(lines[place].text) for place in spoken) or segment.head is None or segment.head.wrote:
            break
        if _is_ours(segment.head, message):
            break
        memo = _is_memo(segment, lines, message) and len(spoken) <= TOP and len(chosen) == 1
        if not (memo or segment.head.forwarded or passes_on):
            break
        chosen.append(segment)
    return chosen


def _is_memo(segment: Segment, lines: Sequence[Line], message: Message) -> bool:
    """Whether a head is that of the text itself: in a plain text at its beginning, or one without time and address."""
    head = segment.head
    assert head is not None
    above = sum(bool(line.text.strip()) for line in lines[: segment.start])
    written = " ".join(line.text for line in lines[segment.start : head.end])
    bare = "@" not in written and "[address left out]" not in written and not re.search(r"\d[:.h]\d\d", written)
    return above <= TOP and not any(line.depth for line in lines) and (not message.senders or bare)


def _is_ours(head: Head | None, message: Message) -> bool:
    """Whether an earlier mail was written by those to whom the message is sent."""
    if head is None:
        return False
    to = {address for _, address in message.recipients if address}
    names = {plain_words(name) for name, _ in message.recipients if name}
    homes = {one.rpartition("@")[2] for one in to} - {one.rpartition("@")[2] for _, one in message.senders}
    sent = set(addresses_in(head.sender))
    if sent & to or {one.rpartition("@")[2] for one in sent} & homes:
        return True
    sender = plain_words(re.sub(r"<[^>]*>|\S+@\S+", " ", head.sender)).strip(" :*\"'")
    # Lotus Notes writes `Secretariat/NET` without an address.
    alike = (
        name == sender or sender.startswith(f"{name}/") or (head.wrote and name in sender) for name in names if name
    )
    return any(alike)


def _units(lines: Sequence[Line], own: set[int]) -> Iterator[Unit]:
    """Yield the member's lines between quoted ones and between tables, each with the question before it."""
    run: list[int] = []
    quoted: list[int] = []
    asked = ""
    table = 0

    def unit() -> Iterator[Unit]:
        if run:
            yield Unit(tuple(run), run[0], run[-1], asked)

    for number, line in enumerate(lines):
        if not line.text.strip():
            continue
        if line.kind is LeftOutKind.QUOTED:
            yield from unit()
            run = []
            quoted.append(number)
        elif number in own and line.kind is None:
            if quoted:
                asked, quoted = _question([lines[place] for place in _with_blanks(quoted)]), []
            if line.table != table:
                yield from unit()
                run = []
            table = line.table
            run.append(number)
    yield from unit()


def _with_blanks(places: Sequence[int]) -> range:
    return range(places[0], places[-1] + 1)


def _question(lines: Sequence[Line]) -> str:
    """Take the question from quoted lines: the last paragraph that is no courtesy."""
    texts = [line.text if line.kind is LeftOutKind.QUOTED else "" for line in lines]
    courtesy = find_salutations(texts, lambda _: False)
    shown = [("" if number in courtesy else text).strip() for number, text in enumerate(texts)]
    paragraphs = [" ".join(one.split()) for one in re.split(r"\n\s*\n", "\n".join(shown)) if one.strip()]
    for one in reversed(paragraphs):
        if len(one.split()) > 3 or re.search(r"[?؟？]|\d", one):
            return one[-MOST_ASKED:]
    return ""


def _says_inline(text: str) -> bool:
    plain = plain_words(text)
    return any(plain_words(word) in plain for word in words_of("quoting", "inline"))


def _names(message: Message, segments: Sequence[Segment]) -> Iterator[str]:
    """Yield the display names of all heads."""
    every: list[Address] = [*message.senders, *message.recipients]
    yield from (name for name, _ in every if name)
    for head in (one.head for one in segments):
        if head is None:
            continue
        if head.wrote:
            yield from (match[1] for match in _NAMED.finditer(head.sender))
        else:
            for one in re.split(r";|(?<=>),", f"{head.sender}; {head.recipients}"):
                yield re.sub(r"[<(\[]\S*@.*", "", one).strip()
