"""Read whose copy, and which draft, the foot of each page names: pages of several files may be put into one."""

from __future__ import annotations

from collections.abc import Iterable

from focalpoint.content.rounds.returned import Finding
from focalpoint.review.returned_pdf.draft_identity import copy_on_pages, ids_on_pages
from focalpoint.review.returned_pdf.draft_matching import MatchedDraft
from focalpoint.review.returned_pdf.printed_words import PrintedFile


class PageFeet:
    """The feet of the pages of one file."""

    def __init__(self, printed: PrintedFile | None, chosen: MatchedDraft, pages: Iterable[int]) -> None:
        self._read: dict[int, tuple[int, str]] = {}
        if chosen.draft is None or printed is None:
            return
        texts = {page: [printed.characters(page)] for page in set(pages) if page >= 0}
        ids = {page: ids_on_pages(text) for page, text in texts.items()}
        id = chosen.draft.fields.id
        # Where no page names the draft that their words are of, the whole file is doubted elsewhere.
        mixed = any(id in found for found in ids.values())
        for page, text in texts.items():
            other = ids[page][0] if mixed and ids[page] and id not in ids[page] else ""
            self._read[page] = copy_on_pages(text), other

    def signed(self, finding: Finding, page: int) -> Finding:
        """Add to a finding the number of the copy, and the id of another draft, that its page names."""
        number, other = self._read.get(page, (0, ""))
        return finding.model_copy(update={"copy_number": number, "other_draft": other})
