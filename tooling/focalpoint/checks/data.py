"""Files of data name sources that exist, and chapters show data that are there."""

from __future__ import annotations

from collections.abc import Iterator

from focalpoint.config import Config
from focalpoint.content.data.data import Shown, data_keys, data_of
from focalpoint.content.manual import Manual
from focalpoint.problems import Problem, ProblemKind


def check_data(config: Config, manual: Manual) -> Iterator[Problem]:
    """Every source of a file of data is in `sources.bib`, and every `{from-data}` names data that can be shown."""
    for key, path, line in data_keys(manual):
        if manual.lacks_source(key):
            message = f"no source is called `{key}`; add it to manual/sources.bib, or correct the key"
            yield Problem(path, line, ProblemKind.CITATION, message)
    for text in manual.texts:
        for block in text.reading.directives:
            if block.name == "from-data" and (wrong := _wrong(config, manual, block.argument)):
                yield Problem(text.path, block.line, ProblemKind.DATA, wrong)


def _wrong(config: Config, manual: Manual, name: str) -> str:
    if name not in set(Shown):
        return f"`{name}` is nothing that is made from data; name one of {', '.join(Shown)}"
    if name not in manual.vocabulary.tables:
        return f"the vocabulary of this manual has no captions for `{name}`; add [tables.{name}] there"
    data = data_of(manual, Shown(name))
    if data is not None and data.held is None and not (config.root / data.path).exists():
        return f"shows what {data.path} holds, which is not there; restore that file, or take this block out"
    return ""
