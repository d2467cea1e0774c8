"""Nobody but the person at this machine reads the preview, and Ctrl-C ends it."""

from __future__ import annotations

import http.client
from collections.abc import Iterator

import pytest
from preview_desk import Preview

from processes import children, ended
from sample_project import Project


def test_its_whole_address_lets_a_browser_in(running: Preview) -> None:
    status, headers, _ = running.ask("/", **running.enter())
    assert status == 200
    assert "access-control-allow-origin" not in headers
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["referrer-policy"] == "no-referrer"
    assert "default-src 'none'" in headers["content-security-policy"]


@pytest.mark.parametrize(
    "path", ["/", "/events", "/events?chapter=ground/post", "/wrong/", "/wrong/events", "//", "/site/index.html"]
)
def test_without_the_secret_it_says_nothing(running: Preview, path: str) -> None:
    status, _, body = running.ask(path)
    assert status == 403
    assert b"whole address" in body


@pytest.mark.parametrize(
    "path", ["/site/../../../source/conf.py", "/site/%2e%2e/source/conf.py", "/web/..%2fserver.py"]
)
def test_nothing_outside_its_folders_is_served(running: Preview, path: str) -> None:
    assert running.ask(path, **running.enter())[0] == 404


@pytest.fixture
def own_preview(project: Project) -> Iterator[Preview]:
    """A preview that a test may end."""
    with Preview.start(project) as preview:
        yield preview


@pytest.mark.slow
def test_ctrl_c_ends_it_with_one_line(own_preview: Preview) -> None:
    preview = own_preview
    preview.at_rest()
    stream = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=20)
    stream.request("GET", "/events", headers=preview.enter())
    stream.getresponse().readline()
    helpers = children(preview.process.pid)
    assert len(helpers) >= 2
    seconds, status, said = preview.stop()
    assert (status, said) == (0, "The preview has ended\n")
    assert seconds < 2  # on a busy machine; by itself it takes a third of one
    assert ended(helpers)


def test_a_port_that_is_taken_is_told(running: Preview, project: Project) -> None:
    result = project.run("preview", "--port", str(running.port))
    assert result.status == 1
    assert result.err.startswith(f"port {running.port} cannot be used")
    assert len(result.err.splitlines()) == 1
