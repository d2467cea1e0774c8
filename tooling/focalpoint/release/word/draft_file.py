"""Add a draft as a Word file, for members who can use nothing else, with the record by which it comes home."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from focalpoint.leaks.leak_gate import leak_gate
from focalpoint.release.job import Job
from focalpoint.release.publish import Output, publish_folder
from focalpoint.release.word.out import sources_of
from focalpoint.word.out.pictures import PictureReader
from focalpoint.word.out.sending import Letter, paged, word_file_of
from focalpoint.word.sent import PAGES, RECORD, SentFields, SentFile, pack_pages, sent_record


@dataclass(frozen=True)
class DraftFile:
    """A draft as a Word file."""

    name: str
    data: bytes
    archive: Mapping[str, bytes]
    """The files of its record, by their names."""


def draft_as_word(job: Job, commit: str) -> DraftFile:
    """Write a draft that is being issued as one Word file; raises Trouble where it would carry what it may not."""
    draft = job.book.draft
    assert draft is not None
    job.tell.step("Writing the Word file")
    id = f"focalpoint-word-d{draft.number}-{draft.id.rpartition('-')[2]}"
    foot = f"{draft.id} · {job.facts.dated}"
    title = f"{job.config.settings.title}: draft {draft.number}"
    letter = Letter(f"{id}-0", title, foot, "the members", job.config.today, job.edition.value, draft.id)
    pages = list(paged(sources_of(job), letter))
    data = word_file_of(letter, pages, PictureReader(job.sections[0].assets))
    name = f"manual-draft-{draft.number}.docx"
    folder = job.folder / "word"
    with publish_folder(Output(folder, {name: data}), leak_gate(job.assembled, job.config.shown(folder))):
        pass
    fields = SentFields(
        number=draft.number,
        id=id,
        to="the members",
        sent_on=job.config.today,
        edition=job.edition.value,
        commit=commit,
        draft=draft.number,
        files=(
            SentFile(name=name, chapters=tuple(one.page.path for one in pages), sha256=sha256(data).hexdigest()),
        ),
    )
    archive = {PAGES: pack_pages(tuple(one.page for one in pages)), RECORD: sent_record(fields)}
    return DraftFile(name, data, archive)
