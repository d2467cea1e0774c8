"""The parts of a Word file that a chapter is read from: text, styles, numbers, notes, comments, pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any

from focalpoint.problems import Trouble
from focalpoint.review.forms.office_file import OfficeFile, below, local, value

DOCUMENT = "word/document.xml"
_LETTERS = {"lowerLetter": "a", "upperLetter": "a", "lowerRoman": "i", "upperRoman": "i", "bullet": "-", "none": "-"}


class WordFile:
    """A Word file, within the bounds of any returned file; raises Trouble where it is damaged or harmful."""

    def __init__(self, data: bytes, path: str) -> None:
        try:
            self._file = OfficeFile(data)
            self._file.check_words()
            self._main = next((name for _id, name in self._file.related("", "officeDocument")), DOCUMENT)
            root = self._file.tree(self._main)
        except Trouble as trouble:
            raise Trouble(replace(problem, path=path) for problem in trouble.problems) from None
        self.body = next(iter(below(root, "body")), root)

    def _related(self, kind: str) -> Iterator[Any]:
        for _id, name in self._file.related(self._main, kind):
            yield self._file.tree(name)

    @cached_property
    def _styles(self) -> dict[str, Any]:
        return {value(style, "styleId"): style for root in self._related("styles") for style in below(root, "style")}

    @cached_property
    def _numbers(self) -> dict[tuple[str, int], tuple[str, int]]:
        """For each list and level how its items are marked, and the first number."""
        found: dict[tuple[str, int], tuple[str, int]] = {}
        for root in self._related("numbering"):
            kinds = {value(one, "abstractNumId"): one for one in root if local(one) == "abstractNum"}
            for number in (one for one in root if local(one) == "num"):
                abstract = next((value(one, "val") for one in below(number, "abstractNumId")), "")
                for level in below(kinds[abstract], "lvl") if abstract in kinds else ():
                    mark = _child_value(level, "numFmt") or "decimal"
                    start = _child_value(level, "start")
                    at = (value(number, "numId"), int(value(level, "ilvl") or 0))
                    found[at] = (_LETTERS.get(mark, "1"), int(start) if start.isdigit() else 1)
        return found

    def style(self, paragraph: Any) -> tuple[str, list[Any]]:
        """Return the name of a paragraph's or run's style in small letters, and the style with those it is based on."""
        held = next((child for child in paragraph if local(child) in ("pPr", "rPr")), None)
        id = (
            next((value(child, "val") for child in held if local(child) in ("pStyle", "rStyle")), "")
            if held is not None
            else ""
        )
        chain: list[Any] = []
        while id in self._styles and len(chain) < 20:
            chain.append(self._styles[id])
            id = _child_value(self._styles[id], "basedOn")
        return (_child_value(chain[0], "name").lower() if chain else ""), chain

    def level(self, paragraph: Any, chain: list[Any]) -> int:
        """Return the level of a heading by its style or outline; 0 for other paragraphs."""
        for held in (paragraph, *chain):
            name = _child_value(held, "name").lower() if local(held) == "style" else ""
            if found := re.fullmatch(r"heading (\d)", name):
                return int(found[1])
            if (outline := _property(held, "outlineLvl")).isdigit() and int(outline) < 9:
                return int(outline) + 1
        return 0

    def item(self, paragraph: Any, chain: list[Any]) -> tuple[str, int, str, int] | None:
        """Return the list, level, mark and first number of an item; None for a paragraph that is none."""
        for held in (paragraph, *chain):
            properties = next((child for child in held if local(child) == "pPr"), None)
            numbering = (
                next((child for child in properties if local(child) == "numPr"), None)
                if properties is not None
                else None
            )
            if numbering is None:
                continue
            list_id = _child_value(numbering, "numId")
            if list_id == "0":
                return None
            given = _child_value(numbering, "ilvl")
            level = int(given) if given.isdigit() else 0
            mark, start = self._numbers.get((list_id, level), ("-", 1))
            # Word's own styles, such as List Bullet 2, are lists of one level each.
            deep = re.fullmatch(r"list .*?(\d)", _child_value(chain[0], "name").lower()) if chain else None
            return list_id, max(level, int(deep[1]) - 1 if deep else 0), mark, start
        return None

    def notes(self, kind: str) -> dict[str, Any]:
        """Return the footnotes, endnotes or comments by their ids."""
        plural = {"footnote": "footnotes", "endnote": "endnotes", "comment": "comments"}[kind]
        notes = (note for root in self._related(plural) for note in below(root, kind))
        return {
            value(note, "id"): note
            for note in notes
            if value(note, "type") not in ("separator", "continuationSeparator", "continuationNotice")
        }

    def furniture(self) -> list[str]:
        """Return the words of the heads and feet of pages, each once."""
        said = (words_of(root) for kind in ("header", "footer") for root in self._related(kind))
        return list(dict.fromkeys(words for words in said if words))

    @cached_property
    def addresses(self) -> dict[str, str]:
        """The addresses outside the file that its links name, by their ids; nothing is fetched from them."""
        folder, _, name = self._main.rpartition("/")
        relations = f"{folder}/_rels/{name}.rels"
        if relations not in self._file:
            return {}
        return {
            value(one, "Id"): value(one, "Target")
            for one in self._file.tree(relations)
            if value(one, "TargetMode") == "External"
        }

    def picture(self, id: str) -> tuple[str, bytes] | None:
        """Return the name and bytes of a picture within the file."""
        for found, name in self._file.related(self._main, "image"):
            if found == id:
                return name.rpartition("/")[2], self._file.part(name)
        return None


def _child_value(node: Any, name: str) -> str:
    return next((value(child, "val") for child in node if local(child) == name), "")


def _property(node: Any, name: str) -> str:
    """The value of a paragraph's property, of a paragraph or a style."""
    properties = next((child for child in node if local(child) == "pPr"), None)
    return _child_value(properties, name) if properties is not None else ""


def words_of(node: Any) -> str:
    """Return all words below a node, deleted ones too, with single spaces."""
    return " ".join("".join(_said(node)).split())


def _said(node: Any) -> Iterator[str]:
    for child in node:
        name = local(child)
        if name in ("t", "delText"):
            yield child.text or ""
        elif name in ("tab", "br", "cr"):
            yield " "
        elif name != "Fallback":
            yield from _said(child)
            if name == "p":
                yield " "
