"""The page at the front of a draft that says how to comment on it."""

from __future__ import annotations

from datetime import date
from html import escape

from focalpoint.press.book_pdf.front_matter import HANDLING
from focalpoint.press.layout.isolation import THEME
from focalpoint.press.section import Book, Section

NAME = "how-to-comment"
MARKS = (
    ("Strike out", "These words should go."),
    ("Replace text", "These words should read otherwise: type the new ones."),
    ("Insert text", "Something is missing here: type it."),
    ("Highlight, with a comment", "What you think of these words."),
    ("Note, set beside a line", "What you think of this paragraph."),
)
"""What readers of PDF call their marks, and what each of them tells the Secretariat."""
RETURN = (
    "Save the file and send back that same file. Do not print it to a new PDF, scan it or put it together with others: "
    "the marks would be lost or would lose their places. Pages that you did not mark may be left out."
)
WITHOUT = (
    "If you cannot mark a PDF, fill in the form at the end of this draft, or the Word or Excel form that came with it; "
    "or write a letter that names the paragraph before each comment, such as: para 3.12: … "
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
    """One page: which marks, what to send back, where and by when, and what becomes of a comment."""
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
    html = f'<section class="chapter how-to" id="{NAME}">{opening}{_paragraph(what)}{body}</section>'
    return Section(NAME, title, "", "", "front", 1, html, THEME, listed=False)


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"
