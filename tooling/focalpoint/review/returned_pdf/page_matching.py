"""Find the page of a draft for each page of a returned file, and how its coordinates have changed, by its words.

Files come back with their pages reordered, cropped or scaled, with a cover, or as a few pages of the whole.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from focalpoint.content.rounds.draft_map import DraftMap
from focalpoint.review.returned_pdf.pdf_values import Box, Point
from focalpoint.review.returned_pdf.printed_words import PageWord, plain

GRAM = 3
"""Words in a row that vote for a page."""
CANDIDATES = 4
CERTAIN = 0.97
"""Share of the draft's words in their places above which no other page is tried."""
ENOUGH = 0.5
"""Below this share it is another page."""
FEWEST_SHARED = 4
EXTRA_SHARE, EXTRA_WORDS = 0.2, 40
"""Words of a page beyond the draft's text (headers, footers, line numbers): a share of the page, plus a number."""
NEAR = 3.0
"""Points by which a word may lie off its place."""
MOST_PAIRS = 60
FAR_APART = 40.0
"""Least distance in points of two words from which the scale of a page is computed."""


class Fit(NamedTuple):
    """A coordinate of the draft as a multiple of the returned file's, plus a shift in points."""

    factor: float = 1.0
    shift: float = 0.0

    def __call__(self, value: float) -> float:
        """Convert a coordinate to the draft's."""
        return self.factor * value + self.shift

    @property
    def is_none(self) -> bool:
        """Whether the change is too small to matter."""
        return abs(self.factor - 1) < 0.002 and abs(self.shift) < 1.5


UNMOVED = Fit()


@dataclass(frozen=True)
class Sheet:
    """A page of a returned file as a page of the draft."""

    page: int
    """Index in the draft."""
    across: Fit = UNMOVED
    up: Fit = UNMOVED
    share: float = 1.0
    """Share of the draft's words on that page that are in their places."""

    def box(self, given: Box) -> Box:
        """Convert a box of the returned page to the draft's."""
        return Box(self.across(given.left), self.up(given.bottom), self.across(given.right), self.up(given.top))

    def point(self, given: Point) -> Point:
        """Convert a point of the returned page to the draft's."""
        return Point(self.across(given.x), self.up(given.y))


class PageFinder:
    """Find pages of one draft by their words."""

    def __init__(self, drafts_map: DraftMap) -> None:
        self._words = _map_words(drafts_map)
        self._pages = len(drafts_map.pages)
        self._grams: dict[tuple[str, ...], set[int]] = defaultdict(set)
        for page, words in self._words.items():
            for gram in _grams(words):
                self._grams[gram].add(page)

    def has_page_without_text(self, page: int) -> bool:
        """Tell whether the draft has a page with this index, and no text of the chapters on it."""
        return 0 <= page < self._pages and page not in self._words

    def find(self, words: Sequence[PageWord], hints: Iterable[int] = ()) -> Sheet | None:
        """Find the draft's page with these words, hinted pages first; None where there is none."""
        if not words:
            return None
        best: Sheet | None = None
        for page in dict.fromkeys([*hints, *self._voted(words)]):
            sheet = self._fitted(page, words)
            if sheet and (best is None or sheet.share > best.share):
                best = sheet
            if best and best.share >= CERTAIN:
                break
        return best if best and best.share >= ENOUGH else None

    def _voted(self, words: Sequence[PageWord]) -> list[int]:
        """Find the pages that share the most runs of words; a run that occurs on many pages counts little."""
        votes: defaultdict[int, float] = defaultdict(float)
        for gram in _grams(words):
            pages = self._grams.get(gram, ())
            for page in pages:
                votes[page] += 1 / len(pages)
        if not votes:
            present = {word.text for word in words}
            for page, own in self._words.items():
                votes[page] = len(present & {word.text for word in own})
        return sorted((page for page in votes if votes[page]), key=lambda page: -votes[page])[:CANDIDATES]

    def _fitted(self, page: int, words: Sequence[PageWord]) -> Sheet | None:
        own = self._words.get(page)
        if not own:
            return None
        unmoved = _share(own, words, UNMOVED, UNMOVED)
        if unmoved >= CERTAIN:
            return Sheet(page, share=unmoved)
        pairs = _pairs(own, words)
        if len(pairs) < FEWEST_SHARED:
            return Sheet(page, share=unmoved)
        aside = [(box.left, place.left) for box, place in pairs]
        above = [(box.middle.y, place.middle.y) for box, place in pairs]
        # Words at one edge alone do not tell the scale across; a page is scaled alike both ways.
        up = _fit(above, _factor(aside, 1.0))
        across = _fit(aside, up.factor)
        if across.is_none and up.is_none:
            return Sheet(page, share=unmoved)
        moved = _share(own, words, across, up)
        return Sheet(page, across, up, moved) if moved > unmoved else Sheet(page, share=unmoved)


def _map_words(drafts_map: DraftMap) -> dict[int, list[PageWord]]:
    found: dict[int, list[PageWord]] = defaultdict(list)
    for block in drafts_map.blocks:
        for line in block.lines:
            for word in line.words:
                if text := plain(block.text[word.start : word.end]):
                    found[line.page].append(PageWord(text, Box(word.left, line.bottom, word.right, line.top)))
    return found


def _grams(words: Sequence[PageWord]) -> set[tuple[str, ...]]:
    texts = [word.text for word in words]
    return {tuple(texts[index : index + GRAM]) for index in range(len(texts) - GRAM + 1)}


def _pairs(own: Sequence[PageWord], words: Sequence[PageWord]) -> list[tuple[Box, Box]]:
    """Pair the boxes of words that stand once on either page, as returned and as in the draft."""
    once = {word.text: word.box for word in words}
    counts, own_counts = Counter(word.text for word in words), Counter(word.text for word in own)
    shared = [word for word in own if own_counts[word.text] == 1 == counts[word.text]]
    step = max(len(shared) // MOST_PAIRS, 1)
    return [(once[word.text], word.box) for word in shared[::step]]


def _fit(pairs: Sequence[tuple[float, float]], fallback: float) -> Fit:
    """Find the fit by medians, so that single pairs may be wrong."""
    factor = _factor(pairs, fallback)
    return Fit(factor, median(to - factor * at for at, to in pairs))


def _factor(pairs: Sequence[tuple[float, float]], fallback: float) -> float:
    slopes = [
        (to - other_to) / (at - other_at)
        for index, (at, to) in enumerate(pairs)
        for other_at, other_to in pairs[:index]
        if abs(at - other_at) > FAR_APART
    ]
    factor = median(slopes) if slopes else fallback
    return factor if 0.2 < factor < 5 else 1.0


def _share(own: Sequence[PageWord], words: Sequence[PageWord], across: Fit, up: Fit) -> float:
    """Measure the share of the draft's words in their places; many other words on the page lower it."""
    places: dict[str, list[Point]] = defaultdict(list)
    for word in words:
        places[word.text].append(Point(across(word.box.left), up(word.box.middle.y)))
    hit = sum(
        any(abs(at.x - word.box.left) < NEAR and abs(at.y - word.box.middle.y) < 2 * NEAR for at in places[word.text])
        for word in own
    )
    return hit / max(len(own), (1 - EXTRA_SHARE) * len(words) - EXTRA_WORDS)
