"""Define how the parts of a chapter look in a Word file."""

from __future__ import annotations

from typing import Any, NamedTuple

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from focalpoint.review.forms.form_word import FACE, element, set_type

INK, HEAD, GREY, WASH = "1F2A33", "0B3C5D", "5F6B73", "EEF3F7"
SIZE, AFTER = 10.5, 6.0
REFERENCE, NUMBER, CODE, CALL = "FP Reference", "FP Number", "FP Code", "FP Call"


class Look(NamedTuple):
    """How a paragraph looks."""

    size: float = SIZE
    colour: str = INK
    bold: bool = False
    italic: bool = False
    left: float = 0
    """The left margin in millimetres."""
    hanging: float = 0
    """How far the first line stands out to the left."""
    box: bool = False
    """Whether it stands in a box."""
    keep: bool = False
    """Whether it stays on the page of the next paragraph."""
    after: float = AFTER


LOOKS = {
    "Text": Look(),
    "Part": Look(9, GREY, after=2, keep=True),
    "Question": Look(12, HEAD, italic=True),
    "Readers": Look(9.5, GREY),
    "Quotation": Look(left=8, italic=True),
    "Box": Look(left=4, box=True),
    "Box label": Look(9, HEAD, bold=True, left=4, box=True, keep=True, after=0),
    "Box title": Look(bold=True, left=4, box=True, keep=True, after=3),
    "Box facts": Look(9, GREY, left=4, box=True),
    "Caption": Look(9.5, HEAD, bold=True, keep=True, after=3),
    "Cell": Look(9.5, after=0),
    "Term": Look(bold=True, keep=True, after=0),
    "Definition": Look(left=8),
    "Aside": Look(9.5, GREY, left=4),
    "Lines": Look(9, GREY, after=2),
    "Made": Look(9, GREY),
    "Note": Look(8.5, after=0),
    "Guide": Look(after=4),
}
"""The looks of paragraphs by the names of their styles; headings and list items have Word's own styles."""


def add_styles(document: Any) -> None:
    """Add the styles to a document, and set its type."""
    set_type(document, SIZE, AFTER, {"Heading 1": 20, "Heading 2": 14, "Heading 3": 11.5})
    for name, look in LOOKS.items():
        style = document.styles.add_style(f"FP {name}", WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.quick_style = True
        font, form = style.font, style.paragraph_format
        font.size, font.bold, font.italic = Pt(look.size), look.bold or None, look.italic or None
        font.color.rgb = RGBColor.from_string(look.colour)
        form.left_indent, form.first_line_indent = Mm(look.left), Mm(-look.hanging)
        form.space_after, form.keep_with_next = Pt(look.after), look.keep or None
        if look.box:
            _box(style.element.get_or_add_pPr())
    for name, colour, face in ((REFERENCE, HEAD, FACE), (NUMBER, GREY, FACE), (CODE, INK, "Consolas")):
        style = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        style.font.color.rgb, style.font.name = RGBColor.from_string(colour), face
    for name in ("footnote reference", CALL):
        document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER).font.superscript = True
    for name in ("List Bullet", "List Bullet 2", "List Number", "List Number 2"):
        document.styles[name].paragraph_format.space_after = Pt(3)
    document.styles["Normal"].paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE


def _box(properties: Any) -> None:
    side = f'w:val="single" w:sz="18" w:space="6" w:color="{HEAD}"'
    properties.insert_element_before(element("pBdr", f"<w:left {side}/>"), *_BEHIND_BORDER)
    fill = element(f'shd w:val="clear" w:color="auto" w:fill="{WASH}"')
    properties.insert_element_before(fill, *_BEHIND_BORDER[1:])


_BEHIND_BORDER = tuple(
    f"w:{name}"
    for name in (
        "shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi "
        "adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection "
        "textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ).split()
)
"""Elements that must follow a border among the properties of a paragraph."""


def style_id(document: Any, name: str) -> str:
    """Return the id of the style of a name."""
    return str(document.styles[name].element.get(qn("w:styleId")))
