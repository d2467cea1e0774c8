"""The call that a printing process answers; it leads to nothing that only the book needs, so that it is soon there."""

from __future__ import annotations

from focalpoint.press.unit import Book, LaidOut, Unit


def lay_out_checked(unit: Unit, book: Book) -> LaidOut:
    """Lay out a unit in one of the processes, and let it through the gates."""
    from focalpoint.press.gates import check_unit
    from focalpoint.press.layout import lay_out

    return check_unit(unit, lay_out(unit, book))
