"""Place each mark of a returned PDF in the draft, with how sure the place is; nothing is guessed silently."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise

from focalpoint.content.rounds.comments import Confidence, Mark, Place
from focalpoint.content.rounds.draft_map import BlockSpan, DraftMap, build_place
from focalpoint.review.returned_pdf.annotation_groups import AnnotationGroup
from focalpoint.review.returned_pdf.annotations import ON_TEXT, Annotation
from focalpoint.review.returned_pdf.marked_words import Hit, NearestLine, PageGeometry, character_at
from focalpoint.review.returned_pdf.page_matching import Sheet
from focalpoint.review.returned_pdf.pdf_values import Box, Point, box_around

SURE_PAGE = 0.8
"""Share of a page's words in their places that an exact place on it needs."""
CLOSE = 5.0
"""Points between a note and its line at which the place is still exact."""
FAR_OFF = 40.0
"""Points from any line at which a note is placed on the page only."""
MARGIN = 150.0
"""Points beside a line at which a note still belongs to it."""
LARGE_ICON = 19.0
"""Points; readers draw a larger icon around the place meant, a smaller one to its right and below."""
CARET_TIP = 0.25
"""How far below its top a caret points, as a share of its height."""
FLAT = 7.0
"""Points of height below which a drawing is a stroke along a line."""
MOST_RECTANGLES = 200
EXACT, FUZZY = Confidence.EXACT, Confidence.FUZZY


@dataclass(frozen=True)
class Placed:
    """The place of a mark before it becomes a record."""

    spans: tuple[BlockSpan, ...]
    confidence: Confidence
    rectangles: tuple[Box, ...] = ()
    page: int = -1
    """Index of the page in the draft; -1 where it is unknown."""

    @property
    def place(self) -> Place:
        """The place as a record."""
        rectangles = [(*(round(side, 1) for side in box),) for box in self.rectangles[:MOST_RECTANGLES]]
        shown = [(left, bottom, right, top) for left, bottom, right, top in rectangles]
        if self.spans:
            return build_place(self.spans, shown)
        return Place(page=self.page + 1, rectangles=tuple(shown))


NOWHERE = Placed((), Confidence.UNPLACED)


class MarkPlacement:
    """Place marks on one draft."""

    def __init__(self, drafts_map: DraftMap, sheets: Mapping[int, Sheet]) -> None:
        self._map = drafts_map
        self._sheets = sheets
        self._pages: dict[int, PageGeometry] = {}

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The position of each block in reading order."""
        return {block.id: number for number, block in enumerate(self._map.blocks)}

    def placed(self, group: AnnotationGroup) -> Placed:
        """Place a mark."""
        sheet = self._sheets.get(group.head.page)
        if sheet is None:
            return NOWHERE
        if not sheet.share:
            return Placed((), Confidence.PAGE_ONLY, tuple(map(sheet.box, group.head.shape)), sheet.page)
        covering = [one for one in group.covering if one.page in self._sheets]
        found = self._on_text(covering) or self._of_shape(group, sheet)
        boxes = tuple(self._sheets[one.page].box(box) for one in covering for box in one.shape)
        doubtful = any(self._sheets[one.page].share < SURE_PAGE for one in covering)
        confidence = FUZZY if doubtful and found.confidence is EXACT else found.confidence
        return Placed(found.spans, confidence, boxes, sheet.page)

    def _page(self, sheet: Sheet) -> PageGeometry:
        return self._pages.setdefault(sheet.page, PageGeometry(self._map, sheet.page))

    def _on_text(self, covering: Sequence[Annotation]) -> Placed | None:
        """Find the words under marks on text; None for other marks and for marks that cover no word."""
        hits: list[Hit] = []
        sure = True
        for one in covering:
            if one.subtype not in ON_TEXT and not one.quads:
                continue
            sheet = self._sheets[one.page]
            for box in one.shape[:MOST_RECTANGLES]:
                quad = sheet.box(box)
                found = self._page(sheet).under(quad, precise=bool(one.quads))
                sure &= all(hit.line.bottom - 1 <= quad.middle.y <= hit.line.top + 1 for hit in found[:1])
                hits += found
        return self._around(hits, EXACT if sure else FUZZY) if hits else None

    def _around(self, hits: Iterable[Hit], confidence: Confidence) -> Placed:
        """Join all marked words block by block, in reading order."""
        reach: dict[str, BlockSpan] = {}
        for block, line, word in hits:
            old = reach.get(block.id) or BlockSpan(block, word.start, word.end, line.page)
            start, end = min(old.start, word.start), max(old.end, word.end)
            reach[block.id] = BlockSpan(block, start, end, min(old.page, line.page))
        return Placed(tuple(sorted(reach.values(), key=lambda span: self.order[span.block.id])), confidence)

    def _of_shape(self, group: AnnotationGroup, sheet: Sheet) -> Placed:
        """Place a mark that is not tied to words: a caret, a drawing, a note."""
        head, page = group.head, self._page(sheet)
        if head.box is None or not any(head.box):
            return Placed((), Confidence.PAGE_ONLY)
        if head.subtype == "Caret":
            return self._caret(page, sheet.box(head.box))
        if group.mark in (Mark.DRAWING, Mark.HIGHLIGHT, Mark.DELETE, Mark.REPLACE) and head.tip is None:
            found = self._drawn(page, head, sheet)
            if found:
                return found
        return self._note(page, _meant(head, sheet), head)

    def _caret(self, page: PageGeometry, box: Box) -> Placed:
        point = Point(box.middle.x, box.top - CARET_TIP * box.height)
        near = page.beside(point)
        if near is None or near.dy > FAR_OFF:
            return Placed((), Confidence.PAGE_ONLY)
        place = character_at(near.block, near.line, point.x)
        sure = near.dy <= CLOSE and near.dx <= box.width + CLOSE
        return Placed((BlockSpan(near.block, place, place, page.page),), EXACT if sure else FUZZY)

    def _drawn(self, page: PageGeometry, head: Annotation, sheet: Sheet) -> Placed | None:
        """Find the words that strokes along a line mark, or that a frame encloses."""
        corners = [sheet.point(point) for point in chain(*head.strokes)]
        frame = box_around(corners) if corners else sheet.box(head.box) if head.box else None
        if frame is None:
            return None
        highlighted = head.intent == "InkHighlight"
        strokes = [box_around([sheet.point(point) for point in stroke]) for stroke in head.strokes if stroke]
        if highlighted or all(box.height < FLAT for box in strokes or [frame]):
            hits = [hit for box in strokes or [frame] for hit in page.under(box)]
            return self._around(hits, EXACT if highlighted else FUZZY) if hits else None
        hits = page.inside(frame)
        framed = head.subtype in ("Square", "Circle")
        return self._around(hits, EXACT if framed else FUZZY) if hits else None

    def _note(self, page: PageGeometry, points: Sequence[Point], head: Annotation) -> Placed:
        """Find the line beside a note, from the points that it may mean, the likeliest first."""
        found = [near for near in map(page.beside, points) if near]
        if not found or found[0].dy > FAR_OFF:
            return Placed((), Confidence.PAGE_ONLY)
        near = found[0]
        agreed = all(one.block is other.block for one, other in pairwise(found))
        sure = agreed and _is_close(near) and (head.subtype in ("Text", "FileAttachment") or head.tip is not None)
        return Placed((BlockSpan(near.block, -1, -1, page.page, near.line),), EXACT if sure else FUZZY)


def _meant(head: Annotation, sheet: Sheet) -> list[Point]:
    """List the points of the draft that a note may mean, the likeliest first."""
    if head.tip is not None:
        return [sheet.point(head.tip)]
    box = sheet.box(head.box or Box(0, 0, 0, 0))
    if head.subtype not in ("Text", "FileAttachment", "Sound"):
        return [box.middle]
    corner = Point(box.left, box.top)
    return [box.middle, corner] if box.height > LARGE_ICON else [corner, box.middle]


def _is_close(near: NearestLine) -> bool:
    return near.dy <= CLOSE and (near.dx <= CLOSE or (near.alone and near.dx <= MARGIN))
