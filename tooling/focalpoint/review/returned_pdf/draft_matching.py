"""Match a returned file with its draft, and its pages with those of the draft, by draft ids and by words.

The archived map decides; the names in the file only say where the search begins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from focalpoint.content.rounds.draft_map import DraftMap
from focalpoint.content.rounds.drafts import Draft
from focalpoint.problems import Trouble
from focalpoint.review.returned_pdf.draft_identity import copy_on_pages, ids_on_pages
from focalpoint.review.returned_pdf.page_matching import ENOUGH, PageFinder, Sheet
from focalpoint.review.returned_pdf.printed_extras import is_form_page
from focalpoint.review.returned_pdf.printed_words import PrintedFile

GOOD = 0.9
"""Share of words in their places, over all marked pages, from which no other draft is tried."""
BETTER = 0.02
"""Share by which another draft must fit better than the named one."""
LOOKED_AT = 6
"""Pages whose foot is read."""


@dataclass(frozen=True)
class MatchedDraft:
    """The draft of a returned file."""

    draft: Draft | None = None
    map: DraftMap | None = None
    sheets: Mapping[int, Sheet] = field(default_factory=dict)
    """The marked pages of the file that are pages of the draft."""
    warnings: tuple[str, ...] = ()
    named: bool = False
    """Whether the file names a draft at all."""
    copy: int = 0
    """Number of the copy that its pages name; 0 where they do not."""

    @property
    def number(self) -> int:
        """The draft's number; 0 for none."""
        return self.draft.number if self.draft else 0


@dataclass(frozen=True)
class _Trial:
    draft: Draft
    map: DraftMap
    sheets: dict[int, Sheet]
    quality: float


def match_draft(
    said: Sequence[str], printed: PrintedFile, pages: int, marked: Sequence[int], drafts: Sequence[Draft]
) -> MatchedDraft:
    """Match a file with a draft, by the draft ids it names and the words of its marked pages."""
    looked = list(dict.fromkeys([*marked[: LOOKED_AT // 2], 0, pages // 2, pages - 1]))[:LOOKED_AT]
    feet = [printed.characters(page) for page in looked]
    names = list(dict.fromkeys([*ids_on_pages(feet), *said]))
    named = [draft for name in names for draft in drafts if draft.fields.id == name]
    warnings: list[str] = []
    trial = _best(named, drafts, printed, pages, marked, warnings)
    if trial is None:
        return MatchedDraft(warnings=(*warnings, *_unknown(names, named)), named=bool(names))
    warnings += _doubts(trial, names, named)
    warnings += _outside(trial, marked, lambda page: is_form_page(printed.characters(page)))
    return MatchedDraft(trial.draft, trial.map, trial.sheets, tuple(warnings), bool(names), copy_on_pages(feet))


def _outside(trial: _Trial, marked: Sequence[int], is_form: Callable[[int], bool]) -> Iterator[str]:
    """Tell which marked pages have no text of the chapters, and which are no pages of the draft."""
    front = [_label(trial.map, sheet.page) for sheet in trial.sheets.values() if not sheet.share]
    if front:
        yield (
            f"marks stand on pages without numbered paragraphs (cover, contents, how to comment, form): "
            f"{_listed(front)} of draft {trial.draft.number}; their page is known, see what they mean"
        )
    number = trial.draft.number
    lost = [page for page in marked if page not in trial.sheets]
    if form := [str(page + 1) for page in lost if is_form(page)]:
        yield f"marks stand on the comment form of draft {number} (page {_listed(form)}); see what they mean"
    if others := [str(page + 1) for page in lost if not is_form(page)]:
        yield f"page {_listed(others)} of the file is no page of draft {number}; place the marks on it by hand"


def _label(drafts_map: DraftMap, page: int) -> str:
    """Name a page by the number printed on it or, where it has none, by its place in the file, from 1."""
    label = drafts_map.page_numbers[page] if page < len(drafts_map.page_numbers) else ""
    return f"page {label}" if label else f"page {page + 1} of the file"


def _listed(pages: Sequence[str]) -> str:
    return ", ".join(pages[:20]) + (" and more" if len(pages) > 20 else "")


def _best(
    named: Sequence[Draft],
    drafts: Sequence[Draft],
    printed: PrintedFile,
    pages: int,
    marked: Sequence[int],
    warnings: list[str],
) -> _Trial | None:
    """Find the draft whose words are in their places on the marked pages; prefer the named one if it fits as well."""
    best: _Trial | None = None
    for draft in dict.fromkeys([*_unique(named), *reversed(drafts)]):
        if best and (best.quality >= GOOD or not marked):
            break
        try:
            trial = _tried(draft, printed, pages, marked)
        except Trouble as trouble:
            warnings += [f"{problem.path}: {problem.message}" for problem in trouble.problems]
            continue
        likely = draft in named or (marked and trial.quality > ENOUGH / 2)
        if likely and (best is None or trial.quality > best.quality + BETTER):
            best = trial
    return best


def _unique(drafts: Iterable[Draft]) -> list[Draft]:
    return list({draft.number: draft for draft in drafts}.values())


def _tried(draft: Draft, printed: PrintedFile, pages: int, marked: Sequence[int]) -> _Trial:
    drafts_map = draft.map()
    finder = PageFinder(drafts_map)
    sheets: dict[int, Sheet] = {}
    offset = 0
    for page in marked:
        found = finder.find(printed.words(page), (page, page + offset))
        if found:
            sheets[page] = found
            offset = found.page - page
    quality = sum(sheet.share for sheet in sheets.values()) / max(len(marked), 1)
    if pages == len(drafts_map.pages):
        sheets |= dict(_in_order(printed, marked, sheets))
    sheets |= dict(_without_text(finder, printed, pages, marked, sheets))
    return _Trial(draft, drafts_map, sheets, quality)


def _without_text(
    finder: PageFinder, printed: PrintedFile, pages: int, marked: Sequence[int], sheets: Mapping[int, Sheet]
) -> Iterator[tuple[int, Sheet]]:
    """Match pages of the draft that have no text of the chapters, by their distance from a page that has."""
    lost = [page for page in marked if page not in sheets]
    if not lost:
        return
    known = {page: sheet.page for page, sheet in sheets.items() if sheet.share}
    for page in (pages // 2, pages - 1, pages // 3) if not known else ():
        if not known and (found := finder.find(printed.words(page), (page,))):
            known[page] = found.page
    for page in lost:
        nearest = min(known, key=lambda one: abs(one - page), default=None)
        if nearest is not None:
            at = page + known[nearest] - nearest
            if finder.has_page_without_text(at):
                yield page, Sheet(at, share=0.0)


def _in_order(printed: PrintedFile, marked: Sequence[int], sheets: dict[int, Sheet]) -> Iterator[tuple[int, Sheet]]:
    """Match pages without words, such as a picture: in a file of all pages in order they keep their number.

    Marks on them get their page only; where no word of the file can be read, a fuzzy place as well.
    """
    if any(sheet.page != page for page, sheet in sheets.items()):
        return
    unread = not sheets and not any(printed.words(page) for page in marked)
    for page in marked:
        if page not in sheets:
            yield page, Sheet(page, share=ENOUGH if unread else 0.0)


def _unknown(names: Sequence[str], named: Sequence[Draft]) -> Iterator[str]:
    if names and not named:
        yield (
            f"the file names {names[0]}, which is not archived here; get the newest state of the "
            "repository (git pull), then import it again"
        )


def _doubts(trial: _Trial, names: Sequence[str], named: Sequence[Draft]) -> Iterator[str]:
    """Warn of doubts about the match."""
    number = trial.draft.number
    if not named:
        yield f"the file names no draft, but its pages are those of draft {number}; see that this is what was sent"
    elif trial.draft != named[0]:
        yield (
            f"the file names draft {named[0].number}, but its pages are those of draft {number}; the "
            f"comments are placed on draft {number}: see that this is what was sent"
        )
    elif len(names) > 1:
        yield (
            f"the file names several drafts ({', '.join(names[:5])}); its pages are those of draft {number}, on which "
            "the comments are placed: see that this is what was sent"
        )
