"""The file of sources can be read, and everything in it is printed or known to be the writer's own."""

from __future__ import annotations

from collections.abc import Iterator

from focalpoint.config import Config
from focalpoint.content.manual import SOURCES, Manual
from focalpoint.content.sources import read_sources, wrong_with
from focalpoint.content.text.text_files import read_text
from focalpoint.problems import Problem, ProblemKind


def check_sources(config: Config, manual: Manual) -> Iterator[Problem]:
    """Each entry is whole, of a known kind, and has fields that are printed for its kind; a key stands once."""
    text, problems = read_text(config, config.root / SOURCES)
    if problems:
        return
    sources = read_sources(text)
    for line, message in sources.faults:
        yield Problem(SOURCES, line, ProblemKind.SOURCE, message)
    seen: dict[str, int] = {}
    for source in sources.entries:
        if source.key in seen:
            message = f"the key `{source.key}` is also on line {seen[source.key]}; rename one, and what cites it"
            yield Problem(SOURCES, source.line, ProblemKind.DUPLICATE, message)
        seen.setdefault(source.key, source.line)
        for line, message in wrong_with(source):
            yield Problem(SOURCES, line, ProblemKind.SOURCE, message)
