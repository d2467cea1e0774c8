"""Write the blocks of a chapter as Markdown of the manual's language, each paragraph on one line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from focalpoint.conversion.blocks import (
    Block,
    Box,
    Figure,
    Foreign,
    Heading,
    Items,
    Paragraph,
    Quotation,
    Remark,
    Table,
)
from focalpoint.conversion.wording import BULLET, as_paragraph

FilesFigure = Callable[[Figure], str]
"""Takes a picture and returns the address by which the chapter shows it; empty where it cannot be shown."""
_BREAK = "\n"
_NUMBER = re.compile(r"(?:\d+(?:\\?\.\d+)*\\?[.)]?|[A-Z]\\?[.)])\s+(?=\D)")
"""The number that a heading was typed with."""


def body_of(foreign: Foreign, file_figure: FilesFigure, slug: str) -> str:
    """Write the text below the front matter."""
    writer = _Writer(file_figure, slug)
    _set_levels(foreign)
    parts = [*writer.written(foreign.blocks)]
    for label, blocks in foreign.footnotes.items():
        note = "\n\n".join(writer.written(blocks)) or "…"
        parts.append(f"[^{label}]: " + note.replace("\n", "\n    ").replace("\n    \n", "\n\n"))
    return "\n\n".join(parts) + "\n"


def _set_levels(foreign: Foreign) -> None:
    """Bring headings to levels without gaps that begin at 2, because the title is in the front matter."""
    headings = [block for block in foreign.blocks if isinstance(block, Heading)]
    stack: list[int] = []
    numbers: list[tuple[int, str]] = []
    for heading in headings:
        while stack and stack[-1] >= heading.level:
            stack.pop()
        stack.append(heading.level)
        heading.level = min(len(stack) + 1, 6)
        if found := _NUMBER.match(heading.words):
            numbers.append((heading.line, found[0].strip()))
            heading.words = heading.words[found.end() :]
    if numbers:
        said = ", ".join(f"`{number}`" for _line, number in numbers)
        foreign.leave(
            numbers[0][0], f"the numbers of headings, from here on {said}; sections are numbered by themselves"
        )


class _Writer:
    def __init__(self, file_figure: FilesFigure, slug: str) -> None:
        self._file_figure = file_figure
        self._slug = slug
        self._tables = 0
        self._figures = 0

    def written(self, blocks: Iterable[Block]) -> Iterator[str]:
        """Yield each block as Markdown."""
        for block in blocks:
            if text := self._block(block):
                yield text

    def _block(self, block: Block) -> str:
        match block:
            case Heading():
                words = as_paragraph(block.words)
                return (_label(block.label) + f"{'#' * block.level} {words}") if words else ""
            case Paragraph():
                return self._paragraph(block)
            case Items():
                return self._items(block)
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)
            case Quotation():
                text = "\n\n".join(self.written(block.blocks))
                return "\n".join(f"> {line}".rstrip() for line in text.split("\n")) if text else ""
            case Box():
                return self._box(block)
            case Remark():
                return "% " + " ".join(block.words.split()) if block.words.strip() else ""

    def _paragraph(self, block: Paragraph) -> str:
        """A paragraph; one of several lines becomes several, or a list where all are short, as an address is."""
        typed = [bool(BULLET.match(line.lstrip())) for line in block.words.split(_BREAK) if as_paragraph(line)]
        lines = [words for line in block.words.split(_BREAK) if (words := as_paragraph(line))]
        if any(typed[1:]):
            text = ""
            for number, line in enumerate(lines):
                gap = _BREAK if typed[number] and typed[number - 1] else _BREAK * 2
                text += (gap if number else "") + ("- " if typed[number] else "") + line
            return _label(block.label) + text
        if len(lines) > 2 and all(len(line.split()) < 12 for line in lines):
            return "\n".join(f"- {line}" for line in lines)
        return _label(block.label) + "\n\n".join(lines) if lines else ""

    def _items(self, block: Items) -> str:
        written = []
        for number, item in enumerate(block.items, block.first):
            sign = _sign(block.kind, number)
            text = "\n".join(_close(list(self.written(item)))) or "…"
            indent = " " * (len(sign) + 1)
            lines = text.split("\n")
            written.append(f"{sign} " + "\n".join(lines[:1] + [indent + line if line else "" for line in lines[1:]]))
        return "\n".join(written)

    def _table(self, block: Table) -> str:
        width = max((len(row) for row in block.rows), default=0)
        rows = [row + [[]] * (width - len(row)) for row in block.rows]
        if not width:
            return ""
        if block.caption or any(len(cell) > 1 for row in rows for cell in row):
            self._tables += 1
            head = f"```{{list-table}} {as_paragraph(block.caption)}".rstrip()
            name = f":name: table-{self._slug}-{self._tables}"
            lines = ["* - " + "\n  - ".join("\n\n    ".join(map(as_paragraph, cell)) for cell in row) for row in rows]
            return "\n".join(line.rstrip() for line in [head, name, ":header-rows: 1", "", *lines, "```"])
        cells = [[re.sub(r"(?<!\\)\|", r"\|", " ".join(map(as_paragraph, cell))) for cell in row] for row in rows]
        lines = ["| " + " | ".join(row) + " |" for row in cells]
        return "\n".join([lines[0], "|" + "---|" * width, *lines[1:]])

    def _figure(self, block: Figure) -> str:
        self._figures += 1
        address = self._file_figure(block)
        if not address:
            return as_paragraph(block.caption)
        alternative = [f":alt: {' '.join(block.alternative.split())}"] if block.alternative.strip() else []
        caption = ["", as_paragraph(block.caption)] if block.caption.strip() else []
        name = f":name: figure-{self._slug}-{self._figures}"
        return "\n".join([f"```{{figure}} {address}", name, *alternative, *caption, "```"])

    def _box(self, block: Box) -> str:
        title = [f"**{as_paragraph(block.title)}**"] if block.title.strip() else []
        text = "\n\n".join([*title, *self.written(block.blocks)])
        deep = max((len(found[0]) for found in re.finditer(r"^:{3,}", text, re.MULTILINE)), default=2)
        fence = ":" * max(deep + 1, 3)
        return f"{fence}{{{block.name}}}\n{text}\n{fence}" if text else ""


_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split()


def _sign(kind: str, number: int) -> str:
    """What stands before an item: letters and small Roman figures in brackets, as far as there are such."""
    if kind == "a" and number <= 26:
        return f"({chr(ord('a') + number - 1)})"
    if kind == "i" and number <= len(_ROMAN):
        return f"({_ROMAN[number - 1]})"
    return "-" if kind == "-" else f"{number}."


def _label(label: str) -> str:
    return f"({label})=\n" if label else ""


def _close(parts: Sequence[str]) -> Iterator[str]:
    """The blocks of an item: a list follows its words at once, anything else after an empty line."""
    for number, part in enumerate(parts):
        if number and not re.match(r"(?:-|\d+\.|\(\w+\)) ", part):
            yield ""
        yield part
