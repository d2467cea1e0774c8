"""A chapter with all that is hard to read aloud: notes, tables, figures, and breaks of lines and pages through them."""

from __future__ import annotations

from press_sample import Shop

from focalpoint.press import Section

NETWORK = (
    "The Network has grown from a first meeting of seventeen officials into a standing circle of colleagues. They meet "
    "once a year, compare what each government has done, and write to one another between the meetings when a risk is "
    "seen. Nobody in it gives instructions to anybody else."
)
DUTIES = (
    ("Advise", "Counsel the government on prevention, and join up what the ministries already do"),
    ("Coordinate", "Call the ministries together twice a year, with the justice ministry in the chair"),
    ("Warn", "Read the early signs, and bring them to whoever can act on them while there is time"),
    ("Train", "Give the staff of each ministry an hour a year on the four crimes and their signs"),
    ("Report", "Tell the parliament in writing what has been done, and what has been left undone"),
    ("Speak", "Answer the questions of the press, once the ministry's spokesperson has been told"),
    ("Follow up", "Keep a list of what was promised in meetings, and ask after it three months later"),
)


def paragraph(number: int, text: str) -> str:
    """A numbered paragraph."""
    return (
        f'<p class="numbered" id="reading.p{number}" data-number="3.{number}">'
        f'<span class="paragraph-number">3.{number}</span> {text}</p>'
    )


def note(name: str, text: str) -> str:
    """A footnote at its call."""
    return f'<span class="footnote" id="reading.{name}">{text}</span>'


def table() -> str:
    """A table that runs over a page, with a note in it."""
    rows = "".join(
        f'<tr><th class="stub"><p>{duty}</p></th><td><p>{text}.{asked if place == 5 else ""}</p></td>'
        f"<td><p>{place + 1995}</p></td></tr>"
        for place, (duty, text) in enumerate(DUTIES * 4, 1)
        for asked in [note("table", "Asked in Gaborone.")]
    )
    columns = "".join(f'<th class="head"><p>{text}</p></th>' for text in ("Duty", "In practice", "Since"))
    return (
        '<table id="reading.duties"><caption><span class="caption-number">Table 3.1</span> '
        '<span class="caption-text">Duties of a Focal Point</span></caption>'
        f"<thead><tr>{columns}</tr></thead><tbody>{rows}</tbody></table>"
    )


def asks() -> str:
    """A list in a list."""
    lines = "".join(f"<li><p>{text}</p></li>" for text in ("a letter", "a telephone number, with <em>one</em> name"))
    return (
        f"<ul><li><p>Ask for two things:</p><ul>{lines}</ul></li>"
        f"<li><p>Thank them.{note('thanks', 'Twice.')}</p></li></ul>"
    )


OPENING = (
    '<header class="opening"><p class="chapter-number">3</p><h1>The post</h1>'
    '<p class="question">What is it for?</p></header>'
)
FIRST = (
    f'{NETWORK} In French it is <span lang="fr"><em>la responsabilité de protéger</em></span>, or '
    '<abbr title="Responsibility to Protect">R2P</abbr>.'
)
SUMMIT = f'World Summit Outcome, <a class="undoc" href="https://undocs.org/A/RES/60/1">A/RES/60/1</a>. {NETWORK}'
SECOND = (
    'See <a href="#reading.duties">Table 3.1</a>, and <a href="#reading.p1">3.1</a>.'
    f'<a class="footnote-again" href="#reading.summit">1</a> {NETWORK}'
)
FIGURE = (
    '<figure id="reading.figure"><img alt="A dark box, wider than it is high" src="_images/box.svg">'
    "<figcaption><p>Figure 3.1 Where the post stands</p></figcaption></figure>"
)
LONG = f"{NETWORK} The Attorney-General, an office for cross-border work, wrote “efficient offices”."
ACTION = (
    '<div class="action" id="reading.action"><p class="action-label">Action P-1 · an afternoon</p>'
    '<p class="action-text">Find the paper that appointed you.</p>'
    '<p class="action-with">With: foreign affairs</p></div>'
)
TERMS = (
    "<dl><dt>Attorney-General</dt><dd><p>The first lawyer of a State.</p></dd>"
    "<dt>Post</dt><dd><p>An office.</p></dd></dl>"
)


def chapter(shop: Shop) -> Section:
    """The chapter."""
    blocks = [
        '<section class="chapter" id="reading">',
        OPENING,
        '<section id="reading.a"><h2><span class="section-letter">A.</span> What it is</h2>',
        paragraph(1, FIRST + note("summit", SUMMIT)),
        paragraph(2, SECOND),
        asks(),
        FIGURE,
        "<h3>Its duties</h3>",
        *(paragraph(number, LONG) for number in (3, 4, 5)),
        table(),
        '</section><section id="reading.b"><h2><span class="section-letter">B.</span> Next steps</h2>',
        paragraph(6, NETWORK),
        ACTION,
        TERMS,
        "</section></section>",
    ]
    return shop.unit("".join(blocks), "reading", title="The post", number="3")
