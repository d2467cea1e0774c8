"""The pieces of the preview by themselves: the pages around an edit, what changed, what is in the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.local_pages.watching import is_temporary
from focalpoint.press import Book, Section
from focalpoint.preview.articles import changed_block
from focalpoint.preview.printed_pages import (
    Printed,
    first_part,
    lay_out_printed,
    pages_of_part,
    part_around_edit,
    picture,
)
from focalpoint.preview.source import Source, changed_files, changed_texts, read_source
from sample_project import Project

BOOK = Book("T", "", ("a", "b"), "N", "P", "E", "1", date(2026, 1, 5), "s", "TLP:CLEAR", "c")
NOTHING = Source({}, ())
WORDS = "The ministry keeps a register of what it does and of what it will do. "


def chapter(edit: Callable[[int, str], str] = lambda number, text: text) -> Section:
    """A chapter of about nine pages: sections with paragraphs, lists, notes and a table."""
    parts = []
    for number in range(60):
        text = edit(number, f"Paragraph {number}. {WORDS * (3 + number % 4)}")
        note = f'<span class="footnote" id="c.n{number}">Note of {number}.</span>' if number % 7 == 3 else ""
        head = f'<section id="c.s{number}"><h2>Section {number}</h2>' if number % 8 == 0 else ""
        tail = "</section>" if number % 8 == 7 or number == 59 else ""
        rows = f'<ul id="c.l{number}"><li>One</li><li>Two</li></ul>' if number % 10 == 5 else ""
        parts.append(f'{head}<p class="numbered" id="c.p{number}">{text}{note}</p>{rows}{tail}')
    opening = '<header class="opening"><p class="chapter-number">3</p><h1>The chapter</h1></header>'
    return Section(
        "c", "The chapter", "3", "", "body", 1, f'<section id="c">{opening}{"".join(parts)}</section>', Path.cwd()
    )


@pytest.fixture(scope="module")
def whole() -> Printed:
    return lay_out_printed(chapter(), BOOK)


@pytest.mark.slow
@pytest.mark.parametrize("place", [1, 12, 30, 44, 59])
@pytest.mark.parametrize("change", ["a word", "two lines more", "gone"])
def test_the_pages_around_an_edit_look_as_they_do_in_the_chapter(whole: Printed, place: int, change: str) -> None:
    said = {"a word": lambda text: text.replace("keeps", "kept", 1), "two lines more": lambda text: text + WORDS * 3}
    make = said.get(change, lambda text: "Short.")
    section = chapter(lambda number, text: make(text) if number == place else text)
    piece = part_around_edit(section, chapter().html, chapter().html, whole)
    assert piece
    drawn = lay_out_printed(piece.section, BOOK)
    # Blank pages that stand before it cost next to nothing.
    assert len(drawn.page_digests) - piece.shown <= 5 < len(whole.page_digests)
    after = lay_out_printed(section, BOOK)
    pages, anchors = pages_of_part(piece, drawn, whole.anchors)
    shown = {page: drawn.page_digests[number] for page, number in pages}
    edited = after.anchors[f"p{place}"][0]
    assert edited in shown
    assert shown == {page: after.page_digests[page] for page in shown}
    assert anchors[f"p{place}"] == after.anchors[f"p{place}"]


def test_the_piece_is_around_the_last_of_two_quick_edits(whole: Printed) -> None:
    first = chapter(lambda number, text: text.replace("keeps", "kept", 1) if number == 12 else text)
    second = chapter(lambda number, text: text.replace("keeps", "kept", 1) if number in (12, 44) else text)
    piece = part_around_edit(second, first.html, chapter().html, whole)
    assert piece
    pages, _ = pages_of_part(piece, lay_out_printed(piece.section, BOOK), whole.anchors)
    assert whole.anchors["p44"][0] in [page for page, _ in pages]


def test_a_piece_that_is_laid_out_wrong_is_seen(whole: Printed) -> None:
    section = chapter(lambda number, text: text.replace("keeps", "kept", 1) if number == 30 else text)
    piece = part_around_edit(section, chapter().html, chapter().html, whole)
    assert piece and 'style="height' in piece.section.html
    wrong = replace(piece.section, html=piece.section.html.replace('style="height', 'style="width'))
    drawn, after = lay_out_printed(wrong, BOOK), lay_out_printed(section, BOOK)
    pages, _ = pages_of_part(piece, drawn, whole.anchors)
    assert any(drawn.page_digests[number] != after.page_digests[page] for page, number in pages)


def test_without_an_edit_there_is_no_piece(whole: Printed) -> None:
    assert part_around_edit(chapter(), chapter().html, chapter().html, whole) is None


def test_a_picture_is_as_wide_as_it_is_asked_for(whole: Printed) -> None:
    data = picture(whole.pdf, 2, 700)
    assert data.startswith(b"\x89PNG")
    assert int.from_bytes(data[16:20]) == pytest.approx(700, abs=1)


@pytest.mark.parametrize(
    ("before", "after", "block"),
    [
        ('<p id="p1">A</p><p id="p2">B</p>', '<p id="p1">A</p><p id="p2">C</p>', "p2"),
        ('<p id="p1">A</p><p id="p2">B</p>', '<p id="p1">A</p><p id="p2">N</p><p id="p3">B</p>', "p2"),
        ('<p id="p1">A</p><p id="p2">B</p>', '<p id="p1">A</p>', "p1"),
        ('<p id="p1">A</p>', '<p id="p1">A</p>', ""),
        ('<ul><li><p>A</p></li><li id="b">B</li></ul>', '<ul><li><p>A</p></li><li id="b">C</li></ul>', "b"),
        ('<section id="s"><h2>A</h2><p>A</p></section>', '<section id="s"><h2>B</h2><p>A</p></section>', "s"),
        ("", '<p id="p1">A</p>', "p1"),
        ('<p id="p1">A</p>', "", ""),
    ],
)  # fmt: skip
def test_the_changed_block_is_found(before: str, after: str, block: str) -> None:
    assert changed_block(before, after) == block


@pytest.mark.parametrize(
    "name", [".post.md.swp", "post.md~", "#post.md#", ".#post.md", "4913", "post.md.tmp", "~$post.md"]
)
def test_an_editors_own_files_are_passing(name: str) -> None:
    assert is_temporary(f"manual/ground/{name}")
    assert not is_temporary("manual/ground/post.md")


def read(project: Project, before: Source = NOTHING, edition: Edition = Edition.SECRETARIAT) -> Source:
    return read_source(Config.load(project.root, date(2026, 11, 23)), edition, before)


def test_a_sound_text_is_renewed_beside_a_broken_one(project: Project) -> None:
    first = read(project)
    assert first.problems == ()
    project.write("manual/task/mapping.md", "no front matter\n")
    project.edit("manual/ground/post.md", "- Ask the ministry first", "- Ask the other ministry first")
    second = read(project, first)
    assert changed_texts(first, second) == ["ground/post"]
    assert second.held == {"manual/task/mapping.md"}
    assert second.tree.keys() == first.tree.keys()
    assert second.tree["task/mapping.md"] == first.tree["task/mapping.md"]
    assert second.path("task/mapping") == "manual/task/mapping.md"
    third = read(project, second)
    assert third.tree["task/mapping.md"] == first.tree["task/mapping.md"]


def test_a_slip_that_may_hide_a_label_is_not_drawn_in_an_edition_that_withholds(project: Project) -> None:
    first = {edition: read(project, edition=edition) for edition in Edition}
    project.edit("manual/ground/post.md", "- Ask the ministry first", "- Ask **the ministry first")
    drawn = {edition: read(project, first[edition], edition) for edition in Edition}
    assert [edition for edition in Edition if not drawn[edition].held] == [Edition.SECRETARIAT]
    assert b"Ask **the" in drawn[Edition.SECRETARIAT].tree["ground/post.md"].data
    assert b"Ask the ministry" in drawn[Edition.PUBLIC].tree["ground/post.md"].data
    # A preview that begins with such a text leaves it out.
    assert "ground/post.md" not in read(project, edition=Edition.PUBLIC).tree


def test_a_changed_picture_names_itself_and_a_changed_source_its_chapters(project: Project) -> None:
    entry = "\n@misc{cited, title = {One}, year = {2026}}\n"
    project.write("manual/sources.bib", project.read("manual/sources.bib") + entry)
    project.edit("manual/ground/post.md", "- Ask the ministry first", "- Ask the ministry first{footcite}`cited`")
    first = read(project)
    project.edit("manual/figures/rings.svg", 'r="40"', 'r="30"')
    project.edit("manual/sources.bib", "{One}", "{Two}")
    second = read(project, first)
    assert changed_files(first, second) == {"figures/rings.svg"}
    assert changed_texts(first, second) == ["ground/post"]


def test_a_long_chapter_is_begun_with_its_first_pages(whole: Printed) -> None:
    section = chapter(lambda number, text: text * 8)
    first = first_part(section)
    assert first_part(chapter()) is None
    assert first is not None and len(first.section.html) < len(section.html) / 5
    drawn, entire = lay_out_printed(first.section, BOOK), lay_out_printed(section, BOOK)
    pages, anchors = pages_of_part(first, drawn, {})
    assert len(pages) >= 2
    assert [drawn.page_digests[place] for _page, place in pages] == list(entire.page_digests[: len(pages)])
    assert {name: entire.anchors[name] for name in anchors} == anchors
