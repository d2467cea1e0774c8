"""Add, delete and move whole rows and paragraphs of a Word file, as people's programs mark it."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

from lxml import etree

from .hands import W, WordFile


def add_row(file: WordFile, row: Any, texts: Sequence[str]) -> None:
    """Add a row to a table behind another."""
    made = copy.deepcopy(row)
    for cell, text in zip(made.findall(f"{W}tc"), texts, strict=True):
        first, *others = cell.findall(f"{W}p")
        for one in others:
            cell.remove(one)
        for node in [one for one in first if one.tag != f"{W}pPr"]:
            first.remove(node)
        run = etree.SubElement(_into(file, first), f"{W}r")
        etree.SubElement(run, f"{W}t").text = text
    if file.tracked:
        _mark_row(file, made, "ins")
    row.addnext(made)


def _into(file: WordFile, paragraph: Any) -> Any:
    if not file.tracked:
        return paragraph
    change = file.change("ins")
    paragraph.append(change)
    return change


def _mark_row(file: WordFile, row: Any, name: str) -> None:
    form = row.find(f"{W}trPr")
    if form is None:
        form = etree.Element(f"{W}trPr")
        row.insert(0, form)
    form.append(file.change(name))


def delete_row(file: WordFile, row: Any) -> None:
    """Delete a row of a table."""
    if not file.tracked:
        row.getparent().remove(row)
        return
    _mark_row(file, row, "del")
    for run in [one for one in row.iter(f"{W}r") if one.getparent().tag != f"{W}del"]:
        file.delete_runs([run])


def move(file: WordFile, paragraph: Any, behind: Any) -> None:
    """Move a paragraph behind another: its old place is deleted, the new one has no bookmark."""
    text = file.text(paragraph).replace("\0", "")
    made = copy.deepcopy(paragraph)
    for node in list(made.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        node.getparent().remove(node)
    behind.addnext(made)
    if file.tracked:
        for run in list(made.iter(f"{W}r")):
            change = file.change("ins")
            run.addprevious(change)
            change.append(run)
        file.mark_end(made, "ins")
    assert text
    file.delete(paragraph)
