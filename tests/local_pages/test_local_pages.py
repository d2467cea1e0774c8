"""A page of this machine: nobody but the person at it reads or changes anything, saves are told, Ctrl-C ends it."""

from __future__ import annotations

import http.client
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import processes
from focalpoint.local_pages.watching import is_temporary
from local_page import LocalPage, page_of
from sample_project import Project

SERVED = Path(__file__).with_name("served_page.py")


@contextmanager
def serving(root: Path) -> Iterator[LocalPage]:
    for folder in ("manual/ground", "consultations", "shown"):
        (root / folder).mkdir(parents=True)
    (root / "shown/file.txt").write_text("A file", encoding="utf-8")
    (root / "secret.txt").write_text("A secret", encoding="utf-8")
    with page_of([sys.executable, "-u", SERVED, root, "0"], Project(root)) as (process, address):
        yield LocalPage(Project(root), process, address)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalPage]:
    with serving(tmp_path_factory.mktemp("served") / "project") as page:
        yield page


@pytest.fixture
def own(tmp_path: Path) -> Iterator[LocalPage]:
    """A page that a test may end."""
    with serving(tmp_path / "project") as page:
        yield page


def test_its_whole_address_lets_a_browser_in_and_nothing_in_from_elsewhere(served: LocalPage) -> None:
    status, headers, body = served.ask("/", **served.enter())
    assert (status, body) == (200, b"The page")
    assert "access-control-allow-origin" not in headers
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["referrer-policy"] == "no-referrer"
    assert "default-src 'none'" in headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/", "/events", "/change", "/files/file.txt", "/wrong/", "/wrong/events", "//"])
def test_without_the_secret_it_says_nothing(served: LocalPage, path: str) -> None:
    for headers in ({}, {"Cookie": f"focalpoint-{served.port}=wrong"}):
        status, _, body = served.ask(path, **headers)
        assert (status, b"whole address" in body) == (403, True)


def test_the_address_works_once_and_for_the_browser_that_used_it(own: LocalPage) -> None:
    inside = own.enter()
    status, _, body = own.ask(own.secret)
    assert (status, b"start the page again for a new address" in body) == (403, True)
    assert own.ask(own.secret, **inside)[0] == 303
    assert own.ask("/", **inside)[0] == 200


def test_what_is_refused_does_not_use_the_address_up(own: LocalPage) -> None:
    assert own.ask(own.secret, Sec_Fetch_Site="cross-site")[0] == 403
    assert own.ask(own.secret, Host="example.org")[0] in (400, 403)
    assert own.ask(own.secret)[0] == 303


def test_a_part_of_the_secret_or_something_below_it_is_not_enough(served: LocalPage) -> None:
    assert len(served.secret) > 20
    assert served.ask(served.secret[:-2] + "/")[0] == 403
    assert served.ask(served.secret + "events")[0] == 403
    assert served.ask(served.secret, method="POST", X_Focalpoint="1")[0] == 403


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1", "127.0.0.1.example.org", "[::1]", ""])
def test_a_foreign_host_is_refused(served: LocalPage, host: str) -> None:
    assert served.ask(served.secret, Host=host)[0] in (400, 403)
    assert served.ask("/", **served.enter(), Host=host)[0] in (400, 403)


@pytest.mark.parametrize(
    "foreign",
    [
        {"Origin": "http://example.org"},
        {"Origin": "null"},
        *({"Sec_Fetch_Site": f"{s}-site"} for s in ("cross", "same")),
    ],
)
def test_another_site_is_refused(served: LocalPage, foreign: dict[str, str]) -> None:
    inside = {**served.enter(), "X_Focalpoint": "1"}
    assert served.ask("/", **inside)[0] == 200
    assert served.ask("/", **inside, **foreign)[0] == 403
    assert served.ask("/change", "POST", "more", **inside, **foreign)[0] == 403


def test_only_the_page_itself_changes_anything(served: LocalPage) -> None:
    assert served.ask("/change", "POST", "more", **served.enter())[0] == 403
    status, _, body = served.ask("/change", "POST", "more", **served.enter(), X_Focalpoint="1")
    assert (status, body) == (200, b"Changed")


@pytest.mark.parametrize(
    "path",
    ["/files/../secret.txt", "/files/%2e%2e/secret.txt", "/files/..%2fsecret.txt", "/files/absent.txt", "/files/"],
)
def test_nothing_outside_a_folder_of_files_is_served(served: LocalPage, path: str) -> None:
    assert served.ask("/files/file.txt", **served.enter())[2] == b"A file"
    assert served.ask(path, **served.enter())[0] == 404


def test_it_listens_on_loopback_alone(served: LocalPage) -> None:
    port = f"{served.port:04X}"
    rows = [row.split() for name in ("tcp", "tcp6") for row in Path(f"/proc/net/{name}").read_text().splitlines()[1:]]
    listening = [row[1] for row in rows if row[3] == "0A" and row[1].endswith(f":{port}")]
    assert listening == [f"0100007F:{port}"]


def events(page: LocalPage) -> Iterator[str]:
    """What the page tells, one event after the other."""
    line = http.client.HTTPConnection("127.0.0.1", page.port, timeout=30)
    line.request("GET", "/events", headers=page.enter())
    answer = line.getresponse()
    while said := answer.readline():
        if said.strip():
            yield said.decode().removeprefix("data: ").strip()
    line.close()


def test_a_save_of_a_text_is_told_also_in_a_folder_that_went_and_came_back(own: LocalPage) -> None:
    told = events(own)
    assert next(told) == "saves: 0"
    time.sleep(0.5)  # the folders are watched soon after the start, and nothing tells when
    own.project.write("manual/ground/post.md", "A word")
    assert int(next(told).split()[1]) >= 1
    (own.project.root / "manual").rename(own.project.root / "elsewhere")
    own.project.write("manual/ground/post.md", "A word")
    time.sleep(1)  # all that was told of this has come
    told = events(own)
    before = next(told)
    (own.project.root / "manual/ground/post.md").write_text("Another word", encoding="utf-8")
    assert next(told) != before


@pytest.mark.parametrize(
    "name", [".post.md.swp", "4913", "post.md~", "#post.md#", "~$post.md", "post.md.part", ".hidden"]
)
def test_what_an_editor_writes_beside_a_text_is_no_save(name: str) -> None:
    assert is_temporary(f"/project/manual/ground/{name}")
    assert not is_temporary("/project/manual/ground/post.md")


def test_ctrl_c_ends_it_while_it_is_open_in_a_browser(own: LocalPage) -> None:
    told = events(own)
    assert next(told) == "saves: 0"
    seconds, status, said = own.stop()
    assert (status, said) == (0, "")
    assert seconds < 2  # on a busy machine; by itself it takes a tenth of one


def test_a_port_that_is_taken_is_told(served: LocalPage, tmp_path: Path) -> None:
    done = processes.run([sys.executable, SERVED, tmp_path, str(served.port)], tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"port {served.port} cannot be used")
    assert len(done.stderr.splitlines()) == 1
