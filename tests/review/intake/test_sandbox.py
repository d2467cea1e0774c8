"""The process that reads a returned file: what it may use, how it is stopped, what it says."""

from __future__ import annotations

import hashlib
import io
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from annotating import Desk
from damaging_pdf import zeros
from hand_made import config_of, drafts_in, make

import processes
from focalpoint.problems import ProblemKind, Trouble
from focalpoint.review.intake.sandbox import answer_to, read_returned

CLOSING = "A closing sentence of the draft stands here."


@pytest.fixture
def root(tmp_path: Path) -> Path:
    drafts_in(tmp_path)
    make().archive(tmp_path)
    return tmp_path


def refusal(file: Path, root: Path, **more: float) -> str:
    with pytest.raises(Trouble) as caught:
        read_returned(file, config_of(root), **more)
    (problem,) = caught.value.problems
    assert problem.kind is ProblemKind.UNREADABLE and "\n" not in problem.message and ";" in problem.message
    assert problem.path == file.name
    return problem.message


def test_a_marked_draft_is_read(root: Path) -> None:
    desk = Desk(make().pdf)
    desk.mark("Highlight", CLOSING, "through the process — é ع")
    file = root / "returned.pdf"
    file.write_bytes(desk.saved())
    returned = read_returned(file, config_of(root))
    assert [(one.comment, one.place.paragraph) for one in returned.findings] == [("through the process — é ع", "1.13")]


def test_the_name_of_a_file_does_not_decide(root: Path) -> None:
    file = root / "returned.docx"
    file.write_bytes(make().pdf)
    assert read_returned(file, config_of(root)).draft == 1


def test_a_cleaner_environment_and_no_look_at_this_one(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "focalpoint.py").write_text("raise SystemExit(3)", encoding="utf-8")
    monkeypatch.chdir(root)
    monkeypatch.setenv("PYTHONPATH", str(root))
    file = root / "returned.pdf"
    file.write_bytes(make().pdf)
    assert read_returned(file, config_of(root)).draft == 1


def zipped(name: str, data: bytes) -> bytes:
    """A zip with one file."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr(name, data)
    return written.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"%PDF-1.7 and nothing", "no PDF that can be read"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, "is a picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 99, "old kind of Word or Excel"),
        (b"<html><body>no</body></html>", "is no PDF, Word, Excel or text file"),
    ],
)
def test_what_cannot_be_read_gets_one_line(data: bytes, says: str, root: Path) -> None:
    file = root / "returned.pdf"
    file.write_bytes(data)
    assert says in refusal(file, root)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\x00\x01\x02" + b"\x00" * 99, "is no PDF, Word, Excel or text file"),
        (b"{\\rtf1 words}", "is rich text"),
        (zipped("returned.pdf", b"%PDF-1.7"), "is a zip archive, whatever its name says"),
        (zipped("mimetype", b"application/vnd.oasis.opendocument.text"), "is a LibreOffice file"),
        (b"\xd0\xcf\x11\xe0" + "__substg1.0_0037001F".encode("utf-16-le"), "a message of Outlook"),
    ],
)
def test_another_kind_of_file_is_named_with_what_to_do(data: bytes, says: str, root: Path) -> None:
    told = answer_to(data, root).refused
    assert says in told and ";" in told


def test_a_file_that_is_missing_or_too_large_gets_one_line(root: Path) -> None:
    assert "there is no such file" in refusal(root / "missing.pdf", root)
    (root / "folder").mkdir()
    assert "is a folder; name the files in it" in refusal(root / "folder", root)
    large = root / "large.pdf"
    with large.open("wb") as file:
        file.truncate(60_000_001)
    assert "larger than 60 MB" in refusal(large, root)


def test_a_file_that_takes_too_long_is_given_up(root: Path) -> None:
    file = root / "returned.pdf"
    file.write_bytes(make().pdf)
    started = time.monotonic()
    assert "took more than" in refusal(file, root, time_limit=0.01)
    assert time.monotonic() - started < 5


def bomb(pdf: pikepdf.Pdf) -> None:
    """A page whose text unpacks to four gigabytes."""
    pdf.pages[0].obj.Contents = zeros(pdf, 1_000)


def many_pages(pdf: pikepdf.Pdf) -> None:
    for _ in range(3_001):
        pdf.add_blank_page()


def many_notes(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9])
    pdf.pages[0].obj.Annots = pikepdf.Array([note] * 20_001)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("harm", "says"), [(many_pages, "more than 3000 pages"), (many_notes, "more than 20000 comments")]
)
def test_limits_are_told(harm: Callable[[pikepdf.Pdf], None], says: str, root: Path) -> None:
    desk = Desk(make().pdf)
    harm(desk.pdf)
    file = root / "returned.pdf"
    file.write_bytes(desk.saved())
    assert says in refusal(file, root)


@pytest.mark.slow
def test_a_bomb_on_a_page_ends_in_a_line_or_is_passed_over(root: Path) -> None:
    desk = Desk(make().pdf)
    desk.mark("Highlight", CLOSING, "kept")
    bomb(desk.pdf)
    file = root / "returned.pdf"
    file.write_bytes(desk.saved())
    try:
        assert [one.comment for one in read_returned(file, config_of(root), time_limit=20).findings] == ["kept"]
    except Trouble as trouble:
        assert "could not be read" in str(trouble) or "too large" in str(trouble) or "took more" in str(trouble)


def test_the_limits_hold_in_the_process() -> None:
    code = (
        "import resource as r\nfrom focalpoint.review.intake import sandbox\nsandbox.limit()\n"
        "print(*[r.getrlimit(k)[0] for k in (r.RLIMIT_AS, r.RLIMIT_CPU, r.RLIMIT_FSIZE, r.RLIMIT_CORE)])"
    )
    done = processes.run([sys.executable, "-I", "-c", code], Path.cwd())
    assert done.stdout.split() == [str(1_536 * 1024 * 1024), "55", "64000000", "0"]


@pytest.mark.parametrize("answer", ["", "{", '{"returned": {}}', '{"refused": 3}', "[]", '{"refused": ""}', "x" * 99])
def test_an_answer_that_is_none_is_not_believed(answer: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = root / "python"
    fake.write_text(f"#!/bin/sh\ncat <<'END'\n{answer}\nEND\n", encoding="utf-8")
    fake.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(fake))
    file = root / "returned.pdf"
    file.write_bytes(make().pdf)
    assert "could not be read" in refusal(file, root)


@pytest.mark.parametrize("own", [True, False])
def test_an_answer_about_another_file_is_not_believed(own: bool, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = root / "returned.pdf"
    file.write_bytes(make().pdf)
    read = hashlib.sha256(file.read_bytes() if own else b"another file").hexdigest()
    answer = f'{{"returned": {{"sha256": "{read}", "draft": 1}}}}'
    fake = root / "python"
    fake.write_text(f"#!/bin/sh\necho '{answer}'\n", encoding="utf-8")
    fake.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(fake))
    if own:
        assert read_returned(file, config_of(root)).draft == 1
    else:
        assert "could not be read" in refusal(file, root)


def test_what_the_process_started_ends_with_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = root / "left"
    fake = root / "python"
    fake.write_text(f"#!/bin/sh\nsleep 60 & echo $! > {left}\nwait\n", encoding="utf-8")
    fake.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(fake))
    file = root / "returned.pdf"
    file.write_bytes(make().pdf)
    assert "took more than" in refusal(file, root, time_limit=0.5)
    state = Path(f"/proc/{left.read_text(encoding='utf-8').strip()}/stat")
    deadline = time.monotonic() + 5
    while state.exists() and state.read_text(encoding="utf-8").split()[2] != "Z" and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not state.exists() or state.read_text(encoding="utf-8").split()[2] == "Z"
