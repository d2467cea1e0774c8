"""Stop a web edition of which any page does not say which edition it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from lxml import html

from focalpoint.problems import Problem, ProblemKind


@dataclass(frozen=True)
class EditionMarks:
    """What every page of an edition has to say: in its band, in its title and in its metadata."""

    edition: str
    handling: str
    version: str
    date: str
    day: str
    """The date as machines read it: 2026-11-30."""
    closed: bool
    """Whether search engines must leave it out."""
    address: str = ""
    """Where the edition is published for good; empty where that is not known."""

    def faults(self, page: html.HtmlElement, name: str) -> Iterator[str]:
        """Yield what a page lacks, in words."""
        band = " ".join(" ".join(element.text_content() for element in page.find_class("edition-band")).split())
        for what in (self.edition, self.handling, f"version {self.version}", self.date):
            if what not in band:
                yield f"its band does not say “{what}”"
        title = page.findtext(".//title") or ""
        for what in (self.edition, self.handling, self.date):
            if what not in title:
                yield f"its title does not say “{what}”"
        said = {str(meta.get("name")): str(meta.get("content")) for meta in page.iter("meta") if meta.get("name")}
        known = {"edition": self.edition, "handling": self.handling, "version": self.version, "date": self.day}
        for field, value in known.items():
            if said.get(field) != value:
                yield f"its metadata does not say “{field}: {value}”"
        if self.closed and "noindex" not in said.get("robots", ""):
            yield "it does not keep search engines out (robots: noindex)"
        if self.address and name != "404.html" and not page.xpath("//link[@rel='canonical']/@href"):
            yield "it does not give its permanent address"


def marked_page(marks: EditionMarks, title: str, body: str, *, name: str = "", head: str = "") -> str:
    """Make a page beside those that Sphinx writes, which says of its edition what every page has to say.

    `body` is its HTML, `name` its path in the edition, for its permanent address, and `head` more HTML for its head.
    """
    known = {"edition": marks.edition, "handling": marks.handling, "version": marks.version, "date": marks.day}
    metadata = "".join(f'<meta name="{name}" content="{escape(value)}">' for name, value in known.items())
    canonical = f'<link rel="canonical" href="{escape(marks.address.rstrip("/") + "/" + name)}">'
    robots = '<meta name="robots" content="noindex">' if marks.closed else ""
    band = " · ".join(map(escape, (marks.handling, f"version {marks.version}", marks.date)))
    kind = marks.edition.partition(" ")[0].lower()
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} — {escape(marks.edition)}, {escape(marks.handling)}, {escape(marks.date)}</title>"
        f"{metadata}{robots}{canonical if marks.address and name else ''}{head}</head>"
        f'<body class="edition-{escape(kind)}"><p class="edition-band"><strong>{escape(marks.edition)}</strong> · '
        f"{band}</p><main>{body}</main></body></html>\n"
    )


def unmarked_pages(folder: Path, marks: EditionMarks) -> list[Problem]:
    """List what the pages of a folder do not say of their edition, one problem for each page."""
    problems = []
    for file in sorted(folder.rglob("*.html")):
        if found := _faults(file, folder, marks):
            name = file.relative_to(folder).as_posix()
            problems.append(Problem(name, 0, ProblemKind.BUILD, _message(found)))
    return problems


def _faults(file: Path, folder: Path, marks: EditionMarks) -> list[str]:
    text = file.read_text(encoding="utf-8")
    if not text.strip():
        return ["it is empty"]
    return list(marks.faults(html.fromstring(text), file.relative_to(folder).as_posix()))


def _message(found: Sequence[str]) -> str:
    said = "; ".join(found)
    return f"the page does not say which edition it is: {said}; keep the band, title and metadata of layout.html"
