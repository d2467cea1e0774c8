"""Find the place that a comment cites: by a paragraph's number, by a printed line, by words of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from focalpoint.content.rounds.blocks import with_plain_signs
from focalpoint.content.rounds.comments import Confidence, Place
from focalpoint.content.rounds.draft_map import Block, BlockSpan, DraftMap, Line, build_place

_NUMBER = re.compile(r"(?<![\w.])((?:\d+|[A-Z]{1,3})(?:\.\d+)+[a-z]?)(?![\w(]*\d)")
_ALONE = re.compile(r"[^\d.]*\b(\d+[a-z]?)\b[^\d.]*")
_CHAPTER = re.compile(r"\b(?:chapter|chap|ch|chapitre)\b\.?\s*(\d+)", re.IGNORECASE)
_PAGE = re.compile(r"\b(?:pages?|pp?)\b\.?\s*\d+(?:\s*-\s*\d+)?", re.IGNORECASE)
_COUNT = re.compile(r"\d+")
_RANGE = re.compile(r"(\d+)\s*(?:-|to\b|à)\s*(\d+)", re.IGNORECASE)
_BETWEEN = re.compile(
    r"(?<![\w.])((?:\d+|[A-Z]{1,3})(?:\.\d+)*\.)(\d+)(?:\s*(?:-|\bto\b|\bà\b|\ba\b)\s*\1|-|\s+to\s+|\s+à\s+)(\d+)(?![\w.]*\d)"
)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_SPACE = re.compile(r"\s+")
MOST_LINES = 2_000
"""Most lines of one range; more is a mistake."""
MOST_NUMBERS = 60
"""Most paragraphs of one range."""


def place_by_number(drafts_map: DraftMap, paragraph: str, line: str, quote: str = "") -> tuple[Place, Confidence]:
    """Find the place that somebody cites, as written: “para. 3.12(a)”, “lines 1482-1490”, some words of the text.

    Any of them may be empty. The place is exact if all that is given agrees, fuzzy if a part of it does, and
    unplaced if nothing does; nothing is guessed from the page.
    """
    blocks = [block for number in numbers_in(paragraph) for block in _of_paragraph(drafts_map, number)]
    lines = _printed(drafts_map, line)
    given = sum(bool(words.strip()) for words in (paragraph, line, quote))
    both = [(block, one) for block, one in lines if block in blocks]
    for chosen, agreed in ((both, 2), ([] if blocks else lines, 1), ([(block, None) for block in blocks], 1)):
        if chosen:
            return _in_blocks(chosen, quote, agreed, given)
    heading = _heading(drafts_map, paragraph)
    if quote.strip():
        return _by_quote(drafts_map, quote)
    return (build_place([BlockSpan(heading, -1, -1)]), Confidence.FUZZY) if heading else (Place(), Confidence.UNPLACED)


def numbers_in(paragraph: str) -> list[str]:
    """Find the numbers of paragraphs in a cell or a sentence: `3.12` and `3.13` in “§ 3.12(a) and 3.13”.

    “3.12-3.15” and “3.12 to 15” give all four numbers.
    """
    plain = _BETWEEN.sub(_counted, with_plain_signs(paragraph))
    found = [match[1] for match in _NUMBER.finditer(plain)]
    alone = None if found or _CHAPTER.search(plain) else _ALONE.fullmatch(plain)
    return [alone[1]] if alone else list(dict.fromkeys(found))


def _counted(found: re.Match[str]) -> str:
    """Write out every number of a range; a range that runs backwards or too far stays as it is."""
    first, last = int(found[2][:6]), int(found[3][:6])
    return ", ".join(f"{found[1]}{n}" for n in range(first, last + 1)) if 0 < last - first <= MOST_NUMBERS else found[0]


def _heading(drafts_map: DraftMap, words: str) -> Block | None:
    """Find the heading that somebody names: “Chapter 3”, or its words."""
    titles = [block for block in drafts_map.blocks if block.kind == "title"]
    if match := _CHAPTER.search(words):
        return next((block for block in titles if block.section.startswith(f"{match[1]}.")), None)
    wanted = _SPACE.sub(" ", words).strip(" .:\"'“”").casefold()
    named = [block for block in titles if len(wanted) > 3 and block.text.casefold() == wanted]
    return named[0] if len(named) == 1 else None


def _of_paragraph(drafts_map: DraftMap, number: str) -> list[Block]:
    """Find the blocks with a number, the paragraph itself first; without one of its own, those that follow from it."""
    blocks = [block for block in drafts_map.blocks if block.paragraph == number]
    if not blocks and number[-1:].isalpha():
        return _of_paragraph(drafts_map, number[:-1])
    own = next((index for index, block in enumerate(blocks) if block.numbered), 0)
    return blocks[own:]


def _printed(drafts_map: DraftMap, line: str) -> list[tuple[Block, Line | None]]:
    """Find the printed lines with a number, or the numbers of a range, in the margin."""
    plain = _THOUSANDS.sub("", _PAGE.sub(" ", with_plain_signs(line)))
    wanted = {int(number) for number in _COUNT.findall(plain)[:20] if len(number) < 8}
    if match := _RANGE.search(plain):
        first, last = sorted((int(match[1][:8]), int(match[2][:8])))
        wanted |= set(range(first, min(last, first + MOST_LINES) + 1))
    wanted.discard(0)
    if not wanted:
        return []
    return [(block, one) for block in drafts_map.blocks for one in block.lines if one.number in wanted]


def _in_blocks(
    chosen: Sequence[tuple[Block, Line | None]], quote: str, agreed: int, given: int
) -> tuple[Place, Confidence]:
    """Make the place of the chosen blocks or lines, narrowed to the quoted words where they stand there."""
    blocks = list({block.id: block for block, _ in chosen}.values())
    if quote.strip():
        for block in blocks:
            found = _spans(block, quote)
            near = [span for span in found if _touches(span, chosen)] or found
            if near:
                sure = len(near) == 1 and agreed + 1 >= given
                return build_place(near[:1]), Confidence.EXACT if sure else Confidence.FUZZY
    spans = list(_whole(chosen))
    side_by_side = chosen[0][1] is not None and _different_rows(chosen)
    numbers = [span.block.paragraph for span in spans if span.start < 0]
    sure = agreed >= given and not side_by_side and len(set(numbers)) == len(numbers)
    return build_place(spans), Confidence.EXACT if sure else Confidence.FUZZY


def _whole(chosen: Sequence[tuple[Block, Line | None]]) -> Iterator[BlockSpan]:
    """Join the chosen lines block by block; a block without a line is meant as a whole."""
    reach: dict[str, BlockSpan] = {}
    for block, line in chosen:
        old = reach.get(block.id)
        if line is None:
            reach.setdefault(block.id, BlockSpan(block, -1, -1))
        elif old is None:
            reach[block.id] = BlockSpan(block, line.start, line.end, line.page)
        else:
            reach[block.id] = BlockSpan(block, min(old.start, line.start), max(old.end, line.end), old.page)
    numbered = [span for span in reach.values() if span.block.numbered]
    yield from reach.values() if any(line for _, line in chosen) else (numbered or list(reach.values()))


def _different_rows(chosen: Sequence[tuple[Block, Line | None]]) -> bool:
    """Whether one printed number stands for lines of several blocks, as in the cells of a row."""
    owners: dict[int, set[str]] = {}
    for block, line in chosen:
        if line is not None:
            owners.setdefault(line.number, set()).add(block.id)
    return any(len(blocks) > 1 for blocks in owners.values())


def _touches(span: BlockSpan, chosen: Sequence[tuple[Block, Line | None]]) -> bool:
    return any(
        block is span.block and (line is None or (line.start < span.end and span.start < line.end))
        for block, line in chosen
    )


def _spans(block: Block, quote: str) -> list[BlockSpan]:
    """Find words in a block, whatever their case, spaces and kind of quotation marks."""
    wanted = with_plain_signs(quote).strip(" \"'.…\t\r\n")
    words = [re.escape(word) for word in _SPACE.split(wanted)[:400] if word]
    if not words:
        return []
    text = with_plain_signs(block.text)
    return [BlockSpan(block, *match.span()) for match in re.finditer(r"\s+".join(words), text, re.IGNORECASE)]


def _by_quote(drafts_map: DraftMap, quote: str) -> tuple[Place, Confidence]:
    """Find the only place in the whole draft where the words stand."""
    found = [span for block in drafts_map.blocks for span in _spans(block, quote)]
    if len(found) == 1 and len(quote.split()) > 2:
        return build_place(found), Confidence.FUZZY
    return Place(), Confidence.UNPLACED
