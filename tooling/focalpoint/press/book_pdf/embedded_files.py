"""A draft's identity in its file: the map as an attached file, the Info key, and the file's own ID."""

from __future__ import annotations

from hashlib import md5

from pikepdf import Array, Dictionary, Name, Pdf, String

from focalpoint.content.rounds.draft_map import DraftMap, dump_sent_map
from focalpoint.press.section import Book

MAP_NAME = "draft-map.json"
INFO_KEY = "/FocalPointDraft"


def embed_map(pdf: Pdf, book: Book, made: DraftMap) -> None:
    """Attach the map as PDF/A-3 asks, and name the draft where the file describes itself."""
    data = dump_sent_map(made)
    day = String(f"D:{book.date:%Y%m%d}000000Z")
    facts = Dictionary(Size=len(data), CheckSum=String(md5(data, usedforsecurity=False).digest()), ModDate=day)
    stream = pdf.make_stream(data, Type=Name.EmbeddedFile, Subtype=Name("/application/json"), Params=facts)
    file = pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(MAP_NAME),
            UF=String(MAP_NAME),
            Desc=String("Where each paragraph of this draft is printed: by it a comment finds its place."),
            EF=Dictionary(F=stream, UF=stream),
            AFRelationship=Name.Data,
        )
    )
    pdf.Root.AF = Array([file])
    pdf.Root.Names.EmbeddedFiles = pdf.make_indirect(Dictionary(Names=Array([String(MAP_NAME), file])))
    pdf.trailer.Info[INFO_KEY] = String(made.id)
    # Whoever writes the file keeps the first half, and makes the second anew.
    pdf.trailer.ID = Array([String(made.id), String("")])
