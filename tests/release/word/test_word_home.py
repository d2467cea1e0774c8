"""A chapter goes to an office as a Word file and comes home as one commit, with the real commands."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from figures.worded.habits import as_google
from figures.worded.hands import WordFile
from issued import commit, git, under_git
from sample_project import Project, make_project

pytestmark = pytest.mark.slow
CHAPTER = "manual/ground/post.md"
SENT = "dist/word/1-Sylvania/post.docx"


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The sample project, with a chapter sent to Sylvania; the person knows Git."""
    project = under_git(make_project(tmp_path_factory.mktemp("word") / "project"))
    git(project, "config", "user.name", "Secretariat")
    git(project, "config", "user.email", "nobody@example.org")
    done = project.run("word", "out", "ground/post", "--to", "Sylvania")
    assert done.status == 0, done.out + done.err
    assert SENT in done.out
    commit(project, "Word files 1")
    return project


@pytest.fixture
def project(sent: Project, tmp_path: Path) -> Project:
    return sent.copy(tmp_path / "project")


def returned(project: Project, *edits: tuple[str, str], habit: bool = False) -> str:
    """Edit the file as an office does: each pair of words in the first paragraph that has the old ones."""
    file = WordFile((project.root / SENT).read_bytes())
    for old, new in edits:
        assert any(file.replace(p, old, new) for p in file.blocks()), old
    if habit:
        as_google(file, Random(1))
    project.write("returns/post.docx", file.saved())
    return "returns/post.docx"


def test_what_was_sent_is_archived(sent: Project) -> None:
    record = sent.read("consultations/word/1/sent.yaml")
    assert "to: Sylvania" in record
    assert f"commit: {git(sent, 'rev-parse', 'HEAD~1')}" in record
    assert "manual/ground/post.md" in record
    assert (sent.root / "consultations/word/1/pages.json.gz").is_file()


def test_changes_become_one_commit_of_the_office(project: Project) -> None:
    before = project.read(CHAPTER)
    path = returned(project, ("many ministries", "most ministries"), ("Keep a list", "Keep a short list"), habit=True)
    project.write("manual/glossary.md", project.read("manual/glossary.md") + "\n")
    done = project.run("word", "in", path)
    assert (done.status, done.err) == (0, "")
    assert "   - Members work from [-many-] ministries. " in done.out
    assert "   + Members work from {+most+} ministries. " in done.out
    assert "Taken: 2; not taken: 0" in done.out
    wanted = before.replace("many ministries", "most ministries").replace("Keep a list", "Keep a short list")
    assert project.read(CHAPTER) == wanted
    assert git(project, "log", "-1", "--format=%an") == "returned by Sylvania's office"
    assert git(project, "show", "--name-only", "--format=") == CHAPTER
    assert git(project, "status", "--porcelain", "--untracked-files=no") == "M manual/glossary.md"


def test_a_deleted_reference_is_asked_about_and_stays(project: Project) -> None:
    before = project.read(CHAPTER)
    file = WordFile((project.root / SENT).read_bytes())
    paragraph = next(p for p in file.blocks() if "senior official" in file.text(p))
    file.remove_node(paragraph, next(one for one in paragraph if one.tag.endswith("}sdt")))
    project.write("post.docx", file.saved())
    done = project.run("word", "in", "post.docx")
    assert "a reference is deleted" in done.out
    assert "Taken: 0; not taken: 1" in done.out
    assert project.read(CHAPTER) == before


def test_a_change_that_breaks_a_rule_is_not_taken(project: Project) -> None:
    path = returned(project, ("many ministries", "a" + " b" * 50 + " ministries"), ("Keep a list", "Keep a short list"))
    done = project.run("word", "in", path)
    assert (done.status, done.err) == (0, "")
    assert "Taken: 1; not taken: 1" in done.out
    assert "it breaks a rule of `focalpoint check`: the sentence has 55 words; split it (at most 45)" in done.out
    assert "Keep a short list" in project.read(CHAPTER)
    assert "many ministries" in project.read(CHAPTER)


def test_todays_text_is_joined_and_a_conflict_is_told(project: Project) -> None:
    path = returned(project, ("many ministries", "most ministries"), ("Keep a list", "Keep a short list"))
    project.edit(CHAPTER, "Members work from", "All members work from")
    project.edit(CHAPTER, "Keep a list", "Keep a long list")
    commit(project, "Other words")
    done = project.run("word", "in", path)
    assert "Taken: 1; not taken: 1" in done.out
    assert "the text was changed here since it was sent" in done.out
    assert "All members work from most ministries." in project.read(CHAPTER)
    assert "Keep a long list" in project.read(CHAPTER)


def test_a_chapter_that_is_not_committed_waits(project: Project) -> None:
    path = returned(project, ("many ministries", "most ministries"))
    project.edit(CHAPTER, "Keep a list", "Keep a long list")
    done = project.run("word", "in", path)
    assert done.status == 1
    assert f"{CHAPTER}: is not committed; commit it" in done.err


def test_a_foreign_and_a_broken_file_are_refused(project: Project) -> None:
    project.write("broken.docx", b"PK\x03\x04 [Content_Types].xml nothing")
    foreign = WordFile((project.root / SENT).read_bytes())
    for p in foreign.blocks():
        for run in foreign.words(p):
            run[-1].text = "Other words"
    foreign.parts["docProps/core.xml"] = foreign.parts["docProps/core.xml"].replace(b"focalpoint-word", b"other")
    project.write("foreign.docx", foreign.saved())
    done = project.run("word", "in", "broken.docx", "foreign.docx")
    assert done.status == 1
    assert "broken.docx: the file is damaged" in done.err
    assert "foreign.docx: the file holds no text that was sent" in done.err


def test_a_file_carries_what_its_edition_carries_and_nothing_else(project: Project) -> None:
    done = project.run("word", "out", "task/mapping", "--to", "A reader", "--edition", "public")
    assert done.status == 0, done.err
    parts = WordFile((project.root / "dist/word/2-A-reader/mapping.docx").read_bytes()).parts
    said = b" ".join(parts.values()).decode(errors="replace")
    assert "The inner ring is the work of one ministry." in said
    assert "quieter list" not in said, "a passage for the Network alone"
    assert "lima-2026" not in said
    assert 'descr="Two rings, one inside the other."' in said


def test_only_chapters_that_are_there_go_out(project: Project) -> None:
    done = project.run("word", "out", "ground/nowhere", "--to", "Sylvania")
    assert done.status == 1
    assert "`ground/nowhere` is no chapter of the network edition" in done.err
    assert not (project.root / "consultations/word/2").exists()
