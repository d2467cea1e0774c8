"""Find what a draft has of each kind that can be cited: paragraphs, tables, actions, footnotes, lines, pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from focalpoint.content.rounds.draft_map import Block, DraftMap, Line
from focalpoint.review.citations.vocabulary import Kind

Region = tuple[Block, ...]
"""The blocks of one place in reading order; the first is the one that a comment on the place stands on."""
POINTS = frozenset({Kind.PARAGRAPH, Kind.TABLE, Kind.FIGURE, Kind.FORM, Kind.ACTION, Kind.FOOTNOTE})
"""Kinds of which each is one place."""
CONTAINERS = frozenset({Kind.CHAPTER, Kind.ANNEX, Kind.SECTION})
"""Kinds that hold many places."""
PAGES_AROUND = 20
"""Pages by which a printed number may differ from the place in the file, where the draft does not tell them."""
_CHAPTER = re.compile(r"(?:(?P<chapter>\d+|[ivxl]+)\.|(?i:annex|appendix)\s+(?P<annex>[A-Z]+)\.)\s")
_SECTION = re.compile(r"([A-Z])\.\s")
_ACTION = re.compile(r"\w+\s+([A-Z]{1,4}-\d{1,3})\b")
_LABEL = re.compile(r"(?P<kind>\w+)\s+(?P<number>[\w.-]+)")


class Targets:
    """The places of one draft by kind and number."""

    def __init__(self, drafts_map: DraftMap) -> None:
        self.map = drafts_map
        self._regions: dict[tuple[Kind, str], list[Region]] = {}
        self._lines: dict[int, list[tuple[Block, Line]]] = {}
        self._pages = {number: index for index, number in enumerate(drafts_map.page_numbers)}
        blocks = drafts_map.blocks
        chapters: dict[str, list[Block]] = {}
        sections: dict[str, list[Block]] = {}
        paragraphs: dict[str, list[Block]] = {}
        notes: dict[str, int] = {}
        for place, block in enumerate(blocks):
            chapter, *below = block.section.split(" › ")
            chapters.setdefault(chapter, []).append(block)
            if below:
                sections.setdefault(" › ".join((chapter, below[0])), []).append(block)
            if block.paragraph:
                paragraphs.setdefault(block.paragraph, []).append(block)
            if block.kind == "footnote":
                notes[chapter] = notes.get(chapter, 0) + 1
                self._add(Kind.FOOTNOTE, str(notes[chapter]), (block,))
            self._add_labelled(blocks, place)
            for line in block.lines:
                if line.number:
                    self._lines.setdefault(line.number, []).append((block, line))
        self._add_containers(chapters, sections)
        for number, held in paragraphs.items():
            own = next((index for index, block in enumerate(held) if block.numbered), 0)
            self._add(Kind.PARAGRAPH, number, tuple(held[own:]))

    def _add(self, kind: Kind, number: str, region: Region) -> None:
        self._regions.setdefault((kind, number), []).append(region)

    def _add_labelled(self, blocks: Sequence[Block], place: int) -> None:
        """Add the table, figure, form or action that begins with a block."""
        block = blocks[place]
        if match := _LABEL.fullmatch(block.label):
            name = match["kind"].lower()
            kind = {"table": Kind.TABLE, "figure": Kind.FIGURE}.get(name, Kind.FORM)
            after = (other for other in blocks[place + 1 :])
            cells = []
            for other in after:
                if other.kind not in ("cell", "item", "footnote") or other.section != block.section:
                    break
                cells.append(other)
            self._add(kind, match["number"], (block, *(cells if kind is Kind.TABLE else ())))
        elif block.kind == "paragraph" and not block.numbered and (found := _ACTION.match(block.text)):
            held = [block]
            for other in blocks[place + 1 : place + 12]:
                if (
                    other.kind == "title"
                    or other.numbered
                    or other.section != block.section
                    or _ACTION.match(other.text)
                ):
                    break
                held.append(other)
            written = next((index for index, one in enumerate(held) if one.file), 0)
            self._add(Kind.ACTION, found[1], tuple(held[written:] + held[:written]))

    def _add_containers(self, chapters: dict[str, list[Block]], sections: dict[str, list[Block]]) -> None:
        for heading, held in chapters.items():
            if match := _CHAPTER.match(heading):
                kind = Kind.CHAPTER if match["chapter"] else Kind.ANNEX
                self._add(kind, match["chapter"] or match["annex"], _from_title(held))
        for heading, held in sections.items():
            chapter, own = heading.split(" › ")
            above, letter = _CHAPTER.match(chapter), _SECTION.match(own)
            if letter:
                self._add(Kind.SECTION, letter[1], _from_title(held))
                if above:
                    self._add(Kind.SECTION, f"{above['chapter'] or above['annex']}.{letter[1]}", _from_title(held))

    def known(self, kind: Kind, number: str) -> bool:
        """Whether the draft has a place of this kind and number."""
        if kind is Kind.LINE:
            return number.isdecimal() and int(number) in self._lines
        if kind is Kind.PAGE:
            return bool(self.pages(number))
        return bool(self.regions(kind, number))

    def regions(self, kind: Kind, number: str) -> list[Region]:
        """Find the places of this kind and number; several where each chapter counts its own."""
        found = self._regions.get((kind, number), [])
        if not found and kind is Kind.PARAGRAPH and number[-1:].isalpha() and number[:-1][-1:].isdigit():
            return self.regions(kind, number[:-1])
        if not found and kind is Kind.CHAPTER and number.isdecimal() is False:
            return self._regions.get((kind, number.lower()), [])
        return found

    def lines(self, number: int) -> list[tuple[Block, Line]]:
        """Find the lines with a number in the margin; several blocks share it where they stand side by side."""
        return self._lines.get(number, [])

    def lines_counted(self, page: int, number: int) -> list[tuple[Block, Line]]:
        """Find the line that is the n-th numbered one of a page, as somebody counts who does not read the margin."""
        numbers = sorted({line.number for _, line in self.map.on_page(page) if line.number})
        return (
            [one for one in self.lines(numbers[number - 1]) if one[1].page == page]
            if 0 < number <= len(numbers)
            else []
        )

    def pages(self, number: str) -> list[int]:
        """Find the indices of the pages that a printed number may mean."""
        if number in self._pages:
            return [self._pages[number]]
        if self._pages or not number.isdecimal():
            return []
        first = int(number) - 1
        return [index for index in range(first, first + PAGES_AROUND + 1) if index < len(self.map.pages)]

    def heading(self, words: str) -> list[Region]:
        """Find the titles whose words somebody wrote."""
        wanted = re.sub(r"\s+", " ", words).strip(" .:\"'“”").casefold()
        if len(wanted) < 4:
            return []
        return [(block,) for block in self.map.blocks if block.kind == "title" and block.text.casefold() == wanted]


def _from_title(held: Sequence[Block]) -> Region:
    """Order the blocks of a chapter or section with its title first."""
    title = next((index for index, block in enumerate(held) if block.kind == "title"), 0)
    return (held[title], *held[:title], *held[title + 1 :])
