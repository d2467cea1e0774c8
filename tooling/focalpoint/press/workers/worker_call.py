"""The call that a printing process answers; it leads to nothing that only the book needs, so that it is soon there."""

from __future__ import annotations

from focalpoint.press.section import Book, LaidOut, PressError, Section

AMENDMENTS = (
    "",
    "p { orphans: 3; widows: 3 }",
    "p { orphans: 2; widows: 3 }",
    "p { orphans: 3; widows: 2 }",
    "p { orphans: 1; widows: 1 }",
)
"""Other ways to break pages, for WeasyPrint now and then loses a note, or carries it too far, where a page ends."""


def lay_out_checked(unit: Section, book: Book) -> LaidOut:
    """Lay out a unit in one of the processes, and let it through the gates, with other page breaks if need be.

    Raises PressError for what the gates found with the first of them, when none will do.
    """
    from focalpoint.press.layout.layout import lay_out
    from focalpoint.press.preflight.preflight import check_unit

    first: PressError | None = None
    for amendment in AMENDMENTS if 'class="footnote' in unit.html else AMENDMENTS[:1]:
        one = lay_out(unit, book, amendment)
        try:
            return check_unit(unit, one)
        except PressError as found:
            first = first or found
    assert first is not None
    raise first
