"""Issue a draft: the network edition with line numbers, frozen from a commit, printed, stamped and archived."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from focalpoint.config import Config
from focalpoint.content.consultation.roster import Member
from focalpoint.content.git import need_commit, to_commit, uncommitted_files
from focalpoint.content.rounds.draft_map import pack_map
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
from focalpoint.files import folder_lock, write_whole
from focalpoint.problems import Problem, ProblemKind, Trouble
from focalpoint.release.drafts.member_copies import Copying, make_copies, stamps
from focalpoint.release.job import LATER, Job, Stage, Teller, run
from focalpoint.release.publish import Output, publish_folder
from focalpoint.release.stages import (
    DRAFT_EDITION,
    assemble,
    bind,
    blocks,
    check,
    lay_out,
    load,
    proof,
    read_and_begin,
    section_files,
)

if TYPE_CHECKING:
    from focalpoint.review.anchoring.changed import Changes

MOST = 20
"""Uncommitted files that are named; nobody reads more."""


@dataclass(frozen=True)
class Request:
    """What a person asks for."""

    by: date | None
    """The day by which comments are asked for."""
    copies: bool
    """Whether each member gets a copy stamped for it, and the forms are made."""
    workers: int = 0
    word: bool = False
    """Whether the draft is written as a Word file too."""


@dataclass(frozen=True)
class Issued:
    """What was issued, and where it lies."""

    fields: DraftFields
    folder: Path
    """With the PDF, the forms and the copies."""
    archive: Path
    """What must be committed."""
    changed: int
    """Paragraphs that differ from the draft before; 0 for the first."""


@dataclass(frozen=True)
class DraftJob(Job):
    """A draft between two stages."""

    request: Request = LATER
    commit: str = ""
    """From `find_commit`, with the number of the draft and the draft before."""
    number: int = 1
    before: Draft | None = None
    changes: Changes | None = None
    """From `compare`: what is new since the draft before."""
    form: bytes = b""
    """From `append_form`: the pages that come last in every copy."""
    copies: tuple[Copy, ...] = ()
    fields: DraftFields = LATER
    """From `archive`."""

    @property
    def members(self) -> tuple[Member, ...]:
        """Return the members who get a copy."""
        return self.manual.roster.members if self.request.copies else ()

    @property
    def out(self) -> Path:
        """Return the folder in which everything to be published is put together."""
        return self.folder / "out"

    @property
    def kept(self) -> Path:
        """Return the folder in which everything to be archived is put together."""
        return self.folder / "archive"


def issue_draft(config: Config, request: Request, tell: Teller) -> Issued:
    """Freeze the next draft from the current commit; raises Trouble, and issues nothing, if that fails."""
    from focalpoint.press.book import Press
    from focalpoint.press.workers.cache import Cache

    folder = config.build / "draft"
    cache = Cache(config.build / "cache" / "press")
    with (
        folder_lock(folder, lambda: tell.step("Waiting for another draft to be issued")),
        Press(request.workers or os.cpu_count() or 1, cache) as press,
    ):
        facts = imprint(config, DRAFT_EDITION)
        job = DraftJob(config, DRAFT_EDITION, facts, folder, tell, press, numbered_blocks=True, request=request)
        done = run(STAGES, job)
    paragraphs = len({change.paragraph for change in done.changes.listed}) if done.changes else 0
    return Issued(done.fields, done.pdf_target.parent, draft_folder(config, done.number), paragraphs)


def find_commit(job: DraftJob) -> DraftJob:
    """Find the commit that the files are, and the draft before; raises Trouble with every uncommitted file."""
    commit = need_commit(job.config)
    names = uncommitted_files(job.config)
    message = f"is not committed; commit it ({to_commit(job.config)}), or put it away, and issue the draft then"
    if names:
        raise Trouble(Problem(name, 0, ProblemKind.DRAFT, message) for name in names[:MOST])
    drafts, problems = load_drafts(job.config)
    if problems:
        raise Trouble(problems)
    before = drafts[-1] if drafts else None
    number = before.number + 1 if before else 1
    target = job.config.dist / "drafts" / str(number) / f"manual-draft-{number}.pdf"
    return replace(job, commit=commit, before=before, number=number, pdf_target=target)


def compare(job: DraftJob) -> DraftJob:
    """Find what is new since the draft before; put the draft's own pages first and its identity on every page."""
    from focalpoint.press.section import Drafting
    from focalpoint.review.anchoring.changed import changed_page, changes_since
    from focalpoint.review.forms.form_pages import how_to_comment

    changes = changes_since(job.before.map(), blocks(job)) if job.before else None
    id = f"draft-{job.number}-{_digest(job)[:10]}"
    drafting = Drafting(
        number=job.number,
        id=id,
        commit=job.commit,
        files=section_files(job),
        stamps=stamps(id, job.members, job.book.handling),
        changed=changes.bars if changes else {},
    )
    edition = f"Draft {job.number} of the {DRAFT_EDITION} edition"
    book = replace(job.book, edition=edition, date=job.config.today, draft=drafting)
    own = [how_to_comment(book, job.request.by)]
    if changes and job.before:
        own.append(changed_page(job.before.number, changes))
    return replace(job, book=book, sections=[*own, *job.sections], changes=changes)


def _digest(job: DraftJob) -> str:
    """Digest all that tells this draft from any other."""
    digest = sha256(repr((job.number, job.commit, job.config.today)).encode())
    for section in job.sections:
        digest.update(section.html.encode())
    return digest.hexdigest()


def append_form(job: DraftJob) -> DraftJob:
    """Append the form for comments to the PDF, and check the tags of both together."""
    from focalpoint.press.book_pdf.appending import append
    from focalpoint.press.preflight.pdfua_checks import check_pdfua
    from focalpoint.review.forms.form_pages import form_pages

    whole = append(job.pdf, [form := form_pages(job.book)])
    check_pdfua(whole)
    return replace(job, form=form, pdf=whole)


def stamp_copies(job: DraftJob) -> DraftJob:
    """Stamp a copy for each member, and write the pages to comment on, if copies are asked for."""
    shutil.rmtree(job.out, ignore_errors=True)
    write_whole(job.out / job.pdf_target.name, job.pdf)
    if not job.request.copies:
        return job
    from focalpoint.release.drafts.reviewer_pages import searched_page
    from focalpoint.review.replies.previous_comments import previous_comment_sections

    job.tell.step(f"Stamping {len(job.members)} copies")
    earlier, page = previous_comment_sections(job.manual.ledgers), searched_page(job, job.request.by)
    copying = Copying(job.book, job.bound.assembled, job.form, job.pdf, job.members, earlier, page)
    return replace(job, copies=tuple(make_copies(job.press.pool, copying, job.out / "copies", job.tell)))


def archive(job: DraftJob) -> DraftJob:
    """Write the record and the map of the draft, by which its comments are placed for years."""
    assert job.book.draft is not None and job.bound.assembled.map is not None
    fields = DraftFields(
        number=job.number,
        id=job.book.draft.id,
        title=job.book.title,
        edition=DRAFT_EDITION.value,
        issued_on=job.config.today,
        comments_by=job.request.by,
        commit=job.commit,
        pages=job.pages,
        sha256=sha256(job.pdf).hexdigest(),
        copies=job.copies,
    )
    shutil.rmtree(job.kept, ignore_errors=True)
    write_whole(job.kept / RECORD, draft_record(fields))
    write_whole(job.kept / MAP, pack_map(job.bound.assembled.map))
    if job.request.word:
        from focalpoint.release.word.draft_file import draft_as_word

        word = draft_as_word(job, job.commit)
        write_whole(job.out / word.name, word.data)
        for name, data in word.archive.items():
            write_whole(job.kept / name, data)
    if job.request.copies:
        from focalpoint.review.forms.form_content import sheet_form, word_form

        draft = Draft(fields, job.kept)
        for name, data in (("docx", word_form(draft, None)), ("xlsx", sheet_form(draft, None))):
            write_whole(job.out / f"comment-form-draft-{job.number}.{name}", data)
    return replace(job, fields=fields)


def publish_draft(job: DraftJob) -> DraftJob:
    """Put PDF, copies and archive in place, all or none."""
    job.tell.step("Publishing")
    out = Output(job.pdf_target.parent, source=job.out)
    with publish_folder(out), publish_folder(Output(draft_folder(job.config, job.number), source=job.kept)):
        return job


STAGES: tuple[Stage[DraftJob], ...] = (
    find_commit, load, check, assemble, read_and_begin, compare, lay_out, bind, append_form, proof, stamp_copies,
    archive, publish_draft,
)  # fmt: skip
