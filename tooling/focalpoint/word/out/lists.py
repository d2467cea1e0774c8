"""Number the lists of a Word file with Word's own numbering, each list anew."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn
from docx.shared import Mm

from focalpoint.word.out.flow import Paragraph


class Lists:
    """The lists of one document."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.numbers: dict[int, int] = {}
        """The number of each list's definition in the chapter that is being written."""

    def begin(self) -> None:
        """Begin a chapter, whose lists are counted anew."""
        self.numbers.clear()

    def add(self, one: Paragraph) -> Any:
        """Add the paragraph of a list item; the further paragraphs of an item have no mark."""
        deep = " 2" if one.level > 1 else ""
        if not one.marker:
            paragraph = self.document.add_paragraph(style="FP Text")
            paragraph.paragraph_format.left_indent = Mm(8 * one.level)
            return paragraph
        if one.marker == "•":
            return self.document.add_paragraph(style=f"List Bullet{deep}")
        if not one.marker.endswith("."):
            paragraph = self.document.add_paragraph(style="FP Text")
            form = paragraph.paragraph_format
            form.left_indent, form.first_line_indent = Mm(8 * one.level), Mm(-8)
            paragraph.add_run(f"{one.marker}\t", style="FP Number")
            return paragraph
        paragraph = self.document.add_paragraph(style=f"List Number{deep}")
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = self._number(one, f"List Number{deep}")
        return paragraph

    def _number(self, one: Paragraph, style: str) -> int:
        if one.list_number not in self.numbers:
            numbering = self.document.part.numbering_part.element
            own = self.document.styles[style].element.pPr.numPr.numId.val
            kind = next(int(num.abstractNumId.val) for num in numbering.num_lst if num.numId == own)
            made = numbering.add_num(kind)
            made.add_lvlOverride(ilvl=0).add_startOverride(int(one.marker.rstrip(".")))
            self.numbers[one.list_number] = int(made.get(qn("w:numId")))
        return self.numbers[one.list_number]
