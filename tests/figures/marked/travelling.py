"""What happens to a file between the desk that marks it and the one that reads it."""

from __future__ import annotations

import random
from collections.abc import Callable
from io import BytesIO

import pikepdf
from pikepdf import Array, Name, Pdf

Sent = tuple[bytes, set[int]]
"""The file, and the pages of the draft that are still in it."""


def _saved(pdf: Pdf) -> bytes:
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


def _pages(data: bytes, numbers: list[int], *, cover: bool = False) -> Sent:
    """Some pages in some order, without what else the file held."""
    with pikepdf.open(BytesIO(data)) as old, Pdf.new() as new:
        if cover:
            new.add_blank_page()
        for number in numbers:
            new.pages.append(old.pages[number])
        return _saved(new), set(numbers)


def _count(data: bytes) -> int:
    with pikepdf.open(BytesIO(data)) as pdf:
        return len(pdf.pages)


def as_saved(data: bytes) -> Sent:
    """Saved once more, its objects packed."""
    with pikepdf.open(BytesIO(data)) as pdf:
        out = BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, linearize=True)
        return out.getvalue(), set(range(len(pdf.pages)))


def added_to(data: bytes) -> Sent:
    """Saved by adding to the end, as most readers do."""
    size = data.rindex(b"startxref")
    start = int(data[size:].split()[1])
    with pikepdf.open(BytesIO(data)) as pdf:
        root, last = pdf.Root.objgen[0], len(pdf.objects) + 1
        pages = len(pdf.pages)
    body = b"%d 0 obj\n(added)\nendobj\n" % last
    at = len(data) + 1
    table = b"xref\n%d 1\n%010d 00000 n \n" % (last, at)
    trailer = b"trailer\n<</Size %d /Root %d 0 R /Prev %d>>\n" % (last + 1, root, start)
    end = b"startxref\n%d\n%%%%EOF\n" % (at + len(body))
    return data + b"\n" + body + table + trailer + end, set(range(pages))


def shuffled(data: bytes) -> Sent:
    """All pages in another order."""
    numbers = list(range(_count(data)))
    random.Random(3).shuffle(numbers)
    return _pages(data, numbers)


def with_cover(data: bytes) -> Sent:
    """A cover before the first page."""
    return _pages(data, list(range(_count(data))), cover=True)


def subset(data: bytes) -> Sent:
    """Every third page."""
    return _pages(data, list(range(0, _count(data), 3)))


def cropped(data: bytes) -> Sent:
    """The margins cut off, and the paper made smaller."""
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            left, bottom, right, top = map(float, page.mediabox)
            page.obj.CropBox = Array([left + 30, bottom + 30, right - 30, top - 30])
            page.obj.MediaBox = Array([left + 20, bottom + 20, right - 20, top - 20])
        return _saved(pdf), set(range(len(pdf.pages)))


def turned(data: bytes) -> Sent:
    """Shown on its side."""
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.obj.Rotate = 90
        return _saved(pdf), set(range(len(pdf.pages)))


def scaled(data: bytes, factor: float = 0.9, across: float = 25.0, up: float = 40.0) -> Sent:
    """Shrunk and moved on its page, marks and all."""
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.contents_add(b"q %f 0 0 %f %f %f cm" % (factor, factor, across, up), prepend=True)
            page.contents_add(b"Q")
            for annotation in page.obj.get("/Annots", []):
                for key in ("/Rect", "/QuadPoints", "/CL"):
                    if key in annotation:
                        annotation[key] = _moved(annotation[key], factor, across, up)
                if "/InkList" in annotation:
                    annotation.InkList = Array([_moved(one, factor, across, up) for one in annotation.InkList])
        return _saved(pdf), set(range(len(pdf.pages)))


def _moved(numbers: Array, factor: float, across: float, up: float) -> Array:
    return Array([factor * float(one) + (up if index % 2 else across) for index, one in enumerate(numbers)])


def without_identity(data: bytes) -> Sent:
    """All that names the draft taken out of sight."""
    with pikepdf.open(BytesIO(data)) as pdf:
        if Name("/FocalPointDraft") in pdf.docinfo:
            del pdf.docinfo[Name("/FocalPointDraft")]
        return _saved_anew(pdf), set(range(len(pdf.pages)))


def _saved_anew(pdf: Pdf) -> bytes:
    del pdf.trailer["/ID"]
    return _saved(pdf)


WAYS: dict[str, Callable[[bytes], Sent]] = {
    "saved again": as_saved,
    "added to the end": added_to,
    "pages in another order": shuffled,
    "with a cover": with_cover,
    "every third page": subset,
    "cropped": cropped,
    "turned": turned,
    "shrunk to nine tenths": scaled,
    "without its identity": without_identity,
}
