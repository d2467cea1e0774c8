"""Chapters use the constructs of the manual and no others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from focalpoint.config import Config
from focalpoint.content.manual import Chapter, Manual
from focalpoint.content.text import other_tools
from focalpoint.content.text.constructs import DIRECTIVES, ROLES, Writer, names_for, options_of
from focalpoint.content.text.other_tools import instead_of, instead_of_tag
from focalpoint.problems import Problem, ProblemKind

NAMELESS = (
    "this line opens a block without a name; where it should close one, the block round another has as few colons as "
    "that one: give the outer block one more at both ends"
)


def check_constructs(config: Config, manual: Manual) -> Iterator[Problem]:
    """No raw HTML, no included file, no unknown directive or role; headings begin at `##`."""
    for text in manual.texts:
        told: set[int] = set()
        for line, html in text.reading.html:
            if line not in told:
                message = f"HTML is not used here; {instead_of_tag(html)}"
                yield Problem(text.path, line, ProblemKind.CONSTRUCT, message)
            told.add(line)
        for lines, message in (
            (text.reading.nameless, NAMELESS),
            (text.reading.unclosed, "this block is never closed; end it with a line of the same colons or backticks"),
            (text.reading.indented, "these lines stand so far right that they print as code; take the spaces away"),
        ):
            for line in lines:
                yield Problem(text.path, line, ProblemKind.CONSTRUCT, message)
        writers = (Writer.AUTHOR, Writer.CONTENTS) if text is manual.index else (Writer.AUTHOR,)
        allowed, roles = names_for(DIRECTIVES, *writers), names_for(ROLES, *writers)
        for directive in text.reading.directives:
            if directive.name not in allowed:
                yield Problem(
                    text.path,
                    directive.line,
                    ProblemKind.CONSTRUCT,
                    f"`{{{directive.name}}}` is not a block of this manual; "
                    f"{instead_of(directive.name, allowed, other_tools.BLOCKS)}",
                )
                continue
            options = options_of(directive.name)
            for name, (_value, line) in directive.options.items():
                # A label where it closes nothing is told by the rule about handling.
                if name not in options and name != "handling":
                    near = f"use one of {', '.join(sorted(options))}" if options else "take the line out"
                    message = f"`:{name}:` is not an option of `{{{directive.name}}}`; {near}"
                    yield Problem(text.path, line, ProblemKind.CONSTRUCT, message)
        for role in text.reading.roles:
            if role.name not in roles:
                yield Problem(
                    text.path,
                    role.line,
                    ProblemKind.CONSTRUCT,
                    f"`{{{role.name}}}` is not known; {instead_of(role.name, roles, other_tools.ROLES)}",
                )
        for found, line in text.reading.headings:
            if text is not manual.index and found == 1:
                yield Problem(
                    text.path, line, ProblemKind.CONSTRUCT, "the title is in the front matter; begin sections with `##`"
                )


def check_headings(config: Config, manual: Manual) -> Iterator[Problem]:
    """A heading stands at most one level below the one before it: readers who listen go from heading to heading."""
    for text in manual.texts:
        level = 0 if text is manual.index else 1
        for found, line in text.reading.headings:
            if found > level + 1:
                message = f"this heading skips a level; write it with {'#' * (level + 1)}"
                yield Problem(text.path, line, ProblemKind.HEADING_LEVEL, message)
            level = found


_TRANSPARENT = re.compile(r"\s*(?:$|%|\([^)]+\)=\s*$|[:`]{3,}\{(?:brief|pocket)\})")
"""Lines between a mark of the index and what it names: comments, labels, beginnings of passages of briefs."""
_NAMED = re.compile(r"\s*(?![#:`])\S|\s*[:`]{3,}\{(?:table|list-table|figure|from-data)\}")
"""Begins a paragraph, a list, a table or a figure."""


def check_index(config: Config, manual: Manual) -> Iterator[Problem]:
    """A mark of the index names the paragraph, list or table directly below it, which no label can take away alone."""
    for text in manual.texts:
        marks = [block for block in text.reading.directives if block.name == "index"]
        others = {line for mark in marks for line in range(mark.line, mark.end)}
        rows = [(line, row) for line, row in enumerate(text.text.split("\n"), 1) if line not in others]
        for mark in marks:
            below = next((row for line, row in rows if line >= mark.end and not _TRANSPARENT.match(row)), "")
            if not isinstance(text, Chapter):
                told = "only chapters stand in the index of subjects; take the mark out"
            elif not mark.argument.strip(" ;"):
                told = "names no subject; write ` ```{index} arms licences; sanctions `, and ` ``` ` below"
            elif not _NAMED.match(below):
                told = "names no paragraph; put it directly before one, inside the label where the paragraph has one"
            else:
                continue
            yield Problem(text.path, mark.line, ProblemKind.CONSTRUCT, told)
