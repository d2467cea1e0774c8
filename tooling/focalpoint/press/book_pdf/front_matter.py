"""Write cover, imprint and contents: sections of their own, laid out when the book's pages are known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from focalpoint.press.layout.isolation import THEME
from focalpoint.press.section import Book, Section

OWN = ("cover", "imprint", "contents")
"""Names of the sections that the press makes itself."""
TYPEFACES = "Source Serif 4, Source Sans 3, Amiri and Noto, all under the SIL Open Font Licence."
NOT_RELEASED = "Draft for consultation"
"""What the cover says of an edition that is no release."""
LINE_ENDS = ("for", "of", "on", "to", "and")
"""Words after which a title on the cover may break."""
HANDLING = {
    "TLP:CLEAR": "There is no limit on disclosure.",
    "TLP:GREEN": "Recipients may share this within their community, but not in public.",
    "TLP:AMBER": "Recipients may share this within their organization and its clients, on a need-to-know basis.",
    "TLP:AMBER+STRICT": "Recipients may share this within their organization only, on a need-to-know basis.",
    "TLP:RED": "For the named recipients only; no further disclosure.",
}


def _section(name: str, title: str, html: str) -> Section:
    return Section(name, title, "", "", "front", 1, html, THEME)


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(' '.join(part.split()))}</p>" for part in text.split("\n\n") if part.strip())


def cover(book: Book, *, bleeding: bool = False) -> Section:
    """Return the cover; with `bleeding`, its colour reaches beyond the edge of the page."""
    challenges = "".join(f"<li><p>{escape(challenge)}</p></li>" for challenge in book.challenges)
    subtitle = f'<p class="cover-subtitle">{escape(book.subtitle)}</p>' if book.subtitle else ""
    version = f"Version {book.version}" if book.version and book.released else ""
    facts = " · ".join(filter(None, (book.day, version)))
    status = "" if book.released else f'<p class="cover-status">{NOT_RELEASED}</p>'
    handling = " · ".join(filter(None, (book.handling, HANDLING.get(book.handling, ""))))
    html = f"""<div class="cover {book.page_size.lower()}{" bleeding" if bleeding else ""}">
<p class="cover-network">{escape(book.network)}</p>
<div class="cover-heading"><p class="cover-title">{_broken(book.title)}</p>{subtitle}</div>
<ol class="cover-challenges">{challenges}</ol>
<div class="cover-band">{status}<p class="cover-edition">{escape(book.edition)} · {escape(facts)}</p>
<p>{escape(book.publisher)}</p><p>{escape(handling)}</p></div>
</div>"""
    return _section("cover", book.title, html)


def _broken(title: str) -> str:
    """Break a title after the short word nearest to its middle, where a reader would pause."""
    words = title.split()
    places = [place for place, word in enumerate(words[:-1], 1) if word.lower() in LINE_ENDS]
    if not places:
        return escape(title)
    middle = min(places, key=lambda place: abs(len(" ".join(words[:place])) - len(title) / 2))
    return f"{escape(' '.join(words[:middle]))}<br>{escape(' '.join(words[middle:]))}"


def imprint(book: Book) -> Section:
    """Return the imprint: publisher, edition, and how to handle, cite and comment on the manual."""
    subtitle = f'<p class="imprint-subtitle">{escape(book.subtitle)}</p>' if book.subtitle else ""
    version = f"version {book.version}" if book.version else ""
    edition = ", ".join(filter(None, (book.edition, version, book.day)))
    cited = ", ".join(filter(None, (book.publisher, book.title, book.edition[:1].lower() + book.edition[1:], book.day)))
    numbers = "Give chapter and paragraph, such as 5.12: page numbers differ between editions."
    errors = "Report an error to the publisher, with the number of the paragraph and the date of this edition."
    blocks = {
        "Published by": _paragraphs("\n\n".join(filter(None, (book.publisher, book.contact)))),
        "Web site": _paragraphs(book.address),
        "Edition": _paragraphs(edition),
        "Status": _paragraphs(book.status),
        "Handling": _paragraphs(f"{book.handling}. {HANDLING.get(book.handling, '')}".strip()),
        "Comments": _paragraphs(book.comments),
        "Errors": _paragraphs(errors),
        "Citing": _paragraphs(f"{cited}.\n\n{numbers}"),
        "Licence": _paragraphs(book.licence),
        "Typefaces": _paragraphs(TYPEFACES),
    }
    rows = "".join(
        f'<div class="imprint-block"><p class="imprint-label">{label}</p><div>{text}</div></div>'
        for label, text in blocks.items()
        if text
    )
    title = f'<p class="imprint-title">{escape(book.title)}</p>'
    html = f"""<div class="imprint {book.page_size.lower()}">{title}{subtitle}{rows}</div>"""
    return _section("imprint", book.title, html)


@dataclass(frozen=True)
class Listed:
    """A section as the contents list it."""

    section: Section
    target: str
    """Id that the entry links to."""
    page: str


@dataclass(frozen=True)
class Captioned:
    """A table or figure as the contents list it."""

    kind: str
    """`Tables` or `Figures`."""
    number: str
    caption: str
    target: str
    page: str


def contents(listed: Sequence[Listed], captioned: Sequence[Captioned] = ()) -> Section:
    """Return the table of contents: for each part its chapters with number, title and page; then tables and figures."""
    groups = "".join(_group(part, list(members)) for part, members in groupby(listed, key=_group_name))
    for kind in ("Tables", "Figures"):
        groups += _captions(kind, [one for one in captioned if one.kind == kind])
    html = f"""<section class="chapter contents"><header class="opening"><h1>Contents</h1></header>{groups}</section>"""
    return _section("contents", "Contents", html)


def _captions(kind: str, members: Sequence[Captioned]) -> str:
    entries = (_entry("caption", one.target, one.number, one.page, one.caption) for one in members)
    return f'<div class="contents-group">{_listing(kind, entries)}</div>' if members else ""


def _entry(level: str, target: str, number: str, page: str, title: str) -> str:
    return (
        f'<li><a class="contents-entry level-{level}" href="#{escape(target)}" data-entry="{escape(number)}"'
        f' data-page="{page}">{escape(title)}</a></li>'
    )


def _listing(label: str, entries: Iterable[str]) -> str:
    head = f'<p class="contents-part">{escape(label)}</p>' if label else ""
    return f'{head}<ul class="contents-list">{"".join(entries)}</ul>'


def _group_name(entry: Listed) -> str:
    return entry.section.part or ("Annexes" if entry.section.part_of_book == "annex" else "")


def _group(part: str, members: Sequence[Listed]) -> str:
    entries = (
        _entry(f"{one.section.level}", one.target, one.section.number, one.page, one.section.title) for one in members
    )
    return f'<div class="contents-group">{_listing(part, entries)}</div>'
