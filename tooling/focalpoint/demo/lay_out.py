"""Make the demonstration: an invented manual in Git, its first draft, and returned files."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from focalpoint.config import Config
from focalpoint.content.rounds.drafts import load_drafts
from focalpoint.demo.edited import edited_draft
from focalpoint.demo.marked import returned_files
from focalpoint.problems import stopped
from focalpoint.release.drafts.drafts import Request, issue_draft
from focalpoint.release.job import Teller
from focalpoint.templates.layout import copy_template, git_in

TEXTS = Path(__file__).resolve().parent / "project"
RETURNS = "returns"
FIRST = (["init", "-q"], ["config", "user.name", "Secretariat"], ["config", "user.email", "nobody"])
"""Commands that put a folder under Git, with an author: the person may have none configured."""


def lay_out_demo(config: Config, folder: Path, tell: Teller) -> None:
    """Make a folder with everything to try a review round on; raises Trouble if the folder holds something."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise stopped("already exists and is not empty; name a new folder", str(folder))
    tell.step("Writing the invented manual")
    copy_template(TEXTS, folder, {"today": config.today.isoformat()})
    _commit(folder, "An invented manual", first=True)
    demo = Config.load(folder, config.today)
    issue_draft(demo, Request(config.today + timedelta(days=60), copies=True, word=True), tell)
    _commit(folder, "Draft 1")
    tell.step("Writing what came back")
    (draft,), _ = load_drafts(demo)
    copies = demo.dist / "drafts" / "1" / "copies"
    (folder / RETURNS).mkdir()
    for name, data in returned_files(draft, lambda id: (copies / f"manual-draft-1-{id}.pdf").read_bytes()).items():
        (folder / RETURNS / name).write_bytes(data)
    word = demo.dist / "drafts" / "1" / "manual-draft-1.docx"
    (folder / RETURNS / "oz-edited.docx").write_bytes(edited_draft(word.read_bytes()))
    _commit(folder, "What came back")


def _commit(folder: Path, message: str, *, first: bool = False) -> None:
    commands = (*(FIRST if first else ()), ["add", "--all"], ["commit", "-q", "-m", message])
    git_in(folder, *commands, env={"GIT_CONFIG_GLOBAL": os.devnull})
