"""The README's walk through a review round does what it says, command by command, as a newcomer types it."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pypdfium2
import pytest

import processes
from sample_project import COMMAND, environment
from sample_texts import REPOSITORY

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of the demonstration after the walk, and what the terminal showed."""
    top = tmp_path_factory.mktemp("walk")
    shutil.copyfile(REPOSITORY / "pyproject.toml", top / "pyproject.toml")
    (top / "manual").mkdir()
    for name in ("conf.py", "vocabulary.toml"):
        shutil.copyfile(REPOSITORY / "manual" / name, top / "manual" / name)
    (block,) = re.findall(r"```sh\n(.*?)```", (REPOSITORY / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    variables = environment({"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull})
    variables["PATH"] = f"{COMMAND.parent}:{variables['PATH']}"
    shown = processes.run(["bash", "-e", "-c", block], top, env=variables)
    assert shown.returncode == 0, shown.stdout + shown.stderr
    return top / "build" / "demo", shown.stdout


def test_every_comment_comes_home(walked: tuple[Path, str]) -> None:
    _, shown = walked
    assert "13 of 13 comments on draft 1, 13 open" in shown
    assert shown.count("placed: ") == 6
    assert "XF-001 and XS-001 put different words in the same place" in shown


def test_a_chapter_comes_home_changed_from_word(walked: tuple[Path, str]) -> None:
    folder, shown = walked
    assert "Taken: 2; not taken: 0" in shown
    text = (folder / "manual/across/the-ministries.md").read_text(encoding="utf-8")
    assert "Nobody likes to be told that there is one more task.\n" in text
    assert "- Offer to come by.\n- Bring the list of the last flood.\n" in text
    assert "pays for the sandbags, often late.\n" in text, "what was changed since it was sent stands too"


def test_the_member_is_answered(walked: tuple[Path, str]) -> None:
    folder, _ = walked
    names = {path.name for path in (folder / "dist/drafts/1/replies").rglob("*.*")}
    assert names == {"reply-draft-1-XO.pdf", "reply-draft-1-XO.docx"}
    assert (folder / "dist/drafts/1/comments-draft-1.docx").is_file()


def test_the_next_draft_tells_what_changed(walked: tuple[Path, str]) -> None:
    folder, shown = walked
    assert "Paragraphs changed since draft 1: " in shown
    assert (folder / "consultations/drafts/2/draft.yaml").is_file()
    with pypdfium2.PdfDocument(folder / "dist/drafts/2/copies/manual-draft-2-XO.pdf") as document:
        pages = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    (listed,) = [page for page in pages if page.startswith("What has changed since draft 1")]
    assert "A. Three first visits 3.1 3.1 reworded" in listed
    (own,) = [page for page in pages if page.startswith("Your earlier comments")]
    assert "The hours differ from State to State." in own and "XF-" not in own


def test_the_public_edition_is_made_without_naming_the_meeting(walked: tuple[Path, str]) -> None:
    folder, _ = walked
    made = processes.run([COMMAND, "build", "--format", "pdf"], folder, env=environment())
    assert made.returncode == 0, made.stderr
    with pypdfium2.PdfDocument(folder / "dist/public/manual.pdf") as document:
        words = " ".join(page.get_textpage().get_text_range() for page in document)
    assert "consultations with Flood Focal Points, 2026" in " ".join(words.split())
    assert "harbour" not in words and "Port Freedonia" not in words


def test_a_folder_that_is_there_is_left_alone(walked: tuple[Path, str]) -> None:
    folder, _ = walked
    again = processes.run([COMMAND, "demo", "build/demo"], folder.parent.parent, env=environment())
    assert again.returncode == 1
    assert again.stderr.strip() == "build/demo: already exists and is not empty; name a new folder [stopped]"
