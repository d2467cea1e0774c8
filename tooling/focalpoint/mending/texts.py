"""Mend one text: everything a program can put right in it, without touching what is closed or another's."""

from __future__ import annotations

from collections.abc import Callable

from focalpoint.assembly.closed_lines import closed_lines
from focalpoint.checks.footnotes import closed_lines as labelled
from focalpoint.checks.wording.running_text import own_words
from focalpoint.checks.wording.sentences import UNDIVIDED
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.manual import Text
from focalpoint.content.text.frontmatter import body_begins
from focalpoint.content.text.markdown import VERBATIM, read_markdown
from focalpoint.content.text.reading import Prose, Reading
from focalpoint.mending.edits import Edit, apply_edits, same_running_text, same_structure, same_words
from focalpoint.mending.lines import bullet_edit, letter_edit, sentence_edit
from focalpoint.mending.source_rows import rows_of
from focalpoint.mending.words import word_edit

MOST_ROUNDS = 50
"""Times that a text is mended again: a list that was found shows sentences, a joined line shows a word."""
_NO_LIST = UNDIVIDED | {"footnote", "quote"}
"""Blocks whose rows with typed bullets stay as they are."""
_QUOTED = frozenset({"quote", "epigraph"})
Step = Callable[[str, Reading, set[int]], str]


def mended(text: str, *, note: bool = False, words: bool = True) -> str:
    """Return a text with all that a program can put right; without `words` no word or mark of it changes.

    What stands under a handling label, in code, in fields and in the words of others stays as it is, and so does a
    sentence that cites a note: it may have been cleared word for word.
    """
    steps: list[Step] = [_without_spaces, _with_lists, _with_lines, *([_with_words] if words else [])]
    for _round in range(MOST_ROUNDS):
        before = text
        for step in steps:
            reading = read_markdown(text)
            text = step(text, reading, _closed(text, reading, note=note))
        if text == before:
            break
    return text


def _closed(text: str, reading: Reading, *, note: bool) -> set[int]:
    """The lines that stay: the fields, comments, code, what is under a label, and footnotes that only such call."""
    closed = set(range(1, body_begins(text))) | closed_lines(text, Edition.PUBLIC, note=note)
    closed |= {line for lines in labelled(reading) for line in lines}
    for block in reading.directives:
        if block.name in VERBATIM:
            closed |= set(range(block.line, block.end))
    for label, first, end in reading.footnotes:
        calls = [line for called, line in reading.calls if called == label]
        if calls and closed.issuperset(calls):
            closed |= set(range(first, end))
    return closed


def _lines_of(prose: Prose) -> range:
    return range(prose.line, prose.line + len(prose.rows))


def _without_spaces(text: str, reading: Reading, closed: set[int]) -> str:
    prose = {line for one in reading.prose for line in _lines_of(one)}
    edits = [
        Edit(number, 1, (bare,))
        for number, line in enumerate(text.split("\n"), 1)
        if (bare := line.rstrip(" \t\u00a0")) != line and number not in closed and (number in prose or not bare)
    ]
    return apply_edits(text, edits, same_words)


def _with_lists(text: str, reading: Reading, closed: set[int]) -> str:
    lines, edits = text.split("\n"), []
    for prose in reading.prose:
        if _NO_LIST.intersection(prose.inside) or not closed.isdisjoint(_lines_of(prose)):
            continue
        if (rows := rows_of(prose, lines)) and (edit := bullet_edit(rows) or letter_edit(rows)):
            edits.append(edit)
    return apply_edits(text, edits, same_running_text)


def _with_lines(text: str, reading: Reading, closed: set[int]) -> str:
    lines, edits = text.split("\n"), []
    for prose in reading.prose:
        if UNDIVIDED.intersection(prose.inside) or not closed.isdisjoint(_lines_of(prose)):
            continue
        if (rows := rows_of(prose, lines)) and (edit := sentence_edit(rows)):
            edits.append(edit)
    return apply_edits(text, edits, same_words)


def _with_words(text: str, reading: Reading, closed: set[int]) -> str:
    lines = text.split("\n")
    cleared = {role.line for role in reading.roles if role.name == "heard"}
    found: dict[int, Edit] = {}
    runs = (*reading.prose, *reading.titles)
    for prose, own in zip(runs, own_words(Text("", "", text, reading)), strict=False):
        if _QUOTED.intersection(prose.inside):
            continue
        for row, said in zip(rows_of(prose, lines) or (), own.rows, strict=False):
            if row.line not in closed | cleared and row.line not in found and (edit := word_edit(row, said)):
                found[row.line] = edit
    return apply_edits(text, [found[line] for line in sorted(found)], same_structure)
