"""The ledger of comments as it is read: every fault at its line, and none that hides another file."""

from __future__ import annotations

import pytest

from commented import COPY, HEAD, TODAY
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Handling
from focalpoint.content.rounds.comments import Confidence, Disposition, Mark
from focalpoint.content.rounds.ledger import Ledger, load_ledgers
from focalpoint.problems import Problem
from sample_project import Project

FILE = "consultations/comments/1/XA.yaml"
RECORD = """comments:
  # by hand
  - id: XA-001
    received: 2026-11-23
    channel: call
    comment: |-
      First line: with a colon.
      # no comment of YAML
"""
GOOD = f"{HEAD}{RECORD}"
COMMIT = "c" * 40


def loaded(project: Project) -> tuple[tuple[Ledger, ...], list[Problem]]:
    return load_ledgers(Config.load(project.root, TODAY))


def faults(project: Project, text: str) -> list[tuple[int, str]]:
    project.write(FILE, text)
    _ledgers, problems = loaded(project)
    assert all(problem.path == FILE for problem in problems)
    return [(problem.line, problem.message) for problem in problems]


def test_a_comment_is_read_with_its_words_and_is_closed_to_the_public(project: Project) -> None:
    project.write(FILE, GOOD)
    (ledger,), problems = loaded(project)
    comment = ledger.comment("XA-001")
    assert problems == [] and comment is not None
    assert comment.comment == "First line: with a colon.\n# no comment of YAML"
    assert (comment.handling, comment.member, comment.is_open) == (Handling.GREEN, "XA", True)
    assert ledger.line("comments", 0, "channel") == 8


def test_a_project_without_comments_has_no_ledger(project: Project) -> None:
    assert loaded(project) == ((), [])


def test_ledgers_come_by_draft_and_member(project: Project) -> None:
    for draft, member in ((10, "XA"), (2, "XB"), (2, "XA")):
        head = f"draft: {draft}\ndraft_sha256: {COPY}\nmember: {member}\n"
        project.write(f"consultations/comments/{draft}/{member}.yaml", head)
    assert [(one.fields.draft, one.fields.member) for one in loaded(project)[0]] == [(2, "XA"), (2, "XB"), (10, "XA")]


@pytest.mark.parametrize(
    ("fields", "line", "message"),
    [
        ("disposition: agreed", 9, "is not known; write 'accepted', 'accepted-with-modification', 'noted' or 'not-ac"),
        ("disposition: noted", 6, "XA-001: `disposition` needs `observation`, which the commenter will read"),
        (
            "disposition: accepted\n    observation: Yes.",
            6,
            "XA-001: `disposition: accepted` needs `applied_in`, the commit that made the change",
        ),
        ("applied_in: the last one", 9, "write the commit as Git has it, such as 1f0c9a7b52"),
        ("handling: TLP:RED", 9, "XA-001: `handling`: TLP:RED text does not belong in the repository; keep it out"),
        ("duplicate_of: XA-001", 6, "XA-001: `duplicate_of` names the comment itself; name the other one"),
        ("duplicate_of: seven", 9, "write the id of the other comment, such as GH-007"),
        ("withdrawn_on: 2026-11-01", 9, "2026-11-01 lies before `received`, 2026-11-23; check both"),
        ("remark: Hm", 9, "XA-001: unknown field `remark`; the fields here are id, received, channel"),
        ("proposed_change: 12", 9, "XA-001: `proposed_change: 12` is not text; put it in quotes"),
        ("place: {page: first}", 9, "is not a number that fits here; write a whole number"),
    ],
)
def test_a_fault_of_a_comment_is_told_at_its_line(project: Project, fields: str, line: int, message: str) -> None:
    rows = GOOD.replace("    comment: |-", f"    {fields}\n    comment: |-")
    ((told, said),) = faults(project, rows)
    assert (told, message in said) == (line, True), said


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "holds no fields; restore the file from Git, or delete it"),
        (f"{HEAD}comments: none\n", 4, "`comments` is not a list; write below it each comment, from `- id:`"),
        (f"{HEAD}comments:\n  - Too long\n", 5, "this comment has no fields; begin it with `- id:`"),
        (HEAD.replace("XA", "xa"), 3, "“xa” is not a member's id; write it as in the roster, such as GH"),
        (HEAD.replace("a" * 64, "short"), 2, "write it as in the draft's `draft.yaml`"),
        (f"{HEAD}comments: [\n", 5, "the ledger cannot be read: the bracket that opens here is never closed"),
        (GOOD.replace("id: XA-001", "id: one"), 6, "write the member's id and a number, such as GH-007"),
    ],
)
def test_a_fault_of_the_file_is_told_at_its_line(project: Project, text: str, line: int, message: str) -> None:
    ((told, said),) = faults(project, text)
    assert (told, message in said) == (line, True), (told, said)


def test_a_fault_hides_neither_the_other_comments_nor_the_other_files(project: Project) -> None:
    second = (
        "  - id: XA-002\n    received: 2026-11-24\n    channel: pdf\n    disposition: noted\n    observation: Yes.\n"
    )
    project.write(FILE, GOOD.replace("call", "letter") + second)
    project.write("consultations/comments/1/XB.yaml", "\tbroken")
    project.write("consultations/comments/1/XC.yaml", HEAD.replace("XA", "XC"))
    ledgers, problems = loaded(project)
    assert [ledger.fields.member for ledger in ledgers] == ["XA", "XC"]
    assert [comment.id for comment in ledgers[0].fields.comments] == ["XA-002"]
    assert ledgers[0].fields.comments[0].disposition is Disposition.NOTED
    assert ledgers[0].ids == ("XA-001", "XA-002")
    assert [(problem.path[-7:], problem.line) for problem in problems] == [("XA.yaml", 8), ("XB.yaml", 1)]


def test_people_read_words_for_marks_and_confidence() -> None:
    assert {mark.value: mark.label for mark in Mark} == {
        "insert": "insertion",
        "delete": "deletion",
        "replace": "replacement",
        "highlight": "highlighted words",
        "note": "note",
        "drawing": "drawing",
        "stamp": "stamp",
    }
    assert {one.value: one.label for one in Confidence} == {
        "exact": "the place is certain",
        "fuzzy": "the place is probable, not certain",
        "page-only": "only the page is known",
        "unplaced": "the place is not known",
    }
