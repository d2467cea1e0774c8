"""Read comments that were saved without their PDF (.fdf, .xfdf), placed by page and rectangle on the draft."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pikepdf

from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.returned import Finding, Returned, refused
from focalpoint.problems import Trouble
from focalpoint.review.forms.template import Row
from focalpoint.review.forms.template_rows import finding_of_row, says_something, targets_of
from focalpoint.review.intake.readers import Reader, head_of
from focalpoint.review.returned_pdf.annotation_groups import group_annotations
from focalpoint.review.returned_pdf.annotations import NO_COMMENT, Annotation, annotation_of
from focalpoint.review.returned_pdf.draft_identity import DRAFT_ID
from focalpoint.review.returned_pdf.draft_matching import MatchedDraft
from focalpoint.review.returned_pdf.findings import PlacedMark, finding_of, join_marks
from focalpoint.review.returned_pdf.form_rows import rows_of_fields
from focalpoint.review.returned_pdf.mark_placement import NOWHERE, MarkPlacement
from focalpoint.review.returned_pdf.page_matching import Sheet
from focalpoint.review.returned_pdf.pdf_summary import count_of, silent_warning, warnings_of, words_of_row
from focalpoint.review.returned_pdf.pdf_values import name_of, text_of
from focalpoint.review.returned_pdf.xfdf import annotations_in, fields_in, file_named, parsed

MOST_ANNOTATIONS = 20_000
DEEPEST = 10
UNSURE = 0.7
"""Share of a page that is taken to fit where only a person says which draft it is: no place is then exact."""
_NUMBER = re.compile(r"\bdraft[-_ ]?(\d{1,4})\b", re.IGNORECASE)
_ROOT = re.compile(rb"/Root\s+(\d{1,8}\s+\d{1,5}\s+R)\b")
_OBJECT = re.compile(rb"\b(\d{1,8})\s+\d{1,5}\s+obj\b")
_COPY = re.compile(r"\bdraft-\d{1,4}-([A-Z]{2,10})\b")


def is_fdf(data: bytes) -> bool:
    """Tell a file of comments without their PDF by its first bytes."""
    head = head_of(data)
    return head.startswith(b"%FDF-") or (head.startswith(b"<") and b"<xfdf" in head)


@dataclass(frozen=True)
class _Held:
    """What such a file holds."""

    annotations: tuple[Annotation, ...]
    fields: tuple[tuple[str, str], ...]
    file: str
    """The name of the PDF that it was made on."""


def read_fdf(data: bytes, drafts: Sequence[Draft], asked: int = 0) -> Returned:
    """Read all comments and rows, each placed on the draft that the file names or, without one, that a person gave."""
    held = _xfdf(data) if head_of(data).startswith(b"<") else _fdf(data)
    sha256 = hashlib.sha256(data).hexdigest()
    named = DRAFT_ID.findall(held.file) or _NUMBER.findall(held.file)
    draft = next((one for one in drafts if one.fields.id in named or str(one.number) in named), None)
    sure = draft is not None
    draft = draft or next((one for one in drafts if one.number == asked), None)
    chosen, told = _matched(draft)
    marks = [PlacedMark(group, NOWHERE) for group in group_annotations(held.annotations)]
    if chosen.map is not None:
        share = 1.0 if sure else UNSURE
        sheets = {page: Sheet(page, share=share) for page in range(len(chosen.map.pages))}
        placing = MarkPlacement(chosen.map, sheets)
        marks = join_marks([replace(one, placed=placing.placed(one.group)) for one in marks], placing.order)
    rows = rows_of_fields(held.fields)
    findings = [*(finding_of(one, "", sha256) for one in marks), *_of_rows(rows, chosen, sha256)]
    if draft is None:
        told.append("the file does not say which draft its comments are on; add --draft and its number")
    elif findings:
        told.append(
            "the comments came without their PDF, so they are placed by page and position alone; see that they were "
            f"made on draft {draft.number} as it was sent"
        )
    return Returned(
        sha256=sha256,
        draft=draft.number if draft else 0,
        senders=tuple(f"copy of {one}" for one in _COPY.findall(held.file)[:1]),
        findings=tuple(findings),
        count=count_of(held.annotations, rows, findings),
        warnings=(
            *warnings_of(findings, held.annotations, (), replace(chosen, named=True), False),
            *silent_warning(rows),
            *told,
        ),
    )


def _matched(draft: Draft | None) -> tuple[MatchedDraft, list[str]]:
    try:
        return MatchedDraft(draft, draft.map() if draft else None), []
    except Trouble as trouble:
        return MatchedDraft(draft), [f"{problem.path}: {problem.message}" for problem in trouble.problems]


def _of_rows(rows: dict[int, Row], chosen: MatchedDraft, sha256: str) -> Iterator[Finding]:
    targets = targets_of(chosen.map)
    for number, row in rows.items():
        if not says_something(row):
            continue
        made = finding_of_row(row, f"row {number}", targets, sha256)
        yield made.model_copy(update={"words": words_of_row(row)})


def _xfdf(data: bytes) -> _Held:
    root = parsed(data)
    with pikepdf.new() as pdf:
        return _Held(_annotations(annotations_in(root, pdf)), tuple(fields_in(root)), file_named(root))


def _fdf(data: bytes) -> _Held:
    """Read an FDF file, which is written like a PDF that has no pages."""
    try:
        with pikepdf.open(io.BytesIO(_with_page(data)), suppress_warnings=True) as pdf:
            root = pdf.Root["/Held"]["/FDF"]
            listed = root.get("/Annots", pikepdf.Array())
            entries = [(_page(one), one) for one in list(listed)[: MOST_ANNOTATIONS + 1]]
            return _Held(_annotations(iter(entries)), tuple(_fields(root.get("/Fields"), "", DEEPEST)), _file(root))
    except Trouble:
        raise
    except Exception:  # a damaged file fails in many ways
        raise refused("the file is a damaged list of comments (.fdf); ask the sender for the PDF itself") from None


def _with_page(data: bytes) -> bytes:
    """Add a catalogue and an empty page, without which no library opens the file."""
    above, _, below = data.rpartition(b"trailer")
    root = _ROOT.search(below)
    if root is None:
        raise ValueError("a file without a root")
    new = 1 + max((int(match[1]) for match in _OBJECT.finditer(data)), default=0)
    return b"%%PDF-1.7\n%b\n" % above + (
        b"%d 0 obj\n<< /Type /Catalog /Pages %d 0 R /Held %b >>\nendobj\n"
        b"%d 0 obj\n<< /Type /Pages /Kids [%d 0 R] /Count 1 >>\nendobj\n"
        b"%d 0 obj\n<< /Type /Page /Parent %d 0 R /MediaBox [0 0 9 9] >>\nendobj\n"
        b"trailer\n<< /Root %d 0 R /Size %d >>\nstartxref\n0\n%%%%EOF\n"
        % (new, new + 1, root[1], new + 1, new + 2, new + 2, new + 1, new, new + 3)
    )


def _annotations(entries: Iterator[tuple[int, Any]]) -> tuple[Annotation, ...]:
    found: list[Annotation] = []
    for page, entry in entries:
        subtype = name_of(entry.get("/Subtype")) if isinstance(entry, pikepdf.Dictionary) else ""
        if subtype not in NO_COMMENT:
            found.append(annotation_of(entry, subtype, page))
        if len(found) > MOST_ANNOTATIONS:
            raise refused(f"the file has more than {MOST_ANNOTATIONS} comments; ask for it in several parts")
    return tuple(found)


def _page(entry: Any) -> int:
    page = entry.get("/Page") if isinstance(entry, pikepdf.Dictionary) else None
    return page if isinstance(page, int) else -1


def _fields(listed: Any, above: str, deepest: int) -> Iterator[tuple[str, str]]:
    for node in list(listed) if isinstance(listed, pikepdf.Array) and deepest else ():
        if isinstance(node, pikepdf.Dictionary):
            name = ".".join(filter(None, (above, text_of(node.get("/T")))))
            if value := text_of(node.get("/V")) or name_of(node.get("/V")):
                yield name, value
            yield from _fields(node.get("/Kids"), name, deepest - 1)


def _file(root: Any) -> str:
    named = root.get("/F")
    if isinstance(named, pikepdf.Dictionary):
        return text_of(named.get("/UF")) or text_of(named.get("/F"))
    return text_of(named)


READER = Reader(is_fdf, read_fdf)
