"""Extract every string and stream of every object of a PDF, the text of its pages, and faults of the file."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from focalpoint.leaks.extract_images import picture_digest
from focalpoint.leaks.pdf_syntax import (
    HEX_STRING,
    LITERAL_STRING,
    NAME,
    TEXT_OPERATOR,
    area_of,
    keyed_strings,
    name_of,
    references,
    spoken_strings,
    string_of,
)
from focalpoint.leaks.text_spans import (
    Budget,
    EmbeddedFile,
    Extracted,
    FileFault,
    InnerExtractor,
    LimitExceeded,
    TextSpan,
    joined_span,
    raw_spans,
    within,
)

_LISTED = re.compile(rb"(?:^|[\r\n])[ \t]*(\d+)[ \t]+(\d+)[ \t]+obj\b")
_EXPANSION = 1032
"""The largest factor by which one Flate filter can expand its data."""
_PACKS = frozenset({"/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"})


def pdf_spans(data: bytes, inside: str, budget: Budget, inner: InnerExtractor) -> Iterator[Extracted]:
    """Yield all that a PDF contains, visible or not."""
    try:
        pdf = pikepdf.open(BytesIO(data), suppress_warnings=True)
    except pikepdf.PasswordError:
        yield FileFault("is locked with a password and cannot be searched; take it out")
        return
    except (pikepdf.PdfError, ValueError, RuntimeError):
        return
    with pdf:
        yield from _ends(data)
        yield from _objects(pdf, data, inside, budget, inner)


def _ends(data: bytes) -> Iterator[FileFault]:
    """Check that a PDF was written once: it has one end, and no bytes before or after it."""
    if data.count(b"%%EOF") != 1:
        yield FileFault("has more than one end, so it still holds an earlier state of itself; write the PDF anew")
    if data[data.rfind(b"%%EOF") + 5 :].strip(b"\r\n"):
        yield FileFault("has bytes behind its end; write the PDF anew")
    if not data.startswith(b"%PDF-"):
        yield FileFault("has bytes before its beginning; write the PDF anew")


def _objects(pdf: pikepdf.Pdf, data: bytes, inside: str, budget: Budget, inner: InnerExtractor) -> Iterator[Extracted]:
    """Yield the strings and names of all objects by their purpose, their streams, and faults in the object table."""
    info = pdf.trailer.get("/Info")
    info_id = info.objgen if isinstance(info, pikepdf.Dictionary) else None
    drawings = dict(_drawings(pdf))
    texts: dict[str, list[str]] = {}
    names: set[bytes] = set()
    refers: dict[tuple[int, int], set[tuple[int, int]]] = {}
    trailer = _written(pdf.trailer)
    idle = set()
    drawn = False
    for one in pdf.objects:
        written = _written(one)
        refers[one.objgen] = references(written)
        if written == b"null" or b"/Type /ObjStm" in written or b"/Type /XRef" in written:
            idle.add(one.objgen)
        drawn = drawn or b"/AP " in written
        names.update(NAME.findall(written))
        area = "the document information" if one.objgen == info_id else area_of(written)
        for place, text in keyed_strings(written, area):
            texts.setdefault(place, []).append(text)
        if isinstance(one, pikepdf.Stream):
            yield from _stream(one, drawings.get(one.objgen, ""), inside, budget, inner)
    for place, text in keyed_strings(trailer, "a value inside the file"):
        texts.setdefault(place, []).append(text)
    for place, several in texts.items():
        yield joined_span(within(place, inside), several)
    yield joined_span(within("a name inside the file", inside), [name_of(name) for name in names])
    lost = set(refers) - idle - _reached(references(trailer), refers)
    if lost:
        yield FileFault(f"holds {len(lost)} objects that nothing in it leads to; write the PDF anew without them")
    listed = [(int(number), int(generation)) for number, generation in _LISTED.findall(data)]
    if len(listed) != len(set(listed)) or set(listed) - set(refers):
        yield FileFault("holds objects that its own list does not have; write the PDF anew without them")
    yield from _pages(data, inside, annotations=drawn)


def _written(one: pikepdf.Object) -> bytes:
    """Write an object in PDF syntax; of a stream its dictionary only."""
    return one.stream_dict.unparse() if isinstance(one, pikepdf.Stream) else one.unparse(resolved=True)


def _drawings(pdf: pikepdf.Pdf) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the content streams of the pages, each with the page's number in words."""
    for number, page in enumerate(pdf.pages, 1):
        contents = page.obj.get("/Contents")
        streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        yield from ((one.objgen, f"the drawing of page {number}") for one in streams if one is not None)


def _reached(first: set[tuple[int, int]], refers: dict[tuple[int, int], set[tuple[int, int]]]) -> set[tuple[int, int]]:
    reached, todo = set(first), list(first)
    while todo:
        more = refers.get(todo.pop(), set()) - reached
        reached |= more
        todo += more
    return reached


def _stream(
    stream: pikepdf.Stream, drawing: str, inside: str, budget: Budget, inner: InnerExtractor
) -> Iterator[Extracted]:
    body, picture = _unpacked(stream, budget)
    kind = str(stream.get("/Type", ""))
    if kind == "/EmbeddedFile":
        yield from inner(body, within("an attachment", inside))
    elif kind == "/ObjStm":
        # The objects in it are read one by one.
        yield from raw_spans(body, within("a stream inside the file", inside), general=True)
    elif kind == "/Metadata" or str(stream.get("/Subtype", "")) == "/XML":
        yield from inner(body, within("its XMP metadata", inside))
    elif str(stream.get("/Subtype", "")) == "/Image":
        name = within("a picture", inside)
        if budget.pictures:
            yield EmbeddedFile(name, _picture_digest(stream))
        if picture:
            yield from inner(body, name)
        else:
            yield TextSpan(name, ((0, body.decode("latin-1")),), binary=True)
    else:
        yield from _drawn(body, within(drawing or "a stream inside the file", inside), inside)


def _drawn(body: bytes, name: str, inside: str) -> Iterator[Extracted]:
    """Yield the text of a content stream, character map, font or script."""
    draws = TEXT_OPERATOR.search(body) is not None
    if draws:
        if spoken := list(spoken_strings(body)):
            yield joined_span(within("a text alternative", inside), spoken)
        if b"(" in body:
            yield joined_span(name, ["".join(string_of(part) for part in LITERAL_STRING.findall(body))])
        # Text that is written as glyph numbers is read from the page instead.
        body = HEX_STRING.sub(b" ", body)
    for place in raw_spans(body, name):
        yield replace(place, binary=place.binary or draws)


def _picture_digest(stream: pikepdf.Stream) -> str:
    try:
        return picture_digest(pikepdf.PdfImage(stream).as_pil_image())
    except Exception:  # An unreadable picture has no pixels to compare.
        return ""


def _unpacked(stream: pikepdf.Stream, budget: Budget) -> tuple[bytes, bool]:
    """Decompress a stream; also tell whether the result is still in a picture's own file format."""
    packed = stream.read_raw_bytes()
    named = stream.get("/Filter", pikepdf.Array())
    filters = [str(one) for one in (named if isinstance(named, pikepdf.Array) else [named])]
    steps = sum(one in _PACKS for one in filters)
    if steps and len(packed) * _EXPANSION**steps > budget.left:
        # It may be a decompression bomb: one filter is tried within the limit, several are refused.
        if steps > 1 or filters[0] not in ("/FlateDecode", "/Fl"):
            raise LimitExceeded
        _check_size(packed, budget.left)
    try:
        return budget.take(stream.read_bytes()), False
    except (pikepdf.PdfError, RuntimeError, ValueError):
        if filters and filters[0] in ("/FlateDecode", "/Fl"):
            try:
                return budget.unpack(packed, zlib.decompressobj), True
            except zlib.error:
                pass
        return budget.take(packed), True


def _check_size(packed: bytes, most: int) -> None:
    try:
        if len(zlib.decompressobj().decompress(packed, most + 1)) > most:
            raise LimitExceeded
    except zlib.error:
        return


def _pages(data: bytes, inside: str, *, annotations: bool) -> Iterator[Extracted]:
    """Yield the text of each page, including white, transparent and covered text, and of its annotations."""
    try:
        with pypdfium2.PdfDocument(data) as document:
            for number, page in enumerate(document, 1):
                name = within(f"page {number}", inside)
                yield TextSpan(name, ((0, page.get_textpage().get_text_range()),))
                if annotations and pdfium.FPDFPage_GetAnnotCount(page):
                    # PDFium reads only the page's own content, so the annotations are first flattened into it.
                    pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
                    yield TextSpan(name, ((0, document[number - 1].get_textpage().get_text_range()),))
    except (pypdfium2.PdfiumError, ValueError, OSError):
        return
