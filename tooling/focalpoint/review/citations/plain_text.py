"""Write a text so that places in it can be found: plain signs, small letters, nothing that is quoted."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from focalpoint.content.rounds.blocks import with_plain_signs

_QUOTED = re.compile(
    r"“[^“”\n]{0,600}”|«[^«»\n]{0,600}»|„[^„“”\n]{0,600}[“”]|\"[^\"\n]{0,600}\"|‘[^‘’\n]{0,200}’(?!\w)|「[^「」\n]{0,300}」|《[^《》\n]{0,300}》"
)


def plain(text: str) -> str:
    """Write digits, dashes, quotation marks and full-width characters in their common form; each keeps its place."""
    return "".join(map(_plain, with_plain_signs(text)))


_SIGNS = {"\N{ARABIC DECIMAL SEPARATOR}": ".", "\N{ARABIC THOUSANDS SEPARATOR}": ","}


@cache
def _plain(character: str) -> str:
    if character.isascii() or character in _SIGNS:
        return _SIGNS.get(character, character)
    if (digit := unicodedata.digit(character, None)) is not None and unicodedata.category(character) == "Nd":
        return str(digit)
    normal = unicodedata.normalize("NFKC", character)
    return normal if len(normal) == 1 else character


def lower_case(text: str) -> str:
    """Lower the case of a text; every character keeps its place."""
    return "".join(low if len(low := character.lower()) == 1 else character for character in text)


def without_quotes(text: str) -> str:
    """Blank what stands in quotation marks, but numbers."""
    return _QUOTED.sub(
        lambda match: match[0] if len(match[0]) < 12 and re.search(r"\d", match[0]) else " " * len(match[0]), text
    )
