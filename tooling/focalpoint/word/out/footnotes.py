"""Write the footnotes of a Word file, which python-docx does not know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from focalpoint.review.forms.form_word import element

_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_LINES = (("separator", -1), ("continuationSeparator", 0))
"""The lines above the notes, with the numbers that Word gives them."""


class Footnotes:
    """The footnotes of one document, in the order of their calls."""

    def __init__(self, style: str, call: str) -> None:
        self.root = element("footnotes")
        self.style, self.call = style, call
        self.count = 0
        for name, number in _LINES:
            self.root.append(
                element(f'footnote w:type="{name}" w:id="{number}"', f"<w:p><w:r><w:{name}/></w:r></w:p>")
            )

    def add(self, content: Sequence[Any]) -> int:
        """Add a note with the elements of its paragraph; returns its number."""
        self.count += 1
        note = element(
            f'footnote w:id="{self.count}"',
            f'<w:p><w:pPr><w:pStyle w:val="{self.style}"/></w:pPr><w:r><w:rPr><w:rStyle w:val="{self.call}"/></w:rPr>'
            '<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r></w:p>',
        )
        note[0].extend(content)
        self.root.append(note)
        return self.count

    def attach(self, document: Any) -> None:
        """Add the notes to the document's parts."""
        data = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        part = Part(PackURI("/word/footnotes.xml"), _KIND, data, document.part.package)
        document.part.relate_to(part, _RELATION)
