"""Find what a returned file has beside other words, and what is never taken over: formats of words, and pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from focalpoint.content.editable.inline_pieces import InlinePiece
from focalpoint.word.returned.returned_file import ReturnedFile
from focalpoint.word.returned.views import Sign
from focalpoint.word.sent import SentPage

_PICTURE = re.compile(r"^ *[:`]{3,}\{(?:figure|image)\}|!\[", re.MULTILINE)
MOST_SHOWN = 60
"""Characters of words that are shown."""


def new_look(signs: Sequence[Sign], parts: Sequence[InlinePiece], in_table: bool) -> str:
    """Say which words of a block are bold, in italics, underlined or highlighted and were not; empty where none are.

    A cell that is bold as a whole is left out: so the head of a table was sent.
    """
    came = [sign for sign in signs if not sign.reference and not sign.text.isspace()]
    sent = [piece for piece in parts if not piece.is_whole and not piece.shown.isspace()]
    out = []
    for name, has, had in (
        ("bold", [one.bold for one in came], [one.is_bold for one in sent]),
        ("in italics", [one.italic for one in came], [one.is_italic for one in sent]),
        ("underlined or highlighted", [one.lined for one in came], [False] * len(sent)),
    ):
        if (in_table and all(has)) or not any(has) or sum(has) == sum(had):
            continue
        if fresh := _fresh(signs, came, sent, (has, had)):
            out.append(f"{name}: “{fresh[:MOST_SHOWN]}”")
    return "; ".join(out)


def _fresh(
    signs: Sequence[Sign], came: Sequence[Sign], sent: Sequence[InlinePiece], looks: tuple[list[bool], list[bool]]
) -> str:
    """Write the characters that have a look now and had it not."""
    has, had = looks
    texts = [sign.text for sign in came], [piece.shown for piece in sent]
    fresh = [
        first + n
        for first, other, size in SequenceMatcher(None, *texts, autojunk=False).get_matching_blocks()
        for n in range(size)
        if has[first + n] and not had[other + n]
    ]
    return "".join(_spaced(signs, came, fresh))


def _spaced(signs: Sequence[Sign], came: Sequence[Sign], fresh: Sequence[int]) -> Iterator[str]:
    """Yield characters with a blank where words or other characters stood between two of them."""
    place = {id(sign): n for n, sign in enumerate(signs)}
    last = -1
    for index in fresh:
        now = place[id(came[index])]
        if last >= 0 and now > last + 1:
            yield " "
        yield came[index].text
        last = now


def added_pictures(file: ReturnedFile, pages: Sequence[SentPage]) -> int:
    """Count the pictures that were added; files that were sent before pictures had names are counted by their texts."""
    if file.our_pictures:
        return file.pictures
    sent = sum(len(_PICTURE.findall(page.page)) for page in pages)
    return max(file.pictures - sent, 0)
