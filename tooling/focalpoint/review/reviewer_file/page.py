"""Write the draft as one page for the reviewers of a member: text, style and script in one file, closed to the outside.

The page works from a disk, without a network and without an account. Its policy lets nothing in but its own style and
script, by their digests, and the pictures that it holds.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from html import escape
from pathlib import Path
from string import Template
from zlib import DEFLATED, MAX_WBITS, Z_FULL_FLUSH, adler32, compressobj

from focalpoint.content.consultation.roster import Member
from focalpoint.content.rounds.draft_map import DraftMap
from focalpoint.press.section import Book, Section
from focalpoint.problems import stopped
from focalpoint.review.reviewer_file.draft_html import contents_html, draft_html
from focalpoint.review.reviewer_file.words import WORDS

_WEB = Path(__file__).with_name("web")
SCRIPTS = ("words", "draft", "written", "reading", "store", "list", "editor", "word", "files", "main")
"""The scripts in the order in which they run; each uses those before it."""
_FACTS = "data-facts"
"""Stands in the page of a draft where the facts of a copy are filled in."""
FACTS_LENGTH = 2_000
"""Bytes of the facts of each copy, with the blanks after them."""


@dataclass(frozen=True)
class ReviewerPage:
    """The page of a draft, without a member."""

    book: Book
    until: date | None
    """The day by which comments are asked for."""
    whole: str
    manual: str
    """All that the page holds of the manual; everything else is the same for every manual."""

    @property
    def searched(self) -> bytes:
        """Return what the page says of the manual as a page of its own, to be searched for what it may not carry."""
        return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{self.manual}</body></html>'.encode()

    def of(self, member: Member | None = None, copy: int = 0) -> bytes:
        """Return the page of a member's copy; without a member, that which all may use. All are of one length."""
        before, after = self._around
        return before + self._facts(member, copy) + after

    def packed(self, member: Member | None = None, copy: int = 0) -> bytes:
        """Return the page as a zlib stream; those of all members are of one length, so that one can replace another."""
        before, after = self._around
        facts = self._facts(member, copy)
        length = len(facts).to_bytes(2, "little")
        stored = b"\x00" + length + bytes(255 - byte for byte in length) + facts
        first, last = self._packed
        return first + stored + last + adler32(after, adler32(facts, adler32(before))).to_bytes(4, "big")

    @cached_property
    def _around(self) -> tuple[bytes, bytes]:
        before, after = self.whole.split(_FACTS, 1)
        return before.encode(), after.encode()

    @cached_property
    def _packed(self) -> tuple[bytes, bytes]:
        """Compress what stands before and after the facts, so that a block may stand between them as it is."""
        before, after = self._around
        head, tail = compressobj(9), compressobj(9, DEFLATED, -MAX_WBITS)
        return head.compress(before) + head.flush(Z_FULL_FLUSH), tail.compress(after) + tail.flush()

    def _facts(self, member: Member | None, copy: int) -> bytes:
        assert self.book.draft is not None
        known = [one for one in (member.languages if member else ()) if one in WORDS]
        facts = {
            "draft": self.book.draft.id,
            "number": str(self.book.draft.number),
            "title": self.book.title,
            "handling": self.book.handling,
            "copy": str(copy),
            "member": member.id if member else "",
            "name": member.name if member else "",
            "until": self.until.isoformat() if self.until else "",
            "language": known[0] if known else "",
        }
        written = " ".join(f'data-{name}="{escape(value)}"' for name, value in facts.items()).encode()
        if len(written) > FACTS_LENGTH:
            raise stopped("the facts of a copy are too long for its page; shorten the name of the State or the title")
        return written.ljust(FACTS_LENGTH)


def reviewer_page(book: Book, sections: Sequence[Section], made: DraftMap, until: date | None) -> ReviewerPage:
    """Write the page of a draft: its text, the comments' own buttons in each language, and its policy."""
    assert book.draft is not None
    style = (_WEB / "reviewer.css").read_text(encoding="utf-8")
    script = script_of_page()
    policy = (
        f"default-src 'none'; script-src 'sha256-{_digest(script)}'; style-src 'sha256-{_digest(style)}'; "
        "img-src data:; form-action 'none'; base-uri 'none'"
    )
    contents, text = contents_html(made, sections), draft_html(made, sections)
    page = Template((_WEB / "page.html").read_text(encoding="utf-8"))
    whole = page.substitute(
        language=escape(book.language),
        facts=_FACTS,
        policy=policy,
        title=escape(f"{book.title}, draft {book.draft.number}"),
        style=style,
        contents=contents,
        text=text,
        words=escape(json.dumps(WORDS, ensure_ascii=False), quote=False),
        script=script,
    )
    return ReviewerPage(book, until, whole, contents + text)


def script_of_page() -> str:
    """Join the scripts of the page: one script, in which each uses those before it."""
    return "".join((_WEB / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)


def _digest(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()
