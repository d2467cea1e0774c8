"""The marks that Git leaves in a file of which it could not join two versions: no text with one is read."""

from __future__ import annotations

import re

_MARK = re.compile(r"^(?:<{7}|>{7}|={7}|\|{7})(?=\s|$)", re.MULTILINE)
UNJOINED = (
    "Git could not join two versions of this file; keep the lines of one version, and delete the lines that begin with "
    "<<<<<<<, ======= and >>>>>>>"
)


def first_mark(text: str) -> int:
    """The first line that Git put where it could not join two versions of a file; 0 where there is none."""
    found = _MARK.search(text)
    return text.count("\n", 0, found.start()) + 1 if found else 0
