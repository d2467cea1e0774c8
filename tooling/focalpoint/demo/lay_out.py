"""Make the demonstration: an invented manual in Git, its first draft, and returned files."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

from focalpoint.config import Config
from focalpoint.content.rounds.drafts import load_drafts
from focalpoint.demo.marked import returned_files
from focalpoint.problems import stopped
from focalpoint.release.drafts.drafts import Request, issue_draft
from focalpoint.release.job import Teller

TEXTS = Path(__file__).resolve().parent / "project"
RETURNS = "returns"
_CHECKED = re.compile(r"^checked: \S+$", re.MULTILINE)
"""A chapter's field that would count as outdated a year after the demonstration was written."""
FIRST = (["init", "-q"], ["config", "user.name", "Secretariat"], ["config", "user.email", "nobody"])
"""Commands that put a folder under Git, with an author: the person may have none configured."""


def lay_out_demo(config: Config, folder: Path, tell: Teller) -> None:
    """Make a folder with everything to try a review round on; raises Trouble if the folder holds something."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise stopped("already exists and is not empty; name a new folder", str(folder))
    tell.step("Writing the invented manual")
    shutil.copytree(TEXTS, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "gitignore").rename(folder / ".gitignore")
    for chapter in (folder / "manual").rglob("*.md"):
        text = chapter.read_text(encoding="utf-8")
        chapter.write_text(_CHECKED.sub(f"checked: {config.today}", text), encoding="utf-8")
    shutil.copyfile(config.manual / "conf.py", folder / "manual" / "conf.py")
    _commit(folder, "An invented manual", first=True)
    demo = Config.load(folder, config.today)
    issue_draft(demo, Request(config.today + timedelta(days=60), copies=True), tell)
    _commit(folder, "Draft 1")
    tell.step("Writing what came back")
    (draft,), _ = load_drafts(demo)
    copies = demo.dist / "drafts" / "1" / "copies"
    (folder / RETURNS).mkdir()
    for name, data in returned_files(draft, lambda id: (copies / f"manual-draft-1-{id}.pdf").read_bytes()).items():
        (folder / RETURNS / name).write_bytes(data)
    _commit(folder, "What came back")


def _commit(folder: Path, message: str, *, first: bool = False) -> None:
    for command in (*(FIRST if first else ()), ["add", "--all"], ["commit", "-q", "-m", message]):
        try:
            done = subprocess.run(
                ["git", *command],
                cwd=folder,
                env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull},
                capture_output=True,
                text=True,
                check=False,
                stdin=subprocess.DEVNULL,
            )
        except OSError:
            raise stopped("Git is not installed here; install it: apt install git") from None
        if done.returncode:
            raise stopped(f"Git refuses ({done.stderr.strip().splitlines()[-1]}); put that right first", str(folder))
