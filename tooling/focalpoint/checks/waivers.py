"""Single cases of a rule that an author has accepted, each by a comment in the text that gives the reason.

    % accept uncited-figure: the table below counts them

The comment names the rule as it stands in brackets after a problem. It covers what begins on the next line, up to the
next empty line; before a table, a figure or another block, all of it. In front matter it begins with `#`, and covers
the next line alone; in `sources.bib` it stands before the entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from focalpoint.config import Config
from focalpoint.content.manual import Manual, Text
from focalpoint.content.text.frontmatter import body_begins
from focalpoint.content.text.text_files import read_text
from focalpoint.problems import Problem, ProblemKind

ACCEPTABLE = frozenset(
    {
        ProblemKind.UNCITED_FIGURE,
        ProblemKind.UNUSED_SOURCE,
        ProblemKind.OUTDATED,
        ProblemKind.STRAY_MARKUP,
        ProblemKind.TERM,
        ProblemKind.SPELLING,
        ProblemKind.LONG_SENTENCE,
        ProblemKind.HEADING_LEVEL,
        ProblemKind.TEXT_ALTERNATIVE,
    }
)
"""Rules of which a single case may be right; the others hold without exception."""
_COMMENT = re.compile(r"\s*[%#]\s*accept\b\s*(?P<rule>[\w-]*)\s*:?\s*(?P<reason>.*)")
_BESIDE = re.compile(r"\s*(?:%|\([^)]+\)=\s*$)")
"""Lines between a comment and what it covers: other comments, and labels."""


@dataclass(frozen=True)
class Acceptance:
    """One comment that accepts a case of a rule."""

    path: str
    line: int
    rule: str
    reason: str
    first: int
    """First line that it covers."""
    end: int
    """The line after the last that it covers."""

    def covers(self, problem: Problem) -> bool:
        """Whether the problem is one that it accepts."""
        return problem.path == self.path and problem.kind == self.rule and self.first <= problem.line < self.end


def without_accepted(config: Config, manual: Manual, problems: Iterable[Problem]) -> list[Problem]:
    """The problems that nobody has accepted, and those of comments that lack a reason or accept nothing."""
    left, wrong = list(problems), []
    for one in _acceptances(config, manual):
        kept = [problem for problem in left if not one.covers(problem)]
        if message := _wrong_with(one, anything=len(kept) < len(left)):
            wrong.append(Problem(one.path, one.line, ProblemKind.ACCEPTANCE, message))
        else:
            left = kept
    return left + wrong


def _wrong_with(one: Acceptance, *, anything: bool) -> str:
    if one.rule not in ACCEPTABLE:
        known = ", ".join(kind for kind in ProblemKind if kind in ACCEPTABLE)
        return f"`{one.rule}` is no rule of which a case can be accepted; those are {known}"
    if not one.reason:
        return f"accepts without a reason; give it: `accept {one.rule}: why`"
    return "" if anything else f"accepts nothing, since no `{one.rule}` follows; take the comment out, or move it"


def _acceptances(config: Config, manual: Manual) -> Iterator[Acceptance]:
    """Those of the chapters and notes, then those of the sources."""
    for text in manual.texts:
        if "accept" in text.text:
            yield from _in_text(text)
    bib, _ = read_text(config, config.manual / "sources.bib")
    rows = bib.split("\n")
    for line, row in enumerate(rows, 1):
        if found := _COMMENT.match(row):
            yield _acceptance("manual/sources.bib", line, found, line + 1, _next_empty(rows, line + 1))


def _in_text(text: Text) -> Iterator[Acceptance]:
    rows = text.text.split("\n")
    begins = body_begins(text.text)
    for line in range(1, begins):
        if found := _COMMENT.match(rows[line - 1]):
            yield _acceptance(text.path, line, found, line + 1, line + 2)
    blocks = {block.line: block.end for block in text.reading.directives}
    for line in (line for first, end in text.reading.comments for line in range(first, end)):
        if found := _COMMENT.match(rows[line - 1]):
            first = next((n for n in range(line, len(rows)) if not _BESIDE.match(rows[n])), len(rows)) + 1
            yield _acceptance(text.path, line, found, first, blocks.get(first) or _next_empty(rows, first))


def _acceptance(path: str, line: int, found: re.Match[str], first: int, end: int) -> Acceptance:
    return Acceptance(path, line, found["rule"], found["reason"].strip(), first, end)


def _next_empty(rows: list[str], line: int) -> int:
    """The first empty line from that line on, or the one after the last."""
    return next((number + 1 for number in range(line - 1, len(rows)) if not rows[number].strip()), len(rows) + 1)
