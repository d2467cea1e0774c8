"""`check --fix` mends what is on disk, says each line that it changed, and changes nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from focalpoint.config import Config
from focalpoint.content.manual import load_manual
from focalpoint.mending.manuals import mend_manual
from sample_project import Project

POST, NOTE = "manual/ground/post.md", "consultations/notes/lima-2026.md"


@pytest.mark.slow
def test_check_fix_shows_what_it_changed_and_then_checks(project: Project) -> None:
    project.write("manual/index.md", project.read("manual/index.md").replace("\n\n", "\n\nThe labor.  \n\n", 1))
    before = project.files("manual")
    words = "The labor is hard. It ends\n\uf0b7 here.  \n"
    project.write(POST, project.read(POST).replace("\n", "\r\n").encode() + ("\n" + words).encode())
    line = len(project.read(POST).splitlines()) - 1
    result = project.run("check", "--fix")
    assert (result.status, result.err) == (0, "")
    assert f"{POST}:{line}:\n  - The labor is hard. It ends\n" in result.out
    assert "  + The labour is hard.\n" in result.out and "  + - here.\n" in result.out
    assert "git diff" in result.out and "nothing to put right" in result.out
    saved = (project.root / POST).read_bytes()
    assert saved.endswith(b"The labour is hard.\r\nIt ends\r\n\r\n- here.\r\n")
    assert saved.count(b"\n") == saved.count(b"\r\n")
    again = project.run("check", "--fix")
    assert again.out.startswith("Nothing that a program can mend\n")
    after = project.files("manual")
    assert {path for path in after if after[path] != before[path]} == {"ground/post.md", "index.md"}
    assert "\nThe labour.\n" in project.read("manual/index.md")


def test_a_closed_note_keeps_its_words(project: Project) -> None:
    assert "handling: TLP:GREEN\n" in project.read(NOTE)
    project.write(NOTE, project.read(NOTE).rstrip("\n") + "\n2. The labor is hard. It's so.\n")
    config = Config.load(project.root, date(2026, 11, 23))
    (change,) = mend_manual(config, load_manual(config)[0])
    assert change.path == NOTE
    assert change.before == ("2. The labor is hard. It's so.",)
    assert change.after == ("2. The labor is hard.", "   It's so.")
