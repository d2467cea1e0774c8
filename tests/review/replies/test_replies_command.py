"""The command `focalpoint replies`, from the ledger and the text in Git to the files of a member."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from replying import DAY, SECRET, text_of

from commented import commit, git
from focalpoint.config import Config
from focalpoint.content.rounds.draft_map import Block, DraftMap, pack_map
from focalpoint.content.text.imprint import imprint
from focalpoint.press.book import Press
from focalpoint.release.job import Job, run
from focalpoint.release.stages import DRAFT_EDITION, assemble, blocks, check, load, read
from sample_project import Project
from silent import Silent

pytestmark = pytest.mark.slow

ROSTER = """members:
- {iso2: XF, name: Freedonia, kind: state, regional_group: African States}
- {iso2: XS, name: Sylvania, kind: state, regional_group: African States}
"""


def drafted(project: Project) -> tuple[Block, ...]:
    """Archive the project's text, which Git has, as draft 1, without its PDF; returns its blocks."""
    project.write("consultations/roster.yaml", ROSTER)
    project.write(".gitignore", "build/\ndist/\n")
    git(project, "init", "-q")
    head = commit(project)
    config = Config.load(project.root, DAY)
    with Press(1) as press:
        facts = imprint(config, DRAFT_EDITION)
        job = Job(config, DRAFT_EDITION, facts, config.build, Silent(), press, numbered_blocks=True)
        found = tuple(blocks(run((load, check, assemble, read), job)))
    made = DraftMap(1, "draft-1-0011223344", head, ((595, 842),), found)
    project.write("consultations/drafts/1/map.json.gz", pack_map(made))
    project.write(
        "consultations/drafts/1/draft.yaml",
        f"number: 1\nid: {made.id}\ntitle: Manual\nedition: network\nissued_on: 2026-09-01\ncommit: {head}\n"
        f"pages: 1\nsha256: {'b' * 64}\n",
    )
    return found


def test_the_command_answers_who_has_commented_and_writes_nothing_while_one_is_open(project: Project) -> None:
    block = next(one for one in drafted(project) if one.text.startswith("The Focal Point is a senior official."))
    place = {"block": block.id, "file": block.file, "line": block.line, "paragraph": block.paragraph}
    said = {"received": "2026-10-01", "channel": "email", "comment": "Say less.", "place": place, "confidence": "exact"}
    answered = {**said, "disposition": "noted", "observation": "We say less now."}

    def write(member: str, *comments: dict[str, object]) -> None:
        numbered = [{"id": f"{member}-{number:03d}", **one} for number, one in enumerate(comments, 1)]
        fields = {"draft": 1, "draft_sha256": "b" * 64, "member": member, "comments": numbered}
        project.write(f"consultations/comments/1/{member}.yaml", json.dumps(fields, indent=1))

    write("XF", answered, said)
    write("XS", {**answered, "comment": SECRET})
    refused = project.run("replies", "--draft", "1")
    assert (refused.status, refused.out) == (1, "Checking the text\n")
    line = project.line("consultations/comments/1/XF.yaml", "XF-002")
    assert refused.err.startswith(f"consultations/comments/1/XF.yaml:{line}: XF-002 is not decided; decide on it")
    assert project.files("dist") == {}
    write("XF", answered)
    project.edit("manual/ground/post.md", " is a senior official.", " is an official.")
    done = project.run("replies", "--draft", "1", "--member", "XF")
    assert done.status == 0, done.err
    files = project.files("dist")
    assert set(files) == {f"drafts/1/replies/XF/reply-draft-1-XF.{kind}" for kind in ("docx", "pdf")}
    for name, data in files.items():
        text = text_of(Path(name).suffix, data)
        assert "The Focal Point is [deleted: a senior] official." in text
        assert "The Focal Point is [added: an] official." in text
        assert SECRET not in text
    assert "All were there already" in project.run("replies", "--draft", "1", "--member", "XF").out
