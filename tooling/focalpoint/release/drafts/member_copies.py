"""Make each member's copy of a draft: the same pages, with its number and the State's name, and the page to comment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from focalpoint.content.consultation.roster import Member
from focalpoint.content.rounds.drafts import Copy
from focalpoint.files import write_whole
from focalpoint.problems import stopped
from focalpoint.release.drafts.reviewer_pages import page_name, with_page, write_page, write_site
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
    """The draft as a page to comment on, of which each member gets its own."""


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
    write_site(copying.page, folder.parent)
    whole = with_page(copying.whole, copying.page)
    # Copies with comments of the member's own are put together by the processes, while this one stamps the others.
    printed = with_page(copying.printed.pdf, copying.page) if copying.earlier else b""
    longer = {
        id: pool.submit(with_own_comments, copying.book, printed, section, copying.tail)
        for id, section in copying.earlier.items()
    }
    made: list[Copy] = []
    ordered = sorted(enumerate(copying.members, 1), key=lambda entry: entry[1].id in longer)
    for done, (place, member) in enumerate(ordered, 1):
        pages = longer[member.id].result() if member.id in longer else whole
        data = _of_member(pages, copying, member, place)
        write_whole(folder / f"manual-draft-{number}-{member.id}.pdf", data)
        write_page(copying.page.of(member, place), folder, page_name(number, member.id))
        made.append(Copy(number=place, member=member.id, sha256=sha256(data).hexdigest()))
        tell.piece(member.name, done, len(ordered))
    return sorted(made, key=lambda copy: copy.number)


def _of_member(pages: bytes, copying: Copying, member: Member, place: int) -> bytes:
    """Replace the unstamped foot and the attached page by the member's, which are as long; no other byte changes."""
    stamps, page = copying.printed.stamps, copying.page
    for blank, own in ((stamps[""], stamps[member.id]), (page.packed(), page.packed(member, place))):
        if blank not in pages or len(blank) != len(own):
            raise stopped("a draft's pages bear no stamp to put a copy's in its place; run: make test")
        pages = pages.replace(blank, own)
    return pages


def with_own_comments(book: Book, pdf: bytes, section: Section, tail: bytes) -> bytes:
    """Insert one member's own earlier comments before the form."""
    from focalpoint.press.book_pdf.appending import append
    from focalpoint.press.standalone import print_single

    return append(pdf, [print_single(book, section, "Own "), tail])
