"""Issues a draft: the network edition with line numbers, frozen from a commit, printed, stamped and archived."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from focalpoint.config import Config
from focalpoint.content.consultation.roster import Member
from focalpoint.content.rounds.draft_map import DraftMap, pack_map
from focalpoint.content.rounds.drafts import (
    MAP,
    RECORD,
    Copy,
    Draft,
    DraftFields,
    draft_folder,
    draft_record,
    load_drafts,
)
from focalpoint.content.text.imprint import imprint
from focalpoint.files import folder_lock
from focalpoint.leaks.leak_gate import seal
from focalpoint.problems import Trouble
from focalpoint.release.build import Teller
from focalpoint.release.drafts.draft_text import EDITION, DraftText, read_draft_text
from focalpoint.release.drafts.git_state import clean_commit
from focalpoint.release.drafts.member_copies import Copying, make_copies, stamps
from focalpoint.release.publish import publish_file, publish_folder

if TYPE_CHECKING:
    from focalpoint.press import Book
    from focalpoint.press.book import Press
    from focalpoint.press.book_pdf.assemble import Assembled
    from focalpoint.review.anchoring.changed import Changes


@dataclass(frozen=True)
class Issued:
    """What was issued, and where it lies."""

    fields: DraftFields
    folder: Path
    """With the PDF, the forms and the copies."""
    archive: Path
    """What must be committed."""
    changed: int
    """Paragraphs that are not as they were in the draft before; 0 for the first."""


@dataclass(frozen=True)
class Request:
    """What a person asks for."""

    by: date | None
    """The day by which comments are asked for."""
    copies: bool
    """Whether each member gets a copy stamped for it, and the forms come along."""
    workers: int = 0


def issue_draft(config: Config, request: Request, tell: Teller) -> Issued:
    """Freeze the next draft from the commit that the files are; raises Trouble, and issues nothing, if that fails."""
    folder = config.build / "draft"
    with folder_lock(folder, lambda: tell.step("Waiting for another draft to be issued")):
        commit = clean_commit(config)
        drafts, problems = load_drafts(config)
        if problems:
            raise Trouble(problems)
        tell.step("Checking and reading the text")
        text = read_draft_text(config, folder)
        return _Issue(config, request, tell, folder, commit, drafts, text).run()


class _Issue:
    """One draft while it is made."""

    def __init__(
        self,
        config: Config,
        request: Request,
        tell: Teller,
        folder: Path,
        commit: str,
        drafts: Sequence[Draft],
        text: DraftText,
    ) -> None:
        self.config, self.request, self.tell, self.folder, self.text = config, request, tell, folder, text
        self.before = drafts[-1] if drafts else None
        self.number = drafts[-1].number + 1 if drafts else 1
        self.commit = commit
        self.members: tuple[Member, ...] = text.assembled.manual.roster.members if request.copies else ()
        self.out = folder / "out"
        self.target = config.dist / "drafts" / str(self.number)

    def run(self) -> Issued:
        """Print, search, stamp, archive."""
        from focalpoint.press.book import Press
        from focalpoint.press.workers.cache import Cache
        from focalpoint.review.anchoring.changed import changes_since

        changes = changes_since(self.before.map(), self.text.blocks()) if self.before else None
        book = self._book(changes)
        shutil.rmtree(self.out, ignore_errors=True)
        cache = Cache(self.config.build / "cache" / "press")
        with Press(self.request.workers or os.cpu_count() or 1, cache) as press:
            printed, tail, whole = self._print(press, book, changes)
            publish_file(whole, self.out / self._pdf)
            copies = self._copy(press, book, printed, tail, whole)
        assert printed.map is not None
        fields = self._fields(book, printed, whole, copies)
        self._publish(fields, printed.map)
        paragraphs = len({change.paragraph for change in changes.listed}) if changes else 0
        return Issued(fields, self.target, draft_folder(self.config, self.number), paragraphs)

    @property
    def _pdf(self) -> str:
        return f"manual-draft-{self.number}.pdf"

    def _book(self, changes: Changes | None) -> Book:
        from focalpoint.press.book_facts import book_of
        from focalpoint.press.section import Drafting

        plain = book_of(self.config, EDITION, imprint(self.config, EDITION))
        id = f"draft-{self.number}-{self._digest()[:10]}"
        drafting = Drafting(
            number=self.number,
            id=id,
            commit=self.commit,
            files=self.text.files,
            stamps=stamps(id, self.members, plain.handling),
            changed=changes.bars if changes else {},
        )
        edition = f"Draft {self.number} of the {EDITION} edition"
        return replace(plain, edition=edition, date=self.config.today, draft=drafting)

    def _digest(self) -> str:
        """Of all that makes this draft another than any other."""
        digest = sha256(repr((self.number, self.commit, self.config.today)).encode())
        for unit in self.text.units:
            digest.update(unit.html.encode())
        return digest.hexdigest()

    def _print(self, press: Press, book: Book, changes: Changes | None) -> tuple[Assembled, bytes, bytes]:
        """The draft, the form that comes behind it, and both in one: every gate has let them through."""
        from focalpoint.press.book_pdf.appending import append
        from focalpoint.press.preflight.pdfua_checks import check_soundness
        from focalpoint.review.anchoring.changed import changed_page
        from focalpoint.review.forms.form_pages import form_pages, how_to_comment

        self.tell.step("Printing")
        own = [how_to_comment(book, self.request.by)]
        if changes and self.before:
            own.append(changed_page(self.before.number, changes))
        printed = press.print(book, [*own, *self.text.units], self.tell.piece)
        tail = form_pages(book)
        whole = append(printed.pdf, [tail])
        check_soundness(whole)
        self.tell.step("Looking for what the draft may not carry")
        publish_file(whole, self.folder / "sealing" / self._pdf)
        shown = f"dist/drafts/{self.number}"
        seal(self.text.assembled, shown)(self.folder / "sealing")
        (self.folder / "sealing" / self._pdf).unlink()
        return printed, tail, whole

    def _copy(self, press: Press, book: Book, printed: Assembled, tail: bytes, whole: bytes) -> list[Copy]:
        """The stamped copies and the forms, in the folder that is published."""
        if not self.request.copies:
            return []
        from focalpoint.review.replies.previous_comments import earlier_units

        self.tell.step(f"Stamping {len(self.members)} copies")
        earlier = earlier_units(self.text.assembled.manual.ledgers)
        copying = Copying(book, printed, tail, whole, self.members, earlier)
        return make_copies(press.pool, copying, self.out / "copies", self.tell)

    def _fields(self, book: Book, printed: Assembled, whole: bytes, copies: Sequence[Copy]) -> DraftFields:
        assert book.draft is not None
        return DraftFields(
            number=self.number,
            id=book.draft.id,
            title=book.title,
            edition=EDITION.value,
            issued_on=self.config.today,
            comments_by=self.request.by,
            commit=self.commit,
            pages=printed.pages,
            sha256=sha256(whole).hexdigest(),
            copies=tuple(copies),
        )

    def _publish(self, fields: DraftFields, made: DraftMap) -> None:
        """Put PDF and archive in place, both or neither."""
        self.tell.step("Publishing")
        archive = self.folder / "archive"
        shutil.rmtree(archive, ignore_errors=True)
        publish_file(draft_record(fields), archive / RECORD)
        publish_file(pack_map(made), archive / MAP)
        if self.request.copies:
            from focalpoint.review.forms.form_content import sheet_form, word_form

            draft = Draft(fields, archive)
            for name, data in (("docx", word_form(draft, None)), ("xlsx", sheet_form(draft, None))):
                publish_file(data, self.out / f"comment-form-draft-{self.number}.{name}")
        with (
            publish_folder(self.out, self.target, {}),
            publish_folder(archive, draft_folder(self.config, self.number), {}),
        ):
            pass
