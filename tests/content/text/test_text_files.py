"""Files that cannot be read as text: each is told, none stops the rest."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from focalpoint.config import Config
from focalpoint.content.text.text_files import read_text
from focalpoint.problems import ProblemKind
from sample_project import Project


@pytest.fixture
def config(project: Project) -> Config:
    return Config.load(project.root, date(2026, 11, 23))


def said(config: Config, path: Path) -> str:
    """What is said of a file that cannot be read."""
    text, (problem,) = read_text(config, path)
    assert text == ""
    assert problem.kind == ProblemKind.UNREADABLE
    return str(problem)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"One.\nTwo.\n", "One.\nTwo.\n"),
        (b"One.\r\nTwo.\rThree.", "One.\nTwo.\nThree."),
        (b"\xef\xbb\xbf---\n", "---\n"),
        ("Genève – “été”\t\n".encode(), "Genève – “été”\t\n"),
        (b"", ""),
        (b"One.\n<<<<<< six\n  ======= indented\n", "One.\n<<<<<< six\n  ======= indented\n"),
    ],
)
def test_text_is_read_with_one_kind_of_line_end(config: Config, data: bytes, text: str) -> None:
    file = config.manual / "a.md"
    file.write_bytes(data)
    assert read_text(config, file) == (text, [])


@pytest.mark.parametrize(
    ("data", "line", "says"),
    [
        (b"One.\nGen\xe8ve.\n", 2, "is not UTF-8 text; save it again as UTF-8, without styles"),
        (b"PK\x03\x04\xff\xfe", 1, "is not UTF-8 text"),
        ("One.\n".encode("utf-16"), 1, "is not UTF-8 text"),
        (b"One.\nTwo.\nThr\0ee.\n", 3, "holds a character that cannot be seen; type the line anew"),
        (b"One.\r\nTwo\x0b.\n", 2, "holds a character that cannot be seen"),
        (b"One\x0c.\n", 1, "holds a character that cannot be seen"),
        (b"One.\n<<<<<<< HEAD\nTwo.\n", 2, "Git could not join two versions of this file; keep"),
        (b"One.\n=======\n", 2, "Git could not join two versions of this file"),
        (b"One.\n\n\n>>>>>>> other\n", 4, "Git could not join two versions of this file"),
        (b"||||||| 1f0c9a7\n", 1, "Git could not join two versions of this file"),
        ("One.\n\nTwo\u2028.\n".encode(), 3, "holds a character that cannot be seen"),
    ],
)
def test_what_is_no_plain_text_is_told_with_its_line(config: Config, data: bytes, line: int, says: str) -> None:
    file = config.manual / "a.md"
    file.write_bytes(data)
    assert said(config, file).startswith(f"manual/a.md:{line}: {says}")


def test_a_file_of_more_than_two_megabytes_is_told(config: Config) -> None:
    file = config.manual / "a.md"
    file.write_bytes(b"x" * 2_000_001)
    assert said(config, file).startswith("manual/a.md: is over 2 MB")


def test_what_is_no_file_is_told(config: Config) -> None:
    (config.manual / "folder.md").mkdir()
    (config.manual / "gone.md").symlink_to("nowhere.md")
    (config.manual / "circle.md").symlink_to("circle.md")
    os.mkfifo(config.manual / "pipe.md")
    assert "manual/folder.md: is not a file; move it" in said(config, config.manual / "folder.md")
    assert "manual/gone.md: cannot be read (No such file or directory)" in said(config, config.manual / "gone.md")
    assert "manual/circle.md: cannot be read (" in said(config, config.manual / "circle.md")
    assert "manual/pipe.md: is not a file" in said(config, config.manual / "pipe.md")


def test_a_link_may_lead_about_the_project_and_not_out_of_it(config: Config, tmp_path: Path) -> None:
    (config.manual / "in.md").symlink_to(config.manual / "glossary.md")
    assert read_text(config, config.manual / "in.md")[1] == []
    outside = tmp_path / "secret.md"
    outside.write_text("Mine.")
    (config.manual / "out.md").symlink_to(outside)
    assert said(config, config.manual / "out.md").startswith("manual/out.md: leads outside the project")
