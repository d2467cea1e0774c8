"""A draft of three pages and its archived map, made in half a second without the press's book."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Name

from focalpoint.config import Config
from focalpoint.content.rounds.draft_map import Block, DraftMap, dump_map, pack_map
from focalpoint.content.rounds.drafts import MAP, RECORD, Draft, load_drafts
from focalpoint.press.layout.isolation import own_fonts
from focalpoint.press.layout.layout import CSS, HTML, FontConfiguration
from focalpoint.press.layout.line_map import printed

TWICE = "Every State has the primary responsibility to protect its own population."
STYLE = """
@page { size: A4; margin: 72pt; @bottom-center { content: "DRAFT-ID"; font-size: 8pt } }
body { font: 10.5pt/15pt "Source Serif 4"; hyphens: auto } p { margin: 0 0 9pt }
.ar { direction: rtl } h1 { font-size: 20pt; line-height: 26pt } .break { break-before: page }
table { width: 100%; border-collapse: collapse } td { vertical-align: top; padding: 3pt 6pt; width: 50% }
"""
WORDS = (
    "The office of the Focal Point collects early warning signs from every ministry and shares them with the desk "
    "officer who prepares the quarterly assessment for the national mechanism for prevention."
)
LONG = (
    "Ministries that train their officials in atrocity prevention report that the training changed how desks read "
    "incoming cables, and they recommend that a module of half a day be given to each new intake of diplomats, "
    "prosecutors and police officers, together with an exercise that uses a fictional State. "
)
FILE = "manual/part-1/first.md"


@dataclass(frozen=True)
class Made:
    """A draft as it was sent, and its map."""

    pdf: bytes
    map: DraftMap

    def archive(self, root: Path) -> Draft:
        """Put it where drafts are archived in a project."""
        folder = root / "consultations" / "drafts" / str(self.map.draft)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MAP).write_bytes(pack_map(self.map))
        record = (
            f"number: {self.map.draft}\nid: {self.map.id}\ntitle: A manual\nedition: network\n"
            f"issued_on: 2026-03-01\ncommit: {'a' * 40}\npages: {len(self.map.pages)}\nsha256: {'b' * 64}\n"
        )
        (folder / RECORD).write_text(record, encoding="utf-8")
        return next(draft for draft in drafts_in(root) if draft.number == self.map.draft)


def drafts_in(root: Path) -> tuple[Draft, ...]:
    """The drafts archived in a project that is nothing else."""
    file = root / "pyproject.toml"
    if not file.exists():
        (root / "consultations" / "notes").mkdir(parents=True, exist_ok=True)
        file.write_text(SETTINGS, encoding="utf-8")
        (root / "manual").mkdir(exist_ok=True)
        (root / "manual" / "vocabulary.toml").write_text(VOCABULARY, encoding="utf-8")
    drafts, problems = load_drafts(config_of(root))
    assert not problems, problems
    return drafts


def config_of(root: Path) -> Config:
    """The settings of such a project."""
    from datetime import date

    return Config.load(root, date(2026, 3, 1))


VOCABULARY = '[focal-point]\none = "Office"\nmany = "Offices"\naddressed = "the office"\n'
SETTINGS = """
[project]
version = "1"
[tool.focalpoint]
title = "A manual"
network = "A network"
publisher = "A secretariat"
status = "Draft"
comments = "Welcome"
"""


def blocks_of(extra: str = "") -> list[tuple[str, str, str]]:
    """The text of the draft: kind, number and words of each block."""
    return [
        ("title", "", "1. What a Focal Point does"),
        ("paragraph", "1.1", f"{TWICE} {WORDS}{extra}"),
        ("paragraph", "1.2", f"{LONG * 3}{TWICE}"),
        ("item", "1.2", "First item of a list, which asks for a well-known, long-standing practice."),
        ("item", "1.2", f"Second item: {TWICE}"),
        *[("paragraph", f"1.{number}", f"Paragraph {number} says this. {LONG * 2}") for number in range(3, 13)],
        ("cell", "1.12", "Left cell with some words about early warning"),
        ("cell", "1.12", "Right cell with other words about a prompt response"),
        ("paragraph", "1.13", f"{TWICE} A closing sentence of the draft stands here."),
    ]


@cache
def make(number: int = 1, extra: str = "") -> Made:
    """Lay out a draft and make its map; `extra` words move all that follows them."""
    identity = f"draft-{number}-{hashlib.sha256(extra.encode()).hexdigest()[:10]}"
    blocks = blocks_of(extra)
    with own_fonts():
        fonts = FontConfiguration()
        style = CSS(string=STYLE.replace("DRAFT-ID", identity), font_config=fonts)
        document = HTML(string=_html(blocks)).render(stylesheets=[style], font_config=fonts)
        places, _ = printed(document)
        written = BytesIO()
        document.write_pdf(written)
    pages = tuple((page.width * 0.75, page.height * 0.75) for page in document.pages)
    at = dict(places)
    made = tuple(
        Block(f"b{index}", FILE, 5 + 2 * index, kind, para, bool(para) and kind == "paragraph", "1. What", text)
        for index, (kind, para, text) in enumerate(blocks)
    )
    mapped = DraftMap(number, identity, "a" * 40, pages, tuple(replace(one, lines=at[one.id]) for one in made))
    return Made(_signed(written.getvalue(), mapped), mapped)


def _html(blocks: list[tuple[str, str, str]]) -> str:
    parts = []
    for index, (kind, _, text) in enumerate(blocks):
        mark = f'data-block="b{index}"'
        if kind == "cell":
            first = blocks[index - 1][0] != "cell"
            parts.append(f"{'<table><tr>' if first else ''}<td {mark}>{text}</td>{'' if first else '</tr></table>'}")
        else:
            tag = {"title": "h1", "item": "li"}.get(kind, "p")
            parts.append(f"<{tag} {mark}>{text}</{tag}>")
    return f'<html lang="en"><body>{"".join(parts)}</body></html>'


def _signed(data: bytes, mapped: DraftMap) -> bytes:
    """The PDF with its identity in the places where a draft has it."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.docinfo[Name("/FocalPointDraft")] = mapped.id
        file: Any = pikepdf.AttachedFileSpec(pdf, dump_map(mapped), filename="draft-map.json")
        pdf.attachments["draft-map.json"] = file
        pdf.trailer.ID = pikepdf.Array([mapped.id.encode(), b"0123456789abcdef"])
        pdf.Root.PageMode = Name.UseNone
        pdf.save(out, static_id=False)
    return out.getvalue()
