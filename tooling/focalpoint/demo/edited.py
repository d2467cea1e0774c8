"""Edit the Word file of the demonstration's draft as an office would, with tracked changes."""

from __future__ import annotations

import copy
import zipfile
from io import BytesIO
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from focalpoint.review.forms.form_word import element
from focalpoint.review.forms.office_file import EPOCH

MAIN = "word/document.xml"
WHO = 'w:id="9001" w:author="An office of Oz" w:date="2026-12-01T09:00:00Z"'
OLD, NEW = "a new task has arrived", "there is one more task"
BEHIND, ADDED = "Offer to come by.", "Bring the list of the last flood."
"""An item of a list, and the one that is added behind it."""


def edited_draft(data: bytes) -> bytes:
    """Replace some words, and add an item to a list; both are tracked."""
    with zipfile.ZipFile(BytesIO(data)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    root = etree.fromstring(parts[MAIN])
    _replace(_run_with(root, OLD))
    _add(next(_run_with(root, BEHIND).iterancestors(qn("w:p"))))
    parts[MAIN] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as out:
        for name, part in parts.items():
            out.writestr(zipfile.ZipInfo(name, EPOCH), part, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _run_with(root: Any, words: str) -> Any:
    return next(text.getparent() for text in root.iter(qn("w:t")) if words in (text.text or ""))


def _replace(run: Any) -> None:
    before, _, after = run[-1].text.partition(OLD)
    pieces = [_with(run, words) for words in (before, OLD, NEW, after)]
    pieces[1][-1].tag = qn("w:delText")
    for place, name in ((1, "del"), (2, "ins")):
        change = element(f"{name} {WHO}")
        change.append(pieces[place])
        pieces[place] = change
    for one in pieces:
        run.addprevious(one)
    run.getparent().remove(run)


def _with(run: Any, words: str) -> Any:
    made = copy.deepcopy(run)
    made[-1].text = words
    return made


def _add(paragraph: Any) -> None:
    made = element("p")
    form = copy.deepcopy(paragraph.find(qn("w:pPr")))
    form.append(element("rPr", f"<w:ins {WHO}/>"))
    change = element(f"ins {WHO}")
    change.append(element("r", f"<w:t>{ADDED}</w:t>"))
    made.extend((form, change))
    paragraph.addnext(made)
