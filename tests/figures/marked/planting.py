"""Plants marks of every kind on printed sentences, and keeps what each of them means."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pikepdf import Pdf

from .marking import Printed, Sentence
from .pens import READERS, Pen, around

KINDS = {
    "highlight": 24, "underline": 5, "delete": 10, "delete with words": 4, "insert": 16, "replace": 12, "note": 8,
    "note in the margin": 3, "call-out": 3, "typed in the margin": 2, "frame": 4, "scribble": 3, "marker": 3,
    "across blocks": 3,
}  # fmt: skip
MARK_OF = {
    "underline": "highlight", "delete with words": "delete", "note in the margin": "note", "call-out": "note",
    "typed in the margin": "note", "frame": "drawing", "scribble": "drawing", "marker": "highlight",
    "across blocks": "highlight",
}  # fmt: skip
WITHOUT_WORDS = {"note", "note in the margin", "call-out", "typed in the margin"}
"""Kinds that mean a block and no words of it."""
READS_CARETS = ("Acrobat", "Foxit", "Preview")
ASIDE = {"note in the margin", "typed in the margin"}
"""Kinds that mean a row of a table, beside one: nobody can tell which cell of it."""


@dataclass(frozen=True)
class Planted:
    """A mark, and what it means."""

    words: str
    """What it says; no two say the same."""
    kind: str
    reader: str
    sentence: Sentence
    page: int
    quote: str = ""
    """The marked words, widened to whole ones."""
    before: str = ""
    """The words before a caret, in the sentence."""
    after: str = ""

    @property
    def mark(self) -> str:
        """What an import must call it."""
        return MARK_OF.get(self.kind, self.kind)

    @property
    def lines(self) -> range:
        """The lines of the source on one of which an import must put it."""
        first, last = self.sentence.row if self.kind in ASIDE else (0, 0)
        return range(first, last + 1) if first else range(self.sentence.line, self.sentence.line + 1)


class Planter:
    """Plants marks into one PDF."""

    def __init__(self, pdf: Pdf, sentences: Sequence[Printed], seed: int = 1) -> None:
        self.chance = random.Random(seed)
        self.sentences = [one for one in sentences if len(one.words()) > 0]
        self.used: set[tuple[str, str, int]] = set()
        """Author, file and line of the blocks in which an author has changed words."""
        self.pens = [Pen(pdf, reader, f"Desk {number}", self.chance) for number, reader in enumerate(READERS)]

    def plant(self, count: int) -> Iterator[Planted]:
        """So many marks on sentences drawn by chance."""
        for number in range(count):
            kind = self.chance.choices(list(KINDS), list(KINDS.values()))[0]
            pens = [pen for pen in self.pens if kind not in ("insert",) or pen.reader.name in READS_CARETS]
            pen, one = self._free(kind, pens)
            # A second in which nobody else writes: marks of one time may be one selection.
            pen.when = f"D:202603{number // 1440 + 1:02}{number // 60 % 24:02}{number % 60:02}00+01'00'"
            yield self._planted(kind, pen, one, f"Comment {number}: é — {pen.reader.name}")

    def _free(self, kind: str, pens: Sequence[Pen]) -> tuple[Pen, Printed]:
        """A pen and a sentence; nobody strikes out words and puts others beside them without replacing them."""
        while True:
            pen, one = self.chance.choice(pens), self.chance.choice(self.sentences)
            key = pen.author, one.sentence.file, one.sentence.line
            if not kind.startswith(("insert", "delete", "replace")):
                return pen, one
            if key not in self.used:
                self.used.add(key)
                return pen, one

    def _planted(self, kind: str, pen: Pen, one: Printed, said: str) -> Planted:
        page = min(one.pages)
        if kind == "insert":
            return self._caret(pen, one, page, said)
        if kind == "across blocks":
            return self._across(pen, one, page, said)
        start, end, first, last = self._chosen(one, whole=kind in WITHOUT_WORDS)
        lines = one.lines(start, end)
        if kind == "frame" and len(lines) > 1:
            kind = "highlight"  # A frame around parts of lines holds other words too.
        quote = "" if kind in WITHOUT_WORDS else one.sentence.text[first:last]
        self._draw(kind, pen, page, lines, said)
        return Planted(said, kind, pen.reader.name, one.sentence, page, quote)

    def _draw(self, kind: str, pen: Pen, page: int, lines: list[tuple[float, float, float, float]], said: str) -> None:
        left, bottom, right, top = lines[0]
        middle = (bottom + top) / 2
        if kind == "replace":
            pen.replace(page, lines, said)
        elif kind in ("highlight", "underline", "delete", "delete with words"):
            subtype = {"highlight": "Highlight", "underline": "Underline"}.get(kind, "StrikeOut")
            pen.on_text(subtype, page, lines, "" if kind == "delete" else said)
        elif kind == "note":
            pen.note(page, (left + right) / 2, middle, said)
        elif kind == "note in the margin":
            pen.note(page, 46, middle + (0 if pen.reader.centred else 3), said)
        elif kind == "call-out":
            pen.callout(page, (left + right) / 2, middle, said)
        elif kind == "typed in the margin":
            pen.typed(page, middle, said)
        elif kind == "frame":
            pen.frame(page, around(lines), said, self.chance.choice(["Square", "Circle"]))
        else:
            pen.scribble(page, lines, said, marker=kind == "marker")

    def _chosen(self, one: Printed, *, whole: bool) -> tuple[int, int, int, int]:
        """Letters of one to twelve words, often not at their ends, and the whole words that they touch."""
        words = one.words()
        first = self.chance.randrange(len(words))
        last = min(first + self.chance.choice([0, 0, 1, 2, 4, 11]), len(words) - 1)
        begin, end = words[first][0], words[last][1]
        start, stop = begin, end
        if not whole and self.chance.random() < 0.25 and end - begin > 6:
            start, stop = begin + self.chance.randint(0, 2), end - self.chance.randint(0, 2)
        # A mark begins and ends on letters.
        while one.letters[start] is None:
            start += 1
        while one.letters[stop - 1] is None:
            stop -= 1
        touched = [word for word in words if word[0] < stop and start < word[1]]
        return start, stop, touched[0][0], touched[-1][1]

    def _caret(self, pen: Pen, one: Printed, page: int, said: str) -> Planted:
        """A caret before or behind a word, or within one."""
        text = one.sentence.text
        first, end = self.chance.choice(one.words())
        at = self.chance.choice([first, end, end, self.chance.randint(first, end)])
        letters = one.letters
        before = at == end or (at > first and letters[at] is None)
        letter = letters[at - 1] if before else letters[at]
        if letter is None:
            at, letter = first, letters[first]
            before = False
        assert letter is not None
        pen.caret(page, letter.box[2] if before else letter.box[0], letter.box, said)
        return Planted(said, "insert", pen.reader.name, one.sentence, page, "", text[:at], text[at:])

    def _across(self, pen: Pen, one: Printed, page: int, said: str) -> Planted:
        """From the last words of one sentence to the first of one further down on the page."""
        later = [
            other
            for other in self.sentences
            if other.pages == {page} and other.sentence.file == one.sentence.file
            and 0 < other.sentence.line - one.sentence.line < 14
            and {other.sentence.kind, one.sentence.kind} <= {"paragraph", "item"}
        ]  # fmt: skip
        begin = one.words()[-1][0]
        lines, quote = one.lines(begin, len(one.letters)), one.sentence.text[begin:]
        if later:
            end = later[0].words()[0][1]
            lines += later[0].lines(0, end)
        pen.on_text("Highlight", page, lines, said)
        return Planted(said, "across blocks", pen.reader.name, one.sentence, page, "" if later else quote)
