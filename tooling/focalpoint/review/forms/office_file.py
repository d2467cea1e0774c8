"""Read the zip of a Word or an Excel file within bounds, and write it with the same bytes each time."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

from focalpoint.content.rounds.returned import refused
from focalpoint.review.intake.readers import ZIP, head_of

MOST_PARTS = 4_000
MOST_BYTES = 200_000_000
"""Bytes of all parts, unpacked."""
MOST_OF_ONE = 40_000_000
"""Bytes of one part that is read."""
MOST_RATIO = 400
"""Most times that a part may be larger unpacked than packed, from a size on."""
SOME_SIZE = 2_000_000
EPOCH = (1980, 1, 1, 0, 0, 0)
"""Time of every part of a written file: the earliest that a zip can hold."""
PICTURES = ("word/media/", "word/embeddings/", "xl/media/", "xl/embeddings/")
_AGAIN = "ask the sender to save it anew as .docx or .xlsx"
_DOCTYPE = tuple("<!DOCTYPE".encode(one) for one in ("ascii", "utf-16-le", "utf-16-be"))


def is_office(data: bytes) -> bool:
    """Tell a Word or Excel file from any other zip."""
    return head_of(data).startswith(ZIP) and b"[Content_Types].xml" in data


class OfficeFile:
    """The parts of a returned Word or Excel file; raises Trouble where it is damaged or harmful."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except Exception:  # a damaged zip fails in many ways
            raise refused(f"the file is damaged: it is no whole Word or Excel file; {_AGAIN}") from None
        parts = self._zip.infolist()
        self._parts = {part.filename.lstrip("/").casefold(): part for part in parts}
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
            raise refused(f"the file unpacks to more than a form can hold; {_AGAIN}")
        if any(part.flag_bits & 1 for part in parts):
            raise refused("the file has a password; ask the sender for it without one")
        for part in parts:
            if part.file_size > max(SOME_SIZE, MOST_RATIO * part.compress_size):
                raise refused(f"the file is compressed as no program does, perhaps to do harm; {_AGAIN}")

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._parts

    def part(self, name: str) -> bytes:
        """Read the bytes of one part."""
        part = self._parts.get(name.casefold())
        if part is None or part.file_size > MOST_OF_ONE:
            raise refused(f"the file lacks a part, or has one that is too large; {_AGAIN}")
        try:
            return self._zip.read(part)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
            raise refused(f"the file is damaged; {_AGAIN}") from None

    def tree(self, name: str) -> Any:
        """Parse one part as XML, in which nothing refers to anything outside it."""
        data = self.part(name)
        if any(mark in data for mark in _DOCTYPE):
            raise refused(f"the file defines XML entities, as no program does, perhaps to do harm; {_AGAIN}")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        try:
            return etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError):
            raise refused(f"the file is damaged; {_AGAIN}") from None

    def check_words(self) -> None:
        """Check every XML part before another library reads it."""
        for name in self._parts:
            if name.endswith((".xml", ".rels")):
                self.tree(name)

    def related(self, name: str, kind: str) -> list[tuple[str, str]]:
        """Find the parts that a part relates to in some way, such as `comments`: the relation's id and the part's name.

        An empty name means the whole file. Targets outside the file are left out.
        """
        folder, own = posixpath.split(name)
        relations = posixpath.join(folder, "_rels", f"{own}.rels")
        found = []
        for one in self.tree(relations) if relations in self else ():
            target = one.get("Target", "") if isinstance(one.tag, str) else ""
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            if one.get("Type", "").endswith(f"/{kind}") and one.get("TargetMode") != "External" and path in self:
                found.append((one.get("Id", ""), path))
        return found

    def pictures(self) -> list[str]:
        """List the pictures and the embedded files."""
        return [name for name in self._parts if name.startswith(PICTURES)]

    def properties(self) -> list[str]:
        """Read the texts of the document's properties, custom ones first."""
        names = [name for name in ("docProps/custom.xml", "docProps/core.xml") if name in self]
        return [" ".join(self.tree(name).itertext()) for name in names]


def local(node: Any) -> str:
    """Read an element's name without its namespace; Word and Excel have two each."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def value(node: Any, name: str) -> str:
    """Read an attribute of an element, whatever its namespace."""
    return next((str(given) for key, given in node.attrib.items() if key.rpartition("}")[2] == name), "")


def below(node: Any, name: str, closed: str = "") -> Iterator[Any]:
    """Yield the elements of a name below another, in order, but none inside an element named `closed`."""
    for child in node:
        found = local(child)
        if found == name:
            yield child
        elif found != closed:
            yield from below(child, name, closed)


def settled(data: bytes, moment: str) -> bytes:
    """Set one date in all parts of a file, and a moment such as `2026-03-01T00:00:00Z` as its last change."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:(created|modified)[^>]*>)[^<]*", rb"\g<1>%b" % moment.encode(), content)
            new.writestr(zipfile.ZipInfo(part.filename, EPOCH), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()
