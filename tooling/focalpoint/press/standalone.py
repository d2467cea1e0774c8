"""One unit as an accessible archival PDF of its own: a letter or a brief, without cover, imprint and contents."""

from __future__ import annotations

from focalpoint.press.book_pdf.assemble import Placed, assemble
from focalpoint.press.preflight.pdfua_checks import check_pdfua
from focalpoint.press.preflight.preflight import check_book
from focalpoint.press.section import Book, LaidOut, Section
from focalpoint.press.workers.pool import Pool
from focalpoint.press.workers.worker import lay_out_checked


def print_single(book: Book, unit: Section, prefix: str = "") -> bytes:
    """The finished PDF, the same bytes for the same unit, once every gate has let it through.

    Its pages look, and are tagged, as those of a book. `book` says what it is: its title names the PDF, and stands
    with edition and date at the foot of each page, before the page's number, which begins with `prefix`. All is done
    in this process; for many, submit the call to a Pool.
    """
    return finish_single(book, unit, lay_out_checked(unit, book), prefix)


def finish_single(book: Book, unit: Section, laid_out: LaidOut, prefix: str = "") -> bytes:
    """The finished PDF of a unit that has been laid out."""
    placed = [Placed(unit, laid_out, 0)]
    assembled = assemble(book, placed, prefix=prefix)
    check_pdfua(assembled.pdf)
    check_book(assembled, placed, Pool(1))
    return assembled.pdf
