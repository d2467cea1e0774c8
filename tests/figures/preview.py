"""How long a saved edit takes to its pictures: `python -m tests.figures.preview PROJECT` measures it, prints JSON.

A real preview, a real file, a real browser. The clock starts when the file is saved and stops when the browser has put
the new words into the web page and the new picture of their printed page into its place.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
EDITS = 7
WAIT = 120_000
PAUSE = 2.5
"""Seconds between two edits: a person has read what changed."""
# A page that is told is quicker than one that is asked: the browser itself notes when each pane was ready.
NOTE = """() => {
  window.noted = {};
  const note = (name) => { window.noted[name + document.documentElement.dataset[name]] ??= Date.now() / 1000; };
  new MutationObserver((all) => all.forEach((one) => note(one.attributeName.slice(5)))).observe(
    document.documentElement, { attributeFilter: ["data-web", "data-print"] });
}"""


def measure(project: Path) -> dict[str, float]:
    """The medians of some edits, each in another place of the chapter saved last."""
    environment = {**os.environ, "CI": "1"}
    preview = subprocess.Popen(
        [Path(sys.executable).with_name("focalpoint"), "preview"],
        cwd=project, env=environment, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert preview.stdout is not None
        found = re.search(r"http://\S+/", preview.stdout.readline())
        assert found
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
            page = browser.new_page(viewport={"width": 1600, "height": 1000})
            page.goto(found[0])
            page.wait_for_selector('html[data-print="0"]', state="attached", timeout=WAIT)
            page.evaluate(NOTE)
            chapter = project / "manual" / f"{page.locator('#chapters').input_value()}.md"
            taken = [_edit(page, chapter, number) for number in range(EDITS + 1)][1:]
            browser.close()
    finally:
        preview.send_signal(signal.SIGINT)
        preview.wait(20)
    return {name: median(times[name] for times in taken) for name in ("web", "print")} | {
        "slowest": max(times["print"] for times in taken)
    }


def _edit(page: Page, chapter: Path, number: int) -> dict[str, float]:
    """Save one changed sentence; seconds until each pane shows it."""
    lines = chapter.read_text(encoding="utf-8").split("\n")
    sentences = [place for place, line in enumerate(lines) if re.match(r"[A-Z][a-z]+ .{40,}\.$", line)]
    place = sentences[len(sentences) * (number + 1) // (EDITS + 2)]
    lines[place] = f"Edit {number} " + lines[place][0].lower() + lines[place][1:]
    text = "\n".join(lines).encode()
    saved = time.time()
    chapter.write_bytes(text)
    page.wait_for_selector(f'html[data-print="{number + 1}"]', state="attached", timeout=WAIT)
    noted = page.evaluate("window.noted")
    time.sleep(PAUSE)
    return {name: noted[f"{name}{number + 1}"] - saved for name in ("web", "print")}


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))
