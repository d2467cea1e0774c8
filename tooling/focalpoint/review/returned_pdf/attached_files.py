"""Read the files that a PDF carries: those of a portfolio, attached to the document, or to a place on a page."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf

from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.returned import LeftOut, LeftOutKind, Returned, WordCount
from focalpoint.problems import Trouble
from focalpoint.review.intake.readers import is_sent_page, reader_for
from focalpoint.review.returned_pdf.draft_identity import MAP_NAME
from focalpoint.review.returned_pdf.pdf_values import name_of, text_of

MOST_FILES = 20
"""Files of one PDF that are opened."""
MOST_BYTES = 40_000_000
"""Bytes of all files of one PDF that are opened."""
DEEPEST = 8
"""Levels of a name tree."""
ReadPdf = Callable[[bytes], Returned]


@dataclass(frozen=True)
class Attached:
    """One file that a PDF carries."""

    name: str
    stream: Any
    """None where the PDF names the file and does not hold it."""


def attached_files(pdf: pikepdf.Pdf, pages: Sequence[Any]) -> list[Attached]:
    """List the files that a PDF carries, but not the draft's own map."""
    found: dict[tuple[int, int], Attached] = {}
    specs: list[Any] = []
    try:
        specs += _in_tree(pdf.Root["/Names"]["/EmbeddedFiles"], DEEPEST)
    except Exception:  # a damaged file fails in many ways, most have no such tree
        specs = []
    for page in pages:
        specs += _on_page(page)
    for spec in specs:
        try:
            names, stream = spec.get("/UF", spec.get("/F")), spec["/EF"]["/F"]
        except Exception:  # a hostile entry fails in many ways
            names, stream = _name_of(spec), None
        name = text_of(names) or "without a name"
        if MAP_NAME not in name:
            key = stream.objgen if isinstance(stream, pikepdf.Stream) else (-len(found) - 1, 0)
            found.setdefault(key, Attached(name[:120], stream if isinstance(stream, pikepdf.Stream) else None))
    return list(found.values())


def _name_of(spec: Any) -> Any:
    return spec.get("/UF", spec.get("/F")) if isinstance(spec, pikepdf.Dictionary) else spec


def _in_tree(node: Any, deepest: int) -> Iterator[Any]:
    if not isinstance(node, pikepdf.Dictionary) or not deepest:
        return
    names = node.get("/Names")
    yield from list(names)[1 : 2 * MOST_FILES * 10 : 2] if isinstance(names, pikepdf.Array) else []
    kids = node.get("/Kids")
    for kid in list(kids)[:200] if isinstance(kids, pikepdf.Array) else []:
        yield from _in_tree(kid, deepest - 1)


def _on_page(page: Any) -> Iterator[Any]:
    listed = page.get("/Annots")
    for entry in listed if isinstance(listed, pikepdf.Array) else ():
        if isinstance(entry, pikepdf.Dictionary) and name_of(entry.get("/Subtype")) == "FileAttachment":
            yield entry.get("/FS")


def with_attached(
    own: Returned, files: Sequence[Attached], drafts: Sequence[Draft], asked: int, read: ReadPdf | None
) -> Returned:
    """Add what the attached files hold; `read` reads a PDF, None where no more are opened."""
    whole, total = own, 0
    for number, one in enumerate(files):
        if one.stream is None:
            whole = _left(whole, one.name, "is named, but is not in the PDF")
            continue
        try:
            data = _unpacked(one.stream, MOST_BYTES - total) if number < MOST_FILES else b""
        except ValueError:
            data = b""
        total += len(data)
        if is_sent_page(data):
            continue  # Ours, and attached to every copy.
        if not data or read is None:
            whole = _left(whole, one.name, "is too deep or too large to be opened, or one too many")
            continue
        try:
            inner = read(data) if b"%PDF-" in data[:1_024] else reader_for(data).read(data, drafts, asked or own.draft)
        except Trouble as trouble:
            whole = _left(whole, one.name, f"could not be read: {trouble.problems[0].message}")
        else:
            whole = _added(whole, one.name, inner)
    return whole


def _unpacked(stream: pikepdf.Stream, most: int) -> bytes:
    """Unpack a file; raises ValueError where it is too large or packed in an unusual way."""
    filters = stream.get("/Filter")
    names = [name_of(one) for one in filters] if isinstance(filters, pikepdf.Array) else [name_of(filters)]
    packed = stream.read_raw_bytes()
    if names not in ([""], ["FlateDecode"], ["Fl"]) or stream.get("/DecodeParms") is not None:
        raise ValueError("packed in an unusual way")
    try:
        data = packed if names == [""] else zlib.decompressobj().decompress(packed, max(most, 0) + 1)
    except zlib.error:
        raise ValueError("damaged") from None
    if len(data) > most:
        raise ValueError("too large")
    return data


def _left(whole: Returned, name: str, why: str) -> Returned:
    left = WordCount(left_out=(LeftOut(kind=LeftOutKind.UNREAD, place=f"the attached file “{name}”"),))
    told = f"THE ATTACHED FILE “{name}” was not read: it {why}; import it by itself, or ask the sender for it"
    return whole.model_copy(update={"count": whole.count.plus(left), "warnings": (*whole.warnings, told)})


def _added(whole: Returned, name: str, inner: Returned) -> Returned:
    """Add the contents of one file, if it is not of another draft or of another member's copy."""
    drafts = {whole.draft, inner.draft} - {0}
    copies = {whole.copy_number, inner.copy_number} - {0}
    if len(drafts) > 1 or len(copies) > 1:
        return _left(whole, name, "is of another draft or of another copy than the PDF that carries it")
    left_out = (one.model_copy(update={"place": f"“{name}”: {one.place}"[:400]}) for one in inner.count.left_out)
    count = whole.count.plus(inner.count.model_copy(update={"left_out": tuple(left_out)}))
    told = f"the attached file “{name}” was read: {len(inner.findings)} comments"
    # A cover sheet around the draft is no draft itself.
    found = bool(inner.findings) and not whole.findings
    warnings = [one for one in whole.warnings if not (whole.foreign or (found and one.startswith("NO COMMENTS")))]
    return whole.model_copy(
        update={
            "draft": max(whole.draft, inner.draft),
            "copy_number": max(whole.copy_number, inner.copy_number),
            "foreign": whole.foreign and inner.foreign,
            "senders": (*whole.senders, *inner.senders),
            "findings": (*whole.findings, *inner.findings),
            "count": count,
            "warnings": (*warnings, told, *(f"in “{name}”: {warning}" for warning in inner.warnings)),
        }
    )
