"""Stamp a draft for each member: the same pages, with the copy's number and the State's name at their foot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from focalpoint.content.consultation.roster import Member
from focalpoint.content.rounds.drafts import Copy
from focalpoint.files import write_whole
from focalpoint.problems import stopped
from focalpoint.release.job import Teller

if TYPE_CHECKING:
    from focalpoint.press import Book, Section
    from focalpoint.press.book_pdf.assemble import Assembled
    from focalpoint.press.workers.pool import Pool


@dataclass(frozen=True)
class Copying:
    """What copies are made from."""

    book: Book
    printed: Assembled
    tail: bytes
    """The form, which comes last in every copy."""
    whole: bytes
    """The draft with its form: the copy of a member without earlier comments."""
    members: Sequence[Member]
    earlier: Mapping[str, Section]
    """By member, its own comments on earlier drafts with the decisions; no other copy holds them."""


def stamps(id: str, members: Sequence[Member], handling: str) -> dict[str, str]:
    """Return the foot of each copy by member; under `""` that of the unstamped draft."""
    named = {
        member.id: f"{id} · Copy {number} for {member.name} · {handling}" for number, member in enumerate(members, 1)
    }
    return {"": f"{id} · {handling}", **named}


def make_copies(pool: Pool, copying: Copying, folder: Path, tell: Teller) -> list[Copy]:
    """Write `manual-draft-<n>-<MEMBER>.pdf` for every member, all from one layout."""
    assert copying.book.draft is not None
    number = copying.book.draft.number
    # Copies with comments of the member's own are put together by the processes, while this one stamps the others.
    longer = {id: _longer(pool, copying, section) for id, section in copying.earlier.items()}
    made: list[Copy] = []
    ordered = sorted(enumerate(copying.members, 1), key=lambda entry: entry[1].id in longer)
    for done, (place, member) in enumerate(ordered, 1):
        pages = longer[member.id].result() if member.id in longer else copying.whole
        data = _stamped(pages, copying.printed.stamps, member)
        write_whole(folder / f"manual-draft-{number}-{member.id}.pdf", data)
        made.append(Copy(number=place, member=member.id, sha256=sha256(data).hexdigest()))
        tell.piece(member.name, done, len(ordered))
    return sorted(made, key=lambda copy: copy.number)


def _stamped(pages: bytes, stamps: Mapping[str, bytes], member: Member) -> bytes:
    """Replace the unstamped foot by the member's; no other byte changes."""
    if stamps[""] not in pages:
        raise stopped("a draft's pages bear no stamp to put a copy's in its place; run: make test")
    return pages.replace(stamps[""], stamps[member.id])


def _longer(pool: Pool, copying: Copying, section: Section) -> Future[bytes]:
    return pool.submit(with_own_comments, copying.book, copying.printed.pdf, section, copying.tail)


def with_own_comments(book: Book, pdf: bytes, section: Section, tail: bytes) -> bytes:
    """Insert one member's own earlier comments before the form."""
    from focalpoint.press.book_pdf.appending import append
    from focalpoint.press.standalone import print_single

    return append(pdf, [print_single(book, section, "Own "), tail])
