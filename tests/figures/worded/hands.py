"""Edit a Word file's XML as people's programs do: tracked or not, in the habits of each program."""

from __future__ import annotations

import copy
import re
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
MOMENT = "2026-12-01T09:00:00Z"
NOT_WORDS = ("FPNumber", "FPCall")
"""Styles of numbers and of the calls that are no notes of Word's own."""


class WordFile:
    """A Word file that is edited, with tracking on or off."""

    def __init__(self, data: bytes, *, tracked: bool = True) -> None:
        with zipfile.ZipFile(BytesIO(data)) as file:
            self.parts = {name: file.read(name) for name in file.namelist()}
        self.root = etree.fromstring(self.parts["word/document.xml"])
        self.body = self.root.find(f"{W}body")
        self.tracked = tracked
        self.serial = 90_000

    def saved(self) -> bytes:
        """Write the file."""
        self.parts["word/document.xml"] = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8")
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
            for name, data in self.parts.items():
                file.writestr(name, data)
        return out.getvalue()

    def blocks(self, *styles: str) -> list[Any]:
        """List the paragraphs of blocks, by the beginnings of their styles; all where there are none."""
        return [
            p
            for p in self.body.iter(f"{W}p")
            if any(re.fullmatch(r"fp_\d+_\d+", one.get(f"{W}name") or "") for one in p.iter(f"{W}bookmarkStart"))
            and (not styles or style_of(p).startswith(styles))
        ]

    def change(self, name: str) -> Any:
        self.serial += 1
        made = etree.Element(f"{W}{name}")
        made.set(f"{W}id", str(self.serial))
        made.set(f"{W}author", "Ms Reader")
        made.set(f"{W}date", MOMENT)
        return made

    def words(self, paragraph: Any) -> list[Any]:
        """List the runs of a paragraph that hold its text: no numbers, no references."""
        runs = paragraph.findall(f"{W}r")
        return [run for run in runs if run.find(f"{W}t") is not None and run_style(run) not in NOT_WORDS]

    def text(self, paragraph: Any) -> str:
        """Return the text that can be edited, with a mark where a reference stands between two runs."""
        return "".join(
            "\0" if child.tag in (f"{W}sdt", f"{W}bookmarkStart") or child.find(f"{W}footnoteReference") is not None
            else text_of(child) if child in self.words(paragraph) else ""
            for child in paragraph
        )  # fmt: skip

    def replace(self, paragraph: Any, old: str, new: str) -> bool:
        """Replace words that stand between two references; tells whether they were found."""
        group: list[Any] = []
        for child in [*paragraph, None]:
            if child is not None and child in self.words(paragraph):
                group.append(child)
                continue
            if group and self._replace_in(group, old, new):
                return True
            group = []
        return False

    def _replace_in(self, group: list[Any], old: str, new: str) -> bool:
        whole = "".join(map(text_of, group))
        place = whole.find(old)
        if place < 0:
            return False
        inside = list(self._cut(group, place, place + len(old)))
        if not inside:
            return False
        after = inside[-1]
        made = copy.deepcopy(inside[0])
        _set_text(made, new)
        if self.tracked:
            self.delete_runs(inside)
            if new:
                change = self.change("ins")
                change.append(made)
                (inside[-1].getparent() if inside[-1].getparent().tag == f"{W}del" else after).addnext(change)
        else:
            if new:
                after.addnext(made)
            for run in inside:
                run.getparent().remove(run)
        return True

    def delete_runs(self, runs: Sequence[Any]) -> None:
        change = self.change("del")
        runs[0].addprevious(change)
        for run in runs:
            change.append(run)
            for node in run.findall(f"{W}t"):
                node.tag = f"{W}delText"

    def _cut(self, group: Sequence[Any], first: int, last: int) -> Iterator[Any]:
        """Cut the runs so that some of them hold exactly the characters between two places; yield these."""
        at = 0
        for run in group:
            text = text_of(run)
            begin, end = max(first - at, 0), min(last - at, len(text))
            at += len(text)
            if begin >= end:
                continue
            before, after = text[:begin], text[end:]
            for words, put in ((before, run.addprevious), (after, run.addnext)):
                if words:
                    part = copy.deepcopy(run)
                    _set_text(part, words)
                    put(part)
            _set_text(run, text[begin:end])
            yield run

    def remove_node(self, paragraph: Any, node: Any) -> None:
        """Delete a reference or a call with what it stands in."""
        if self.tracked:
            runs = [node] if node.tag == f"{W}r" else list(node.iter(f"{W}r"))
            for run in runs:
                self.delete_runs([run])
        else:
            node.getparent().remove(node)

    def split(self, paragraph: Any, before: str) -> bool:
        """Begin a new paragraph before some words."""
        for run in self.words(paragraph):
            place = text_of(run).find(before)
            if place <= 0:
                continue
            (cut,) = self._cut([run], place, len(text_of(run)))
            made = etree.Element(f"{W}p")
            if (form := paragraph.find(f"{W}pPr")) is not None:
                made.append(copy.deepcopy(form))
            for node in [cut, *cut.itersiblings()]:
                made.append(node)
            paragraph.addnext(made)
            if self.tracked:
                self.mark_end(paragraph, "ins")
            return True
        return False

    def mark_end(self, paragraph: Any, name: str) -> None:
        form = paragraph.find(f"{W}pPr")
        if form is None:
            form = etree.Element(f"{W}pPr")
            paragraph.insert(0, form)
        run = form.find(f"{W}rPr")
        if run is None:
            run = etree.SubElement(form, f"{W}rPr")
        run.insert(0, self.change(name))

    def join(self, paragraph: Any, following: Any) -> None:
        """Join a paragraph with the next one."""
        last = self.words(paragraph)[-1]
        blank = copy.deepcopy(last)
        _set_text(blank, " ")
        self._delete_leads(following)
        if self.tracked:
            change = self.change("ins")
            change.append(blank)
            paragraph.append(change)
            self.mark_end(paragraph, "del")
            return
        paragraph.append(blank)
        for node in [one for one in following if one.tag != f"{W}pPr"]:
            paragraph.append(node)
        following.getparent().remove(following)

    def _delete_leads(self, paragraph: Any) -> None:
        for run in [one for one in paragraph.findall(f"{W}r") if run_style(one) == "FPNumber"]:
            if self.tracked:
                self.delete_runs([run])
            else:
                paragraph.remove(run)

    def delete(self, paragraph: Any) -> None:
        """Delete a whole paragraph, which Word marks run by run, and its end."""
        if not self.tracked:
            paragraph.getparent().remove(paragraph)
            return
        for run in [one for one in paragraph.iter(f"{W}r") if one.getparent().tag != f"{W}del"]:
            self.delete_runs([run])
        self.mark_end(paragraph, "del")

    def add(self, paragraph: Any, text: str) -> Any:
        """Add a paragraph of the same form behind another."""
        made = etree.Element(f"{W}p")
        if (form := paragraph.find(f"{W}pPr")) is not None:
            made.append(copy.deepcopy(form))
        run = etree.Element(f"{W}r")
        words = etree.SubElement(run, f"{W}t")
        words.text = text
        if self.tracked:
            change = self.change("ins")
            change.append(run)
            made.append(change)
            self.mark_end(made, "ins")
        else:
            made.append(run)
        paragraph.addnext(made)
        return made


def run_style(run: Any) -> str:
    style = run.find(f"{W}rPr/{W}rStyle")
    return "" if style is None else str(style.get(f"{W}val"))


def style_of(paragraph: Any) -> str:
    """Return the style of a paragraph."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else str(style.get(f"{W}val"))


def text_of(run: Any) -> str:
    signs = {f"{W}tab": "\t"}
    return "".join((one.text or "") if one.tag in (f"{W}t", f"{W}delText") else signs.get(one.tag, "") for one in run)


def _set_text(run: Any, text: str) -> None:
    for node in run.findall(f"{W}t") + run.findall(f"{W}tab"):
        run.remove(node)
    words = etree.SubElement(run, f"{W}t")
    words.text = text
    words.set(SPACE, "preserve")
