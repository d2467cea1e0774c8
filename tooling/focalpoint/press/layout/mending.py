"""Mends one fault of WeasyPrint, which is pinned: a line that fits but for the space at its end lost all its words."""

from __future__ import annotations

from typing import Any

from weasyprint.layout import inline  # type: ignore[import-untyped]
from weasyprint.text.line_break import split_first_line  # type: ignore[import-untyped]


def split(text: str, style: Any, context: Any, width: float | None, *more: Any, **named: Any) -> Any:
    """What the library's function of this place returns, less its fault.

    Where a text ends in a space, as before every word that is kept with the call of its note, and is just as long as
    the line without that space, the library takes the line for one that cannot be broken and keeps its first word
    alone. The space of a line's end takes no room: then the whole text is the line.
    """
    found = split_first_line(text, style, context, width, *more, **named)
    _, length, resume, *_ = found
    words = text.rstrip(" ")
    alone = width is not None and resume is not None and words != text and " " not in text.encode()[:length].decode()
    if not alone or " " not in words:
        return found
    if split_first_line(words, style, context, width, *more, **named)[2] is not None:
        return found
    return split_first_line(text, style, context, width + style["font_size"], *more, **named)


def mend() -> None:
    """Have the library lay out lines by this function."""
    inline.split_first_line = split
