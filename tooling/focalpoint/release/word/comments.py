"""Enter the comments of a returned Word file, or all of its changes as comments, into the ledger of a draft."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from focalpoint.config import Config
from focalpoint.content.rounds.returned import Returned, WordCount
from focalpoint.review.intake.importing import Import, ImportRequest, import_returned
from focalpoint.review.intake.sandbox import read_returned

MARGIN = "margin"
"""The kind of place of a comment in the margin."""


def enter_comments(config: Config, files: Sequence[Path], request: ImportRequest, *, changes: bool) -> Import:
    """Enter the comments in the margins of files, and with `changes` each change as a proposed one."""
    return import_returned(config, files, request, read_returned if changes else _read_margin)


def _read_margin(path: Path, config: Config, asked: int) -> Returned:
    """Read a file, and leave out what is not in its margin: the changes were taken into the text."""
    returned = read_returned(path, config, asked)
    kept = tuple(one for one in returned.findings if one.source.subtype == MARGIN)
    return returned.model_copy(update={"findings": kept, "count": WordCount()})
