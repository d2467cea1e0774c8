"""Names that are not divided at the end of a line."""

from __future__ import annotations

from calendar import month_name

import pyphen  # type: ignore[import-untyped]

from focalpoint.content.consultation.countries import COUNTRIES

LANGUAGE = "en_GB"
OTHERS = ("African", "American", "Auschwitz", "Brussels", "European", "Geneva", "Helsinki", "Katikati", "Srebrenica")
"""Names beside those of countries and months that a chapter often has."""


def keep_whole() -> None:
    """Have the dictionary of hyphens, which all layouts of a process share, find no place in a name."""
    known = pyphen.Pyphen(lang=LANGUAGE).hd.cache
    names = (word for name in (*COUNTRIES, *month_name, *OTHERS) for word in name.split("-") if " " not in word)
    known.update({name.lower(): [] for name in names})
