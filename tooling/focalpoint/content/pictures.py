"""Clean pictures of everything but what they show: no metadata, comment, thumbnail or editor's trace is published.

Photographs lose EXIF, GPS, XMP, colour profiles, text and comments; drawings lose metadata, comments, editors' elements
and attributes. What cannot be cleaned is refused, with what to do.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from PIL import Image

MOST_PIXELS = 100_000_000
PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_NAMESPACES = frozenset({None, SVG, XLINK, _XML})
_DROPPED = frozenset({"metadata"})
_REFUSED = {
    "script": "holds a script or a web page",
    "foreignObject": "holds a script or a web page",
    "image": "holds a photograph within the drawing",
    "animate": "moves",
    "animateTransform": "moves",
    "animateMotion": "moves",
    "set": "moves",
}
"""Elements that no edition carries, with what is said of the drawing."""
_REACH = re.compile(r"""url\(\s*["']?(?!\s*["']?#)[^)]*|@import[^;]*""")
"""In a style: the address of something outside the drawing."""
_EDITORS = re.compile(r"(?:^|;)\s*-[\w-]+\s*:[^;]*|/\*.*?\*/", re.DOTALL)
"""In a style: properties of one editor alone (`-inkscape-…`), and comments."""


class PictureError(ValueError):
    """Raised for a picture that cannot be published: what is wrong; what to do."""


def cleaned(data: bytes, suffix: str) -> bytes:
    """Return the picture with nothing in it but what it shows; raises PictureError where that is not possible."""
    if suffix == ".svg":
        return _cleaned_drawing(data)
    begins = {".png": PNG, ".jpg": JPEG, ".jpeg": JPEG}.get(suffix)
    if begins is None:
        raise PictureError("is not a picture the manual takes; use SVG, PNG or JPEG")
    if not data.startswith(begins):
        raise PictureError(f"is not what its name says ({suffix}); save it again")
    return _cleaned_photograph(data, suffix)


def size_of(data: bytes, suffix: str) -> tuple[int, int] | None:
    """Return width and height of a picture in pixels; None where it does not tell them."""
    if suffix != ".svg":
        from PIL import Image

        with Image.open(BytesIO(data)) as opened:
            return opened.size
    drawing = etree.fromstring(data)
    told = [drawing.get("width", ""), drawing.get("height", "")]
    if not all(re.fullmatch(r"\d+(\.\d+)?(px)?", one) for one in told):
        told = re.split(r"[\s,]+", drawing.get("viewBox", "").strip())[2:]
    try:
        width, height = (round(float(one.removesuffix("px"))) for one in told)
    except ValueError:
        return None
    return (width, height) if width > 0 and height > 0 else None


def _cleaned_photograph(data: bytes, suffix: str) -> bytes:
    # Loaded here: most manuals hold drawings alone, and the library takes its time.
    from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

    # WeasyPrint lets half a picture pass, for the whole process.
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with Image.open(BytesIO(data), formats=["PNG" if suffix == ".png" else "JPEG"]) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                size = f"{opened.width} by {opened.height}"
                raise PictureError(f"has {size} points, more than 100 million; save it smaller")
            turned = opened.getexif().get(0x0112, 1) != 1
            if suffix != ".png" and not turned and opened.mode in ("L", "RGB"):
                opened.load()
                return _stripped(data)
            shown = ImageOps.exif_transpose(opened)
            shown.load()
    except PictureError:
        raise
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        raise PictureError("cannot be read as a picture, or is not whole; save it again") from None
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before
    plain = _plain_mode(shown)
    written = BytesIO()
    if suffix == ".png":
        kept = {name: plain.info[name] for name in ("transparency",) if name in plain.info}
        plain.info = {}
        plain.save(written, "PNG", optimize=False, **kept)
    else:
        plain.info = {}
        plain.save(written, "JPEG", quality=95, subsampling=0)
    return written.getvalue()


def _plain_mode(picture: Image.Image) -> Image.Image:
    """The picture in 8 bits for each channel, in grey, colour or a palette: what every reader of PDF and page shows."""
    if picture.mode in ("1", "L", "LA", "P", "RGB", "RGBA"):
        return picture
    if picture.mode.startswith("I"):
        # 16 bits of grey: the values are divided, where a plain conversion would cut them off at white.
        return picture.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    return picture.convert("RGBA" if "A" in picture.mode else "RGB")


def _stripped(data: bytes) -> bytes:
    """A JPEG without the segments that tell of it: the coded picture stays bit by bit as it was."""
    kept, place = [data[:2]], 2
    while place + 4 <= len(data):
        if data[place] != 0xFF:
            raise PictureError("cannot be read as a picture, or is not whole; save it again")
        marker = data[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        length = struct.unpack(">H", data[place + 2 : place + 4])[0]
        segment = data[place : place + 2 + length]
        if marker == 0xDA:
            end = data.rfind(b"\xff\xd9")
            if end < place:
                raise PictureError("cannot be read as a picture, or is not whole; save it again")
            return b"".join([*kept, data[place : end + 2]])
        if marker == 0xE0 and segment[4:9] == b"JFIF\0":
            # The first 16 bytes say how it is decoded; a thumbnail may follow.
            kept.append(b"\xff\xe0\x00\x10" + segment[4:16] + b"\0\0")
        elif marker == 0xEE or not (0xE0 <= marker <= 0xEF or marker == 0xFE):
            kept.append(segment)
        place += 2 + length
    raise PictureError("cannot be read as a picture, or is not whole; save it again")


def _cleaned_drawing(data: bytes) -> bytes:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise PictureError(f"is not a readable drawing (line {error.lineno}); save it again as SVG") from None
    if root.getroottree().docinfo.internalDTD is not None and b"<!ENTITY" in data:
        raise PictureError("defines entities; save it again as plain SVG")
    if etree.QName(root).localname != "svg":
        raise PictureError("is not a drawing in SVG; save it again as plain SVG")
    before = etree.tostring(root, method="c14n", with_comments=True)
    declared = root.getroottree().docinfo.internalDTD is not None
    surrounded = declared or root.getprevious() is not None or root.getnext() is not None
    for node in list(root.iter()):
        _clean_node(node)
    kept = [prefix for prefix, address in root.nsmap.items() if prefix and address in _NAMESPACES]
    etree.cleanup_namespaces(root, keep_ns_prefixes=kept)
    after = etree.tostring(root, method="c14n", with_comments=True)
    # What is clean already stays byte for byte as its author saved it.
    if before == after and not surrounded:
        return data
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _clean_node(node: etree._Element) -> None:
    if not isinstance(node.tag, str):
        _taken_out(node)
        return
    name = etree.QName(node)
    if name.namespace not in _NAMESPACES or name.localname in _DROPPED:
        _taken_out(node)
        return
    for attribute, value in list(node.attrib.items()):
        own = etree.QName(attribute)
        if own.namespace not in _NAMESPACES or own.localname.startswith("data-"):
            del node.attrib[attribute]
        elif own.localname.lower().startswith("on"):
            raise PictureError("holds a script; save it again as plain SVG")
        elif own.localname == "href" and not str(value).startswith("#"):
            raise PictureError(f"reaches for another file (`{str(value)[:40]}`); put everything into the drawing")
        elif own.localname == "style":
            node.attrib[attribute] = _EDITORS.sub("", str(value)).strip("; ")
    if said := _REFUSED.get(name.localname):
        raise PictureError(f"{said}; save it again as plain SVG")
    if name.localname == "style" and node.text:
        node.text = _EDITORS.sub("", node.text) if "/*" in node.text else node.text
    for styled in _styles(node):
        if found := _REACH.search(styled):
            raise PictureError(f"reaches for another file (`{found[0][:40]}`); put everything into the drawing")


def _styles(node: etree._Element) -> Iterator[str]:
    yield from map(str, node.attrib.values())
    yield node.text or ""


def _taken_out(node: etree._Element) -> None:
    """Take a node out of its parent, and leave the words that follow it."""
    parent = node.getparent()
    if parent is None:
        return
    before = node.getprevious()
    if node.tail:
        if before is None:
            parent.text = (parent.text or "") + node.tail
        else:
            before.tail = (before.tail or "") + node.tail
    parent.remove(node)
