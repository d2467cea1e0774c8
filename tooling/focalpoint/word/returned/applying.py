"""Write accepted changes of a returned file into today's text, block by block, against the text that was sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from focalpoint.content.editable.blocks import EditableBlock, blocks_of
from focalpoint.content.editable.inline_pieces import InlinePiece, inline_pieces
from focalpoint.review.anchoring.block_matching import align
from focalpoint.word.returned.assigning import NewRow
from focalpoint.word.returned.comparison import Change, Comparison
from focalpoint.word.returned.rows import NotTakenError, Rows
from focalpoint.word.returned.sentence_lines import paragraphs_of
from focalpoint.word.returned.tokens import Token, applied, edits, merged, returned_tokens, sent_tokens
from focalpoint.word.returned.views import Key, Line
from focalpoint.word.sent import SentPage

GONE = "the paragraph is no longer in the text"
CONFLICT = "the same words were changed here since they were sent"


@dataclass(frozen=True)
class Texts:
    """One chapter at three times."""

    page: SentPage
    base: str
    """The author's file at the commit that was sent."""
    today: str


class Applying:
    """Writes changes into one file."""

    def __init__(self, texts: Texts, number: int, found: Comparison) -> None:
        self.texts, self.number, self.found = texts, number, found
        self.sent = blocks_of(texts.page.page)
        self.now = _today(texts)
        self.by_index = {one.index: one for one in texts.page.blocks}

    def today(self, key: Key) -> EditableBlock:
        """Return the block of today's text that a sent block is; raises NotTakenError where it is gone."""
        block = self.now.get(key[1])
        if block is None:
            raise NotTakenError(GONE)
        return block

    def write(self, changes: Sequence[Change]) -> tuple[str, list[tuple[Change, str]]]:
        """Write changes into today's text; return it, and each change that could not be taken with the reason."""
        rows = Rows(self.texts.today)
        failed: list[tuple[Change, str]] = []
        for change in changes:
            steps = len(rows.steps)
            try:
                self._one(rows, change)
            except NotTakenError as why:
                del rows.steps[steps:]
                failed.append((change, str(why)))
        return rows.written(), failed

    def conflicts(self, change: Change) -> bool:
        """Tell whether a change meets another that was made since."""
        try:
            self._one(Rows(self.texts.today), change)
        except NotTakenError as why:
            return str(why) in (GONE, CONFLICT)
        return False

    def _one(self, rows: Rows, change: Change) -> None:
        first = self.today(change.keys[0])
        if change.row is not None:
            self._add_row(rows, change.row, first)
        elif not change.lines:
            self._delete(rows, change)
        elif change.behind is not None:
            pieces = paragraphs_of(self._result(change))[0]
            rows.delete(first)
            rows.add(self.today(change.behind), pieces, change.lines[0].first.style, listed=first.kind == "item")
        else:
            self._edit(rows, change, first)

    def _edit(self, rows: Rows, change: Change, first: EditableBlock) -> None:
        paragraphs = paragraphs_of(self._result(change))
        if not paragraphs[0]:
            raise NotTakenError("nothing would be left of the paragraph; delete it by hand")
        if [piece.raw for piece in paragraphs[0]] != [piece.raw for piece in inline_pieces(first.raw) or ()]:
            rows.replace(first, paragraphs[0])
        behind = self.today(change.keys[-1]) if len(paragraphs) >= len(change.keys) > 1 else first
        pairs = zip(paragraphs[1:], [*change.lines[1:], *[None] * len(paragraphs)], strict=False)
        for pieces, line in [pair for pair in pairs if pair[0]]:
            style, listed = _form(line)
            rows.add(behind, pieces, style, listed=listed)
        for key in change.keys[1:]:
            rows.delete(self.today(key))

    def _delete(self, rows: Rows, change: Change) -> None:
        blocks = [self.today(key) for key in change.keys]
        if blocks[0].kind == "cell" and len(blocks) == self._in_row(rows, blocks[0]):
            rows.delete_row(blocks[0])
            return
        for key, block in zip(change.keys, blocks, strict=True):
            if block.raw != self.sent[key[1]].raw:
                raise NotTakenError(CONFLICT)
            rows.delete(block)

    def _in_row(self, rows: Rows, block: EditableBlock) -> int:
        first, last = rows.table_row(block)
        return sum(1 for one in blocks_of(self.texts.today) if one.kind == "cell" and first <= one.spans[0].row < last)

    def _add_row(self, rows: Rows, row: NewRow, block: EditableBlock) -> None:
        shown: dict[str, str] = {}
        cells = [
            paragraphs_of(applied([], edits([], returned_tokens(line.signs, shown)), self.found.pieces))[0]
            for line in row.cells
        ]
        rows.add_row(block, cells, self._in_row(rows, block))

    def _result(self, change: Change) -> list[InlinePiece]:
        """Join what came back with what was changed since; raises NotTakenError where both changed the same words."""
        blocks = [self.today(key) for key in change.keys]
        steps = change.edits
        for number, (key, block) in enumerate(zip(change.keys, blocks, strict=True)):
            if block.raw == self.sent[key[1]].raw:
                continue
            if number or len(blocks) > 1:
                raise NotTakenError(CONFLICT)
            own = edits(change.base, self._tokens_today(key, block, change.base))
            both = merged(steps, own)
            if both is None:
                raise NotTakenError(CONFLICT)
            steps = both
        return applied(change.base, steps, self.found.pieces)

    def _tokens_today(self, key: Key, block: EditableBlock, base: Sequence[Token]) -> list[Token]:
        """Divide today's text; a reference that was sent has the name and the words that it had then."""
        pieces = inline_pieces(block.raw)
        if pieces is None:
            raise NotTakenError(CONFLICT)
        sent = self.by_index[key[1]]
        wholes = [piece for piece in inline_pieces(self.sent[key[1]].raw) or () if piece.is_whole]
        free = {n: (piece.raw, shown) for n, (piece, shown) in enumerate(zip(wholes, sent.shown, strict=False))}
        out = sent_tokens((), sent.lead, (), "", frozenset())
        known = {token.whole: token for token in base if token.whole and token.key.startswith("<")}
        run: list[InlinePiece] = []
        present = frozenset(self.found.present)
        for piece in pieces:
            if not piece.is_whole:
                run.append(piece)
                continue
            out += sent_tokens(run, "", (), "", present)
            run = []
            number = next((n for n, (raw, _) in free.items() if raw == piece.raw), None)
            shown = piece.shown if number is None else free.pop(number)[1]
            name = f"{key[0]}_{key[1]}"
            made = sent_tokens((piece,), "", (shown,), "new", frozenset())
            if token := known.get(f"{name}_{number}"):
                made = [token]
            out += made
        return [*out, *sent_tokens(run, "", (), "", present)]


def _form(line: Line | None) -> tuple[str, bool]:
    return ("", False) if line is None else (line.first.style, line.first.listed)


def _today(texts: Texts) -> Mapping[int, EditableBlock]:
    """Find each sent block in today's text, by way of the file as it was when it was sent."""
    base, now = blocks_of(texts.base), blocks_of(texts.today)
    places = {block.spans[0][:2]: n for n, block in enumerate(base)}
    if texts.base == texts.today:
        same = {n: n for n in range(len(base))}
    else:
        found = align([block.raw for block in base], [block.raw for block in now])
        same = {n: match.new[0] for n, match in found.items() if match.sure}
    out: dict[int, EditableBlock] = {}
    for index, block in enumerate(blocks_of(texts.page.page)):
        place = places.get(block.spans[0][:2])
        if place is not None and place in same:
            out[index] = now[same[place]]
    return out
