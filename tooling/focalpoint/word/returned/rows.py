"""Write changed, added and deleted blocks into the lines of an author's file, and leave all other lines as they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from focalpoint.content.editable.blocks import EditableBlock, continuation
from focalpoint.content.editable.inline_pieces import InlinePiece, safe_line
from focalpoint.word.returned.sentence_lines import on_lines

DIVIDED = frozenset({"paragraph", "item", "quote", "definition", "footnote"})
"""Kinds of blocks in which each sentence has a line."""
EXTENDED = frozenset({"paragraph", "item", "quote", "definition", "heading", "argument", "cell"})
"""Kinds of blocks behind which a paragraph can be added."""
DELETED = frozenset({"paragraph", "item", "quote", "heading", "cell"})
"""Kinds of blocks that can be deleted without what is around them."""
_ITEM = re.compile(r"(\s*)(?:[-*+]|(\d+)([.)])|\(([a-z]+)\))(\s+)")
_ROW = re.compile(r"(\s*)[*-] - ?")
_FENCE = re.compile(r"\s*(`{3,}|:{3,})\s*$")
_OPTION = re.compile(r"\s*:[A-Za-z][\w-]*:")
_RULE = re.compile(r"\s*\|?\s*:?-{2,}")
"""The line below the head of a table of `|`."""
_LABEL = re.compile(r"\s*\([^()\s]+\)=\s*$")
_UNSAFE_FIELD = re.compile(r": |\s#|^[\"'&*!|>%@`\[{#-]|:$")


class NotTakenError(ValueError):
    """Raised where a change cannot be written into the file; says why."""


@dataclass
class Rows:
    """The lines of one file and the changes of them."""

    text: str
    steps: list[tuple[int, int, list[str]]] = field(default_factory=list)
    """First line, one after the last, and the new lines; positions are those of the unchanged file."""

    def __post_init__(self) -> None:
        self.rows = self.text.split("\n")

    def written(self) -> str:
        """Write the file with all changes."""
        out = list(self.rows)
        order = sorted(enumerate(self.steps), key=lambda at: (at[1][0], at[1][1], at[0]), reverse=True)
        for _, (first, last, new) in order:
            out[first:last] = new
        return "\n".join(_renumbered(out) if out != self.rows else out)

    def replace(self, block: EditableBlock, pieces: Sequence[InlinePiece]) -> None:
        """Give a block other words."""
        lines = self.lines(block, pieces)
        first, last = block.spans[0], block.spans[-1]
        new = [self.rows[first.row][: first.start] + lines[0]]
        new += [continuation(block, self.rows) + line for line in lines[1:]]
        new[-1] += self.rows[last.row][last.end :]
        self.steps.append((first.row, last.row + 1, new))

    @staticmethod
    def lines(block: EditableBlock, pieces: Sequence[InlinePiece], kind: str = "") -> list[str]:
        """Write pieces as the lines of a block of a kind; else of the block's own."""
        divided = (kind or block.kind) in DIVIDED
        text = on_lines(pieces, divided=divided)
        if not divided:
            text = " ".join(text.split("\n")) if "\n" not in block.raw else text
        if block.kind == "field" and not kind and _UNSAFE_FIELD.search(text) and not block.prefix.endswith(('"', "'")):
            return ['"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"']
        if block.name == "pipe" and "|" in text.replace("\\|", ""):
            text = re.sub(r"(?<!\\)\|", r"\\|", text)
        old = set(block.raw.split("\n"))
        plain = block.kind in ("field", "option", "argument", "heading") and not kind
        return [line if plain or line in old else safe_line(line) for line in text.split("\n")]

    def delete(self, block: EditableBlock) -> None:
        """Take a block out, with its label and the blank line behind it."""
        if block.kind not in DELETED:
            raise NotTakenError(f"a {block.kind} is taken out by hand")
        first, last = block.spans[0].row, block.spans[-1].row + 1
        if block.kind == "cell":
            rest = self.rows[last - 1][block.spans[-1].end :]
            self.steps.append((first, last, [(self.rows[first][: block.spans[0].start] + rest).rstrip()]))
            return
        while first and _LABEL.match(self.rows[first - 1]):
            first -= 1
        if block.kind != "item" and last < len(self.rows) and not self.rows[last].strip():
            last += 1
        elif block.kind == "item" and self._deeper(last, block):
            raise NotTakenError("an item with others below it is taken out by hand")
        self.steps.append((first, last, []))

    def _deeper(self, row: int, block: EditableBlock) -> bool:
        """Tell whether what follows an item belongs to it."""
        following = self.rows[row] if row < len(self.rows) else ""
        indent = len(following) - len(following.lstrip())
        return indent > len(block.prefix) - len(block.prefix.lstrip()) and not _FENCE.match(following)

    def table_row(self, block: EditableBlock) -> tuple[int, int]:
        """Find the lines of the row of a table that a cell stands in."""
        at = block.spans[0].row
        if block.name == "pipe":
            return at, at + 1
        first = at
        while first and not _ROW.match(self.rows[first]):
            first -= 1
        indent = _ROW.match(self.rows[first])
        last = block.spans[-1].row + 1
        while last < len(self.rows):
            row = self.rows[last]
            found = _ROW.match(row)
            if (found and indent and found[1] == indent[1]) or _FENCE.match(row):
                break
            last += 1
        while last > first and not self.rows[last - 1].strip():
            last -= 1
        return first, last

    def delete_row(self, block: EditableBlock) -> None:
        """Take a row out of a table."""
        self.steps.append((*self.table_row(block), []))

    def add_row(self, block: EditableBlock, cells: Sequence[Sequence[InlinePiece]], columns: int) -> None:
        """Add a row to a table behind the row of a cell."""
        if len(cells) != columns:
            raise NotTakenError(f"the new row has {len(cells)} cells, and the table {columns} columns")
        first, last = self.table_row(block)
        texts = [" ".join(self.lines(block, cell)) for cell in cells]
        if block.name == "pipe":
            last += last < len(self.rows) and bool(_RULE.match(self.rows[last]))
            self.steps.append((last, last, [f"| {' | '.join(texts)} |"]))
            return
        indent = _ROW.match(self.rows[first])
        space = indent[1] if indent else ""
        rows = [f"{space}* - {texts[0]}".rstrip(), *(f"{space}  - {text}".rstrip() for text in texts[1:])]
        self.steps.append((last, last, rows))

    def add(self, block: EditableBlock, pieces: Sequence[InlinePiece], style: str, *, listed: bool) -> None:
        """Add a paragraph, an item or a heading behind a block."""
        if block.kind not in EXTENDED or block.name == "pipe":
            raise NotTakenError(f"a paragraph behind a {block.kind} is added by hand")
        last = block.spans[-1].row + 1
        following = self.rows[last] if last < len(self.rows) else ""
        row = self.rows[block.spans[0].row]
        if listed and block.kind == "item" and (found := _ITEM.match(row)):
            mark = row[: found.end()]
            inside = " " * len(mark)
            lines = self.lines(block, pieces, "item")
            self.steps.append((last, last, [mark + lines[0], *(inside + line for line in lines[1:])]))
            return
        if block.kind == "argument":
            while last < len(self.rows) and _OPTION.match(self.rows[last]):
                last += 1
            following = self.rows[last] if last < len(self.rows) else ""
        if style.startswith("heading") and block.kind in ("paragraph", "heading", "item") and not row.startswith(" "):
            level = min(max(int(style[-1]) if style[-1].isdigit() else 2, 2), 4)
            lines = ["#" * level + " " + on_lines(pieces, divided=False)]
            indent = ""
        else:
            lines = self.lines(block, pieces, "paragraph")
            indent = self._indent(block, row, following)
            if listed:
                lines = [f"{'  ' if n else '- '}{line}" for n, line in enumerate(lines)]
        new = ["", *(indent + line for line in lines)]
        if following.strip() and not _FENCE.match(following):
            new.append("")
        self.steps.append((last, last, new))

    @staticmethod
    def _indent(block: EditableBlock, row: str, following: str) -> str:
        """Return what stands before the lines of a paragraph behind a block."""
        if block.kind == "item" and not following.strip():
            return row[: len(row) - len(row.lstrip())]
        if block.kind in ("item", "cell"):
            return " " * block.spans[0].start
        if block.kind in ("heading", "argument"):
            return row[: len(row) - len(row.lstrip())]
        return re.sub(r"[^\s>]", " ", row[: block.spans[0].start])


def _renumbered(rows: Sequence[str]) -> list[str]:
    """Count the items of each list anew where two of them have the same number."""
    out = list(rows)
    counts: dict[str, tuple[int, str]] = {}
    for number, row in enumerate(out):
        found = _ITEM.match(row)
        if not row.strip():
            following = next((one for one in out[number + 1 :] if one.strip()), "")
            if not _ITEM.match(following) and not following.startswith(" "):
                counts.clear()
        elif found and found[2]:
            before = counts.get(found[1])
            if before and before[1] == found[3]:
                count = before[0] + 1
                mark = f"{found[1]}{count}{found[3]}{found[5]}"
                out[number] = mark + row[found.end() :] if int(found[2]) != count else row
            else:
                count = int(found[2])
            counts = {space: one for space, one in counts.items() if len(space) < len(found[1])}
            counts[found[1]] = (count, found[3])
        elif not found and not row.startswith(" "):
            counts.clear()
    return out
