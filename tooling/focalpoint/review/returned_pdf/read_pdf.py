"""Read a returned PDF, which counts as hostile: every mark with its block, words and line."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

import pikepdf

from focalpoint.content.rounds.draft_map import SHORT
from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.returned import Finding, Returned, refused
from focalpoint.review.forms.template import Row
from focalpoint.review.forms.template_rows import finding_of_row, targets_of
from focalpoint.review.intake.readers import HEAD, ZIP, Reader, head_of
from focalpoint.review.returned_pdf.annotation_groups import count_lone_states, group_annotations
from focalpoint.review.returned_pdf.annotations import Annotation, read_annotations
from focalpoint.review.returned_pdf.chrome_ink import read_chrome_ink
from focalpoint.review.returned_pdf.draft_identity import ids_in_file
from focalpoint.review.returned_pdf.draft_matching import MatchedDraft, match_draft
from focalpoint.review.returned_pdf.findings import PlacedMark, finding_of, join_marks
from focalpoint.review.returned_pdf.mark_placement import NOWHERE, MarkPlacement
from focalpoint.review.returned_pdf.pdf_open import broken_annotations, faults_of, open_pdf, pages_of
from focalpoint.review.returned_pdf.pdf_values import clean, name_of, text_of
from focalpoint.review.returned_pdf.printed_words import PrintedFile

MOST_ANNOTATIONS = 20_000
NO_PAGE = -1
NO_DRAFT = MatchedDraft()
ORIGINAL = (
    "ask the sender for the original file with its comments, saved from the reader in which they were made and not "
    "through “print to PDF”, which drops them"
)


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
    chosen: MatchedDraft = NO_DRAFT
    """From `find_draft`."""
    marks: tuple[PlacedMark, ...] = ()
    """From `place_marks`."""
    findings: tuple[Finding, ...] = ()
    """From `make_findings`."""


def read_pdf(data: bytes, drafts: Sequence[Draft], asked: int = 0) -> Returned:
    """Read all that a returned PDF holds; raises Trouble for a file that cannot be read at all."""
    with open_pdf(data) as pdf:
        one = PdfReading(data, pdf, drafts, asked)
        for stage in STAGES:
            one = stage(one)
    return Returned(
        sha256=hashlib.sha256(data).hexdigest(),
        draft=one.chosen.number,
        copy_number=one.chosen.copy,
        findings=one.findings,
        warnings=tuple(_warnings(one)),
    )


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
    return replace(one, chosen=match_draft(said, printed, len(one.pages), marked, one.drafts))


def place_marks(one: PdfReading) -> PdfReading:
    """Group annotations into marks, place each on its block, and join marks that are one."""
    marks = group_annotations(one.annotations)
    if one.chosen.map is None:
        return replace(one, marks=tuple(PlacedMark(mark, NOWHERE) for mark in marks))
    placing = MarkPlacement(one.chosen.map, one.chosen.sheets)
    placed = [PlacedMark(mark, placing.placed(mark)) for mark in marks]
    return replace(one, marks=tuple(join_marks(placed, placing.order)))


def make_findings(one: PdfReading) -> PdfReading:
    """Make a finding of each mark and of each filled row."""
    sha256, producer = hashlib.sha256(one.data).hexdigest(), _producer(one.pdf)
    of_marks = [finding_of(mark, producer, sha256) for mark in one.marks]
    targets = targets_of(one.chosen.map)
    of_rows = [finding_of_row(row, f"row {number}", targets, sha256) for number, row in one.rows.items()]
    return replace(one, findings=(*of_marks, *of_rows))


STAGES: tuple[Callable[[PdfReading], PdfReading], ...] = (read_marks, find_draft, place_marks, make_findings)
"""The stages from an opened PDF to its findings."""


def _warnings(one: PdfReading) -> Iterator[str]:
    """Yield the warnings for a person, the absence of comments first."""
    yield from _nothing(one.findings, one.chosen)
    yield from one.chosen.warnings
    yield from _damage(one.faults)
    yield from _oddities(one.annotations, one.findings)


def _producer(pdf: pikepdf.Pdf) -> str:
    try:
        return text_of(pdf.trailer["/Info"]["/Producer"])[:SHORT]
    except Exception:  # missing or broken, and not needed
        return ""


def _nothing(findings: Sequence[Finding], chosen: MatchedDraft) -> Iterator[str]:
    """Warn clearly of a file without a comment."""
    if findings:
        if chosen.draft is None and not chosen.named:
            yield "this file is not a draft of ours, so no comment has a place; see which file was meant"
        return
    if chosen.draft is not None:
        yield f"NO COMMENTS in this file of draft {chosen.number}: {ORIGINAL}"
    elif chosen.named:
        yield f"NO COMMENTS in this file: {ORIGINAL}"
    else:
        yield (
            "NO COMMENTS, and NOT A DRAFT OF OURS: the file names none and its pages are not of any; see whether the "
            f"wrong file was sent, and {ORIGINAL}"
        )


def _damage(faults: Sequence[str]) -> Iterator[str]:
    if faults:
        yield (
            "the file is damaged and was read as far as it goes, so comments may be missing; compare their number with "
            "what the sender sees, or ask for the file again"
        )


def _oddities(annotations: Sequence[Annotation], findings: Sequence[Finding]) -> Iterator[str]:
    """Warn of what is odd about the marks themselves."""
    flags = [flag for finding in findings for flag in finding.source.flags]
    for flag, told in (
        ("unreadable", "could not be read; its data are kept with the comment, see what the sender meant"),
        ("attachment", "has a file or a sound attached, which is not opened; ask the sender for its words"),
        ("text-too-large", "has a text too large to be unpacked; ask the sender for its words"),
        ("cut", "is longer than a comment may be and was cut; see its end in the returned file"),
    ):
        if count := flags.count(flag):
            yield f"{count} of the comments {told}"
    if hidden := sum(finding.source.hidden for finding in findings):
        yield f"{hidden} of the comments were hidden in the file; see that the sender meant to send them"
    if lone := count_lone_states(annotations):
        states = "1 review state of no comment was" if lone == 1 else f"{lone} review states of no comment were"
        yield f"{states} left out; nothing needs to be done"


FIELD = re.compile(r"row(\d{1,4})\.(paragraph|line|type|comment|change)")
MOST_WIDGETS = 20_000
DEEPEST = 10


def form_rows(pages: Iterable[Any]) -> dict[int, Row]:
    """Read the rows with a comment or a change from the form fields on the pages, by their numbers."""
    rows: dict[int, dict[str, str]] = {}
    for page in pages:
        listed = page.get("/Annots")
        for index in range(min(len(listed), MOST_WIDGETS) if isinstance(listed, pikepdf.Array) else 0):
            name, value = _field(listed[index])
            if (match := FIELD.fullmatch(name)) and value:
                rows.setdefault(int(match[1]), {})[match[2]] = value
    return {number: Row(**row) for number, row in sorted(rows.items()) if row.get("comment") or row.get("change")}


def _field(widget: Any) -> tuple[str, str]:
    """Read the whole name and the value of a field, each from the widget or from the fields above it."""
    names: list[str] = []
    value: Any = None
    node = widget
    for _ in range(DEEPEST):
        if not isinstance(node, pikepdf.Dictionary) or (node is widget and name_of(node.get("/Subtype")) != "Widget"):
            break
        names.insert(0, text_of(node.get("/T")))
        value = node.get("/V") if value is None else value
        node = node.get("/Parent")
    try:
        said = clean(name_of(value)) or text_of(value)
    except ValueError:
        said = ""
    return ".".join(name for name in names if name), said


READER = Reader(is_pdf, read_pdf)
