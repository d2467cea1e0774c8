"""Word files made as people make them, with what python-docx cannot write put in as XML."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image

W = nsdecls("w")
LETTERED = f"""<w:abstractNum {W} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%1)"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%2)"/></w:lvl>
</w:abstractNum>"""
NUMBER = f'<w:num {W} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'
NOTES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {W}>
<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>{{notes}}</w:footnotes>"""
NOTE = '<w:footnote w:id="{id}"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:footnote>'
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def picture() -> bytes:
    """A small PNG."""
    saved = io.BytesIO()
    Image.new("RGB", (60, 40), "navy").save(saved, "PNG")
    return saved.getvalue()


class WordSample:
    """A document, and what is put into its zip when it is saved."""

    def __init__(self) -> None:
        self.document: WordDocument = Document()
        self._notes: list[str] = []

    def paragraph(self, xml: str, style: str = "") -> None:
        """Add a paragraph of raw runs: `<w:r>…</w:r>`, `<w:ins>…`, `<w:del>…`."""
        paragraph = self.document.add_paragraph(style=style or None)
        for element in parse_xml(f"<w:p {nsdecls('w', 'r')}>{xml}</w:p>"):
            paragraph._p.append(element)

    def note(self, words: str) -> str:
        """Enter a footnote; return the run that calls it."""
        self._notes.append(words)
        return f'<w:r><w:footnoteReference w:id="{len(self._notes)}"/></w:r>'

    def lettered(self, words: str, level: int = 0) -> None:
        """Add an item of a list lettered (a), (b), and (i), (ii) below."""
        numbering = self.document.part.numbering_part.element
        if not any(num.numId == 90 for num in numbering.num_lst):
            numbering.insert(0, parse_xml(LETTERED))
            numbering.append(parse_xml(NUMBER))
        place = f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>'
        self.document.add_paragraph(words)._p.get_or_add_pPr().append(parse_xml(place))

    def link(self, words: str, address: str) -> str:
        """Return a link to the web."""
        id = self.document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return f'<w:hyperlink r:id="{id}"><w:r><w:t>{words}</w:t></w:r></w:hyperlink>'

    def picture(self, alternative: str) -> None:
        """Add a picture with words that say what it shows."""
        shape = self.document.add_picture(io.BytesIO(picture()))
        shape._inline.docPr.set("descr", alternative)

    def saved(self, more: Mapping[str, bytes] | None = None) -> bytes:
        """The bytes of the file; `more` are parts put in beside the others."""
        written = io.BytesIO()
        self.document.save(written)
        notes = "".join(NOTE.format(id=id, words=words) for id, words in enumerate(self._notes, 1))
        extra = {"word/footnotes.xml": NOTES.format(notes=notes).encode()} | dict(more or {})
        result = io.BytesIO()
        with zipfile.ZipFile(written) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
            for part in old.infolist():
                data = old.read(part)
                if part.filename == "[Content_Types].xml":
                    data = data.replace(
                        b"</Types>",
                        f'<Override PartName="/word/footnotes.xml" ContentType="{TYPE}"/></Types>'.encode(),
                    )
                elif part.filename == "word/_rels/document.xml.rels":
                    relation = f'<Relationship Id="rIdNotes" Type="{RELATION}" Target="footnotes.xml"/></Relationships>'
                    data = re.sub(rb"</Relationships>", relation.encode(), data)
                if part.filename not in extra:
                    new.writestr(part.filename, data)
            for name, data in extra.items():
                new.writestr(name, data)
        return result.getvalue()


def run(words: str, properties: str = "") -> str:
    """A run of words, such as `run("never", "<w:b/>")`."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def inserted(words: str) -> str:
    """Words that a tracked change inserts."""
    return f'<w:ins w:id="7" w:author="A" w:date="2026-01-01T00:00:00Z">{run(words)}</w:ins>'


def deleted(words: str) -> str:
    """Words that a tracked change deletes."""
    return (
        f'<w:del w:id="8" w:author="A" w:date="2026-01-01T00:00:00Z"><w:r><w:delText>{words}</w:delText></w:r></w:del>'
    )
