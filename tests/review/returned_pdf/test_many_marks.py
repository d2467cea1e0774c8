"""Many marks with one time, such as a program writes that saves all at once, are joined in time that grows evenly."""

from __future__ import annotations

import time
from dataclasses import replace

from hand_made import make

from focalpoint.content.rounds.comments import Confidence, Mark
from focalpoint.content.rounds.draft_map import BlockSpan
from focalpoint.review.returned_pdf.annotation_groups import AnnotationGroup
from focalpoint.review.returned_pdf.annotations import Annotation
from focalpoint.review.returned_pdf.findings import PlacedMark, join_marks
from focalpoint.review.returned_pdf.mark_placement import Placed


def test_ten_thousand_marks_of_one_moment_are_joined_in_a_second() -> None:
    blocks = make().map.blocks
    order = {block.id: number for number, block in enumerate(blocks)}
    head = Annotation(0, "Highlight", author="Desk", modified="2026-12-01T09:00:00")
    marks = [
        PlacedMark(
            AnnotationGroup(replace(head, page=n % 3), Mark.HIGHLIGHT),
            Placed((BlockSpan(blocks[1], 3, 9 + n % 70, n % 3),), Confidence.EXACT),
        )
        for n in range(10_000)
    ]
    before = time.process_time()
    assert len(join_marks(marks, order)) == 10_000
    assert time.process_time() - before < 8
