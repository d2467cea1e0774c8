"""Find what was printed into the pages of a draft, as a flattened form or printed marks, by its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from focalpoint.content.rounds.draft_map import DraftMap
from focalpoint.press.layout.page_geometry import POINTS_PER_MM
from focalpoint.review.forms.form_pages import COLUMNS, HEIGHT, ROWS
from focalpoint.review.forms.template import Row
from focalpoint.review.returned_pdf.pdf_values import Box
from focalpoint.review.returned_pdf.printed_words import PageWord, PrintedFile
from focalpoint.review.returned_pdf.printed_words import plain as without_signs

FEWEST = 2
"""Words that a page has and the draft does not, from which something was printed into it."""
OFTEN = 3
"""Pages on which a word stands that is part of headers, footers and copy notices."""
SHOWN = 160
"""Characters of a printed text that a warning quotes."""
GAP, BELOW = 1.4, 5.0
"""Points between two rows of the form, and between its headings and the first row."""
MOST_UNKNOWN = 0.3
"""Share of a page's words above which it is another page than it seems."""
_APART = re.compile(r"[\s\-/\N{HYPHEN}\x02\ufffe\N{SOFT HYPHEN}]+")
_DIGITS = re.compile(r"\d+")
_ROMAN = re.compile("[ivxlc]+")
_TITLE = re.compile(r"\s*Comments on draft \d+\b")


@dataclass(frozen=True)
class PrintedText:
    """Words that were printed into a page."""

    page: int
    """Index of the page in the file."""
    text: str


def is_form_page(characters: str) -> bool:
    """Tell the page of the comment form by its title."""
    return _TITLE.match(characters) is not None


def printed_texts(printed: PrintedFile, pages: int, drafts_map: DraftMap, shift: int) -> Iterator[PrintedText]:
    """Yield the texts of pages of the draft that the draft does not have there.

    `shift` is the number of pages that stand in the file before the draft's first. Pages with a figure and those of the
    front matter are left out, since the map does not know all their words.
    """
    texts = {page: printed.characters(page) for page in range(pages)}
    often = Counter(word for text in texts.values() for word in set(_words(text)))
    frame = {word for word, count in often.items() if count >= OFTEN}
    own, figures = _own_words(drafts_map)
    for page, text in texts.items():
        at = page - shift
        if at in own and at not in figures:
            known = frame | own[at]
            said = [one for one in _APART.split(text) if plain(one)]
            extra = [one for one in said if not _is_known(plain(one), known)]
            if FEWEST <= len(extra) <= MOST_UNKNOWN * len(said):
                yield PrintedText(page, _around(text, extra))


def plain(word: str) -> str:
    """Reduce a word to its letters; the call of a footnote stands at its end without a space."""
    return _DIGITS.sub("", without_signs(word))


def _words(text: str) -> list[str]:
    return [word for one in _APART.split(text) if (word := plain(one))]


def _is_known(word: str, known: set[str]) -> bool:
    return len(word) < 2 or word in known or _ROMAN.fullmatch(word) is not None


def _own_words(drafts_map: DraftMap) -> tuple[Mapping[int, set[str]], set[int]]:
    """List the words of each page from the first numbered paragraph on, and the pages that may have a figure."""
    titles = {
        word for block in drafts_map.blocks for word in _words(f"{block.section} {block.label} {block.paragraph}")
    }
    own: dict[int, set[str]] = {}
    figures: set[int] = set()
    for block in drafts_map.blocks:
        for line in block.lines:
            words = own.setdefault(line.page, set(titles))
            words.update(_words(block.text[line.start : line.end]))
            words.update(plain(block.text[word.start : word.end]) for word in line.words)
            if block.kind == "caption" and not block.label.startswith("Table"):
                figures |= {line.page - 1, line.page, line.page + 1}  # a figure may stand apart from its caption
    first = min((line.page for block in drafts_map.blocks if block.numbered for line in block.lines), default=0)
    return {page: words for page, words in own.items() if page >= first}, figures


def _around(text: str, extra: Sequence[str]) -> str:
    """Take the lines of a page that hold the extra words."""
    lines = [line.strip() for line in text.splitlines() if any(one in line for one in extra)]
    return " / ".join(lines)[:SHOWN]


def flattened_rows(printed: PrintedFile, page: int) -> dict[int, Row]:
    """Read the rows that were printed into the fields of the comment form, each cell from its place on the page."""
    words = printed.words(page)
    heads = _heads(words)
    if heads is None:
        return {}
    lefts, top, scale = heads
    pitch = (HEIGHT * POINTS_PER_MM + GAP) * scale
    widths = [width * POINTS_PER_MM * scale for *_, width in COLUMNS]
    found: dict[int, Row] = {}
    for number in range(ROWS):
        upper = top - number * pitch
        cells = {
            name: printed.text_in(page, Box(left - 2, upper - pitch, left + width, upper))
            for (name, *_), left, width in zip(COLUMNS, lefts, widths, strict=True)
        }
        if any(cells.values()):
            found[number + 1] = Row(**cells)
    return found


def _heads(words: Sequence[PageWord]) -> tuple[list[float], float, float] | None:
    """Find the left edges of the columns, the top of the first row and the scale of the page, by its headings."""
    wanted = [without_signs(head.split()[0]) for _, head, _ in COLUMNS]
    for index in range(len(words) - len(wanted) + 1):
        row = words[index : index + len(wanted)]
        if [word.text for word in row] == wanted:
            lefts = [word.box.left for word in row]
            usual = sum(width * POINTS_PER_MM + GAP for *_, width in COLUMNS[:-1])
            return (
                lefts,
                row[0].box.bottom - BELOW,
                max((lefts[-1] - lefts[0]) / usual, 0.2) if lefts[-1] > lefts[0] else 1.0,
            )
    return None
