"""One cause gives one message: nothing is told that only follows from it, and no advice that would do harm."""

from __future__ import annotations

from datetime import date

import pytest

from focalpoint.checks import find_problems
from focalpoint.config import Config
from focalpoint.problems import Trouble, in_order
from sample_project import Project

POST, NOTE = "manual/ground/post.md", "consultations/notes/lima-2026.md"
MAPPING = "manual/task/mapping.md"
ROSTER = """members:
  - {iso2: XA, name: Freedonia, kind: state, regional_group: African States, evidence: {source: report2009,
     year: 2016, grade: A}}
"""
MARKS = "<<<<<<< HEAD\n=======\n>>>>>>> other\n"
LABELS = "write 'TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER' or 'TLP:AMBER+STRICT' [front-matter]"
UNJOINED = (
    "Git could not join two versions of this file; keep the lines of one version, and delete the lines that begin with "
    "<<<<<<<, ======= and >>>>>>>"
)


def said(project: Project) -> list[str]:
    """What the check says, as the command line prints it."""
    try:
        _manual, problems = find_problems(Config.load(project.root, date(2026, 11, 23)))
    except Trouble as trouble:
        problems = list(trouble.problems)
    return [str(problem) for problem in in_order(problems)]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (POST, "unreadable"),
        (MAPPING, "unreadable"),
        (NOTE, "unreadable"),
        ("manual/index.md", "unreadable"),
        ("manual/glossary.md", "unreadable"),
        ("manual/sources.bib", "unreadable"),
        ("manual/conf.py", "unreadable"),
        ("manual/vocabulary.toml", "vocabulary"),
        ("pyproject.toml", "unreadable"),
        ("consultations/roster.yaml", "unreadable"),
    ],
)
@pytest.mark.parametrize("at", [0, 3, -1])
def test_marks_of_git_are_told_once_in_every_text_file(project: Project, path: str, kind: str, at: int) -> None:
    project.write("consultations/roster.yaml", ROSTER)
    assert said(project) == []
    rows = project.read(path).split("\n")
    line = len(rows) if at < 0 else at + 1
    rows.insert(line - 1, MARKS.rstrip("\n"))
    project.write(path, "\n".join(rows))
    assert said(project) == [f"{path}:{line}: {UNJOINED} [{kind}]"]


def test_marks_of_git_in_a_drawing_are_told_at_the_figure(project: Project) -> None:
    project.edit("manual/figures/rings.svg", "</svg>", ">>>>>>> other\n</svg>")
    assert said(project) == [f"{MAPPING}:14: `../figures/rings.svg` (line 4): {UNJOINED} [image]"]


@pytest.mark.parametrize("path", [POST, MAPPING, NOTE, "manual/glossary.md", "manual/sources.bib", "manual/index.md"])
@pytest.mark.parametrize("code", ["latin-1", "utf-16"])
def test_another_encoding_is_told_once(project: Project, path: str, code: str) -> None:
    text = project.read(path)
    project.write(path, (text + "\n% été\n").encode(code))
    line = text.count("\n") + 2 if code == "latin-1" else 1
    assert said(project) == [f"{path}:{line}: is not UTF-8 text; save it again as UTF-8, without styles [unreadable]"]


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("2026-11-23\n---", "2026-11-23\n", 1, "front matter is not closed; end the fields with a line `---`"),
        ("---\ntitle", "—\ntitle", 1, "does not begin with front matter; begin with a line `---`, the fields,"),
        ("2026-11-23", "23.11.2026", 8, "`checked: 23.11.2026` is not a date; write it as 2026-11-23"),
        ("What is the post for?", "The post: what for?", 3, "the fields cannot be read: a value holds a colon here;"),
        ("readers: A new", "\treaders: A new", 4, "the fields cannot be read: a tab stands here;"),
        ("readers:", "reader:", 4, "unknown field `reader`; the fields here are title, question, readers, status,"),
    ],
)  # fmt: skip
def test_a_fault_of_front_matter_is_told_once(project: Project, old: str, new: str, line: int, told: str) -> None:
    project.edit(POST, "## What to do\n", ":::{brief} why\n\nThe post helps.\n\n:::\n\n## What to do\n")
    assert said(project)[-1].endswith("add `brief:` with a ministry to its front matter [brief]")
    project.edit(POST, old, new)
    (only,) = said(project)
    assert only.startswith(f"{POST}:{line}: {told}")


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("date: 2026-05-04", "date: 4 May 2026", 5, "`date: 4 May 2026` is not a date; write it as 2026-11-23"),
        ("TLP:GREEN", "TLP:AMBER STRICT", 7, f"`handling: TLP:AMBER STRICT` is not known; {LABELS}"),
        ("on-background", "background", 8, "`attribution: background` is not known; write 'on-"),
        ("id: lima-2026", "id: lima-2027", 2, "`id: lima-2027` is not the file's name; make both the same"),
    ],
)  # fmt: skip
def test_a_fault_of_a_note_never_tells_to_take_its_citation_out(
    project: Project, old: str, new: str, line: int, told: str
) -> None:
    project.edit(NOTE, "1. The neighbours", "1. [TLP:AMBER] The neighbours")
    project.edit(NOTE, old, new)
    (only,) = said(project)
    assert only.startswith(f"{NOTE}:{line}: {told}")
    assert "TLP:RED" not in only


def test_a_source_that_only_a_faulty_file_cites_is_not_to_be_deleted(project: Project) -> None:
    project.edit(MAPPING, "A list has an owner.{footcite}`report2009`", "A list has an owner.")
    project.edit("consultations/notes/accra-2026.md", "date: 2026-03-02", "date: 2 March 2026")
    assert said(project) == [
        "consultations/notes/accra-2026.md:5: `date: 2 March 2026` is not a date; write it as 2026-11-23 [front-matter]"
    ]


def test_a_missing_file_of_sources_is_told_once(project: Project) -> None:
    (project.root / "manual/sources.bib").unlink()
    assert said(project) == [
        "manual/sources.bib: cannot be read (No such file or directory); check the file [unreadable]"
    ]
