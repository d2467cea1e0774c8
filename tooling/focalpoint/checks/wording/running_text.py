"""All that a text says in words of its own: paragraphs, headings, cells, titles, and what pictures are said in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from focalpoint.checks.roster import QUOTATION
from focalpoint.content.manual import Chapter, Text
from focalpoint.content.text.frontmatter import field_line
from focalpoint.content.text.reading import Prose

_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+")
_LETTER = re.compile(r"[^\n]")
SENTENCE_BEGINS = re.compile(r"(?:^|[.!?…:|]\s)[\W_]*$")
"""What stands before a word that may have a capital because it comes first."""


def own_words(text: Text) -> Iterator[Prose]:
    """The runs of text, with blanks where other people's words, titles between quotation marks or addresses stand."""
    for prose in _said(text):
        yield _without_quotations(prose) if any(map(_may_quote, prose.rows)) else prose


def _may_quote(row: str) -> bool:
    return any(mark in row for mark in '“”"«‘„') or "http" in row or "www" in row


def _said(text: Text) -> Iterator[Prose]:
    if isinstance(text, Chapter):
        for name in ("title", "question", "readers"):
            if said := getattr(text.fields, name):
                yield Prose((said,), field_line(text.text, name), ())
    yield from text.reading.prose
    yield from text.reading.titles
    for block in text.reading.directives:
        if "alt" in block.options:
            said, line = block.options["alt"]
            yield Prose((said,), line, (*block.inside, block.name))


def _without_quotations(prose: Prose) -> Prose:
    said = "\n".join(prose.rows)
    for rule in (_ADDRESS, QUOTATION):
        said = rule.sub(lambda found: _LETTER.sub(" ", found[0]), said)
    return replace(prose, rows=tuple(said.split("\n")))
