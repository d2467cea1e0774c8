"""Make the pages of a draft about comments: how to comment at its front, a form to type into at its end."""

from __future__ import annotations

from datetime import date
from html import escape
from io import BytesIO

import pikepdf

from focalpoint.content.rounds.comments import CommentType
from focalpoint.press.book_pdf.front_matter import HANDLING
from focalpoint.press.layout.isolation import THEME
from focalpoint.press.layout.page_geometry import POINTS_PER_MM
from focalpoint.press.section import Book, Section
from focalpoint.press.standalone import print_single
from focalpoint.review.forms.form_fields import FormField, add_fields

HOW_TO = "how-to-comment"
MARKS = (
    ("Strike out", "These words should go."),
    ("Replace text", "These words should read otherwise: type the new ones."),
    ("Insert text", "Something is missing here: type it."),
    ("Highlight, with a comment", "What you think of these words."),
    ("Note, set beside a line", "What you think of this paragraph."),
)
"""Names of the marks in PDF readers, and the meaning of each for the Secretariat."""
RETURN = (
    "Save the file and send back that same file. Do not print it to a new PDF, scan it or put it together with others: "
    "the marks would be lost or would lose their places. Pages that you did not mark may be left out."
)
WITHOUT = (
    "If you cannot mark a PDF, open the page for reviewers in any browser, if one came with this draft or is attached "
    "to this PDF: you comment in it without a network, and send back the small text file that it saves. "
    "Or fill in the form at the end of this draft, or the Word or Excel form that came with it; or write a letter that "
    "names the paragraph before each comment, such as: para 3.12: … "
    "Numbers of paragraphs stand beside the text, those of lines at the edge of the page."
)
KINDS = "Begin a comment with ed: if it is on language, with te: if on substance, with tr: if on translation."
AFTER = (
    "Each comment is kept under the name of your Government or organization, never of a person. "
    "It is answered: accepted, accepted with modification, noted or not accepted, with the reason, in a reply that "
    "holds your comments alone. The Secretariat shows your words to nobody else; it publishes only how many comments "
    "there were, by type, decision and regional group."
)


def how_to_comment(book: Book, by: date | None) -> Section:
    """Make one page: which marks, what to send back, where and by when, and what becomes of a comment."""
    assert book.draft is not None
    asked = f"Comments are asked for by {by.day} {by:%B %Y}." if by else "Comments are welcome at any time."
    what = f"This is draft {book.draft.number} of the {book.title}, of {book.day}. {asked}"
    rows = "".join(f"<tr><th>{escape(mark)}</th><td>{escape(said)}</td></tr>" for mark, said in MARKS)
    table = f"<table><thead><tr><th>Mark</th><th>What it tells us</th></tr></thead><tbody>{rows}</tbody></table>"
    handling = f"This draft is marked {book.handling}. {HANDLING.get(book.handling, '')}".strip()
    sections = (
        ("Mark the text", f"<p>Any reader of PDF will do.</p>{table}{_paragraph(KINDS)}"),
        ("Send it back", _paragraph(RETURN) + _paragraph(book.comments)),
        ("Without marks", _paragraph(WITHOUT)),
        ("What becomes of a comment", _paragraph(AFTER)),
        ("Who may see this draft", _paragraph(handling)),
    )
    body = "".join(f"<section><h2>{head}</h2>{text}</section>" for head, text in sections)
    title = "How to comment on this draft"
    opening = f'<header class="opening"><h1>{title}</h1></header>'
    html = f'<section class="chapter how-to" id="{HOW_TO}">{opening}{_paragraph(what)}{body}</section>'
    return Section(HOW_TO, title, "", "", "front", 1, html, THEME, listed=False)


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


FORM = "comment-form"
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
"""Height of every field, in millimetres."""
INTRODUCTION = (
    "For those who cannot mark the text itself: type into this page, save the file and send it back. Each row is one "
    "comment. Paragraph numbers stand beside the text, line numbers at the edge of the page. Types: ge general, "
    "te substantive, ed editorial, tr translation."
)


def form_pages(book: Book) -> bytes:
    """Print the form as a PDF by itself, to be appended to the draft."""
    printed = print_single(book, _form(book), "Form ")
    return add_fields(printed, 0, _blanks(printed))


def _form(book: Book) -> Section:
    assert book.draft is not None
    heads = "".join(f'<th class="form-{name}">{head}</th>' for name, head, _ in COLUMNS)
    rows = "".join(f"<tr>{''.join(_cell(row, name) for name, *_ in COLUMNS)}</tr>" for row in range(1, ROWS + 1))
    title = f"Comments on draft {book.draft.number}"
    html = (
        f'<section class="chapter comment-form" id="{FORM}"><header class="opening"><h1>{title}</h1></header>'
        f"<p>{INTRODUCTION}</p><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></section>"
    )
    return Section(FORM, title, "", "", "body", 1, html, THEME, listed=False)


def _cell(row: int, name: str) -> str:
    return f'<td><div class="blank" id="{FORM}.row{row}.{name}"></div></td>'


def _blanks(printed: bytes) -> list[FormField]:
    """List the fields, each at the place where its cell was laid out."""
    with pikepdf.open(BytesIO(printed)) as pdf:
        places = pikepdf.NameTree(pdf.Root.Names.Dests).items()
        corners = {name: (float(place[2]), float(place[3])) for name, place in places}
    found = []
    for row in range(1, ROWS + 1):
        for name, head, width in COLUMNS:
            left, top = corners[f"{FORM}.row{row}.{name}"]
            rectangle = (left, top - HEIGHT * POINTS_PER_MM, left + width * POINTS_PER_MM, top)
            choices = tuple(one.value for one in CommentType) if name == "type" else ()
            label = f"Comment {row}: {head.lower()}"
            found.append(FormField(f"row{row}.{name}", label, rectangle, name in ("comment", "change"), choices))
    return found
