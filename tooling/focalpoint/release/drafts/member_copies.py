"""Make each member's copy of a draft: the same pages, stamped with its number and the State's name, and its page."""

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
from focalpoint.release.drafts.reviewer_pages import page_name, with_page, write_page
from focalpoint.release.job import Teller

if TYPE_CHECKING:
    from focalpoint.press import Book, Section
    from focalpoint.press.book_pdf.assemble import Assembled
    from focalpoint.press.workers.pool import Pool
    from focalpoint.review.reviewer_file.page import ReviewerPage


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
    page: ReviewerPage
    """The draft as a page to comment on, of which each copy gets the member's own."""


def stamps(id: str, members: Sequence[Member], handling: str) -> dict[str, str]:
    """Return the foot of each copy by member; under `""` that of the unstamped draft."""
    named = {
        member.id: f"{id} · Copy {number} for {member.name} · {handling}" for number, member in enumerate(members, 1)
    }
    return {"": f"{id} · {handling}", **named}


def make_copies(pool: Pool, copying: Copying, folder: Path, tell: Teller) -> list[Copy]:
    """Write `manual-draft-<n>-<MEMBER>.pdf` and the page for every member, all from one layout."""
    assert copying.book.draft is not None
    number = copying.book.draft.number
    # The processes attach the pages while this one writes files, in the order in which the copies are asked for.
    made = {member.id: _begin(pool, copying, place, member) for place, member in enumerate(copying.members, 1)}
    copies: list[Copy] = []
    for place, member in enumerate(copying.members, 1):
        write_page(copying.page.of(member, place), folder, page_name(number, member.id))
        data = made.pop(member.id).result()
        write_whole(folder / f"manual-draft-{number}-{member.id}.pdf", data)
        copies.append(Copy(number=place, member=member.id, sha256=sha256(data).hexdigest()))
        tell.piece(member.name, place, len(copying.members))
    return copies


def _begin(pool: Pool, copying: Copying, place: int, member: Member) -> Future[bytes]:
    stamps = copying.printed.stamps
    stamp, page = (stamps[""], stamps[member.id]), copying.page
    if section := copying.earlier.get(member.id):
        own = (copying.book, copying.printed.pdf, section, copying.tail)
        return pool.submit(own_copy, own, stamp, page, member, place)
    return pool.submit(stamped_copy, copying.whole, stamp, page, member, place)


def own_copy(
    own: tuple[Book, bytes, Section, bytes], stamp: tuple[bytes, bytes], page: ReviewerPage, member: Member, place: int
) -> bytes:
    """Make the copy of a member that has commented before, with its own earlier comments."""
    return stamped_copy(with_own_comments(*own), stamp, page, member, place)


def stamped_copy(
    pages: bytes, stamp: tuple[bytes, bytes], page: ReviewerPage, member: Member, place: int
) -> bytes:
    """Replace the unstamped foot by the member's, and attach its page."""
    if stamp[0] not in pages:
        raise stopped("a draft's pages bear no stamp to put a copy's in its place; run: make test")
    return with_page(pages.replace(*stamp), page, member, place)


def with_own_comments(book: Book, pdf: bytes, section: Section, tail: bytes) -> bytes:
    """Insert one member's own earlier comments before the form."""
    from focalpoint.press.book_pdf.appending import append
    from focalpoint.press.standalone import print_single

    return append(pdf, [print_single(book, section, "Own "), tail])
