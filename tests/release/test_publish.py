"""What was finished before stands in dist/ until all that is new can take its place."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.files import write_whole
from focalpoint.press.book import Bound, Press
from focalpoint.press.book_pdf.assemble import Assembled
from focalpoint.release.build import Format, Request, build_edition
from focalpoint.release.publish import Output, publish_folder
from sample_project import Project
from silent import Silent

FULL = OSError(errno.ENOSPC, "No space left on device")


@contextmanager
def failing(call: str, where: Callable[[Path, Path], bool], error: BaseException) -> Iterator[list[Path]]:
    """Let one of the calls that move or copy a file fail where asked to; gives the paths at which it did."""
    holder = shutil if call == "copyfile" else Path
    real, failed = getattr(holder, call), []

    def break_there(source: Path, target: Path, *more: object) -> object:
        if where(Path(source), Path(target)):
            failed.append(Path(target))
            raise error
        return real(source, target, *more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(holder, call, break_there)
        yield failed


COPY = ("copyfile", lambda _source, target: target.name == "search-index.js")
ASIDE = ("rename", lambda source, _target: source.name == "html")
INTO_PLACE = ("rename", lambda source, target: target.name == "html" and "new" in source.name)
PDF_INTO_PLACE = ("replace", lambda _source, target: target.name == "manual.pdf" and target.parent.name == "public")
FAULTS = {"a copy": COPY, "moving aside": ASIDE, "moving into place": INTO_PLACE, "the PDF's place": PDF_INTO_PLACE}


@pytest.fixture
def changed(built_copy: Callable[[], Project], monkeypatch: pytest.MonkeyPatch) -> Project:
    """A built project whose text has changed since."""
    project = built_copy()
    project.edit("manual/ground/post.md", "The deputy reads", "Her deputy reads")
    # What is printed matters here only in that it is new.
    printed = Bound(Assembled(project.files("dist/network")["manual.pdf"], 9, {}), ())
    for call, answer in {"begin": "", "lay_out": {}, "bind": printed, "check": None}.items():
        monkeypatch.setattr(Press, call, lambda *_, answer=answer: answer)
    monkeypatch.setattr("focalpoint.release.stages.leak_gate", lambda *_: lambda folder: None)
    return project


def build(project: Project, form: Format = Format.ALL) -> None:
    build_edition(Config.load(project.root, date(2026, 11, 23)), Request(Edition.PUBLIC, form), Silent())


@pytest.mark.parametrize("error", [FULL, KeyboardInterrupt()], ids=["a full disk", "Ctrl-C"])
@pytest.mark.parametrize(("call", "where"), FAULTS.values(), ids=FAULTS)
def test_a_build_that_fails_while_it_publishes_leaves_the_last_edition_whole(
    changed: Project, call: str, where: Callable[[Path, Path], bool], error: BaseException
) -> None:
    before = changed.files("dist")
    with failing(call, where, error) as failed, pytest.raises(type(error)):
        build(changed)
    assert failed
    assert changed.files("dist") == before
    build(changed)
    after = changed.files("dist")
    assert b"Her deputy reads" in after["public/html/ground/post.html"]
    assert after["public/manual.pdf"] == after["public/html/manual.pdf"] == before["network/manual.pdf"]
    assert after.keys() == before.keys()


def test_a_first_build_that_fails_while_it_publishes_leaves_nothing(changed: Project) -> None:
    shutil.rmtree(changed.root / "dist/public")
    for call, where in (COPY, INTO_PLACE, PDF_INTO_PLACE):
        with failing(call, where, FULL) as failed, pytest.raises(OSError, match="No space"):
            build(changed)
        assert failed
        assert not [name for name in changed.files("dist") if name.startswith("public")]


def test_what_a_killed_run_moved_aside_comes_back_though_the_next_run_fails_as_well(tmp_path: Path) -> None:
    new, target = tmp_path / "new", tmp_path / "dist" / "html"
    new.mkdir()
    (new / "search-index.js").write_text("new")
    aside = target.with_name(".html.old")
    aside.mkdir(parents=True)
    (aside / "index.html").write_text("the last good edition")
    with failing(*COPY, FULL), pytest.raises(OSError, match="No space"), publish_folder(Output(target, source=new)):
        pass
    assert [path.name for path in target.parent.iterdir()] == ["html"]
    assert (target / "index.html").read_text() == "the last good edition"


def test_pdf_alone_leaves_the_web_pages_of_before(changed: Project) -> None:
    before = changed.files("dist/public/html")
    build(changed, Format.PDF)
    assert changed.files("dist/public/html") == before
    assert changed.files("dist/public")["manual.pdf"] == changed.files("dist/network")["manual.pdf"]


def test_a_page_that_is_gone_from_the_text_is_gone_from_the_folder(tmp_path: Path) -> None:
    new, target = tmp_path / "new", tmp_path / "html"
    new.mkdir()
    target.mkdir()
    (target / "old.html").write_text("old")
    (new / "index.html").write_text("new")
    (new / "objects.inv").write_text("private")
    with publish_folder(Output(target, {"manual.pdf": b"%PDF"}, new)):
        pass
    assert sorted(path.name for path in target.iterdir()) == ["index.html", "manual.pdf"]


def test_a_file_that_cannot_be_written_leaves_the_old_one_and_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "manual.pdf"
    write_whole(target, b"old")
    with failing("replace", lambda *_: True, FULL), pytest.raises(OSError, match="No space"):
        write_whole(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]
