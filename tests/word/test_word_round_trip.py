"""A chapter that goes out as a Word file and comes home unedited is the same, byte for byte."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from docx import Document
from lxml import etree

from figures.worded.chapter import Sample, sent_chapter
from focalpoint.word.returned.applying import Applying, Texts
from focalpoint.word.returned.changes import compare
from focalpoint.word.returned.reading import read_paragraphs
from focalpoint.word.sent import pack_pages, unpack_pages

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def sample() -> Sample:
    return sent_chapter()


def part(sample: Sample, name: str) -> etree._Element:
    with zipfile.ZipFile(BytesIO(sample.data)) as file:
        return etree.fromstring(file.read(name))


def test_an_unedited_file_changes_nothing(sample: Sample) -> None:
    found = compare(read_paragraphs(sample.data), [sample.page])
    assert (found.changes, found.untaken, found.untracked, found.missing) == ([], [], 0, 0)
    page = sample.page.page
    assert Applying(Texts(sample.page, page, page), 0, found).write([]) == (page, [])


def test_every_block_of_the_page_is_in_the_file(sample: Sample) -> None:
    names = {one.get(f"{W}name") for one in part(sample, "word/document.xml").iter(f"{W}bookmarkStart")}
    # 155 blocks stand in the invented chapter, and none of them is left out.
    assert len({one.index for one in sample.page.blocks}) == 155
    assert {f"fp_0_{number}" for number in range(155)} <= names


def test_tracking_is_on_and_the_file_is_accessible(sample: Sample) -> None:
    assert part(sample, "word/settings.xml").find(f"{W}trackRevisions") is not None
    document = Document(BytesIO(sample.data))
    assert document.core_properties.title == "The watch at the harbour"
    assert document.core_properties.language == "en-GB"
    assert document.core_properties.author == ""
    styles = [one.style.name for one in document.paragraphs]
    assert styles.count("Heading 2") >= 4
    tables = document.tables
    assert len(tables) == 8
    assert all(one._tbl.tblPr.find(f"{W}tblCaption").get(f"{W}val") for one in tables)
    assert all(one.rows[0]._tr.trPr.find(f"{W}tblHeader") is not None for one in tables)


def test_footnotes_are_words_own_and_references_are_locked(sample: Sample) -> None:
    document = part(sample, "word/document.xml")
    notes = part(sample, "word/footnotes.xml")
    calls = [one.get(f"{W}id") for one in document.iter(f"{W}footnoteReference")]
    assert calls == ["1"]
    assert "2005" in "".join(next(one for one in notes if one.get(f"{W}id") == "1").itertext())
    locked = [one for one in document.iter(f"{W}sdt") if one.find(f"{W}sdtPr/{W}lock") is not None]
    assert len(locked) == 24
    assert {one.find(f"{W}sdtPr/{W}lock").get(f"{W}val") for one in locked} == {"sdtContentLocked"}


def test_the_same_chapter_gives_the_same_bytes(sample: Sample) -> None:
    assert sent_chapter().data == sample.data


def test_the_pages_are_archived_as_they_were(sample: Sample) -> None:
    assert unpack_pages(pack_pages((sample.page,))) == (sample.page,)
    with pytest.raises(ValueError, match="not the pages"):
        unpack_pages(b"nothing")
