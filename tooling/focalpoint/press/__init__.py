"""The print edition: units of HTML in book order become one tagged, archival PDF.

Only values here: a printing process loads this first, and needs neither the book nor its cache.
"""

from __future__ import annotations

from focalpoint.press.section import Book, LaidOut, PressError, Section

__all__ = ["Book", "LaidOut", "PressError", "Section"]
