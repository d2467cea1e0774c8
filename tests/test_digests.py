"""A digest knows every file that the code or a text is made of, and nothing that a run leaves beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

import focalpoint
from focalpoint import digests


@pytest.mark.parametrize("part", ["press/layout.py", "press/theme/print.css", "press/fonts/Serif.ttf", "press/new.py"])
def test_every_file_of_the_code_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    monkeypatch.setattr(digests, "PACKAGE", tmp_path)
    for name in ("press/layout.py", "press/theme/print.css", "press/fonts/Serif.ttf", "desk/run.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("one")
    digest = digests.code_digest.__wrapped__
    all_, press, desk = digest(), digest("press"), digest("desk")
    (tmp_path / part).write_text("two")
    assert (digest() != all_, digest("press") != press, digest("desk") != desk) == (True, True, False)


def test_the_whole_package_is_hashed() -> None:
    assert Path(focalpoint.__file__).parent == digests.PACKAGE


def test_names_count_and_compiled_files_do_not(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x")
    before = digests.path_digest(tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__/a.cpython.pyc").write_bytes(b"1")
    assert digests.path_digest(tmp_path) == before
    (tmp_path / "a.py").rename(tmp_path / "b.py")
    assert digests.path_digest(tmp_path) != before
