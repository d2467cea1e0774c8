"""Read an annotated PDF that somebody sent back, as hostile: every mark with its block, words and line."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

import pikepdf

from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.returned import Finding, Returned, refused
from focalpoint.review.forms.template import Row
from focalpoint.review.forms.template_rows import findings_of
from focalpoint.review.intake.readers import HEAD, ZIP, Reader, head_of
from focalpoint.review.returned_pdf.annotation_groups import Thread, lone_states, threads
from focalpoint.review.returned_pdf.annotations import Annotation, read_annotations
from focalpoint.review.returned_pdf.chrome_ink import read_inked
from focalpoint.review.returned_pdf.draft_identity import said_by_file
from focalpoint.review.returned_pdf.draft_matching import Chosen, choose
from focalpoint.review.returned_pdf.findings import Found, finding_of, joined
from focalpoint.review.returned_pdf.mark_placement import NOWHERE, Placing
from focalpoint.review.returned_pdf.pdf_open import broken_annotations, faults_of, opened, pages_of
from focalpoint.review.returned_pdf.pdf_values import clean, name_of, text_of
from focalpoint.review.returned_pdf.place_builder import SHORT
from focalpoint.review.returned_pdf.printed_words import PrintedFile

MOST_ANNOTATIONS = 20_000
NO_PAGE = -1
ORIGINAL = (
    "ask the sender for the original file with its comments, saved from the reader in which they were made and not "
    "through “print to PDF”, which drops them"
)


def is_pdf(data: bytes) -> bool:
    """Tell a PDF by its first bytes, before which other bytes may stand; a zip may hold the same bytes."""
    return b"%PDF-" in data[:HEAD] and not head_of(data).startswith(ZIP)


def read_pdf(data: bytes, drafts: Sequence[Draft], asked: int = 0) -> Returned:
    """All that a returned PDF holds; raises Trouble for a file that cannot be read at all."""
    with opened(data) as pdf:
        pages = pages_of(pdf)
        annotations = _annotations(pages)
        faults = faults_of(pdf)
        annotations += [
            Annotation(NO_PAGE, "", flags=("unreadable",), raw=raw) for raw in broken_annotations(faults, data)
        ]
        rows = filled_rows(pages)
        marked = sorted({one.page for one in annotations} - {NO_PAGE})
        printed = PrintedFile(data, pdf)
        said = said_by_file(pdf) or [draft.fields.id for draft in drafts if draft.number == asked]
        chosen = choose(said, printed, len(pages), marked, drafts)
        sha256, producer = hashlib.sha256(data).hexdigest(), _producer(pdf)
    found = _placed(threads(annotations), chosen)
    findings = [finding_of(one, producer, sha256) for one in found]
    findings += findings_of(rows, chosen.map, sha256, first=0).values()
    return Returned(
        sha256=sha256,
        draft=chosen.number,
        copy_number=chosen.copy,
        findings=tuple(findings),
        warnings=(*_nothing(findings, chosen), *chosen.warnings, *_damage(faults), *_oddities(annotations, findings)),
    )


def _annotations(pages: Sequence[Any]) -> list[Annotation]:
    found: list[Annotation] = []
    seen: set[tuple[int, int]] = set()
    for number, page in enumerate(pages):
        for one in chain(read_annotations(page, number), read_inked(page, number)):
            if one.key is None or one.key not in seen:
                found.append(one)
            if one.key is not None:
                seen.add(one.key)
            if len(found) > MOST_ANNOTATIONS:
                raise refused(
                    f"the file has more than {MOST_ANNOTATIONS} comments; ask the sender for it in several parts"
                )
    return found


def _placed(marks: Sequence[Thread], chosen: Chosen) -> list[Found]:
    if chosen.map is None:
        return [Found(thread, NOWHERE) for thread in marks]
    placing = Placing(chosen.map, chosen.sheets)
    return joined([Found(thread, placing.placed(thread)) for thread in marks], placing.order)


def _producer(pdf: pikepdf.Pdf) -> str:
    try:
        return text_of(pdf.trailer["/Info"]["/Producer"])[:SHORT]
    except Exception:  # missing or broken, and of no weight
        return ""


def _nothing(findings: Sequence[Finding], chosen: Chosen) -> Iterator[str]:
    """What is said, loudly, of a file without a comment."""
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
    """What the marks themselves leave a person to look at."""
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
    if lone := lone_states(annotations):
        states = "1 review state of no comment was" if lone == 1 else f"{lone} review states of no comment were"
        yield f"{states} left out; nothing needs to be done"


FIELD = re.compile(r"row(\d{1,4})\.(paragraph|line|type|comment|change)")
MOST_WIDGETS = 20_000
DEEPEST = 10


def filled_rows(pages: Iterable[Any]) -> dict[int, Row]:
    """The rows with a comment or a change, by their numbers, from the fields that stand on the pages."""
    rows: dict[int, dict[str, str]] = {}
    for page in pages:
        listed = page.get("/Annots")
        for index in range(min(len(listed), MOST_WIDGETS) if isinstance(listed, pikepdf.Array) else 0):
            name, value = _field(listed[index])
            if (match := FIELD.fullmatch(name)) and value:
                rows.setdefault(int(match[1]), {})[match[2]] = value
    return {number: Row(**row) for number, row in sorted(rows.items()) if row.get("comment") or row.get("change")}


def _field(widget: Any) -> tuple[str, str]:
    """The whole name and the value of a field, each from the widget or from what stands above it."""
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
