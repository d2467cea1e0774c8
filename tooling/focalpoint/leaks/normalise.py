"""Brings words to one form, so that capitals, ligatures, hyphens, line ends and tags hide none of them."""

from __future__ import annotations

import re
import unicodedata

_UNSEEN = re.compile(
    "[-\N{HYPHEN}\N{SOFT HYPHEN}\ufffe][ \t]*[\r\n]\\s*"  # a word divided at the end of a line
    "|[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufffe\U000e0000-\U000e01ef]"
)
_BETWEEN = re.compile(r"[\W_]+")
_TO_SPACE = bytes(code if chr(code).isalnum() and code < 128 else 32 for code in range(256))


def spaced(text: str) -> bytes:
    """The words of a text in small letters with one space round each; what nobody sees is gone."""
    seen = _UNSEEN.sub("", text)
    if seen.isascii():
        words = seen.lower().encode().translate(_TO_SPACE).split()
    else:
        # Folding can leave letters that are composed otherwise than they were.
        folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", seen).casefold())
        # What a form asks to have composed may itself hold a letter's invisible parts.
        words = _BETWEEN.sub(" ", _UNSEEN.sub("", folded)).encode("utf-8", "ignore").split()
    return b" " + b" ".join(words) + b" " if words else b""


def squeezed(text: str) -> bytes:
    """The letters and figures of a text, and nothing between them."""
    return spaced(text).replace(b" ", b"")


class Finder:
    """Finds many needles at once in squeezed text, at a cost that hardly grows with their number.

    A needle that is at least `shortest` long covers one of every few positions with a run of `gram` bytes, wherever
    it stands: only those positions are looked at.
    """

    def __init__(self, needles: set[bytes], shortest: int, gram: int) -> None:
        self._gram = gram
        self._step = shortest - gram + 1
        self._grams: dict[bytes, list[tuple[bytes, int]]] = {}
        for needle in needles:
            for at in range(self._step):
                self._grams.setdefault(needle[at : at + gram], []).append((needle, at))

    def find(self, text: bytes) -> dict[bytes, int]:
        """Each needle that the text holds, with the first place found."""
        found: dict[bytes, int] = {}
        grams, gram = self._grams, self._gram
        if not grams:
            return found
        for at in [at for at in range(0, len(text), self._step) if text[at : at + gram] in grams]:
            for needle, offset in grams[text[at : at + gram]]:
                if needle not in found and at >= offset and text.startswith(needle, at - offset):
                    found[needle] = at - offset
        return found
