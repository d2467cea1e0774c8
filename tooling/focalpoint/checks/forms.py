"""Forms have a file of their own, and hold nothing that a Word file cannot."""

from __future__ import annotations

import re
from collections.abc import Iterator

from focalpoint.config import Config
from focalpoint.content.consultation.records import SLUG
from focalpoint.content.manual import Manual, Text
from focalpoint.content.text.forms import MOST_LINES
from focalpoint.content.text.reading import Directive
from focalpoint.problems import Problem, ProblemKind

HELD = frozenset({"lines", "list-table", "from-data"})
"""Blocks that a form may hold."""
PIECES = frozenset({"blank"})
"""Roles that it may hold: a citation or a link leads nowhere from a Word file."""


def check_forms(config: Config, manual: Manual) -> Iterator[Problem]:
    """Every form has a title and a `file` that no other has, and holds text, blanks, lines and tables alone."""
    files: dict[str, str] = {}
    for text in manual.texts:
        for block in text.reading.directives:
            if block.name == "form":
                name, line = block.options.get("file", ("", block.line))
                if name in files:
                    message = f"the form at {files[name]} has the file `{name}` too; give one of them another name"
                    yield Problem(text.path, line, ProblemKind.DUPLICATE, message)
                files.setdefault(name, f"{text.path}:{line}")
                yield from (Problem(text.path, place, ProblemKind.FORM, told) for place, told in _faults(text, block))
            elif block.name == "lines" and not _is_count(block.argument):
                message = f"`{block.argument}` lines cannot be drawn; write a number from 1 to {MOST_LINES}"
                yield Problem(text.path, block.line, ProblemKind.FORM, message)


def _is_count(given: str) -> bool:
    return given.isdecimal() and 1 <= int(given) <= MOST_LINES


def _faults(text: Text, form: Directive) -> Iterator[tuple[int, str]]:
    if not form.argument:
        yield form.line, "say on the first line what the form is"
    if not re.fullmatch(SLUG, form.options.get("file", ("", 0))[0]):
        yield form.line, "name its Word file in small letters, figures and dashes, such as `:file: mandate-letter`"
    for block in text.reading.directives:
        if form.line < block.line < form.end and block.name not in HELD:
            yield block.line, f"a form cannot hold `{{{block.name}}}`; use one of {', '.join(sorted(HELD))}"
        elif form.line < block.line < form.end and block.name == "list-table" and "widths" not in block.options:
            yield block.line, "this table needs `:widths:`, a number for each column"
    for role in text.reading.roles:
        if form.line < role.line < form.end and role.name not in PIECES:
            yield (
                role.line,
                f"a form cannot hold `{{{role.name}}}`: its Word file stands alone; say it outside the form",
            )
