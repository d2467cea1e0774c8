"""PDFs that come back broken or locked: what can be read is read, and what cannot gets one line."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from annotating import Desk
from hand_made import drafts_in, make

from focalpoint.content.rounds.returned import Finding
from focalpoint.problems import Trouble
from focalpoint.review.returned_pdf.read_pdf import read_pdf

CLOSING = "A closing sentence of the draft stands here."


def findings_of(data: bytes, root: Path) -> tuple[Finding, ...]:
    make().archive(root)
    return read_pdf(data, drafts_in(root)).findings


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"%PDF-1.7\n", "no PDF that can be read"), (b"%PDF-1.7\n" + b"x" * 5_000, "no PDF that can be read")],
)
def test_what_is_no_pdf_gets_one_line(data: bytes, says: str, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=says):
        findings_of(data, tmp_path)


def test_a_file_with_a_password_gets_one_line(tmp_path: Path) -> None:
    data = Desk(make().pdf).saved(encryption=pikepdf.Encryption(user="secret", owner="secret"))
    with pytest.raises(Trouble, match="needs a password"):
        findings_of(data, tmp_path)


def test_a_file_that_opens_without_its_password_is_read(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    desk.mark("Highlight", CLOSING, "encrypted")
    data = desk.saved(encryption=pikepdf.Encryption(user="", owner="secret"))
    assert findings_of(data, tmp_path)[0].place.paragraph == "1.13"


def test_a_truncated_file_is_read_as_far_as_it_can_be(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    desk.mark("Highlight", CLOSING, "kept")
    data = desk.saved()
    assert findings_of(data[: data.rindex(b"xref")], tmp_path)[0].place.paragraph == "1.13"


def test_a_file_without_a_root_is_read(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    desk.mark("Highlight", CLOSING, "kept")
    data = desk.saved(object_stream_mode=pikepdf.ObjectStreamMode.disable)
    broken = data.replace(b"/Root", b"/Tree")
    assert [one.comment for one in findings_of(broken, tmp_path)] == ["kept"]
