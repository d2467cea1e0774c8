"""The words of mail programs and of courtesy as patterns; the words stand in `mail_words.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

MAIL_WORDS: Mapping[str, Any] = tomllib.loads(Path(__file__).with_name("mail_words.toml").read_text(encoding="utf-8"))


def words_of(group: str, name: str) -> Sequence[str]:
    """Read one list of words."""
    words: Sequence[str] = MAIL_WORDS[group][name]
    return words


def plain_words(text: str) -> str:
    """Write a text in small letters with single spaces and plain apostrophes and hyphens."""
    straight = text.translate(str.maketrans("’‘‑‐\xa0\u202f", "''--  "))
    return re.sub(r"\s+", " ", straight).strip().casefold()


def any_of(words: Iterable[str]) -> str:
    """Write an alternation of words, the longest first; a word of letters ends where no letter follows."""
    ordered = sorted({plain_words(word) for word in words}, key=len, reverse=True)
    return "|".join(
        re.escape(word) + (r"(?![^\W\d_])" if word[-1].isalpha() and word[-1] < "⺀" else "") for word in ordered
    )


def phrase(words: str) -> str:
    """Write a phrase with its signs `…`, `...`, `~` and `#` as a pattern."""
    escaped = re.escape(plain_words(words.replace("...", "⋯"))).replace(r"\ ", " ")
    escaped = escaped.replace(r"\#", "#").replace(r"\~", "~")
    for sign, piece in (("…", _CLAUSE), ("⋯", _LONGER)):
        put = f"(?:(?:^|[ ,]){piece})?(?:^| |$)".replace("\\", r"\\")
        escaped = re.sub(rf"(?: |^){sign}(?: |$)", put, escaped)
    return escaped.replace(" ~", _LEADS).replace("#", r"(?:n\S{0,3} ?)?[\w-]{0,20}\d[\w-]{0,40}")


_CLAUSE = r"[^.,;:?!。，；：？！]{0,100}?"
_LONGER = r"[^.;:?!。；：？！]{0,200}?"
_LEADS = (
    r"(?: (?:on|to|regarding|concerning|from|of|by|below|above|attached|as|in|sur|de|du|des|d'|au|à|sobre|al|del|a|en|"
    r"zu|zum|zur|der|des|von|ao|do|da|su|di|sul|по|к|от|على|حول|بشأن|op|over|van)\b[^.,;:?!]{0,80}?)?"
)
