"""Join the places that stand side by side in a letter, and find those that stand behind what is said of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from focalpoint.review.citations.citations import Citation, Known, Position, citations_in, positions_in
from focalpoint.review.citations.vocabulary import Kind
from focalpoint.review.letters.text_flow import BELONGS, JOINS, MARK, REFERENCE, leads_to_place, sentences

_OPENS = re.compile(r"[(\[（［【]\s*(?P<leads>[^()\[\]（）［］【】]{0,40})$")
_CLOSES = re.compile(r"[^\w()\[\]（［【]{0,4}[)\]）］】]\s*[.。;；,，]*")


@dataclass(frozen=True)
class Group:
    """Citations that stand side by side: “chapter 3, paragraph 3.12, line 40”."""

    citations: tuple[Citation, ...]
    positions: tuple[Position, ...]
    start: int
    end: int

    def names_the_same(self, other: Group) -> bool:
        """Tell whether two groups cite the same places."""
        return {(one.kind, one.labels) for one in self.citations} == {(one.kind, one.labels) for one in other.citations}


def groups_in(line: str, at: int, known: Known) -> list[Group]:
    """Join the citations of a line that stand side by side."""
    positions = positions_in(line)
    heads = {start for start, _ in sentences(line)}

    def any_paragraph(kind: Kind, label: str) -> bool:
        return known(kind, label) or (kind is Kind.PARAGRAPH and "." in label)

    def counts(one: Citation) -> bool:
        """Whether a number without a word is a place: the draft has it, or a sentence begins with it and a sign."""
        if not one.bare or any(known(one.kind, label) for label in one.labels):
            return True
        before = line[max(start for start in heads if start <= one.start) : one.start]
        signed = MARK.match(line, one.end)
        return leads_to_place(before) and bool(re.search(r"[^\W\d_]{2,}", before) or (signed and signed[0].strip(" .")))

    marks: list[Citation | Position] = sorted(
        [*filter(counts, citations_in(line, any_paragraph)), *positions], key=lambda one: one.start
    )
    runs: list[list[Citation | Position]] = []
    for one in marks:
        last = runs[-1][-1] if runs else None
        between = line[last.end : one.start] if last else ""
        joined = (
            last is not None and len(between) < 24 and JOINS.fullmatch(between) and not re.search(r"[:;]\s", between)
        )
        if joined:
            runs[-1].append(one)
        else:
            runs.append([one])
    made: list[Group] = []
    for run in runs:
        cited = tuple(one for one in run if isinstance(one, Citation))
        if cited:
            counted = tuple(one for one in run if isinstance(one, Position))
            made.append(Group(cited, counted, at + run[0].start, at + run[-1].end))
    return made


def groups_behind(lines: Sequence[tuple[int, str]], known: Known) -> list[tuple[int, Group]]:
    """Find the places that stand behind what is said: “the hours are missing (para 3.1)”.

    `lines` are those between two blank lines, each with its first character. Returned is where each remark begins, with
    its place; nothing where the last words are no place, or where a place stands before what is said of it.
    """
    if any(_begins_with_place(line, begins, known, number == 0) for number, (begins, line) in enumerate(lines)):
        return []
    ends = [(group, end) for begins, line in lines for group, end in _behind(line, begins, known)]
    last_begins, last = lines[-1]
    if not ends or last[ends[-1][1] - last_begins :].strip():
        return []
    first = lines[0][0]
    starts = [first, *(end for _, end in ends[:-1])]
    return [(start, group) for start, (group, _) in zip(starts, ends, strict=True)]


def _begins_with_place(line: str, begins: int, known: Known, opens: bool) -> bool:
    """Whether a place stands before what is said of it; one in brackets alone on a line is of the line above."""
    for group in groups_in(line, begins, known):
        before, closes = line[: group.start - begins], _CLOSES.match(line, group.end - begins)
        alone = not opens and closes and not line[closes.end() :].strip()
        if leads_to_place(before) and not (alone and _OPENS.search(before)):
            return True
    return False


def _behind(line: str, begins: int, known: Known) -> Iterator[tuple[Group, int]]:
    """Yield each place in brackets, and the one of a last sentence such as “This concerns 3.1.”, with its end."""
    ends = [start for start, _ in sentences(line)]
    for group in groups_in(line, begins, known):
        start, end = group.start - begins, group.end - begins
        opens, closes = _OPENS.search(line[:start]), _CLOSES.match(line, end)
        sentence = line[max(one for one in ends if one <= start) : start]
        if opens and closes:
            if leads_to_place(opens["leads"]) and not REFERENCE.search(sentence):
                yield group, begins + closes.end()
        elif BELONGS.fullmatch(sentence.strip()):
            rest = re.match(r"\W*(?=\s|$)", line[end:])
            yield group, begins + end + (rest.end() if rest else 0)
