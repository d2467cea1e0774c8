"""Beginning a chapter or a note: what is written passes the check, and nothing is ever overwritten."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focalpoint.content.consultation.records import ChapterFields
from focalpoint.content.text.frontmatter import read_fields
from focalpoint.templates.texts import chapter_text
from focalpoint.vocabulary_file import read_vocabulary
from sample_project import Project
from sample_texts import VOCABULARY

pytestmark = pytest.mark.slow

WORDS = read_vocabulary(VOCABULARY)


def checked(project: Project) -> None:
    """Assert that the check finds nothing."""
    result = project.run("check")
    assert (result.status, result.err) == (0, "")


def test_a_new_chapter_passes_the_check_and_stands_at_the_end_of_its_part(project: Project) -> None:
    result = project.run("new", "chapter", "ground/second-post")
    line = project.line("manual/index.md", "ground/second-post")
    assert result.status == 0
    assert result.out == (
        f"Wrote manual/ground/second-post.md\nChanged manual/index.md: added line {line} to “Part I. Ground”\n"
    )
    assert "title: Second post\n" in project.read("manual/ground/second-post.md")
    assert line == project.line("manual/index.md", "ground/post") + 1
    checked(project)


def test_a_new_note_is_closed_and_passes_the_check(project: Project) -> None:
    result = project.run("new", "note", "oslo-2027")
    assert (result.status, result.out) == (0, "Wrote consultations/notes/oslo-2027.md\n")
    note = project.read("consultations/notes/oslo-2027.md")
    for field in ("id: oslo-2027", "handling: TLP:AMBER+STRICT", "rule: chatham-house", "consent: none"):
        assert f"\n{field}\n" in note
    checked(project)


def test_a_title_may_hold_quotes_and_colons(project: Project) -> None:
    for number, title in enumerate(['She said "so": why?', " 2026 \n"]):
        result = project.run("new", "chapter", f"ground/title-{number}", "--title", title)
        assert (result.status, result.err) == (0, "")
    checked(project)
    assert 'title: "2026"\n' in project.read("manual/ground/title-1.md")


@pytest.mark.parametrize(
    "title", ["No", "true", "1e3", "0x1", "~", "- a", "# b", "a \\ b", "*c*", "&d", "!e", "%f", "é – ü"]
)
def test_a_title_is_read_as_it_was_given(title: str) -> None:
    text = chapter_text(WORDS, title, date(2026, 11, 23))
    record, problems = read_fields(ChapterFields, "a.md", text, WORDS)
    assert problems == []
    assert record is not None
    assert record.title == title


@given(st.text(min_size=1, max_size=60).filter(lambda title: title.isprintable() and title == " ".join(title.split())))
def test_any_title_is_read_as_it_was_given(title: str) -> None:
    test_a_title_is_read_as_it_was_given(title)


def test_a_new_chapter_can_be_built(project: Project) -> None:
    project.run("new", "chapter", "task/third", "--title", 'A title: with "quotes"')
    result = project.run("build", "--format", "pdf")
    assert (result.status, result.err) == (0, "")


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (("chapter", "ground/post"), "manual/ground/post.md: already exists; nothing was changed"),
        (("chapter", "ground/post.md"), "manual/ground/post.md: already exists; nothing was changed"),
        (("chapter", "task/post"), "manual/ground/post.md has this name already; give the chapter another"),
        (("note", "accra-2026"), "consultations/notes/accra-2026.md: already exists; nothing was changed"),
        (("note", "index"), "`index` is the list of the notes; give this one another name"),
        (("chapter", "nowhere/post"), "no part of the manual lies in a folder `nowhere`; begin the name with one of "),
        (("chapter", "../manual/ground/x"), "`manual/ground/x` cannot name a chapter; use small letters, figures"),
        (("chapter", "education"), "`` cannot name a chapter; use small letters, figures and dashes, such as first"),
        (("chapter", "ground/Second Post"), "`Second Post` cannot name a chapter"),
        (("chapter", "ground/été"), "`été` cannot name a chapter"),
        (("chapter", "ground/a--b"), "`a--b` cannot name a chapter"),
        (("note", "../accra"), "`../accra` cannot name a note; use small letters, figures and dashes"),
        (("note", "Accra 2027"), "`Accra 2027` cannot name a note"),
    ],
)
def test_what_cannot_be_begun_is_told_and_changes_nothing(
    project: Project, command: tuple[str, ...], says: str
) -> None:
    before = project.files(".")
    result = project.run("new", *command)
    assert result.status == 1
    assert result.err.startswith(says)
    assert result.err.endswith("[stopped]\n")
    assert result.err.count("\n") == 1
    assert project.files(".") == before


def test_the_folders_to_choose_from_are_named(project: Project) -> None:
    assert "begin the name with one of ground/, task/ [stopped]" in project.run("new", "chapter", "law/post").err


def test_it_works_from_any_folder_of_the_project(project: Project) -> None:
    result = project.run("new", "chapter", "task/second", folder="manual/ground")
    assert (result.status, result.out.splitlines()[0]) == (0, "Wrote manual/task/second.md")
