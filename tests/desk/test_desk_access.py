"""Nobody but the person at this machine sees the desk, and nothing but its own page changes anything."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_round import Desk, make_round

from focalpoint.desk.commands import version
from sample_project import Project, make_project


def wish(desk: Desk, **facts: str) -> str:
    """A change that rests on the comment as it is."""
    version_now = version(desk.comment("XA-002"))
    return json.dumps({"action": "observe", "observation": "By hand", "version": version_now, **facts})


@pytest.mark.parametrize(
    "path", ["/", "/round", "/events", "/comments/XA-001", "/pictures/XA-001.png", "/wrong/", "//"]
)
def test_without_the_secret_it_says_nothing(desk: Desk, path: str) -> None:
    for headers in ({}, {"Cookie": f"focalpoint-{desk.port}=wrong"}):
        status, _, body = desk.ask(path, **headers)
        assert (status, b"whole address" in body) == (403, True)


def test_with_the_cookie_it_answers_and_lets_nothing_in_from_elsewhere(desk: Desk) -> None:
    status, headers, body = desk.ask("/", **desk.enter())
    assert status == 200
    assert "script-src 'self'" in headers["content-security-policy"]
    assert "access-control-allow-origin" not in headers
    assert b"<script>" not in body


@pytest.mark.parametrize(
    "foreign",
    [
        {"Origin": "http://example.org"}, {"Origin": "null"}, {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"}, {"Host": "example.org"}, {"Host": "127.0.0.1"}, {"X_Focalpoint": ""},
    ],
)  # fmt: skip
def test_a_change_from_another_page_is_refused(desk: Desk, foreign: dict[str, str]) -> None:
    headers = {**desk.enter(), "X_Focalpoint": "1", **foreign}
    if not headers["X_Focalpoint"]:
        del headers["X_Focalpoint"]
    assert desk.ask("/comments/XA-002", "POST", wish(desk), **headers)[0] == 403
    assert desk.comment("XA-002").observation == ""


def test_a_change_by_the_desk_itself_is_made_once(desk: Desk) -> None:
    headers = {**desk.enter(), "X_Focalpoint": "1"}
    told = wish(desk)
    assert desk.ask("/comments/XA-002", "POST", told, **headers)[0] == 200
    assert desk.comment("XA-002").observation == "By hand"
    status, _, body = desk.ask("/comments/XA-002", "POST", told.replace("By hand", "Stale"), **headers)
    assert (status, b"another window" in body) == (409, True)
    assert desk.comment("XA-002").observation == "By hand"


@pytest.mark.parametrize("body", ["", "[]", "{", '{"action": "decide"}', '{"action": "remove", "version": "1"}'])
def test_what_is_no_change_is_refused(desk: Desk, body: str) -> None:
    assert desk.ask("/comments/XA-002", "POST", body, **desk.enter(), X_Focalpoint="1")[0] == 422


def test_what_cannot_be_decided_is_told(desk: Desk) -> None:
    facts = {"action": "decide", "disposition": "accepted", "applied_in": "0123456789"}
    status, _, body = desk.ask("/comments/XA-002", "POST", wish(desk, **facts), **desk.enter(), X_Focalpoint="1")
    assert (status, b"is not a commit" in body) == (422, True)
    assert desk.comment("XA-002").disposition is None


@pytest.mark.parametrize(
    "path", ["/web/..%2fserver.py", "/fonts/..%2fblocks.py", "/web/%2e%2e/server.py", "/comments/XA-999"]
)
def test_nothing_else_is_served(desk: Desk, path: str) -> None:
    assert desk.ask(path, **desk.enter())[0] == 404


@pytest.fixture
def own_desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk that a test may end."""
    project = make_project(tmp_path / "project")
    with Desk.start(project, make_round(project)) as desk:
        yield desk


def test_ctrl_c_ends_it_with_one_line(own_desk: Desk) -> None:
    stream = http.client.HTTPConnection("127.0.0.1", own_desk.port, timeout=20)
    stream.request("GET", "/events", headers=own_desk.enter())
    assert stream.getresponse().readline().startswith(b"data: ")
    _, *ended = own_desk.stop()
    assert ended == [0, "The review desk has ended\n"]


def test_without_a_draft_it_says_what_to_do(project: Project) -> None:
    result = project.run("review")
    assert (result.status, "no draft was issued yet" in result.err) == (1, True)
