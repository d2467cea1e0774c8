"""What programs leave in a Word file beside its words, and what its text is when all changes are accepted."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from lxml import etree

from .hands import NOT_WORDS, SPACE, W, WordFile, run_style, text_of


def accepted(file: WordFile) -> list[str]:
    """Return the text of each paragraph after all changes were accepted, without numbers and calls of notes."""
    out: list[str] = []
    joined = False
    for p in file.body.iter(f"{W}p"):
        row = next(p.iterancestors(f"{W}tr"), None)
        if row is not None and row.find(f"{W}trPr/{W}del") is not None:
            continue
        text = "".join(_kept(p))
        out[-1:] = [out[-1] + text] if joined else [*out[-1:], text]
        joined = p.find(f"{W}pPr/{W}rPr/{W}del") is not None
    return [" ".join(one.split()) for one in out if one.strip()]


def _kept(paragraph: Any) -> Iterator[str]:
    for run in paragraph.iter(f"{W}r"):
        if any(above.tag in (f"{W}del", f"{W}moveFrom") for above in run.iterancestors()):
            continue
        if run_style(run) not in (*NOT_WORDS, "FootnoteReference"):
            yield text_of(run)


def as_word(file: WordFile, dice: Random) -> None:
    """Leave the file as Word does: session numbers, marks of spelling, runs cut anywhere."""
    for run in list(file.body.iter(f"{W}r")):
        run.set(f"{W}rsidR", f"00{dice.randrange(16**6):06X}")
        nodes = run.findall(f"{W}t") + run.findall(f"{W}delText")
        if len(nodes) == 1 and len(nodes[0].text or "") > 12 and dice.random() < 0.4:
            cut = dice.randrange(1, len(nodes[0].text) - 1)
            other = copy.deepcopy(run)
            kind = nodes[0].tag
            for part, words in ((run, nodes[0].text[:cut]), (other, nodes[0].text[cut:])):
                node = part.find(kind)
                node.text = words
                node.set(SPACE, "preserve")
            run.addnext(other)
            if run.getparent().tag == f"{W}p":
                mark = etree.Element(f"{W}proofErr")
                mark.set(f"{W}type", "spellStart")
                run.addnext(mark)


def as_google(file: WordFile, dice: Random) -> None:
    """Leave the file as Google Docs does: no bookmarks and controls of ours, own styles, formats on each run."""
    _bare(file)
    for p in file.body.iter(f"{W}p"):
        style = p.find(f"{W}pPr/{W}pStyle")
        if style is not None and not style.get(f"{W}val").startswith(("Heading", "List")):
            style.getparent().remove(style)
    for run in file.body.iter(f"{W}r"):
        form = run.find(f"{W}rPr")
        if form is None:
            form = etree.Element(f"{W}rPr")
            run.insert(0, form)
        if run_style(run) not in ("FPCall", "FootnoteReference"):
            for style in form.findall(f"{W}rStyle"):
                form.remove(style)
        etree.SubElement(form, f"{W}rtl").set(f"{W}val", "0")


def as_pages(file: WordFile, dice: Random) -> None:
    """Leave the file as Pages does: no bookmarks and controls, its own names of styles, no properties of ours."""
    _bare(file)
    for style in file.body.iter(f"{W}pStyle"):
        if not style.get(f"{W}val").startswith(("Heading", "List")):
            style.set(f"{W}val", "Body")
    file.parts["docProps/core.xml"] = re.sub(rb"focalpoint-[\w-]+", b"", file.parts["docProps/core.xml"])


def _bare(file: WordFile) -> None:
    for node in list(file.root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        node.getparent().remove(node)
    for node in list(file.root.iter(f"{W}sdt")):
        for child in node.find(f"{W}sdtContent"):
            node.addprevious(child)
        node.getparent().remove(node)
    notes = etree.fromstring(file.parts["word/footnotes.xml"])
    for node in list(notes.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        node.getparent().remove(node)
    file.parts["word/footnotes.xml"] = etree.tostring(notes, xml_declaration=True, encoding="UTF-8")


HABITS: dict[str, Callable[[WordFile, Random], None]] = {
    "Word": as_word,
    "Google Docs": as_google,
    "Pages": as_pages,
}
