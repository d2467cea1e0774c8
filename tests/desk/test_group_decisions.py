"""One decision on several comments of several members: all of them or none, with the reason of each refusal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request

import pytest
from desk_round import Desk

from commented import POST, TODAY, at, begin, commit, git, said
from focalpoint.config import Config
from focalpoint.content.rounds.comments import Disposition, Mark
from focalpoint.desk.applying.applying import Confirmed, apply_and_accept, edit_now, undo
from focalpoint.desk.commands import version
from focalpoint.review.ledger.ledger import Change, change_ledger, find_comment, issued_draft
from sample_project import Project, make_project


def post(desk: Desk, path: str, facts: object) -> tuple[int, dict[str, Any]]:
    """Send a command; return the status and the answer."""
    request = Request(desk.at(path), json.dumps(facts).encode(), {"Content-Type": "application/json"})
    try:
        with desk.opener.open(request) as answer:
            return answer.status, json.load(answer)
    except HTTPError as error:
        return error.code, json.load(error)


def test_many_are_decided_with_one_observation_or_none_is(desk: Desk) -> None:
    ids = ("XA-002", "XA-003", "XB-002")
    wanted = {
        "comments": {id: version(desk.comment(id)) for id in ids}, "disposition": "noted", "observation": "Thank you.",
    }  # fmt: skip
    assert post(desk, "comments/XA-003", {"action": "withdraw", "version": version(desk.comment("XA-003"))})[0] == 200
    assert post(desk, "decisions", wanted)[0] == 409
    wanted["comments"] = {id: version(desk.comment(id)) for id in ids}
    status, answer = post(desk, "decisions", wanted)
    assert (status, list(answer["refused"])) == (422, ["XA-003"])
    assert "was withdrawn" in str(answer["refused"])
    assert [desk.comment(id).disposition for id in ids] == [None, None, None]
    wanted["comments"] = {id: version(desk.comment(id)) for id in ("XA-002", "XB-002")}
    status, answer = post(desk, "decisions", wanted)
    assert (status, answer["problem"]) == (200, "")
    assert [desk.comment(id).observation for id in ("XA-002", "XB-002")] == ["Thank you.", "Thank you."]
    assert [desk.comment(id).disposition for id in ("XA-002", "XB-002")] == [Disposition.NOTED, Disposition.NOTED]


def test_a_group_is_decided_with_its_first_and_each_record_has_its_own_decision(desk: Desk) -> None:
    facts = {
        "action": "decide", "disposition": "not-accepted", "observation": "See 2.2.",
        "version": version(desk.comment("XA-003")), "also": {"XB-002": version(desk.comment("XB-002"))},
    }  # fmt: skip
    assert post(desk, "comments/XA-003", facts)[0] == 200
    assert [desk.comment(id).observation for id in ("XA-003", "XB-002")] == ["See 2.2.", "See 2.2."]
    assert desk.comment("XB-002").duplicate_of == ""


@pytest.mark.parametrize("facts", [{}, {"comments": {}}, {"comments": {"x": "y"}}, []])
def test_what_is_no_decision_on_many_is_refused(desk: Desk, facts: object) -> None:
    assert post(desk, "decisions", facts)[0] == 422


def test_a_project_in_a_folder_of_a_repository_is_committed_there(tmp_path: Path) -> None:
    outer = Project(tmp_path / "repository")
    project = make_project(outer.root / "handbook")
    begin(project)
    (project.root / ".git").rename(tmp_path / "before")
    git(outer, "init", "-q")
    git(outer, "config", "user.name", "Review Officer")
    git(outer, "config", "user.email", "officer")
    outer.write("letter.txt", "Not of the manual.")
    at_draft = commit(outer)
    record = project.read("consultations/drafts/1/draft.yaml")
    old = next(row.split()[-1].strip("'\"") for row in record.splitlines() if row.startswith("commit:"))
    project.edit("consultations/drafts/1/draft.yaml", old, at_draft)
    config = Config.load(project.root, TODAY)
    draft = issued_draft(config)
    change_ledger(config, draft, "XA", lambda _: Change((said("XA-001", "", "Officials", Mark.REPLACE, at(1)),)))
    commit(outer)
    outer.write("letter.txt", "Written on meanwhile.")
    seen = find_comment(config, 1, "XA-001")
    confirmed = Confirmed((seen,), "Done.", edit_now(config, draft, seen).sign)
    (done,) = apply_and_accept(config, draft, confirmed)
    assert git(outer, "show", "--format=", "--name-only", done.applied_in) == f"handbook/{POST}"
    assert git(outer, "status", "--porcelain") == "M letter.txt"
    before = project.read(POST)
    undo(config, draft, find_comment(config, 1, "XA-001"))
    assert project.read(POST) == before.replace("Officials work", "Members work")
    assert git(outer, "status", "--porcelain") == "M letter.txt"
