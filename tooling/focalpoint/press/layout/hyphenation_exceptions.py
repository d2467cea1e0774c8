"""Keep names whole at the end of a line: pyphen divides them, and has no list of exceptions to add them to."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import version

import pyphen  # type: ignore[import-untyped]

from focalpoint.content.consultation.countries import COUNTRIES

RELEASES = ("0.18.1",)
"""Releases of pyphen whose dictionaries keep what they found in `cache`; in any other, names may be divided."""
LANGUAGE = "en_GB"


@contextmanager
def names_whole(others: Iterable[str]) -> Iterator[None]:
    """Have the dictionary that all layouts of a process share find no place to divide a name, until the end.

    These are the names of countries, of months, and the others.
    """
    if version("pyphen") not in RELEASES:
        yield
        return
    known = pyphen.Pyphen(lang=LANGUAGE).hd.cache
    names = {word.lower() for name in (*COUNTRIES, *month_name, *others) for word in name.split("-") if " " not in word}
    known.update({name: [] for name in names})
    try:
        yield
    finally:
        for name in names:
            del known[name]
