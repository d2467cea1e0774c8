"""A web edition works under the strict headers that are written for it."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, ConsoleMessage, expect

from focalpoint.release.package.web_headers import headers_file
from sample_project import Project


@pytest.fixture
def served(built: Project) -> Iterator[str]:
    """The address of the public web edition, served with the headers of its file."""
    folder = built.root / "dist/public/html"
    headers = dict(line.split(": ", 1) for line in headers_file().decode().splitlines())
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler_with(headers), directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def handler_with(headers: Mapping[str, str]) -> type[SimpleHTTPRequestHandler]:
    """Make a handler of requests that sends the headers with every answer."""

    class Strict(SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            for name, value in headers.items():
                self.send_header(name, value)
            super().end_headers()

        def log_message(self, format: str, *args: object) -> None: ...

    return Strict


def is_fault(message: ConsoleMessage) -> bool:
    """Whether a message is an error; that the edition has no icon is none."""
    return message.type == "error" and not message.location["url"].endswith("/favicon.ico")


def test_the_pages_pass_the_policy_and_a_foreign_script_does_not(served: str, browser: Browser) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if is_fault(message) else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    answer = page.goto(f"{served}/ground/post.html")
    assert answer and answer.headers["content-security-policy"].startswith("default-src 'self'; object-src 'none'")
    assert answer.headers["x-content-type-options"] == "nosniff"
    expect(page.locator("#p1")).to_be_visible()
    page.goto(f"{served}/search.html?q=deputy")
    expect(page.locator("#search-results li").first).to_be_visible()
    assert said == []
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))")
    assert page.evaluate("window.ran") is None
    # The page's own policy and the server's refuse it, each by itself.
    assert len(said) == 2 and all("Content Security Policy" in one for one in said)
    page.close()
