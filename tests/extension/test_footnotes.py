from __future__ import annotations

import pytest
from extension_texts import chapter

from sample_project import Project
from sphinx_pages import Written, article, words, write

pytestmark = pytest.mark.slow

NOTES = ["Secretary-General", "My own note.", "General Assembly"]
"""How the notes of the chapter begin, in the order in which it calls them."""


def calls(written: Written, docname: str, number: str) -> list[str]:
    """The footnote numbers called in one paragraph."""
    paragraph = article(written.page(docname)).xpath(
        f".//p[starts-with(@id, 'p')][a[@class='paragraph-number']='{number}']"
    )
    return [words(call).strip("[]") for call in paragraph[0].find_class("footnote-reference")]


def notes(written: Written, docname: str) -> dict[str, str]:
    """Number → text of the notes below a chapter, in their order there."""
    found = article(written.page(docname)).xpath(".//aside[contains(@class, 'footnote ')]")
    return {words(note.xpath("./span[@class='label']")[0]).strip("[]"): words(note.xpath("./p")[0]) for note in found}


def test_notes_are_numbered_in_the_order_of_their_calls_own_and_sources_alike(web: Written) -> None:
    assert calls(web, "ground/second", "2.1") == ["1", "2", "3"]
    found = notes(web, "ground/second")
    assert list(found) == ["1", "2", "3"]
    assert all(text.startswith(begun) for text, begun in zip(found.values(), NOTES, strict=True))


def test_a_note_that_is_called_again_keeps_its_number(web: Written) -> None:
    assert calls(web, "ground/second", "2.2") == ["2", "1", "3", "1"]


def test_notes_start_again_in_each_chapter(web: Written) -> None:
    assert calls(web, "ground/first", "1.3") == ["1"]
    assert list(notes(web, "ground/first")) == ["1", "2", "3"]


def test_print_sets_each_note_at_its_first_call_and_only_its_number_at_the_others(units: Written) -> None:
    unit = units.page("ground/second")
    printed = unit.xpath("//span[@class='footnote']")
    assert all(words(note).startswith(begun) for note, begun in zip(printed, NOTES, strict=True))
    order = [words(call) for call in unit.find_class("footnote-again")]
    assert order == ["2", "1", "3", "1"]
    ids = [note.get("id") for note in printed]
    assert [call.get("href") for call in unit.find_class("footnote-again")] == [f"#{ids[int(n) - 1]}" for n in order]


def test_print_leaves_no_notes_at_the_end_of_a_chapter(units: Written) -> None:
    assert not units.page("ground/second").xpath("//aside")
    assert words(units.page("ground/second")).count("My own note.") == 1


def test_a_note_that_its_author_called_by_a_number_takes_the_number_of_its_place(texts: Project) -> None:
    sources = "One.{footcite}`report2009`\nTwo.[^1]\nThree.{footcite}`summit2005`\n\n[^1]: My own note.\n"
    texts.write("manual/ground/second.md", chapter("Second", f"(second-one)=\n{sources}"))
    written = write(texts)
    assert written.problems == []
    assert calls(written, "ground/second", "2.1") == ["1", "2", "3"]
    found = notes(written, "ground/second")
    assert list(found) == ["1", "2", "3"]
    assert all(text.startswith(begun) for text, begun in zip(found.values(), NOTES, strict=True))
