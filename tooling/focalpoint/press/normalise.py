"""Put right, in one unit's PDF, what WeasyPrint writes otherwise than PDF/UA-1 and PDF/A-3a ask."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf, Stream, String

from focalpoint.press.prepare import AFAR
from focalpoint.press.typefaces import mend_typefaces

PRINT_FLAG = 4
POINTS_PER_PIXEL = 0.75
# What the book says itself, and what each unit therefore need not.
BOOK_KEYS = ("/Outlines", "/Metadata", "/ViewerPreferences", "/MarkInfo", "/Lang", "/Names")


def normalise(data: bytes, name: str) -> bytes:
    """The unit's PDF, ready to be taken into the book."""
    with Pdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            for annotation in page.obj.get("/Annots", ()):
                _link(annotation)
        for thing in pdf.objects:
            if isinstance(thing, Stream) and "/Interpolate" in thing:
                thing.Interpolate = False  # PDF/A-3, 6.2.8
        mend_typefaces(pdf)
        tree = pdf.Root.StructTreeRoot
        _structure(pdf, tree, name)
        _contents(pdf)
        for key in BOOK_KEYS:
            if key in pdf.Root:
                del pdf.Root[key]
        written = BytesIO()
        pdf.save(
            written,
            object_stream_mode=ObjectStreamMode.generate,
            deterministic_id=True,
            fix_metadata_version=False,
        )
        return written.getvalue()


def _link(annotation: Object) -> None:
    """A link prints, and one that leaves the unit names its target in the book."""
    annotation.F = PRINT_FLAG
    if "/A" in annotation:
        address = str(annotation.A.get("/URI", ""))
        if address.startswith(AFAR):
            del annotation["/A"]
            annotation.Dest = String(address.removeprefix(AFAR))


def elements(root: Object) -> Iterator[Object]:
    """Every structure element below a root, parents first, in reading order."""
    stack = [root]
    while stack:
        element = stack.pop()
        kids = element.get("/K")
        if isinstance(kids, Array):
            stack.extend(reversed([kid for kid in kids if is_element(kid)]))
        if element is not root:
            yield element


def is_element(kid: Object | int) -> bool:
    """Whether a kid is a structure element: not marked content, nor a reference to an annotation."""
    return isinstance(kid, Dictionary) and kid.get("/Type") != Name.OBJR


def _structure(pdf: Pdf, tree: Object, name: str) -> None:
    """Figures get their box, head cells an id that no other unit or table part has, plain spans are folded."""
    heads: dict[bytes, Object] = {}
    table = 0
    folded: dict[tuple[int, int], Object] = {}
    for element in elements(tree):
        match str(element.S):
            case "/Figure":
                _figure_box(element)
            case "/Table":
                table += 1
            case "/TH":
                _head_cell(element, f"{name}:{table}:".encode(), heads)
            case "/TD":
                _cell(element, f"{name}:{table}:".encode())
        _fold(element, folded)
    numbers = tree.ParentTree.Nums
    for index in range(len(pdf.pages)):
        # WeasyPrint writes the pages first: key, then the elements of the page's marked content.
        owners = numbers[2 * index + 1]
        numbers[2 * index + 1] = pdf.make_indirect(Array([folded.get(owner.objgen, owner) for owner in owners]))
    if heads:
        names = [part for key in sorted(heads) for part in (String(key), heads[key])]
        tree.IDTree = pdf.make_indirect(Dictionary(Names=Array(names)))


def _figure_box(figure: Object) -> None:
    """WeasyPrint gives the box in pixels from the top of the page; PDF wants points from its foot."""
    if "/A" not in figure or "/BBox" not in figure.A:
        return
    height = float(figure.Pg.MediaBox[3])
    left, top, right, bottom = (float(value) * POINTS_PER_PIXEL for value in figure.A.BBox)
    figure.A.BBox = Array([round(value, 2) for value in (left, height - bottom, right, height - top)])


def _head_cell(cell: Object, prefix: bytes, heads: dict[bytes, Object]) -> None:
    in_head = str(cell.P.P.S) == "/THead"
    cell.A.Scope = Name.Column if in_head else Name.Row
    if "/ID" in cell:
        key = prefix + bytes(cell.ID)
        cell.ID = String(key)
        heads[key] = cell


def _cell(cell: Object, prefix: bytes) -> None:
    if "/A" in cell and "/Headers" in cell.A:
        cell.A.Headers = Array([String(prefix + bytes(header)) for header in cell.A.Headers])


def _fold(element: Object, folded: dict[tuple[int, int], Object]) -> None:
    """Take the text of plain spans straight into their parent, which halves the number of elements."""
    kids = element.get("/K")
    if not isinstance(kids, Array):
        return
    plain = [_is_plain(kid, element) for kid in kids]
    if any(plain):
        for kid, is_plain in zip(kids, plain, strict=True):
            if is_plain:
                folded[kid.objgen] = element
        element.K = Array([kid.K[0] if is_plain else kid for kid, is_plain in zip(kids, plain, strict=True)])


def _is_plain(kid: Object, parent: Object) -> bool:
    if not is_element(kid) or str(kid.S) != "/Span" or len(kid.K) != 1 or not isinstance(kid.K[0], int):
        return False
    return not any(key in kid for key in ("/A", "/ID", "/Lang", "/Alt", "/ActualText")) and same(kid.Pg, parent.Pg)


def same(one: Object, other: Object) -> bool:
    """Whether two indirect objects are one."""
    return one.objgen == other.objgen


def _contents(pdf: Pdf) -> None:
    """Drop the empty kerns between glyphs, and close each page so that furniture starts from a clean state."""
    for page in pdf.pages:
        text = page.Contents.read_bytes().replace(b">0<", b"").replace(b">0]", b">]")
        page.Contents = pdf.make_stream(b"q\n" + text + b"\nQ\n")
