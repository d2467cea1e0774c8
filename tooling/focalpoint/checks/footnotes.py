"""Every footnote that is called has its text, and every text is called."""

from __future__ import annotations

from collections.abc import Iterator

from focalpoint.config import Config
from focalpoint.content.manual import Manual
from focalpoint.content.text.reading import Reading
from focalpoint.problems import Problem, ProblemKind


def check_ends(config: Config, manual: Manual) -> Iterator[Problem]:
    """Where closed words alone call a footnote, nothing stands after it that may have been meant to be in it."""
    for text in manual.texts:
        closed = list(closed_lines(text.reading))
        for label, line in text.reading.after_footnotes:
            calls = [at for name, at in text.reading.calls if name == label]
            if calls and all(any(at in lines for lines in closed) for at in calls):
                message = (
                    f"this may belong to the footnote `[^{label}]`, which only closed words call; put that footnote at "
                    "the end of its section, and 4 spaces before each further paragraph of it"
                )
                yield Problem(text.path, line, ProblemKind.HANDLING, message)


def closed_lines(reading: Reading) -> Iterator[range]:
    """Yield the lines of every passage, action, practice and point that has a label of its own."""
    for block in reading.directives:
        if block.name == "handling" or "handling" in block.options:
            yield range(block.line, block.end)
    for point in reading.points:
        if point.label:
            yield range(point.line, point.end)


def check_footnotes(config: Config, manual: Manual) -> Iterator[Problem]:
    """Calls and texts of footnotes go together by their labels, in each chapter or note by itself."""
    for text in manual.texts:
        written: dict[str, int] = {}
        called = {label for label, _line in text.reading.calls}
        for label, line, _end in text.reading.footnotes:
            if label in written:
                message = f"the footnote `[^{label}]` is also on line {written[label]}; rename one, and its call"
            elif label not in called:
                message = f"nothing calls the footnote `[^{label}]`; write its call behind the words that it explains"
            else:
                message = ""
            written.setdefault(label, line)
            if message:
                yield Problem(text.path, line, ProblemKind.FOOTNOTE, message)
        rows = text.text.split("\n")
        begun = {label: line for label, line in text.reading.calls if rows[line - 1].startswith(f"[^{label}]")}
        for label, line in text.reading.calls:
            if label not in written and label in begun:
                if line == begun[label]:
                    message = f"a footnote's text begins with `[^{label}]: `, with a colon"
                    yield Problem(text.path, line, ProblemKind.FOOTNOTE, message)
            elif label not in written:
                message = f"the footnote `[^{label}]` has no text; write `[^{label}]: …` at the end of the section"
                yield Problem(text.path, line, ProblemKind.FOOTNOTE, message)
