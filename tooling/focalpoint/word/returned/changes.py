"""Make of a returned file the list of its changes, each on its block, with what a person must be asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from focalpoint.content.editable.blocks import EditableBlock, blocks_of
from focalpoint.content.editable.inline_pieces import NOTE, InlinePiece, inline_pieces
from focalpoint.word.returned.assigning import Assigned, Group, NewRow, assign, plain
from focalpoint.word.returned.comparison import Asked, Change, Comparison
from focalpoint.word.returned.looks import added_pictures, new_look
from focalpoint.word.returned.returned_file import CALL, ReturnedFile
from focalpoint.word.returned.rows import Rows
from focalpoint.word.returned.tokens import END, Edit, Token, edits, is_same, returned_tokens, sent_tokens
from focalpoint.word.returned.unmarked import with_wholes
from focalpoint.word.returned.views import Key, Line, Sign, view
from focalpoint.word.sent import SentPage

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
        self.after = view(file.paragraphs, accepted=True)
        present = {sign.reference for line in self.after for sign in line.signs if sign.reference}
        self.present = frozenset(present & self.pieces.keys())

    def text(self, key: Key) -> str:
        """Return a block's words as they were shown."""
        shown = iter(self.shown[key])
        return "".join(next(shown, piece.shown) if piece.is_whole else piece.shown for piece in self.parts[key])

    def compare(self) -> Comparison:
        """Find all changes."""
        after = self.after
        assigned = assign(after, self.sent, self.fixed)
        untaken = list(self._untaken(assigned))
        told = (self._untracked(), self.pieces, self.present, self.file.comments, assigned.by_words)
        found = Comparison([], untaken, *told)
        self.moved = {id(line): key for key, line in assigned.moved.items()}
        kept = {
            sign.reference
            for line in after
            for sign in line.signs
            if sign.reference and is_same(sign.text, self.said.get(sign.reference, ""))
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
            name, lead = f"{key[0]}_{key[1]}", "" if out else self.lead[key]
            out += sent_tokens(self.parts[key], lead, self.shown[key], name, self.present)
        return out

    def _group(self, group: Group, kept: set[str]) -> Iterator[Change]:
        """Yield the change of a group, where there is one, and one for each moved paragraph that stands in it."""
        lines = [line for line in group.lines if id(line) not in self.moved]
        key = group.keys[-1]
        for line in group.lines:
            if moved := self.moved.get(id(line)):
                base, other = with_wholes(self._base([moved]), returned_tokens(line.signs, self.said))
                steps = self._edits(base, other)
                path, where, text = self.pages[moved[0]].path, self._where(moved), self.text(moved)
                after = f"{line.text} (behind {self._where(key)})"
                yield Change(path, [moved], where, text, after, [Asked.MOVED], steps, base, [line], behind=key)
        if len(lines) == len(group.keys) == 1 and self._as_sent(key, lines[0]):
            return
        signs: list[Sign] = []
        for line in lines:
            signs += [Sign(END)] if signs else []
            signs += self._without_numbers(line, group.keys)
        base, other = with_wholes(self._base(group.keys), returned_tokens(signs, self.said))
        steps = self._edits(base, other)
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

    def _as_sent(self, key: Key, line: Line) -> bool:
        """Tell whether a paragraph is as it was sent, with all its references."""
        name = f"{key[0]}_{key[1]}_"
        count = sum(1 for piece in self.parts[key] if piece.is_whole)
        there = {sign.reference for sign in line.signs if sign.reference.startswith(name)}
        return len(there) == count and is_same(line.text, self.lead[key] + self.text(key))

    def _without_numbers(self, line: Line, keys: Sequence[Key]) -> list[Sign]:
        """Return a paragraph without the numbers of the blocks that were joined to its first one."""
        out = list(line.signs)
        for key in keys[1:]:
            part, lead = line.parts.get(key, []), self.lead[key]
            place = len(out) - len(part)
            if lead and "".join(sign.text for sign in part).startswith(lead) and out[place:] == part:
                del out[place : place + len(lead)]
        return out

    @staticmethod
    def _edits(base: Sequence[Token], other: Sequence[Token]) -> list[Edit]:
        """Find what changed, apart from what the tools wrote before a block."""
        out = []
        for step in edits(base, other):
            inside = base[step.first : step.last]
            new = tuple(token for token in step.new if token.key != CALL)
            if all(token.lead for token in inside) and all(token.key == " " or _is_number(token) for token in new):
                continue
            if new or any(token.pieces or token.key == END for token in inside):
                out.append(Edit(step.first, step.last, new))
        return out

    def _asked(self, base: Sequence[Token], steps: Sequence[Edit], kept: set[str]) -> Iterator[Asked]:
        """Yield what must be asked of the references of a block."""
        lost = {token.whole for step in steps for token in base[step.first : step.last] if token.whole}
        changed = {token.whole for step in steps for token in step.new if token.key.endswith("!")}
        returned = {token.whole for step in steps for token in step.new} - changed
        for whole in sorted(lost - kept - returned):
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
        path, before = self.pages[keys[0][0]].path, " | ".join(map(self.text, keys))
        return Change(path, keys, self._where(keys[0]), before, "", [asked], [], self._base(keys))

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
        for group in assigned.groups:
            key = group.keys[0]
            look = new_look(group.lines[0].signs, self.parts[key], self.blocks[key].kind == "cell")
            if look and len(group.keys) == 1:
                yield f"{self._where(key)}: {look}"
        if added := added_pictures(self.file, self.pages):
            yield f"{added} {'picture' if added == 1 else 'pictures'} that the file did not have; ask the sender"
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
