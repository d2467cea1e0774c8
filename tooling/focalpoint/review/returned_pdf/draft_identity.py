"""Find the draft that a returned file names: a PDF in four places, a form or a letter in its words."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

import pikepdf

from focalpoint.content.rounds.draft_map import DraftMap
from focalpoint.content.rounds.drafts import Draft
from focalpoint.problems import Trouble
from focalpoint.review.returned_pdf.pdf_values import inflate, text_of

INFO_KEY = "/FocalPointDraft"
MAP_NAME = "draft-map.json"
DRAFT_ID = re.compile(r"\bdraft-\d{1,4}-[0-9a-f]{6,40}\b")
_COPY = re.compile(rf"{DRAFT_ID.pattern}\s*·\s*Copy\s+(\d{{1,4}})\s+for\b")
_HYPHENS = str.maketrans(dict.fromkeys("\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{MINUS SIGN}\N{SOFT HYPHEN}\x02\ufffe", "-"))
"""A typeface has one glyph for all of these hyphens, so a PDF's reader chooses one of them."""
_HEAD = 400
"""Bytes of an embedded map in which its identity stands."""
MOST_FILES = 200


def ids_in_file(pdf: pikepdf.Pdf) -> list[str]:
    """Find the draft ids that a file carries in its Info key, its own ID and the map inside it."""
    found: list[str] = []
    for read in (_of_info, _of_trailer, _of_map):
        try:
            found += DRAFT_ID.findall(read(pdf))
        except Exception:  # a damaged file fails in many ways; it then names no draft
            continue
    return found


def ids_on_pages(texts: Iterable[str]) -> list[str]:
    """Find the draft ids on the pages, the most frequent first."""
    found = (set(DRAFT_ID.findall(text.translate(_HYPHENS))) for text in texts)
    return [one for one, _ in Counter(chain.from_iterable(found)).most_common()]


def copy_on_pages(texts: Iterable[str]) -> int:
    """Find the copy number at the foot of most pages; 0 where there is none."""
    found = Counter(int(match[1]) for text in texts if (match := _COPY.search(text.translate(_HYPHENS))))
    return max(found, key=lambda number: found[number], default=0)


def _of_info(pdf: pikepdf.Pdf) -> str:
    return text_of(pdf.trailer["/Info"][INFO_KEY])


def _of_trailer(pdf: pikepdf.Pdf) -> str:
    return bytes(pdf.trailer["/ID"][0]).decode("latin-1")


def _of_map(pdf: pikepdf.Pdf) -> str:
    """Find the draft id in the head of the embedded map; the rest of the map is not trusted."""
    for stream in _embedded(pdf.Root["/Names"]["/EmbeddedFiles"]):
        packed = stream.read_raw_bytes()[:4_000_000]
        data = packed if stream.get("/Filter") is None else inflate(packed[:20_000])
        head = data[:_HEAD].decode("utf-8", "replace")
        if match := re.search(r'"id":\s*("[^"]*")', head):
            return str(json.loads(match[1]))
    return ""


def _embedded(node: Any, depth: int = 0) -> Iterator[Any]:
    """Yield the streams of files with the map's name in a name tree."""
    # By hand and within bounds: the tree of a hostile file may hold itself.
    if not isinstance(node, pikepdf.Dictionary) or depth > 8:
        return
    names = node.get("/Names")
    entries = list(names)[: 2 * MOST_FILES] if isinstance(names, pikepdf.Array) else []
    for name, file in zip(entries[::2], entries[1::2], strict=False):
        if MAP_NAME in (text_of(name), text_of(file.get("/F")), text_of(file.get("/UF"))):
            yield file["/EF"]["/F"]
    kids = node.get("/Kids")
    for kid in list(kids)[:MOST_FILES] if isinstance(kids, pikepdf.Array) else []:
        yield from _embedded(kid, depth + 1)


_NUMBERED = re.compile(r"\bdraft\s*(?:no\.?|nr\.?|number|n°|#)?\s*(\d{1,3})\b", re.IGNORECASE)


class NamedDraft(NamedTuple):
    """The draft that a file names, its map, and what a person must know about that."""

    number: int = 0
    map: DraftMap | None = None
    warnings: tuple[str, ...] = ()
    other: str = ""
    """The id of a draft that it names and that is not archived here."""


def named_draft(visible: str, hidden: Iterable[str], drafts: Sequence[Draft], asked: int = 0) -> NamedDraft:
    """Find the draft that the visible words name or, where they do not, the file's properties.

    Where neither names one, take the draft with the number that a person gave.
    """
    seen, unseen = ids_on_pages([visible]), ids_on_pages(hidden)
    ids = list(dict.fromkeys([*seen, *unseen]))
    known = [draft for one in ids for draft in drafts if draft.fields.id == one]
    if not ids:
        numbers = dict.fromkeys(int(match[1]) for match in _NUMBERED.finditer(visible))
        known = [draft for number in numbers or [asked] for draft in drafts if draft.number == number]
        if len(known) != 1:
            return NamedDraft(warnings=(_silent(list(numbers)),))
    elif not known:
        told = (
            f"it names {ids[0]}, which is not archived here; get the newest state of the repository "
            "(git pull), then import it again"
        )
        meant = next((draft for draft in drafts if draft.number == asked), None)
        return (_mapped(meant, [told]) if meant else NamedDraft(warnings=(told,)))._replace(other=ids[0])
    doubts = [_several(ids, known[0])] if len(ids) > 1 else []
    return _mapped(known[0], doubts)


def _mapped(draft: Draft, warnings: list[str]) -> NamedDraft:
    try:
        return NamedDraft(draft.number, draft.map(), tuple(warnings))
    except Trouble as trouble:
        told = [f"{problem.path}: {problem.message}" for problem in trouble.problems]
        return NamedDraft(draft.number, None, (*warnings, *told))


_GIVE = "see which is meant, and add --draft and its number"


def _silent(numbers: Sequence[int]) -> str:
    if len(numbers) > 1:
        return f"it names several drafts ({', '.join(map(str, numbers[:5]))}); {_GIVE}"
    if numbers:
        return f"it names draft {numbers[0]}, which is not archived here; {_GIVE}"
    return f"it names no draft; {_GIVE}"


def _several(ids: Sequence[str], draft: Draft) -> str:
    return f"it names several drafts ({', '.join(ids[:5])}); it is read as one of draft {draft.number}: see that it is"
