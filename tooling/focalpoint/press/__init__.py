"""The print edition: units of HTML in book order become one tagged, archival PDF."""

from __future__ import annotations

from focalpoint.press.book import print_book
from focalpoint.press.unit import Book, LaidOut, Matter, PressError, Unit

__all__ = ["Book", "LaidOut", "Matter", "PressError", "Unit", "print_book"]
