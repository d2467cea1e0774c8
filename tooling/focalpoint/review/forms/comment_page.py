"""The last page of a draft: a form for comments that can be typed into, and the places of its fields."""

from __future__ import annotations

from io import BytesIO

import pikepdf

from focalpoint.content.rounds.comments import CommentType
from focalpoint.press.layout.isolation import THEME
from focalpoint.press.layout.page_geometry import POINTS_PER_MM
from focalpoint.press.section import Book, Section
from focalpoint.press.standalone import print_single
from focalpoint.review.forms.form_fields import Blank, fillable

NAME = "comment-form"
ROWS = 6
COLUMNS = (
    ("paragraph", "Paragraph", 19.0),
    ("line", "Line", 14.0),
    ("type", "Type", 17.0),
    ("comment", "Comment", 43.0),
    ("change", "Proposed change", 43.0),
)
"""Name of the field, head of the column, and width of the field in millimetres."""
HEIGHT = 23.0
"""Of every field, in millimetres."""
INTRODUCTION = (
    "For those who cannot mark the text itself: type into this page, save the file and send it back. Each row is one "
    "comment. Paragraph numbers stand beside the text, line numbers at the edge of the page. Types: ge general, "
    "te substantive, ed editorial, tr translation."
)


def form_pages(book: Book) -> bytes:
    """The form as a PDF by itself, to be appended to the draft."""
    printed = print_single(book, _form(book), "Form ")
    return fillable(printed, 0, _blanks(printed))


def _form(book: Book) -> Section:
    assert book.draft is not None
    heads = "".join(f'<th class="form-{name}">{head}</th>' for name, head, _ in COLUMNS)
    rows = "".join(f"<tr>{''.join(_cell(row, name) for name, *_ in COLUMNS)}</tr>" for row in range(1, ROWS + 1))
    title = f"Comments on draft {book.draft.number}"
    html = (
        f'<section class="chapter comment-form" id="{NAME}"><header class="opening"><h1>{title}</h1></header>'
        f"<p>{INTRODUCTION}</p><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></section>"
    )
    return Section(NAME, title, "", "", "body", 1, html, THEME, listed=False)


def _cell(row: int, name: str) -> str:
    return f'<td><div class="blank" id="{NAME}.row{row}.{name}"></div></td>'


def _blanks(printed: bytes) -> list[Blank]:
    """The fields, at the places where the press has put the cells of the table."""
    with pikepdf.open(BytesIO(printed)) as pdf:
        names = pdf.Root.Names.Dests.Names
        places = {bytes(names[at]).decode(): names[at + 1] for at in range(0, len(names), 2)}
        corners = {name: (float(place[2]), float(place[3])) for name, place in places.items()}
    found = []
    for row in range(1, ROWS + 1):
        for name, head, width in COLUMNS:
            left, top = corners[f"{NAME}.row{row}.{name}"]
            rectangle = (left, top - HEIGHT * POINTS_PER_MM, left + width * POINTS_PER_MM, top)
            choices = tuple(one.value for one in CommentType) if name == "type" else ()
            label = f"Comment {row}: {head.lower()}"
            found.append(Blank(f"row{row}.{name}", label, rectangle, name in ("comment", "change"), choices))
    return found
