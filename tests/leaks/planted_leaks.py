"""Small real files, each with the same withheld words in one hiding place."""

from __future__ import annotations

import gzip
import json
import struct
import zipfile
import zlib
from base64 import b64encode
from collections.abc import Callable
from io import BytesIO

from PIL import Image, PngImagePlugin

SECRET = "The delegation asked in confidence that the harbour register be struck out entirely this winter"
CHINESE = "代表团私下要求今年冬天将港口登记册完全删除"
HEX = SECRET.encode().hex()
ENTITIES = "".join(f"&#{ord(letter)};" for letter in SECRET)
ESCAPES = "".join(f"\\u{ord(letter):04x}" for letter in SECRET)
TAGGED = SECRET.replace("o", "<b>o</b>").replace(" ", "<i> </i>")
DIVIDED = (
    SECRET.replace("delegation", "dele-\ngation").replace("harbour", "har\u00adbour").replace("winter", "win&shy;ter")
)


def page(inner: str, head: str = "") -> bytes:
    body = f"<body>\n<p>Open.</p>\n{inner}</body></html>\n"
    return f'<!DOCTYPE html>\n<html lang="en">\n<head>{head}</head>\n{body}'.encode()


def drawing(inner: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{inner}</svg>'.encode()


def index(**more: object) -> bytes:
    return f"Search.setIndex({json.dumps({'docnames': ['index'], 'terms': {'open': 0}, **more})})".encode()


def picture(kind: str, **how: object) -> bytes:
    made = BytesIO()
    Image.new("RGB", (8, 8), "white").save(made, kind, **how)
    return made.getvalue()


def png(packed: bool) -> bytes:
    facts = PngImagePlugin.PngInfo()
    facts.add_text("Comment", SECRET, zip=packed)
    return picture("PNG", pnginfo=facts)


def exif() -> bytes:
    facts = Image.Exif()
    facts[0x010E] = SECRET
    return facts.tobytes()


def png_chunk(kind: bytes, body: bytes) -> bytes:
    """A picture with one chunk more, before its last."""
    chunk = struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    whole = picture("PNG")
    return whole[:-12] + chunk + whole[-12:]


def archive(members: dict[str, bytes | str], comment: bytes = b"", of_member: bytes = b"") -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.comment = comment
        for name, data in members.items():
            facts = zipfile.ZipInfo(name)
            facts.comment = of_member
            opened.writestr(facts, data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


WORD = archive({"word/document.xml": f"<w:p><w:r>{TAGGED}</w:r></w:p>"})
INVENTORY = b"# Sphinx inventory version 2\n# Project: M\n# Version: 1\n# The remainder is compressed using zlib.\n"
TEXT = "its source"
PLANTED: dict[str, tuple[str, bytes | Callable[[], bytes], str, int]] = {
    "text": ("a.html", page(f"<p>{SECRET}</p>"), "its text", 6),
    "text with tags between letters": ("a.html", page(f"<p>{TAGGED}</p>"), "its text", 6),
    "text in entities": ("a.html", page(f"<p>{ENTITIES}</p>"), "its text", 6),
    "text divided at the ends of lines": ("a.html", page(f"<p>{DIVIDED}</p>"), "its text", 6),
    "text in ligatures and full-width letters": (
        "a.html",
        page(f"<p>{SECRET.replace('st', 'ﬆ').replace('asked', 'ａｓｋｅｄ')}</p>"),
        "its text",
        6,
    ),
    "a table's cells": ("a.html", page(f"<td>{'</td><td>'.join(SECRET.split())}</td>"), "its text", 6),
    "a comment": ("a.html", page(f"<!-- {SECRET} -->"), "a comment", 6),
    "a comment without end": ("a.html", page(f"<!-- {SECRET}"), "a comment", 6),
    "the title": ("a.html", page("", f"<title>{SECRET}</title>"), "the title", 3),
    "the meta description": ("a.html", page("", f'<meta name="description" content="{SECRET}">'), "a meta tag", 3),
    "a text alternative": ("a.html", page(f'<img alt="{SECRET}">'), "a text alternative", 6),
    "a title attribute": ("a.html", page(f"<a title='{SECRET}'>x</a>"), "a title", 6),
    "an aria label": ("a.html", page(f'<b aria-label="{SECRET}">x</b>'), "a label for screen readers", 6),
    "a data attribute": ("a.html", page(f'<b data-note="{SECRET}">x</b>'), "a data attribute", 6),
    "an id": ("a.html", page(f'<p id="{SECRET.lower().replace(" ", "-")}">x</p>'), "an id", 6),
    "a link": ("a.html", page(f'<a href="x.html#{SECRET.replace(" ", "%20")}">x</a>'), "a link", 6),
    "an attribute without quotes": ("a.html", page(f"<a href={SECRET.replace(' ', '-')}>x</a>"), "a link", 6),
    "a script": ("a.html", page(f"<script>say('{SECRET}')</script>"), "a script", 6),
    "a tag's own name": ("a.html", page(f"<x-{SECRET.replace(' ', '-')}>x"), TEXT, 6),
    "a file in an address": (
        "a.html",
        page(f'<img src="data:image/svg+xml;base64,{b64encode(drawing(TAGGED)).decode()}">'),
        "its text in a file in an address",
        0,
    ),
    "a general index": ("genindex.html", page(f"<dt>{SECRET}</dt>"), "its text", 6),
    "a script file": ("a.js", f"let x = 1;\nlet y = '{ESCAPES}';".encode(), TEXT, 2),
    "a data file": ("a.json", json.dumps({"a": [SECRET.replace(" ", "\n")]}).encode(), TEXT, 1),
    "a style sheet": ("a.css", f"a {{}}\n/* {SECRET} */".encode(), TEXT, 2),
    "a text of UTF-16": ("a.txt", SECRET.encode("utf-16"), "its bytes", 0),
    "a text of UTF-16 in another script": (
        "a.txt",
        ("Делегация просила по секрету вычеркнуть портовый реестр этой зимой навсегда " * 2).encode("utf-16-be"),
        "its bytes",
        0,
    ),
    "a text of UTF-16 in signs": ("a.txt", CHINESE.encode("utf-16-le"), "its bytes", 0),
    "UTF-16 among noise": ("a.bin", bytes(range(256)) * 400 + SECRET.encode("utf-16-le"), "its bytes", 0),
    "a text of Latin-1": ("a.txt", f"é {SECRET}".encode("latin-1"), "its bytes", 0),
    "a download": ("_downloads/ab/a.bin", b"\0\1\2" + SECRET.encode() + b"\xff", "its bytes", 0),
    "the search index's titles": ("searchindex.js", index(titles=[SECRET]), "the search index", 0),
    "the search index's entries": ("searchindex.js", index(indexentries={SECRET: [0]}), "the search index", 0),
    "a rare word of the search index": ("searchindex.js", index(terms={"harbour": 0}), "the search index", 0),
    "the list of labels": ("objects.inv", INVENTORY + zlib.compress(SECRET.encode()), "the inventory", 0),
    "PNG text": ("a.png", png(packed=False), "PNG text", 0),
    "packed PNG text": ("a.png", png(packed=True), "PNG text", 0),
    "PNG EXIF": ("a.png", picture("PNG", exif=exif()), "PNG text", 0),
    "PNG text of the world": (
        "a.png",
        png_chunk(b"iTXt", b"k\0\1\0\0\0" + zlib.compress(SECRET.encode())),
        "PNG text",
        0,
    ),
    "what follows a PNG": ("a.png", picture("PNG") + WORD, "its text in file 1 of the archive", 0),
    "JPEG EXIF": ("a.jpg", picture("JPEG", exif=exif()), "EXIF", 0),
    "a JPEG comment": ("a.jpg", picture("JPEG", comment=SECRET.encode()), "a comment", 0),
    "a GIF comment": ("a.gif", picture("GIF", comment=SECRET.encode() * 3), "its metadata", 0),
    "WebP EXIF": ("a.webp", picture("WEBP", exif=exif()), "its metadata", 0),
    "an SVG's metadata": ("a.svg", drawing(f"<metadata><x>{SECRET}</x></metadata>"), "its text", 2),
    "an SVG's title": ("a.svg", drawing(f"<title>{SECRET}</title>"), "the title", 2),
    "an archive's comment": ("a.zip", archive({"a": "x"}, SECRET.encode()), "the archive's comment", 0),
    "a member's comment": ("a.zip", archive({"a": "x"}, of_member=SECRET.encode()), "the comment of file 1", 0),
    "a member's name": ("a.zip", archive({f"{SECRET}.txt": "x"}), "the name of file 1", 0),
    "a Word file": ("a.docx", WORD, "its text in file 1 of the archive", 0),
    "an archive in an archive": (
        "a.zip",
        archive({"a": "x", "b": WORD}),
        "its text in file 1 of the archive in",
        0,
    ),
    "a packed file": ("a.svgz", gzip.compress(drawing(TAGGED)), "its text in the packed file", 0),
    "a file's name": (f"{SECRET.replace(' ', '_')}.html", page(""), "a file's name", 0),
    "a folder's name": (f"{SECRET.replace(' ', '-')}/a.html", page(""), "a file's name", 0),
}
"""Hiding place → the file's name and bytes, what the message calls the place, and the line it gives."""
