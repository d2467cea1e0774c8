"""The readers of returned files: each declared in its own module, found by the bytes of a file."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

import focalpoint.review.letters
from focalpoint.content.rounds.channels import Channel
from focalpoint.problems import Trouble
from focalpoint.review.intake.readers import reader_for, readers


def zipped(*names: str) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return written.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7\n", "read_pdf"),
        (b"\x00\n some bytes before %PDF-1.4", "read_pdf"),
        (zipped("[Content_Types].xml", "word/document.xml"), "read_word"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "read_sheet"),
        (zipped("[Content_Types].xml", "xl/workbook.xml", "word/document.xml"), "read_word"),
        (zipped("[Content_Types].xml", "word/document.xml", "%PDF-"), "read_word"),
        (b"para 3.12: delete", "read_letter"),
        ("para 3.12: löschen".encode("utf-16"), "read_letter"),
        (b"", "read_letter"),
    ],
)
def test_a_file_is_known_by_its_bytes(data: bytes, name: str) -> None:
    assert reader_for(data).read.__name__ == name


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\x89PNG\r\n", "the file is a picture"),
        (b"{\\rtf1", "rich text"),
        (zipped("mimetypeapplication/vnd.oasis.opendocument.text"), "is a LibreOffice file"),
        (zipped("notes.txt"), "zip archive"),
        (b"\xd0\xcf\x11\xe0" + "__substg1.0".encode("utf-16-le"), "message of Outlook"),
        (b"\xd0\xcf\x11\xe0\x00\x00", "an old kind of Word or Excel"),
        (b"<html>", "no PDF, Word, Excel or text file"),
        (b"abc\x00def", "no PDF, Word, Excel or text file"),
    ],
)
def test_what_no_reader_takes_is_refused_with_what_to_do(data: bytes, says: str) -> None:
    with pytest.raises(Trouble, match=says.replace("(", r"\(").replace(")", r"\)")):
        reader_for(data)


def test_a_new_reader_is_one_new_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "read_open_document.py").write_text(
        "from focalpoint.review.intake.readers import Reader\n"
        "def read_open_document(data, drafts, asked=0): ...\n"
        "READER = Reader(lambda data: b'opendocument' in data[:200], read_open_document)\n",
        encoding="utf-8",
    )
    (tmp_path / "helper.py").write_text("raise AssertionError('only read_*.py declare readers')", encoding="utf-8")
    monkeypatch.setattr(focalpoint.review.letters, "__path__", [*focalpoint.review.letters.__path__, str(tmp_path)])
    readers.cache_clear()
    try:
        found = reader_for(zipped("mimetypeapplication/vnd.oasis.opendocument.text"))
        assert found.read.__name__ == "read_open_document"
        assert reader_for(b"%PDF-1.7").read.__name__ == "read_pdf"
    finally:
        readers.cache_clear()


def test_every_channel_has_words_of_its_own() -> None:
    words = {channel.value: channel.label for channel in Channel}
    assert words == {
        "pdf": "marked PDF",
        "template": "comment form",
        "reviewer-file": "reviewer's file",
        "email": "e-mail",
        "meeting": "meeting",
        "call": "call",
    }
    assert [channel.value for channel in Channel if channel.by_hand] == ["email", "meeting", "call"]
    assert [channel.value for channel in Channel if channel.names_marks] == ["pdf", "reviewer-file"]
    assert [channel.value for channel in Channel if channel.cites_in_words] == ["template"]
