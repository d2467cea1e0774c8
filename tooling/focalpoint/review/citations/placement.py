"""Place a comment on a draft by all that its writer says of the place; it is exact only where all of that agrees."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from focalpoint.content.rounds.comments import Confidence, Place
from focalpoint.content.rounds.draft_map import BlockSpan, build_place
from focalpoint.review.citations.citations import Citation, Position, citations_in, positions_in
from focalpoint.review.citations.narrowing import Cited, Search, lines_of, on_lines, on_words
from focalpoint.review.citations.targets import CONTAINERS, POINTS, Region, Targets
from focalpoint.review.citations.vocabulary import Kind

MOST_CANDIDATES = 12
NOWHERE = Place()
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_CONNECTING = frozenset(
    "the and of in on at to for from see both also"
    " des les une dans sur und der die das den dem zum zur los las del una con con por dei del della"
    " nel sul dos das".split()
)


@dataclass(frozen=True)
class Placed:
    """Where a comment stands."""

    place: Place = NOWHERE
    confidence: Confidence = Confidence.UNPLACED

    def doubted(self, candidates: Iterable[str]) -> Placed:
        """Make the place doubtful, with more blocks that may be meant."""
        others = (block for block in (*self.place.candidates, *candidates) if block not in self.place.blocks)
        place = self.place.model_copy(update={"candidates": tuple(dict.fromkeys(others))[:MOST_CANDIDATES]})
        sure = Confidence.FUZZY if self.confidence is Confidence.EXACT else self.confidence
        return Placed(place, sure)


def cited_in_columns(columns: Mapping[Kind, str], targets: Targets, quote: str = "") -> Cited:
    """Read the columns of a form: each number without a word is of its column's kind."""
    citations: list[Citation] = []
    positions: list[Position] = []
    headings: list[Region] = []
    rest = False
    for kind, text in columns.items():
        if not text.strip():
            continue
        titles = targets.heading(text)
        found = [] if titles else citations_in(text, targets.known, kind)
        citations += found
        positions += positions_in(text)
        left = text
        for start, end in sorted([*_reach(found), *_reach(positions_in(text))], reverse=True):
            left = left[:start] + " " + left[end:]
        headings += titles
        if titles:
            continue
        if any(word.lower() not in _CONNECTING for word in _LETTERS.findall(left)) or not found:
            rest = True
    return Cited(tuple(citations), tuple(positions), quote, rest, tuple(headings))


def _reach(found: Sequence[Citation] | Sequence[Position]) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in found]


def place_cited(cited: Cited, targets: Targets) -> Placed:
    """Find the place of a comment; what contradicts, is missing or may mean several places makes it doubtful."""
    search = Search(targets, cited, agrees=not cited.rest)
    if not all(one.sure for one in cited.citations):
        search.doubt()
    containers = _containers(search)
    regions = _points(search, containers)
    if not regions and (containers or cited.headings):
        regions = _innermost(search, containers)
    spans = on_lines(search, regions)
    if not spans and regions:
        spans = [BlockSpan(region[0], -1, -1) for region in regions]
    spans = on_words(search, regions, spans)
    pages = _on_pages(search, spans)
    if not spans:
        return _by_page(search, pages)
    place = build_place(list(dict.fromkeys(spans)))
    others = (block.id for block in search.candidates if block.id not in place.blocks)
    place = place.model_copy(update={"candidates": tuple(dict.fromkeys(others))[:MOST_CANDIDATES]})
    return Placed(place, Confidence.EXACT if search.agrees else Confidence.FUZZY)


def _containers(search: Search) -> list[tuple[Kind, Region]]:
    """Find the chapters, annexes and sections that are cited; a section is one of the chapter cited with it."""
    found: list[tuple[Kind, Region]] = []
    for kind in (Kind.CHAPTER, Kind.ANNEX, Kind.SECTION):
        for label in search.of(kind):
            regions = search.targets.regions(kind, label)
            if kind is Kind.SECTION:
                outer = [one for _, region in found for one in region]
                regions = [region for region in regions if not outer or region[0] in outer] or regions
            if not regions:
                search.doubt()
            elif len(regions) > 1 and not _has_point(search):
                search.doubt(*(region[0] for region in regions))
            found += [(kind, region) for region in regions[: 1 if len(regions) == 1 else None]]
    return found


def _has_point(search: Search) -> bool:
    return any(one.kind in POINTS or one.kind is Kind.LINE for one in search.cited.citations)


def _points(search: Search, containers: Sequence[tuple[Kind, Region]]) -> list[Region]:
    """Find the paragraphs, tables, figures, actions and footnotes that are cited, each inside what holds it."""
    found: list[Region] = []
    for one in search.cited.citations:
        for label in one.labels if one.kind in POINTS else ():
            regions = _in_chapter(search, one.kind, label)
            inside = [region for region in regions if all(_within(region, kind, containers) for kind in CONTAINERS)]
            chosen = inside or regions
            if not regions or not inside:
                search.doubt(*(region[0] for _, region in containers))
            if len(chosen) > 1:
                search.doubt(*(region[0] for region in chosen[1:]))
            found += chosen[:1]
    return list({region[0].id: region for region in found}.values())


def _in_chapter(search: Search, kind: Kind, label: str) -> list[Region]:
    """Find a number as cited; in “chapter 3, paragraph 2” the paragraph is 3.2."""
    regions = search.targets.regions(kind, label)
    if not regions and kind in (Kind.PARAGRAPH, Kind.TABLE, Kind.FIGURE, Kind.FORM) and label.isalnum():
        outer = [*search.of(Kind.CHAPTER), *search.of(Kind.ANNEX)]
        regions = [region for one in outer for region in search.targets.regions(kind, f"{one}.{label}")]
    return regions


def _within(region: Region, kind: Kind, containers: Sequence[tuple[Kind, Region]]) -> bool:
    """Whether a place lies in one of the cited chapters, annexes or sections, if any of the kind is cited."""
    cited = [held for other, held in containers if other is kind]
    return not cited or any(region[0] in held for held in cited)


def _innermost(search: Search, containers: Sequence[tuple[Kind, Region]]) -> list[Region]:
    """Take the section, else the chapter; titles named by their words are never sure."""
    for kind in (Kind.SECTION, Kind.ANNEX, Kind.CHAPTER):
        if regions := [region for other, region in containers if other is kind]:
            return list({region[0].id: region for region in regions}.values())
    search.doubt(*(region[0] for region in search.cited.headings[1:]))  # words of a title are never sure
    return list(search.cited.headings[:1])


def _on_pages(search: Search, spans: Sequence[BlockSpan]) -> list[int]:
    """Compare the place with the cited pages; return the indices of the pages that the draft has."""
    pages: list[int] = []
    for label in search.of(Kind.PAGE):
        found = search.targets.pages(label)
        pages += found
        printed = {line.page for span in spans for line in lines_of(span)}
        if not found or (spans and printed and not printed & set(found)):
            search.doubt()
    return pages


def _by_page(search: Search, pages: Sequence[int]) -> Placed:
    """Keep the page, where nothing else is known of the place."""
    single = len(set(pages)) == 1
    if not pages or not (single or search.targets.map.page_numbers):
        return Placed()
    return Placed(Place(page=pages[0] + 1), Confidence.PAGE_ONLY)
