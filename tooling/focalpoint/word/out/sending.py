"""Make the Word files of chapters from what is printed, with the record by which they come home."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from focalpoint.press.section import Section
from focalpoint.review.draft_copies.guide import GUIDE
from focalpoint.word.out.flow import ItemKind, Paragraph, Part, paragraphs_of
from focalpoint.word.out.pairing import Pairing
from focalpoint.word.out.printed_page import parts_of
from focalpoint.word.out.writing import Chapter, Document, word_of
from focalpoint.word.sent import SentBlock, SentPage


@dataclass(frozen=True)
class Source:
    """A printed section, and the author's text that it was made from."""

    section: Section
    path: str
    page: str
    """The text as the edition carries it."""


@dataclass(frozen=True)
class Letter:
    """What all files of one sending say."""

    id: str
    title: str
    foot: str
    to: str
    day: date
    edition: str
    draft: str = ""
    """The draft that the files are, by its id."""


@dataclass(frozen=True)
class Paged:
    """A chapter as it is sent."""

    page: SentPage
    chapter: Chapter


def paged(sources: Sequence[Source], letter: Letter) -> Iterator[Paged]:
    """Pair each section with its author's text."""
    known: dict[str, str] = {}
    for source in sources:
        pairing = Pairing(source.page, known)
        parts = pairing.pair(parts_of(source.section), asides=not letter.draft)
        blocks = tuple(_blocks(parts, pairing))
        fixed = (*guide(letter), *(_without_calls(one) for one in paragraphs_of(parts) if one.block < 0))
        yield Paged(SentPage(source.path, source.page, blocks, fixed), Chapter(source.section.title, parts))


def _blocks(parts: Sequence[Part], pairing: Pairing) -> Iterator[SentBlock]:
    for one in paragraphs_of(parts):
        if one.block >= 0:
            yield SentBlock(one.block, _lead(one), pairing.shown[one.block])


def _without_calls(one: Paragraph) -> str:
    return "".join(item.text for item in one.items if item.kind is not ItemKind.AGAIN)


def _lead(one: Paragraph) -> str:
    return "".join(item.text for item in one.items if item.kind is ItemKind.LEAD)


def word_file_of(letter: Letter, chapters: Sequence[Paged], pictures: Callable[[str], bytes]) -> bytes:
    """Write chapters as one Word file."""
    title = chapters[0].chapter.title if len(chapters) == 1 else letter.title
    moment = datetime.combine(letter.day, time())
    made = Document(
        id=f"{letter.id} {letter.draft}".rstrip(),
        title=title,
        foot=letter.foot,
        moment=moment,
        guide=guide(letter),
        chapters=[one.chapter for one in chapters],
        picture=pictures,
    )
    return word_of(made)


def guide(letter: Letter) -> list[str]:
    """Write the page at the front: its heading, for whom the file is, how to edit it, what is not to be touched."""
    day = f"{letter.day.day} {letter.day:%B %Y}"
    facts = {"to": letter.to, "day": day, "title": letter.title, "edition": letter.edition}
    return [line.format(**facts) for line in GUIDE]
