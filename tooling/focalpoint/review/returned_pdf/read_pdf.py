"""Read a returned PDF, which counts as hostile: every mark with its block, words and line."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

import pikepdf

from focalpoint.content.rounds.draft_map import SHORT
from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.returned import Finding, Returned, refused
from focalpoint.review.forms.template import Row
from focalpoint.review.forms.template_rows import doubted, finding_of_row, says_something, targets_of
from focalpoint.review.intake.readers import HEAD, ZIP, Reader, head_of
from focalpoint.review.returned_pdf.annotation_groups import group_annotations
from focalpoint.review.returned_pdf.annotations import Annotation, read_annotations
from focalpoint.review.returned_pdf.attached_files import attached_files, with_attached
from focalpoint.review.returned_pdf.chrome_ink import read_chrome_ink
from focalpoint.review.returned_pdf.draft_identity import ids_in_file, ids_on_pages
from focalpoint.review.returned_pdf.draft_matching import MatchedDraft, match_draft
from focalpoint.review.returned_pdf.findings import PlacedMark, finding_of, join_marks
from focalpoint.review.returned_pdf.form_rows import form_rows, has_fields
from focalpoint.review.returned_pdf.mark_placement import NOWHERE, MarkPlacement
from focalpoint.review.returned_pdf.page_feet import PageFeet
from focalpoint.review.returned_pdf.pdf_open import broken_annotations, faults_of, has_picture, open_pdf, pages_of
from focalpoint.review.returned_pdf.pdf_summary import (
    count_of,
    count_pictures,
    count_printed,
    printed_warnings,
    silent_warning,
    warnings_of,
    words_of_row,
)
from focalpoint.review.returned_pdf.pdf_values import text_of
from focalpoint.review.returned_pdf.printed_extras import PrintedText, flattened_rows, is_form_page, printed_texts
from focalpoint.review.returned_pdf.printed_words import PrintedFile

MOST_ANNOTATIONS = 20_000
DEEPEST = 2
"""PDFs inside each other that are opened."""
NO_PAGE = -1
LOOKED = 12
"""Pages that are looked at for words."""
NO_DRAFT = MatchedDraft()


def is_pdf(data: bytes) -> bool:
    """Tell a PDF by its first bytes, before which other bytes may stand; a zip may hold the same bytes."""
    return b"%PDF-" in data[:HEAD] and not head_of(data).startswith(ZIP)


@dataclass(frozen=True)
class PdfReading:
    """A returned PDF between two stages; each stage adds what it finds."""

    data: bytes
    pdf: pikepdf.Pdf
    drafts: Sequence[Draft]
    asked: int
    """Number of the draft for a file that names none; 0 where it is unknown."""
    pages: Sequence[Any] = ()
    """From `read_marks`, as all that follows to `faults`."""
    annotations: tuple[Annotation, ...] = ()
    rows: Mapping[int, Row] = field(default_factory=dict)
    """The filled rows of the comment form, by their numbers."""
    faults: tuple[str, ...] = ()
    """Faults of the file that were found while it was read."""
    printed: PrintedFile | None = None
    """From `find_draft`, as `chosen`."""
    chosen: MatchedDraft = NO_DRAFT
    """From `find_draft`."""
    marks: tuple[PlacedMark, ...] = ()
    """From `place_marks`."""
    flattened: bool = False
    """From `find_printed`, as `texts`: whether the rows were printed into the page of the form."""
    texts: tuple[PrintedText, ...] = ()
    """What else was printed into the pages."""
    findings: tuple[Finding, ...] = ()
    """From `make_findings`."""

    @property
    def is_scan(self) -> bool:
        """Whether its pages have no words and are pictures."""
        first = range(len(self.pages))[:LOOKED]
        return not any(map(self.has_words, first)) and any(has_picture(self.pages[page]) for page in first)

    def has_words(self, page: int) -> bool:
        """Tell whether a page has words."""
        return self.printed is not None and bool(self.printed.characters(page).strip())


def read_pdf(data: bytes, drafts: Sequence[Draft], asked: int = 0) -> Returned:
    """Read all that a returned PDF holds; raises Trouble for a file that cannot be read at all."""
    return _read(data, drafts, asked, 0)


def _read(data: bytes, drafts: Sequence[Draft], asked: int, depth: int) -> Returned:
    with open_pdf(data) as pdf:
        one = PdfReading(data, pdf, drafts, asked)
        for stage in STAGES:
            one = stage(one)
        files = attached_files(pdf, one.pages)
        own = _returned(one)

        def read_inner(inner: bytes) -> Returned:
            return _read(inner, drafts, asked or own.draft, depth + 1)

        return with_attached(own, files, drafts, asked, read_inner if depth < DEEPEST else None) if files else own


def _returned(one: PdfReading) -> Returned:
    return Returned(
        sha256=hashlib.sha256(one.data).hexdigest(),
        draft=one.chosen.number,
        copy_number=one.chosen.copy,
        findings=one.findings,
        foreign=_is_foreign(one),
        count=count_of(one.annotations, one.rows, one.findings)
        .plus(count_printed(one.texts))
        .plus(count_pictures(len(one.pages) if one.is_scan else 0)),
        warnings=(
            *warnings_of(one.findings, one.annotations, one.faults, one.chosen, one.is_scan),
            *silent_warning(one.rows),
            *printed_warnings(one.texts, len(one.rows) if one.flattened else 0),
        ),
    )


def _is_foreign(one: PdfReading) -> bool:
    """Tell whether the file has words, and neither names a draft nor has a page of one."""
    return one.chosen.draft is None and not one.chosen.named and any(map(one.has_words, range(len(one.pages))[:LOOKED]))


def read_marks(one: PdfReading) -> PdfReading:
    """Read every mark of every page, and the rows of the comment form; what cannot be read keeps its data."""
    pages = pages_of(one.pdf)
    annotations = _annotations(pages)
    faults = faults_of(one.pdf)
    broken = (Annotation(NO_PAGE, "", flags=("unreadable",), raw=raw) for raw in broken_annotations(faults, one.data))
    return replace(one, pages=pages, annotations=(*annotations, *broken), rows=form_rows(pages), faults=tuple(faults))


def _annotations(pages: Sequence[Any]) -> list[Annotation]:
    found: list[Annotation] = []
    seen: set[tuple[int, int]] = set()
    for number, page in enumerate(pages):
        for one in chain(read_annotations(page, number), read_chrome_ink(page, number)):
            if one.key is None or one.key not in seen:
                found.append(one)
            if one.key is not None:
                seen.add(one.key)
            if len(found) > MOST_ANNOTATIONS:
                raise refused(
                    f"the file has more than {MOST_ANNOTATIONS} comments; ask the sender for it in several parts"
                )
    return found


def find_draft(one: PdfReading) -> PdfReading:
    """Find the draft the file belongs to, and for each marked page the page of the draft."""
    marked = sorted({mark.page for mark in one.annotations} - {NO_PAGE})
    said = ids_in_file(one.pdf) or [draft.fields.id for draft in one.drafts if draft.number == one.asked]
    printed = PrintedFile(one.data, one.pdf)
    chosen = match_draft(said, printed, len(one.pages), marked, one.drafts)
    found = replace(one, printed=printed, chosen=chosen)
    matched = any(sheet.share for sheet in chosen.sheets.values())
    if marked and not matched and not ids_in_file(one.pdf) and any(map(found.has_words, marked)):
        # Nothing but the number that a person gave says that it is a draft.
        named = ids_on_pages(printed.characters(page) for page in range(len(one.pages))[:LOOKED])
        return found if named else replace(found, chosen=NO_DRAFT)
    return found


def place_marks(one: PdfReading) -> PdfReading:
    """Group annotations into marks, place each on its block, and join marks that are one."""
    marks = group_annotations(one.annotations)
    if one.chosen.map is None:
        return replace(one, marks=tuple(PlacedMark(mark, NOWHERE) for mark in marks))
    placing = MarkPlacement(one.chosen.map, one.chosen.sheets)
    placed = [PlacedMark(mark, placing.placed(mark)) for mark in marks]
    return replace(one, marks=tuple(join_marks(placed, placing.order)))


def find_printed(one: PdfReading) -> PdfReading:
    """Find the rows of a flattened form, and what else was printed into pages of the draft."""
    if one.chosen.map is None or one.printed is None:
        return one
    form = [page for page in range(len(one.pages)) if is_form_page(one.printed.characters(page))]
    rows = (
        flattened_rows(one.printed, form[-1]) if form and not one.rows and not has_fields(one.pages[form[-1]]) else {}
    )
    shift = next((page - sheet.page for page, sheet in one.chosen.sheets.items() if sheet.share), 0)
    texts = tuple(printed_texts(one.printed, len(one.pages), one.chosen.map, shift))
    return replace(one, rows=one.rows or rows, flattened=bool(rows), texts=texts)


def make_findings(one: PdfReading) -> PdfReading:
    """Make a finding of each mark and of each filled row."""
    sha256, producer = hashlib.sha256(one.data).hexdigest(), _producer(one.pdf)
    feet = PageFeet(one.printed, one.chosen, (mark.group.head.page for mark in one.marks))
    of_marks = [feet.signed(finding_of(mark, producer, sha256), mark.group.head.page) for mark in one.marks]
    targets = targets_of(one.chosen.map)
    of_rows = [
        finding_of_row(row, f"row {number}", targets, sha256).model_copy(update={"words": words_of_row(row)})
        for number, row in one.rows.items()
        if says_something(row)
    ]
    if one.flattened:
        of_rows = [doubted(finding, "flattened") for finding in of_rows]
    return replace(one, findings=(*of_marks, *of_rows))


STAGES: tuple[Callable[[PdfReading], PdfReading], ...] = (
    read_marks,
    find_draft,
    place_marks,
    find_printed,
    make_findings,
)
"""The stages from an opened PDF to its findings."""


def _producer(pdf: pikepdf.Pdf) -> str:
    try:
        return text_of(pdf.trailer["/Info"]["/Producer"])[:SHORT]
    except Exception:  # missing or broken, and not needed
        return ""


READER = Reader(is_pdf, read_pdf)
