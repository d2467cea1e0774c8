"""The map of an invented draft with chapters, sections, tables, actions, footnotes, an annex, lines and pages."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from focalpoint.content.rounds.draft_map import Block, DraftMap, Line, Word

FRONT = 4
"""Pages before the first chapter."""
LINES_ON_PAGE = 12
CHAPTERS = ("The post", "The warning", "The ministries", "The law", "Schools", "Money")


@cache
def invented_map() -> DraftMap:
    """Make the map: six chapters of twelve paragraphs, each with two sections, a table, an action and two footnotes."""
    made: list[Block] = []
    for number, title in enumerate(CHAPTERS, 1):
        _chapter(made, str(number), f"{number}. {title}", title)
    _chapter(made, "A", "Annex A. Words", "Words")
    blocks, pages = _printed(made)
    labels = ("i", "ii", "iii", "iv", *map(str, range(1, pages - FRONT + 1)))
    return DraftMap(1, "draft-1-0123456789", "a" * 40, ((595.0, 842.0),) * pages, blocks, labels)


def _chapter(made: list[Block], number: str, heading: str, title: str) -> None:
    file = f"manual/{number}.md"

    def add(kind: str, text: str, paragraph: str = "", section: str = "", label: str = "") -> None:
        own = kind == "paragraph" and text.startswith("Sentence")
        made.append(Block(f"b{len(made)}", file, 10 + len(made), kind, paragraph, own, section, text, (), label))

    add("title", title, "", heading)
    for letter, first in (("A", 1), ("B", 7)):
        section = f"{heading} › {letter}. Part {letter} of {title}"
        add("title", f"Part {letter} of {title}", f"{number}.{first - 1}" if first > 1 else "", section)
        for place in range(first, first + 6):
            one = f"{number}.{place}"
            add("paragraph", f"{_words(one, 'opens')} {_words(one, 'goes on')} {_words(one, 'ends')}", one, section)
            if place == 3:
                add("caption", f"Tasks of {title}", one, section, f"Table {number}.1")
                for cell in ("Task", "Day", f"Keep the list {number}", f"Monday {number}"):
                    add("cell", cell, one, section)
            if place == 5:
                add("paragraph", f"Action M-{number.replace('A', '9')} · an afternoon", one, section)
                add("paragraph", f"Ask the office of {title} for its list.", one, section)
            if place in (2, 8):
                add("footnote", f"An invented source for {one}.", one, section)
            if place == 9:
                add("item", f"First item of {one}.", one, section)
                add("item", f"Second item of {one}.", one, section)


def _words(number: str, verb: str) -> str:
    return f"Sentence that {verb} in number {number.replace('.', ' point ')}."


def _printed(made: list[Block]) -> tuple[tuple[Block, ...], int]:
    """Print each block on lines of its own, but the cells of a row, which share one; footnotes have no number."""
    blocks: list[Block] = []
    number = page = on_page = 0
    page = FRONT
    for place, block in enumerate(made):
        if block.kind == "title" and block.section.count(" › ") == 0 and place:
            page, on_page = page + 1, 0
        count = 2 if len(block.text) > 90 else 1
        lines: list[Line] = []
        width = -(-len(block.text) // count)
        beside = block.kind == "cell" and made[place - 1].kind == "cell" and (place - _first_cell(made, place)) % 2 == 1
        for part in range(count):
            if block.kind != "footnote" and not beside:
                number, on_page = number + 1, on_page + 1
                if on_page > LINES_ON_PAGE:
                    page, on_page = page + 1, 1
            start, end = part * width, min((part + 1) * width, len(block.text))
            shown = 0 if block.kind == "footnote" else number
            top = 712 - 14.0 * on_page
            words = (Word(start, end, 70, 500, False),)
            lines.append(Line(page, 70, top - 12, 500, top, start, end, shown, words))
        blocks.append(replace(block, lines=tuple(lines)))
    return tuple(blocks), page + 1


def _first_cell(made: list[Block], place: int) -> int:
    while made[place - 1].kind == "cell":
        place -= 1
    return place
