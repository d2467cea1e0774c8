"""The pocket edition is a booklet of sixteen A5 pages; the web pages offer it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from focalpoint.press.preflight.pdfua_checks import check_pdfua
from focalpoint.press.preflight.preflight import page_texts
from pocketed import with_pocket
from sample_project import Project, make_project

pytestmark = pytest.mark.slow

POCKET = "pocket/pocket.pdf"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project with its pocket edition made, and nothing else."""
    project = with_pocket(make_project(tmp_path_factory.mktemp("pocket") / "project"))
    result = project.run("pocket")
    assert result.status == 0, result.out + result.err
    assert "dist/public/pocket/pocket.pdf" in result.out
    return project


def test_it_has_sixteen_small_pages_that_are_tagged(made: Project) -> None:
    files = made.files("dist/public")
    assert files.keys() == {POCKET}
    check_pdfua(files[POCKET])
    with pikepdf.open(BytesIO(files[POCKET])) as pdf:
        assert len(pdf.pages) == 16
        assert {tuple(round(float(side) / 72 * 25.4) for side in page.MediaBox) for page in pdf.pages} == {
            (0, 0, 148, 210)
        }
        assert str(pdf.docinfo.Title) == "Sample Manual: Pocket edition"


def test_it_begins_with_cover_and_imprint_and_ends_with_room_to_write(made: Project) -> None:
    pages = page_texts(made.files("dist/public")[POCKET])
    assert pages[0].startswith("SampleNetwork")
    assert "Handling" in pages[1]
    text = "".join(pages[2:])
    assert "ActionJ1·amonth" in text.replace("-", "")
    assert "Saythatthesummitagreed." in text
    assert "quiet" not in text
    assert all(page.startswith("Roomtowrite") for page in pages[-6:])


def test_the_web_pages_offer_it(made: Project, tmp_path: Path) -> None:
    project = made.copy(tmp_path / "web")
    before = project.files("dist/public")[POCKET]
    assert project.run("build", "--format", "html").status == 0
    files = project.files("dist/public")
    assert files[POCKET] == files[f"html/{POCKET}"] == before
    assert b'href="pocket.pdf"' in files["html/pocket/index.html"]
    assert b"quiet sentence" not in files["html/pocket/index.html"]


def test_one_that_does_not_fit_names_the_longest_passage(made: Project, tmp_path: Path) -> None:
    project = made.copy(tmp_path / "long")
    long = "\n".join(f"Sentence {number} is as good as the one before it, and takes a line." for number in range(700))
    project.edit("manual/task/mapping.md", "Say that the summit", f"{long}\nSay that the summit")
    before = project.files("dist")
    result = project.run("pocket")
    assert result.status == 1
    line = project.line("manual/task/mapping.md", "::::{pocket} said")
    assert f"manual/task/mapping.md:{line}: the pocket edition is about " in result.err
    assert "too long for 16 pages; shorten this passage" in result.err
    assert project.files("dist") == before
