"""Make of a returned file the list of its changes, each on its block, with what a person must be asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from focalpoint.content.text.editable import EditableBlock, blocks_of
from focalpoint.content.text.inline_pieces import NOTE, InlinePiece, inline_pieces
from focalpoint.word.assigning import Assigned, Group, NewRow, assign, plain
from focalpoint.word.reading import CALL, ReturnedFile
from focalpoint.word.rows import Rows
from focalpoint.word.sent import SentPage
from focalpoint.word.tokens import END, Edit, Token, edits, returned_tokens, sent_tokens
from focalpoint.word.views import Key, Line, Sign, view


class Asked(StrEnum):
    """What a person is asked before a change is taken."""

    NOTHING = ""
    REFERENCE = "a reference is deleted"
    NOTE = "a footnote's call is deleted"
    WORDS = "the words of a reference are changed; they are set by the tools, so only the rest would be taken"
    BLOCK = "the whole paragraph is deleted"
    HEADING = "the heading is deleted"
    JOINED = "it is joined to a heading, or to a block of another kind"
    MOVED = "the paragraph is moved"
    CONFLICT = "the text was changed here since it was sent"
    RULE = "it breaks a rule of `focalpoint check`"


@dataclass
class Change:
    """One change of one block, or of several that were joined."""

    path: str
    keys: list[Key]
    where: str
    """What a person finds the block by: the paragraph's number, or its first words."""
    before: str
    after: str
    asked: list[Asked] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    base: list[Token] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    """The paragraphs that came back, for the styles of those that were added."""
    row: NewRow | None = None
    """The row that was added."""
    behind: Key | None = None
    """Of a paragraph that was moved, the block that it stands behind now."""


@dataclass
class Comparison:
    """All changes of one returned file."""

    changes: list[Change]
    untaken: list[str]
    """What is not taken over, in words."""
    untracked: int
    """Paragraphs that were changed without tracking."""
    pieces: dict[str, InlinePiece]
    """The Markdown of each reference, by its name."""
    present: frozenset[str] = frozenset()
    """The references whose bookmarks came back."""
    by_words: bool = False
    missing: int = 0
    """Blocks that the file lacks, where it seems to be a part of what was sent."""


PART = 0.3
"""The share of missing blocks from which a file is a part of what was sent."""


def compare(file: ReturnedFile, pages: Sequence[SentPage], fixed: Sequence[str] = ()) -> Comparison:
    """Compare a returned file with the pages that were sent in it; `fixed` are texts of the tools beside theirs."""
    return _Comparing(file, pages, fixed).compare()


class _Comparing:
    """Compares one file."""

    def __init__(self, file: ReturnedFile, pages: Sequence[SentPage], fixed: Sequence[str]) -> None:
        self.file, self.pages = file, pages
        self.blocks: dict[Key, EditableBlock] = {}
        self.parts: dict[Key, tuple[InlinePiece, ...]] = {}
        self.lead: dict[Key, str] = {}
        self.shown: dict[Key, tuple[str, ...]] = {}
        self.pieces: dict[str, InlinePiece] = {}
        self.said: dict[str, str] = {}
        for number, page in enumerate(pages):
            blocks = blocks_of(page.page)
            for sent in page.blocks:
                key = (number, sent.index)
                self.blocks[key], self.lead[key], self.shown[key] = blocks[sent.index], sent.lead, sent.shown
                self.parts[key] = inline_pieces(blocks[sent.index].raw) or ()
                wholes = [piece for piece in self.parts[key] if piece.is_whole]
                for count, (piece, shown) in enumerate(zip(wholes, sent.shown, strict=False)):
                    self.pieces[f"{number}_{sent.index}_{count}"] = piece
                    self.said[f"{number}_{sent.index}_{count}"] = shown
        self.sent = {key: plain(self.lead[key] + self.text(key)) for key in self.blocks}
        self.fixed = frozenset(plain(text) for text in [*fixed, *(text for page in pages for text in page.fixed)])
        present = {one.reference for p in file.paragraphs for one in p.pieces if one.reference}
        self.present = frozenset(present & self.pieces.keys())

    def text(self, key: Key) -> str:
        """Return a block's words as they were shown."""
        shown = iter(self.shown[key])
        return "".join(next(shown, piece.shown) if piece.is_whole else piece.shown for piece in self.parts[key])

    def compare(self) -> Comparison:
        """Find all changes."""
        after = view(self.file.paragraphs, accepted=True)
        assigned = assign(after, self.sent, self.fixed)
        found = Comparison([], list(self._untaken(assigned)), self._untracked(), self.pieces, self.present, assigned.by_words)
        self.moved = {id(line): key for key, line in assigned.moved.items()}
        kept = {
            token.whole
            for line in after
            for token in returned_tokens(line.signs, self.said)
            if token.whole and not token.key.endswith("!")
        }
        for group in assigned.groups:
            found.changes += self._group(group, kept)
        found.changes += (self._row(row) for row in assigned.rows)
        if len(assigned.gone) > PART * len(self.sent) and len(assigned.gone) > 3:
            found.missing = len(assigned.gone)
        else:
            found.changes += map(self._deleted, self._rows_of(assigned.gone))
        order = {key: n for n, key in enumerate(self.blocks)}
        found.changes.sort(key=lambda change: order[change.keys[0]])
        return found

    def _where(self, key: Key) -> str:
        number = self.lead[key].strip()
        return number if number[:1].isdigit() or number[1:2] == "." else f"line {self.blocks[key].line}"

    def _base(self, keys: Sequence[Key]) -> list[Token]:
        out: list[Token] = []
        for key in keys:
            out += [Token(END)] if out else []
            name = f"{key[0]}_{key[1]}"
            out += sent_tokens(self.parts[key], self.lead[key], self.shown[key], name, self.present)
        return out

    def _group(self, group: Group, kept: set[str]) -> Iterator[Change]:
        """Yield the change of a group, where there is one, and one for each moved paragraph that stands in it."""
        lines = [line for line in group.lines if id(line) not in self.moved]
        key = group.keys[-1]
        for line in group.lines:
            if moved := self.moved.get(id(line)):
                base = self._base([moved])
                steps = self._edits(base, returned_tokens(line.signs, self.said))
                text = self.text(moved)
                yield Change(
                    self.pages[moved[0]].path, [moved], self._where(moved), text, f"{line.text} (behind {self._where(key)})",
                    [Asked.MOVED], steps, base, [line], behind=key,
                )  # fmt: skip
        signs: list[Sign] = []
        for line in lines:
            signs += [Sign(END)] if signs else []
            signs += line.signs
        base = self._base(group.keys)
        steps = self._edits(base, returned_tokens(signs, self.said))
        if steps:
            asked = list(self._asked(base, steps, kept))
            if len(group.keys) > 1 and len({self.blocks[key].kind for key in group.keys}) > 1:
                asked.append(Asked.JOINED)
            before = " ¶ ".join(self.text(key) for key in group.keys)
            after = " ¶ ".join(line.text.replace(CALL, "").strip() for line in lines)
            lead = self.lead[group.keys[0]].strip()
            after = after.removeprefix(lead).strip()
            path = self.pages[group.keys[0][0]].path
            yield Change(path, group.keys, self._where(group.keys[0]), before, after, asked, steps, base, lines)

    @staticmethod
    def _edits(base: Sequence[Token], other: Sequence[Token]) -> list[Edit]:
        """Find what changed, apart from what the tools wrote before a block."""
        out = []
        for step in edits(base, other):
            inside = base[step.first : step.last]
            new = tuple(token for token in step.new if token.key != CALL)
            if all(token.lead for token in inside) and all(token.key in (" ", "") or _is_number(token) for token in new):
                continue
            if not (inside or new):
                continue
            out.append(Edit(step.first, step.last, new))
        return [one for one in out if one.new or any(token.pieces or token.key == END for token in base[one.first : one.last])]

    def _asked(self, base: Sequence[Token], steps: Sequence[Edit], kept: set[str]) -> Iterator[Asked]:
        """Yield what must be asked of the references of a block."""
        lost = {token.whole for step in steps for token in base[step.first : step.last] if token.whole}
        changed = {token.whole for step in steps for token in step.new if token.key.endswith("!")}
        for whole in sorted(lost - kept):
            if whole in changed:
                yield Asked.WORDS
            else:
                yield Asked.NOTE if self.pieces[whole].kind == NOTE else Asked.REFERENCE

    def _rows_of(self, gone: Sequence[Key]) -> list[list[Key]]:
        """Join the deleted cells of one row of a table."""
        out: dict[object, list[Key]] = {}
        for key in gone:
            block = self.blocks[key]
            place: object = key
            if block.kind == "cell":
                place = (key[0], Rows(self.pages[key[0]].page).table_row(block))
            out.setdefault(place, []).append(key)
        return list(out.values())

    def _deleted(self, keys: list[Key]) -> Change:
        block = self.blocks[keys[0]]
        asked = Asked.HEADING if block.kind == "heading" else Asked.BLOCK
        before = " | ".join(map(self.text, keys))
        return Change(self.pages[keys[0][0]].path, keys, self._where(keys[0]), before, "", [asked], [], self._base(keys))

    def _row(self, row: NewRow) -> Change:
        key = row.behind
        text = " | ".join(line.text.strip() for line in row.cells)
        return Change(self.pages[key[0]].path, [key], self._where(key), "", f"new row: {text}", row=row)

    def _untracked(self) -> int:
        """Count the paragraphs that would differ from what was sent if all tracked changes were rejected."""
        lines = view(self.file.paragraphs, accepted=False)
        return sum(
            1
            for line in lines
            if len(line.keys) == 1 and line.keys[0] in self.sent and plain(line.text) != self.sent[line.keys[0]]
        )

    def _untaken(self, assigned: Assigned) -> Iterator[str]:
        if self.file.formats:
            yield f"{self.file.formats} tracked changes of format"
        if bold := sum(1 for line in self._new_lines(assigned) for sign in line.signs if sign.bold or sign.italic):
            yield f"bold or italics of {bold} new characters"
        for line in assigned.stray:
            yield f"text before the first paragraph: “{line.text.strip()[:80]}”"

    @staticmethod
    def _new_lines(assigned: Assigned) -> Iterator[Line]:
        for group in assigned.groups:
            yield from group.lines[1:]


def _is_number(token: Token) -> bool:
    return token.key.isdigit() or token.key == "."


def sent_texts(pages: Sequence[SentPage]) -> Mapping[Key, str]:
    """Return the text of each block as it was shown."""
    comparing = _Comparing(ReturnedFile(), pages, ())
    return {key: comparing.lead[key] + comparing.text(key) for key in comparing.blocks}
