"""One preview for many tests; each leaves the texts as it found them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from preview_desk import Preview

from sample_project import Project, make_project

LONG = "".join(
    f"Sentence n{number} of a long chapter says what a Focal Point does.\n"
    f"It goes on for a while, so that the paragraph fills more than one line of the page.\n\n"
    for number in range(60)
)
TEXTS = ("manual", "consultations")
turn = 0


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview of the sample project, whose chapter on the post is long and was saved last."""
    project = make_project(tmp_path_factory.mktemp("preview") / "project")
    text = project.read("manual/ground/post.md")
    project.write("manual/ground/post.md", f"{text}\n## More\n\nTurn t0 begins.\n\n{LONG}")
    with Preview.start(project) as preview:
        yield preview


def _begin_turn(running: Preview) -> None:
    """Save a sentence that is this test's own: what a test before left is drawn no more once it is there."""
    global turn
    turn += 1
    text = re.sub(r"Turn t\d+ begins\.", f"Turn t{turn} begins.", running.project.read("manual/ground/post.md"))
    running.project.write("manual/ground/post.md", text)
    running.until(lambda scene: f"Turn t{turn} begins." in scene["article"], "ground/post")


@pytest.fixture
def preview(running: Preview) -> Iterator[Preview]:
    """The preview at rest, showing the chapter on the post, which was saved last."""
    _begin_turn(running)
    if running.scene()["docname"] != "ground/post":
        # What the test before changed was put back by the same save.
        _begin_turn(running)
    running.at_rest()
    before = {folder: running.project.files(folder) for folder in TEXTS}
    yield running
    assert running.process.poll() is None, "the preview has died"
    restore(running.project, before)


def restore(project: Project, before: dict[str, dict[str, bytes]]) -> None:
    """Put every text back."""
    for folder, files in before.items():
        now = project.files(folder) if (project.root / folder).is_dir() else {}
        for path in now.keys() - files.keys():
            (project.root / folder / path).unlink()
        for path, data in files.items():
            if now.get(path) != data:
                project.write(f"{folder}/{path}", data)


@pytest.fixture
def page(preview: Preview, browser: Browser) -> Iterator[Page]:
    """The preview in a browser, drawn."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    preview.let_in(context)
    page = context.new_page()
    page.set_default_timeout(60_000)  # milliseconds, which a busy machine may take
    page.goto(preview.at(""))
    page.locator("html[data-print]").wait_for(state="attached")
    yield page
    context.close()
