"""Reads the pages of a web edition as files: what they point to, and what they hold that nobody should see."""

from __future__ import annotations

import os
import re
import socket
import sys
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

import pikepdf
from lxml import html
from lxml.html import HtmlElement

REPOSITORY = Path(__file__).resolve().parents[2]
LEFT_BEHIND = re.compile(
    r"(^|/)(_sources|\.doctrees|objects\.inv|\.buildinfo.*|environment\.pickle|\.focalpoint.*)(/|$)"
)
"""Files that are for Sphinx or for us, not for a reader."""
LONG_ENOUGH = 6
"""A host's name with no more letters occurs by chance."""
_FETCHED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href", "form": "action"}
_ADDRESS = re.compile(rb"""(?:url\(|@import)\s*["']?\s*([^"')\s;]+)""")

Files = Mapping[str, bytes]


def pages(files: Files) -> dict[str, HtmlElement]:
    """The pages of a folder by their path in it."""
    return {name: html.fromstring(data.decode()) for name, data in files.items() if name.endswith(".html")}


def fetched(files: Files) -> Iterator[tuple[str, str]]:
    """Every address that a browser fetches by itself, with the file that names it."""
    for name, page in pages(files).items():
        for tag, attribute in _FETCHED.items():
            yield from ((name, element.get(attribute)) for element in page.iter(tag) if element.get(attribute))
        yield from ((name, part.split()[0]) for value in page.xpath("//@srcset") for part in value.split(","))
        yield from (
            (name, address) for style in page.xpath("//style/text()|//@style") for address in _in_css(style.encode())
        )
    for name, data in files.items():
        if name.endswith((".css", ".svg")):
            yield from ((name, address) for address in _in_css(data))


def _in_css(data: bytes) -> Iterator[str]:
    return (match.decode() for match in _ADDRESS.findall(data))


def abroad(files: Files) -> list[tuple[str, str]]:
    """What a browser would fetch from another host, or from elsewhere on the machine."""
    return [(name, address) for name, address in fetched(files) if not _at_home(name, address)]


def _at_home(name: str, address: str) -> bool:
    parts = urlsplit(address)
    if parts.scheme == "data":
        return True
    inside = not os.path.relpath(PurePosixPath(name).parent / parts.path, ".").startswith("..")
    return not parts.scheme and not parts.netloc and not parts.path.startswith("/") and inside


def broken(files: Files) -> list[tuple[str, str]]:
    """The links of pages, style sheets and drawings that lead to a file or a place that is not there."""
    found = pages(files)
    ids = {name: {str(anchor) for anchor in page.xpath("//@id|//a/@name")} for name, page in found.items()}
    links = [(name, str(address)) for name, page in found.items() for address in page.xpath("//a/@href")]
    return [(name, address) for name, address in (*links, *fetched(files)) if not _leads(name, address, files, ids)]


def _leads(name: str, address: str, files: Files, ids: Mapping[str, set[str]]) -> bool:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return True
    target = os.path.normpath(PurePosixPath(name).parent / unquote(parts.path)) if parts.path else name
    if target not in files:
        return False
    return not parts.fragment or not target.endswith(".html") or unquote(parts.fragment) in ids[target]


def machine_words(root: Path) -> set[bytes]:
    """What would tell on which machine, and where on it, an edition was made."""
    places = {str(root), str(root.resolve()), str(REPOSITORY), sys.prefix, sys.base_prefix, f"{Path.home()}/"}
    host = {socket.gethostname()} if len(socket.gethostname()) > LONG_ENOUGH else set()
    return {word.encode() for word in (*places, *host, "build/public", "build/network", "doctrees")}


def tell_tales(files: Files, words: set[bytes]) -> list[tuple[str, bytes]]:
    """The files that hold one of the words, in a PDF also in what is compressed."""
    return [(name, word) for name, data in files.items() for word in words if word in data + _unpacked(name, data)]


def _unpacked(name: str, data: bytes) -> bytes:
    if not name.endswith(".pdf"):
        return b""
    with pikepdf.open(BytesIO(data)) as pdf:
        unpack = BytesIO()
        pdf.save(unpack, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable, qdf=True)
    return unpack.getvalue()
