"""Outside links are asked for by one command alone, gently, and what was there is not asked for again."""

from __future__ import annotations

import itertools
import json
import threading
import time
from collections import Counter
from dataclasses import replace
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from focalpoint.config import Config
from focalpoint.content.manual import load_manual
from focalpoint.release.outside_links import Answer, State, ask_server, check_outside, outside_links
from sample_project import Project

POST = "manual/ground/post.md"


class Asked:
    """Answers as it was told to, and keeps what it was asked for."""

    def __init__(self, **states: State) -> None:
        self.states = states
        self.asked: list[str] = []

    def __call__(self, address: str) -> Answer:
        self.asked.append(address)
        state = self.states.get(address.rpartition("/")[2], State.THERE)
        return Answer(state, "404" if state is State.GONE else "no answer")


def test_links_of_texts_and_of_cited_sources_are_found_with_their_places(project: Project) -> None:
    project.edit(POST, "Members work", "Members ([list](https://example.org/list#top)) work")
    project.edit("manual/sources.bib", "@misc{summit2005,\n", "@misc{summit2005,\n  doi = {10.1000/182},\n")
    config = Config.load(project.root, date(2026, 11, 23))
    found = outside_links(config, load_manual(config)[0])
    assert found["https://example.org/list"] == f"{POST}:{project.line(POST, 'example.org')}"
    line = project.line("manual/sources.bib", "10.1000/182")
    assert found["https://doi.org/10.1000/182"] == f"manual/sources.bib:{line}"


def test_what_is_gone_is_told_at_its_line_and_what_was_there_is_believed_for_thirty_days(project: Project) -> None:
    config = Config.load(project.root, date(2026, 11, 23))
    places = {f"https://example.org/{name}": f"{POST}:{line}" for line, name in enumerate(("a", "b", "c"), 12)}
    ask = Asked(b=State.GONE, c=State.UNSURE)
    assert [str(one) for one in check_outside(config, places, ask, 0)] == [
        f"{POST}:13: https://example.org/b is gone (404); give the page's new address, or one of an archive [link]",
        f"{POST}:14: https://example.org/c could not be asked for (no answer); look whether it is still there [link]",
    ]
    again = Asked()
    assert check_outside(replace(config, today=date(2026, 12, 22)), places, again, 0) == []
    assert again.asked == ["https://example.org/b", "https://example.org/c"]
    later = Asked()
    check_outside(replace(config, today=date(2026, 12, 23)), places, later, 0)
    assert later.asked == ["https://example.org/a"]
    project.write("build/cache/outside-links.json", "[")
    assert check_outside(config, places, Asked(), 0) == []
    assert json.loads(project.read("build/cache/outside-links.json")) == dict.fromkeys(places, "2026-11-23")


def test_one_host_is_asked_one_question_after_the_other_with_a_pause(project: Project) -> None:
    config = Config.load(project.root, date(2026, 11, 23))
    busy: Counter[str] = Counter()
    moments: list[float] = []

    def ask(address: str) -> Answer:
        host = address.split("/")[2]
        busy[host] += 1
        assert busy[host] == 1
        if host == "one.example":
            moments.append(time.monotonic())
        busy[host] -= 1
        return Answer(State.THERE, "200")

    hosts = ("one.example", "one.example", "one.example", "two.example")
    check_outside(config, {f"https://{host}/{n}": f"{POST}:1" for n, host in enumerate(hosts)}, ask, 0.05)
    assert all(after - before >= 0.05 for before, after in itertools.pairwise(moments))
    assert len(moments) == 3


class _Server(BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        self.send_response({"/there": 200, "/gone": 410, "/shy": 405}.get(self.path, 503))
        self.end_headers()

    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/shy" else 500)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None: ...


def test_a_server_is_asked_without_content_first_and_believed() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    at = f"http://127.0.0.1:{server.server_port}"
    said = {name: ask_server(f"{at}/{name}") for name in ("there", "gone", "shy", "ill")}
    server.shutdown()
    server.server_close()
    assert {name: answer.state.value for name, answer in said.items()} == {
        "there": "there", "gone": "gone", "shy": "there", "ill": "unsure",
    }  # fmt: skip
    assert ask_server(f"{at}/there").state is State.UNSURE
