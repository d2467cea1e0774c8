"""A returned Word file is hostile: bounds of zip and XML hold, and nothing outside is followed."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from figures.worded.chapter import Sample, sent_chapter
from figures.worded.hands import W, WordFile
from focalpoint.problems import Trouble
from focalpoint.word.out.pictures import PictureReader
from focalpoint.word.returned.changes import compare
from focalpoint.word.returned.reading import read_paragraphs
from focalpoint.word.returned.sandboxed import answer_to

MAIN = "word/document.xml"


@pytest.fixture(scope="module")
def sample() -> Sample:
    return sent_chapter()


def changed(sample: Sample, name: str, data: bytes) -> bytes:
    file = WordFile(sample.data)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for part, content in {**file.parts, name: data}.items():
            written.writestr(part, content)
    return out.getvalue()


def test_entities_bombs_and_no_files_are_refused_in_one_line(sample: Sample) -> None:
    entity = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    bomb = b"<x>" + b" " * 30_000_000 + b"</x>"
    for data, told in (
        (changed(sample, MAIN, entity), "defines XML entities"),
        (changed(sample, MAIN, bomb), "compressed as no program does"),
        (changed(sample, MAIN, b"<x/>"), "is no Word document"),
        (changed(sample, MAIN, b"<broken"), "the file is damaged"),
        (b"PK\x03\x04nothing", "is no whole Word or Excel file"),
    ):
        answer = answer_to(data)
        assert answer.file is None
        assert told in answer.refused


def test_elements_that_are_nested_without_end_stop_nothing(sample: Sample) -> None:
    file = WordFile(sample.data)
    paragraph = file.blocks("FPText")[0]
    inner = paragraph
    for _ in range(3_000):
        inner = etree.SubElement(inner, f"{W}ins")
    with pytest.raises(Trouble, match="damaged"):
        read_paragraphs(file.saved())


def test_bookmarks_that_lie_change_only_what_they_say(sample: Sample) -> None:
    file = WordFile(sample.data)
    marks = [one for one in file.body.iter(f"{W}bookmarkStart") if (one.get(f"{W}name") or "").startswith("fp_0_")]
    for number, one in enumerate(marks):
        one.set(f"{W}name", f"fp_{number * 7919}_{10**9 + number}")
    found = compare(read_paragraphs(file.saved()), [sample.page])
    assert found.by_words
    assert found.changes == []


def test_pictures_outside_the_folder_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.png").write_bytes(b"secret")
    (tmp_path / "in" / "own.png").write_bytes(b"own")
    read = PictureReader(tmp_path / "in")
    assert (read("../secret.png"), read("own.png"), read("nowhere.png")) == (b"", b"own", b"")
