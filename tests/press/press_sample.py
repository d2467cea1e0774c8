"""A small book that has one of everything, and the text of what is printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2

from focalpoint.press import Book, LaidOut, Section
from focalpoint.press.book import print_book
from focalpoint.press.layout.layout import lay_out

TEXT = (
    "A ministry of justice rarely uses the words atrocity prevention, yet much of its daily work is exactly that. "
    "It keeps the criminal code in step with treaties, and decides how a court treats a crime committed abroad."
)
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="60"><rect width="200" height="60"/></svg>'
NOTES = 24


def quiet(title: str, done: int, total: int) -> None:
    """A progress that shows nothing."""


def numbered(number: str, more: str = "") -> str:
    return (
        f'<p class="numbered" id="p-{number}" data-number="{number}">'
        f'<span class="paragraph-number">{number}</span> {TEXT}{more}</p>'
    )


def note(place: int) -> str:
    return f'<span class="footnote" id="note-{place}">Begin{place}x {TEXT} End{place}x</span>'


def section(slug: str, title: str, *blocks: str, number: str = "") -> str:
    label = f'<p class="chapter-number">{number}</p>' if number else ""
    header = f'<header class="opening">{label}<h1>{title}</h1></header>'
    return f'<section class="chapter" id="{slug}">{header}{"".join(blocks)}</section>'


def table(slug: str, rows: int, cell: str = "") -> str:
    body = "".join(
        f'<tr><th class="stub"><p>Row{row}x</p></th><td><p>{TEXT}{cell if row == 2 else ""}</p></td></tr>'
        for row in range(1, rows + 1)
    )
    head = '<thead><tr><th class="head"><p>Factor</p></th><th class="head"><p>Desk</p></th></tr></thead>'
    caption = '<span class="caption-number">Table 1.1 </span><span class="caption-text">Of factors</span>'
    return f'<table id="{slug}"><caption>{caption}</caption>{head}<tbody>{body}</tbody></table>'


@dataclass
class Shop:
    """Makes units and books for a test, and lays them out."""

    folder: Path

    @property
    def book(self) -> Book:
        return Book(
            title="Manual for Focal Points",
            subtitle="A working text",
            challenges=("How to incorporate it", "How to convey it"),
            network="Global Network",
            publisher="Secretariat",
            edition="Public edition",
            version="0.1",
            date=date(2026, 12, 1),
            status="Working text.",
            handling="TLP:CLEAR",
            comments="Comments are welcome.\n\nBy paragraph.",
        )

    def unit(self, html: str, name: str = "one", **facts: Any) -> Section:
        given: dict[str, Any] = {"title": "One", "number": "1", "part": "", "part_of_book": "body", "level": 1}
        return Section(name=name, html=html, assets=self.folder, **{**given, **facts})

    def lay_out(self, *blocks: str) -> LaidOut:
        return lay_out(self.unit(section("one", "One", *blocks)), self.book)

    def units(self) -> list[Section]:
        link = '<a href="#p-2.1"><span>2.1</span></a> and <a href="#p-1.2">1.2</a>'
        items = f"<ul><li><p>{TEXT}{note(2)}</p></li><li><p>Short</p><ol><li><p>Deep</p></li></ol></li></ul>"
        picture = '<img alt="A dark box" src="_images/box.svg">'
        figure = f'<figure id="figure">{picture}<figcaption><p>Box</p></figcaption></figure>'
        action = '<div class="action" id="act"><p class="action-label">Action</p><p class="action-text">Ask.</p></div>'
        again = '<a class="footnote-again" href="#note-1">1</a>'
        notes = "".join(numbered(f"1.{place}", note(place)) for place in range(4, NOTES + 1))
        first = section(
            "one",
            "The post",
            f'<section id="a"><h2><span class="section-letter">A.</span> Ground</h2>{numbered("1.1", note(1) + link)}',
            f"{items}<h3>Below</h3>{numbered('1.2', again)}{figure}{action}{table('t1', 30, note(3))}</section>",
            f'<section id="b"><h2><span class="section-letter">B.</span> Notes</h2>{notes}</section>',
            number="1",
        )
        second = section("two", "The commitment", *(numbered(f"2.{place}") for place in range(1, 16)), number="2")
        points = "".join(f'<li id="pt-{n}" value="{n}"><p>{TEXT}</p></li>' for n in range(12, 30))
        foreword = section("fore", "Foreword", f"<p>{TEXT}</p>" * 14)
        return [
            self.unit(foreword, "fore", title="Foreword", number="", part_of_book="front"),
            self.unit(first, "one", title="The post", part="Part I. Ground"),
            self.unit(second, "two", title="The commitment", number="2", part="Part I. Ground"),
            self.unit(
                section("heard", "Heard", "<p>Notes.</p>"), "heard", title="Heard", number="A", part_of_book="annex"
            ),
            self.unit(
                section("doha", "Doha", f'<ol class="points" start="12">{points}</ol>'),
                "doha", title="Doha", number="", part_of_book="annex", level=2,
            ),
        ]  # fmt: skip

    def print(self, units: list[Section], workers: int = 1) -> bytes:
        return print_book(self.book, units, workers, quiet)


def page_texts(data: bytes) -> list[str]:
    """The text of each page; line ends and hyphens at them are taken out."""
    with pypdfium2.PdfDocument(data) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    return [" ".join(text.replace("\ufffe\r\n", "").replace("\ufffe", "").split()) for text in texts]
