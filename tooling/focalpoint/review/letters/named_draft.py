"""The draft that a form or a letter names, by its identity or as “draft 3”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from focalpoint.content.rounds.draft_map import DraftMap
from focalpoint.content.rounds.drafts import Draft
from focalpoint.problems import Trouble
from focalpoint.review.returned_pdf.draft_identity import said_on_pages

_NUMBERED = re.compile(r"\bdraft\s*(?:no\.?|nr\.?|number|n°|#)?\s*(\d{1,3})\b", re.IGNORECASE)


class Named(NamedTuple):
    """The draft that is named, its map, and what a person must know of that."""

    number: int = 0
    map: DraftMap | None = None
    warnings: tuple[str, ...] = ()


def named_draft(visible: str, hidden: Iterable[str], drafts: Sequence[Draft], asked: int = 0) -> Named:
    """The draft that the words name which a person sees or, where they do not, the file's properties.

    Where neither names one, it is the one that a person says, by its number.
    """
    seen, unseen = said_on_pages([visible]), said_on_pages(hidden)
    ids = list(dict.fromkeys([*seen, *unseen]))
    known = [draft for one in ids for draft in drafts if draft.fields.id == one]
    if not ids:
        numbers = dict.fromkeys(int(match[1]) for match in _NUMBERED.finditer(visible))
        known = [draft for number in numbers or [asked] for draft in drafts if draft.number == number]
        if len(known) != 1:
            return Named(warnings=(_silent(list(numbers)),))
    elif not known:
        return Named(
            warnings=(
                f"it says that it is of {ids[0]}, which is not archived here; get the newest state of the repository "
                "(git pull), then import it again",
            )
        )
    doubts = [_several(ids, known[0])] if len(ids) > 1 else []
    return _mapped(known[0], doubts)


def _mapped(draft: Draft, warnings: list[str]) -> Named:
    try:
        return Named(draft.number, draft.map(), tuple(warnings))
    except Trouble as trouble:
        told = [f"{problem.path}: {problem.message}" for problem in trouble.problems]
        return Named(draft.number, None, (*warnings, *told))


_GIVE = "see which is meant, and add --draft and its number"


def _silent(numbers: Sequence[int]) -> str:
    if len(numbers) > 1:
        return f"it names several drafts ({', '.join(map(str, numbers[:5]))}); {_GIVE}"
    if numbers:
        return f"it names draft {numbers[0]}, which is not archived here; {_GIVE}"
    return f"it names no draft; {_GIVE}"


def _several(ids: Sequence[str], draft: Draft) -> str:
    return f"it names several drafts ({', '.join(ids[:5])}); it is read as one of draft {draft.number}: see that it is"
