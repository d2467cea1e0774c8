"""A brief is printed on two pages, or its author is told what to shorten; the web pages offer it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from lxml import html

from briefed import with_brief
from focalpoint.press.preflight.pdfua_checks import check_pdfua
from focalpoint.press.preflight.preflight import page_texts
from sample_project import Project, make_project

pytestmark = pytest.mark.slow

BRIEF = "briefs/justice.pdf"


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project with its briefs made, and nothing else."""
    project = with_brief(make_project(tmp_path_factory.mktemp("briefs") / "project"))
    result = project.run("briefs")
    assert result.status == 0, result.out + result.err
    assert "dist/public/briefs/justice.pdf" in result.out
    return project


@pytest.fixture(scope="module")
def words(printed: Project) -> str:
    return "".join(page_texts(printed.files("dist/public")[BRIEF]))


def test_the_command_makes_the_briefs_and_nothing_else(printed: Project) -> None:
    assert printed.files("dist/public").keys() == {BRIEF}


def test_it_says_for_whom_it_is_and_of_which_edition(printed: Project, words: str) -> None:
    with pikepdf.open(BytesIO(printed.files("dist/public")[BRIEF])) as pdf:
        assert len(pdf.pages) <= 2
        assert str(pdf.docinfo.Title) == "Brief for the ministry of justice"
    assert words.startswith("SampleManual·Publicedition·23November2026·TLP:CLEARBrieffortheministryofjustice")


def test_it_is_accessible(printed: Project) -> None:
    check_pdfua(printed.files("dist/public")[BRIEF])


def test_it_tells_numbers_of_the_manual(words: str) -> None:
    # The paragraph of another chapter, one of its own, and the section that is not repeated.
    assert "as1.1and3.1say" in words
    assert "3.4" in words
    assert "3.3–3.4Thelongwayround" in words


def test_it_has_actions_with_their_effort_and_a_practice_of_a_peer(words: str) -> None:
    assert "ActionJ1·amonth·withinterior,policeandmigration;health" in words
    assert "Weaskyoutonamethepost,asparagraph1.1ofthemanualsays.Estimate:anhourofoneoffice;nomoney" in words
    assert "Practice·Ruritania" in words


def test_it_has_only_what_is_tagged_and_not_withheld(words: str) -> None:
    for other in ("Only the chapter says this", "The quiet reason", "Keep the quiet list", "Then it has one more"):
        assert other.replace(" ", "") not in words


def test_the_web_pages_lead_to_it(printed: Project, tmp_path: Path) -> None:
    project = printed.copy(tmp_path / "web")
    before = project.files("dist/public")[BRIEF]
    assert project.run("build", "--format", "html").status == 0
    files = project.files("dist/public")
    assert files[BRIEF] == files[f"html/{BRIEF}"] == before
    assert b'href="justice.pdf"' in files["html/briefs/justice.html"]
    assert b'href="justice.pdf"' in files["html/briefs/index.html"]
    link = html.fromstring(files["html/briefs/index.html"]).xpath("//a[@href='justice.pdf']")[0]
    assert link.text_content() == "PDF, two pages: Brief for the ministry of justice"
    assert b'href="../briefs/justice.html"' in files["html/task/justice.html"]
    assert b'href="briefs/index.html"' in files["html/index.html"]
    assert b"Only the chapter says this" not in files["html/briefs/justice.html"]


def test_one_that_does_not_fit_says_which_passage_to_shorten(printed: Project, tmp_path: Path) -> None:
    project = printed.copy(tmp_path / "long")
    long = "\n".join(f"Reason {number} is as good as the one before it." for number in range(220))
    project.edit("manual/task/justice.md", "Courts see the first file", f"{long}\nCourts see the first file")
    before = project.files("dist")
    result = project.run("briefs")
    assert result.status == 1
    line = project.line("manual/task/justice.md", ":::{brief} why")
    assert f"manual/task/justice.md:{line}: the brief for the ministry of justice is about " in result.err
    assert "shorten this passage (`why`: " in result.err
    assert project.files("dist") == before


def test_whom_to_answer_is_printed_where_a_line_is_left_free(printed: Project, tmp_path: Path) -> None:
    project = printed.copy(tmp_path / "contact")
    assert project.run("briefs", "--contact", "Room 7 of *Protocol*, telephone 123").status == 0
    said = "".join(page_texts(project.files("dist/public")[BRIEF]))
    assert "Room7of*Protocol*,telephone123" in said
    refused = project.run("briefs", "--contact", "x" * 161)
    assert refused.status == 1
    assert "--contact has 161 characters, and a brief has room for 160; shorten it" in refused.err


def test_a_manual_without_briefs_is_told_how_to_begin_one(project: Project) -> None:
    result = project.run("briefs")
    assert result.status == 1
    assert "no chapter of this edition has a brief" in result.err
