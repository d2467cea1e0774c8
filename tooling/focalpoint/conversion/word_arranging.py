"""Join what stands apart in a Word file: items to lists, captions to tables and figures."""

from __future__ import annotations

import re

from focalpoint.conversion.blocks import Block, Figure, Foreign, Items, Paragraph, Remark, Table

_CAPTION = re.compile(r"(?:Table|Figure|Fig\\?\.|Box|Chart|Map)\s+\d+[\d.\\]*\s*[:.–—-]?\s*", re.IGNORECASE)


class Item(Items):
    """An item before the list that it belongs to is known."""

    def __init__(self, place: tuple[str, int, str, int], blocks: list[Block]) -> None:
        super().__init__(place[2], [blocks], place[3])
        self.place = place


class Caption(Paragraph):
    """A caption before what it belongs to is known."""

    def __init__(self, words: str, line: int) -> None:
        super().__init__(words)
        self.line = line


class Continued(Paragraph):
    """A further paragraph of the item before it."""


def captioned(blocks: list[Block], foreign: Foreign) -> list[Block]:
    """Give each caption to the figure above it, to the table or figure below it, or to the table above it."""
    kept: list[Block] = []
    waiting: Caption | None = None
    for block in blocks:
        if isinstance(block, Caption):
            above = kept[-1] if kept else None
            if isinstance(above, Figure) and not above.caption:
                above.caption = _unnumbered(block, foreign)
            else:
                kept.append(block)
                waiting = block
            continue
        if waiting is not None and isinstance(block, Table | Figure) and not block.caption:
            block.caption = _unnumbered(waiting, foreign)
            kept.remove(waiting)
        waiting = None
        kept.append(block)
    for place, block in enumerate(kept):
        above = kept[place - 1] if place else None
        if isinstance(block, Caption) and isinstance(above, Table) and not above.caption:
            above.caption = _unnumbered(block, foreign)
            kept[place] = Paragraph("")
    return kept


def _unnumbered(block: Caption, foreign: Foreign) -> str:
    if found := _CAPTION.match(block.words):
        foreign.leave(block.line, f"the number `{found[0].strip()}` of a caption; it is numbered by itself")
        return block.words[found.end() :]
    return block.words


def listed(blocks: list[Block]) -> list[Block]:
    """Make lists of items, with those of deeper levels within those above; a list that goes on counts on."""
    arranged: list[Block] = []
    open_lists: list[tuple[int, Items, tuple[str, str]]] = []
    counts: dict[tuple[str, int], int] = {}
    for block in blocks:
        if isinstance(block, Item):
            _enter_item(block, open_lists, counts, arranged)
        elif isinstance(block, Continued) and open_lists:
            open_lists[-1][1].items[-1].append(block)
        else:
            # A comment ends no list.
            open_lists = open_lists if isinstance(block, Remark) else []
            arranged.append(block)
    return arranged


def _enter_item(
    item: Item,
    open_lists: list[tuple[int, Items, tuple[str, str]]],
    counts: dict[tuple[str, int], int],
    arranged: list[Block],
) -> None:
    list_id, level, kind, first = item.place
    for one in [one for one in counts if one[0] == list_id and one[1] > level]:
        del counts[one]
    number = counts[list_id, level] = counts.get((list_id, level), first - 1) + 1
    while open_lists and (
        open_lists[-1][0] > level or (open_lists[-1][0] == level and open_lists[-1][2] != (list_id, kind))
    ):
        open_lists.pop()
    if open_lists and open_lists[-1][0] == level:
        open_lists[-1][1].items += item.items
        return
    new = Items(kind, list(item.items), number)
    (open_lists[-1][1].items[-1] if open_lists else arranged).append(new)
    open_lists.append((level, new, (list_id, kind)))
