"""Mend faults of WeasyPrint while the press lays out.

A patch replaces a function of the library for as long as a section is laid out, and only in the releases in which the
fault was seen: any other release is used as it is, and the tests of these patches say which of them to try again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import weasyprint  # type: ignore[import-untyped]
from weasyprint.draw import text  # type: ignore[import-untyped]
from weasyprint.draw.text import draw_first_line  # type: ignore[import-untyped]
from weasyprint.layout import inline  # type: ignore[import-untyped]
from weasyprint.text.line_break import split_first_line  # type: ignore[import-untyped]

from focalpoint.press.layout.glyph_texts import draw

RELEASES = ("70.0",)
"""Releases in which every fault below was seen."""


@contextmanager
def patched() -> Iterator[None]:
    """Use the patches in a release that needs them, and put the library's own functions back afterwards."""
    if weasyprint.__version__ not in RELEASES:
        yield
        return
    inline.split_first_line = _split_first_line(split_first_line)
    text.draw_first_line = partial(draw, draw_first_line)
    try:
        yield
    finally:
        inline.split_first_line = split_first_line
        text.draw_first_line = draw_first_line


def _split_first_line(own: Callable[..., Any]) -> Callable[..., Any]:
    """Mend a line that fits but for the space at its end, and lost all its words but the first.

    Where a text ends in a space, as before every word that is kept with the call of its note, and is just as long as
    the line without that space, the library takes the line for one that cannot be broken and keeps its first word
    alone. The space at a line's end takes no room: then the whole text is the line.
    """

    def split(text: str, style: Any, context: Any, width: float | None, *more: Any, **named: Any) -> Any:
        found = own(text, style, context, width, *more, **named)
        _, length, resume, *_ = found
        words = text.rstrip(" ")
        alone = width is not None and resume is not None and words != text
        if not alone or " " not in words or " " in text.encode()[:length].decode():
            return found
        if own(words, style, context, width, *more, **named)[2] is not None:
            return found
        return own(text, style, context, width + style["font_size"], *more, **named)

    return split
