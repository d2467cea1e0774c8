"""A form is filled in on its page; the answers stay in the browser until they are cleared, and are saved as a file."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, expect

from focalpoint.html.sphinx_run import THEME

FORM = """<!doctype html><html lang="en"><title>T</title><main><article><div class="form">
<p class="form-title">Reading of a situation</p>
<p class="with-blanks">State: <span class="to-fill">(country)</span></p>
<p>Tasks:</p><div class="write-here line-block"><div class="line"><br></div><div class="line"><br></div></div>
<table class="fill-in"><thead><tr><th>Factor</th><th>Seen</th><th>Movement</th></tr></thead>
<tbody><tr><th><p>1. Conflict</p></th><td></td><td><p>☐ new</p><p>☐ steady</p></td></tr></tbody></table>
</div></article></main>"""


def test_answers_are_kept_saved_and_cleared(browser: Browser, tmp_path: Path) -> None:
    static = (THEME / "static").as_uri()
    scripts = "".join(f'<script src="{static}/{name}"></script>' for name in ("reader.js", "forms.js"))
    file = tmp_path / "form.html"
    file.write_text(FORM + scripts, encoding="utf-8")
    context = browser.new_context()
    page = context.new_page()
    page.goto(file.as_uri())
    # Until somebody wants to write, the form is as it is on paper.
    assert page.locator(".answer").count() == 0
    page.get_by_role("button", name="Fill in on this page").click()
    expect(page.get_by_label("State: country")).to_be_focused()
    page.get_by_label("State: country").fill("Wakanda")
    page.get_by_label("Tasks:").fill("Write <b>reports</b>")
    page.get_by_label("1. Conflict: Seen").fill("North")
    page.get_by_label("steady").check()
    expect(page.get_by_text("kept in this browser alone")).to_be_visible()
    page.reload()
    expect(page.get_by_label("State: country")).to_have_value("Wakanda")
    expect(page.get_by_label("steady")).to_be_checked()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as text").click()
    assert saved.value.suggested_filename == "reading-of-a-situation.txt"
    assert Path(saved.value.path()).read_text(encoding="utf-8").splitlines() == [
        *("Reading of a situation", "", "State: Wakanda", "Tasks:", "Write <b>reports</b>"),
        *("Factor | Seen | Movement", "1. Conflict | North | ☐ new☑ steady"),
    ]
    page.get_by_role("button", name="Clear the answers").click()
    page.reload()
    assert page.locator(".answer").count() == 0
    context.close()
