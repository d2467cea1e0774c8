"""Damages PDFs as people of ill will do: objects that are none, loops, bombs, scripts."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
from damaging import BYTES, Damage
from pikepdf import Array, Dictionary, Name, Stream, String

Change = Callable[[pikepdf.Pdf, random.Random], None]
PIECE = 4_000_000
"""Bytes of zeros."""


def wild(pdf: pikepdf.Pdf, chance: random.Random) -> Any:
    """A value where another was meant."""
    return chance.choice(
        [
            None, True, -1, 2**31, -(2**31), 10**18, 0, String(""), String("\x00" * 9), Name("/" + "N" * 99), Array([]),
            Dictionary(), Array([None] * 50), Array([Name.A, String("b"), Array([Array([])])]), deep(40),
            pikepdf.Object.parse(b"99999999999999999999.5"), pikepdf.Object.parse(b"-0.0000000000001"),
            pdf.Root, pdf.make_indirect(Dictionary(Type=Name.Page)), pdf.make_stream(b"q Q " * 99),
        ]
    )  # fmt: skip


def deep(levels: int) -> Any:
    """An array in an array in an array."""
    return pikepdf.Object.parse(b"[" * levels + b"]" * levels)


def objects_replaced(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """Entries of dictionaries anywhere are something else."""
    found = [one for one in pdf.objects if isinstance(one, Dictionary | Stream) and len(one.keys())]
    for one in chance.sample(found, min(len(found), chance.choice([1, 3, 12]))):
        key = chance.choice(sorted(key for key in one if key != "/Length") or ["/None"])
        _put(one, key, wild(pdf, chance))


def marks_replaced(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """Entries of marks are something else."""
    for one in _marks(pdf):
        for key in (
            "/Rect",
            "/QuadPoints",
            "/Contents",
            "/IRT",
            "/Subtype",
            "/RC",
            "/AP",
            "/M",
            "/T",
            "/NM",
            "/InkList",
        ):
            if chance.random() < 0.3:
                _put(one, key, wild(pdf, chance))


def lists_replaced(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """The lists of pages' marks hold something else."""
    for page in _leaves(pdf):
        page.Annots = Array([wild(pdf, chance), *page.get("/Annots", []), wild(pdf, chance), page])


def looped_pages(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """The tree of pages holds itself."""
    tree = pdf.Root.Pages
    tree.Kids = Array([*tree.Kids, tree]) if chance.random() < 0.5 else Array([tree, *tree.Kids])


def looped_marks(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """Marks answer each other and themselves, and their looks draw themselves."""
    marks = _marks(pdf)
    for number, one in enumerate(marks):
        one.IRT = marks[(number + chance.choice([0, 1])) % len(marks)]
        one.Parent = one.Popup = one
        look = pdf.make_stream(b"/Self Do")
        look.Resources = Dictionary(XObject=Dictionary(Self=look))
        look.Subtype, look.Type = Name.Form, Name.XObject
        one.AP = Dictionary(N=look)


def long_lines(pdf: pikepdf.Pdf, _: random.Random) -> None:
    """Each answers the one before it, a thousand times."""
    last = _marks(pdf)[0]
    listed = _leaves(pdf)[0].Annots
    for number in range(1_000):
        last = pdf.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[1, 1, 9, 9], Contents=f"answer {number}", IRT=last)
        )
        listed.append(last)


def nested(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """Arrays in arrays, as deep as the library lets one write them, in all places."""
    for one in _marks(pdf):
        one[chance.choice(["/Contents", "/QuadPoints", "/Rect", "/RC", "/AP"])] = deep(450)
    pdf.Root.Deep = pdf.docinfo.Deep = deep(450)


def huge_arrays(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """Marks with a hundred thousand corners or strokes."""
    numbers = Array([chance.randint(-999, 999)] * 100_000)
    for one in _marks(pdf)[:3]:
        one.QuadPoints, one.InkList, one.CL, one.Rect = numbers, Array([numbers]), numbers, numbers


def scripts(pdf: pikepdf.Pdf, _: random.Random) -> None:
    """Scripts and programs wherever a reader would start them."""
    act = Dictionary(S=Name.JavaScript, JS="app.alert(1); this.exportDataObject({cName: 'x', nLaunch: 2});")
    launch = Dictionary(S=Name.Launch, F="/bin/sh", Win=Dictionary(F="cmd.exe"))
    pdf.Root.OpenAction = act
    pdf.Root.AA = Dictionary(WC=act, WS=launch)
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), act])))
    for page in _leaves(pdf):
        page.AA = Dictionary(O=launch)
    for one in _marks(pdf):
        one.A = one.AA = act


def bombs(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """Two gigabytes of zeros where a text, a look, a map or a page is meant."""
    for place in chance.sample(["text", "look", "map", "page"], 2):
        stream = zeros(pdf, 500)
        marks = _marks(pdf)
        if place == "text":
            marks[0].RC = marks[1].Contents = stream
        elif place == "look":
            marks[0].AP = Dictionary(N=stream)
            marks[0].Contents = String("")
        elif place == "map":
            files = Array([String("draft-map.json"), Dictionary(F="draft-map.json", EF=Dictionary(F=stream))])
            pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=files))
        else:
            chance.choice(_leaves(pdf)).Contents = stream


def zeros(pdf: pikepdf.Pdf, pieces: int) -> Any:
    """A stream that unpacks to so many times four megabytes of zeros."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = packer.compress(bytes(PIECE)) + packer.flush(zlib.Z_FULL_FLUSH)
    check = ((pieces * PIECE % 65_521) << 16 | 1).to_bytes(4, "big")
    stream = pdf.make_stream(b"\x78\xda" + piece * pieces + packer.flush() + check)
    stream.Filter = Name.FlateDecode
    return stream


def odd_filters(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """Streams packed in ways that are none, or many times over."""
    for page in _leaves(pdf):
        page.Contents = pdf.make_stream(zlib.compress(b"BT (x) Tj ET"))
        page.Contents.Filter = chance.choice(
            [Name.Crypt, Name.JBIG2Decode, Name.LZWDecode, Array([Name.FlateDecode] * 60), Name.Nothing, Array([])]
        )
        page.Contents.DecodeParms = Dictionary(Predictor=15, Columns=2**30, Colors=2**30)


def odd_pages(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """Pages of no size, of an endless one, turned by odd angles."""
    for page in _leaves(pdf):
        page.MediaBox = chance.choice(
            [Array([0, 0, 0, 0]), Array([10**9] * 4), Array([-1e18, 0, 1e18, 1]), String("A4")]
        )
        _put(page, "/CropBox", wild(pdf, chance))
        page.Rotate = chance.choice([37, -90, 10**12, Name.Left])
        page.UserUnit = chance.choice([0, -1, 1e30])


CHANGES: tuple[Change, ...] = (
    objects_replaced, marks_replaced, lists_replaced, looped_pages, looped_marks, long_lines, nested, huge_arrays,
    scripts, bombs, odd_filters, odd_pages,
)  # fmt: skip


def changed(change: Change) -> Damage:
    """The damage that is done by opening a PDF and writing it anew."""

    def damage(data: bytes, chance: random.Random) -> bytes:
        out = BytesIO()
        with pikepdf.open(BytesIO(data)) as pdf:
            change(pdf, chance)
            pdf.save(out, object_stream_mode=chance.choice(list(pikepdf.ObjectStreamMode)), fix_metadata_version=False)
        return out.getvalue()

    damage.__name__ = change.__name__
    return damage


def tokens_replaced(data: bytes, chance: random.Random) -> bytes:
    """Numbers, references and brackets of an unpacked file are others."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, stream_decode_level=None)
    text = out.getvalue()
    found = list(re.finditer(rb"\b\d+ 0 R\b|<<|>>|\[|\]|\bendobj\b|\b\d{1,6}\b|/[A-Z]\w+", text))
    pieces, end = [], 0
    for one in sorted(chance.sample(found, 40), key=lambda match: match.start()):
        other = chance.choice([b"", b"<<", b"[", b"]", b"null", b"1 0 R", b"99999999999", b"(", b"endobj", b"/X"])
        pieces += [text[end : one.start()], other]
        end = one.end()
    return b"".join(pieces) + text[end:]


def looped_tables(data: bytes, chance: random.Random) -> bytes:
    """The table of objects names itself as the one before it, or nothing."""
    root = re.findall(rb"/Root (\d+ \d+ R)", data)[-1]
    start = chance.choice([len(data) + 1, data.rfind(b"startxref"), 0])
    return data + b"\ntrailer\n<< /Size 99 /Root %b /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (root, start, start)


def _leaves(pdf: pikepdf.Pdf) -> list[Any]:
    return [page.obj for page in pdf.pages]


def _marks(pdf: pikepdf.Pdf) -> list[Any]:
    """All marks, each as an object of its own: one that holds itself could not be written."""
    found = []
    for page in _leaves(pdf):
        page.Annots = Array([pdf.make_indirect(one) for one in page.get("/Annots", ())])
        found += list(page.Annots)
    return found


def _put(target: Any, key: str, value: Any) -> None:
    if value is None:
        if key in target:
            del target[key]
    else:
        target[key] = value


UNSEEN: tuple[Damage, ...] = (*BYTES, tokens_replaced, looped_tables)
"""Damages that may cost comments of which nothing is left."""
PDF: tuple[Damage, ...] = (*UNSEEN, *map(changed, CHANGES))
