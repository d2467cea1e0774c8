"""A command that serves a page of this machine: started as a person starts it, and stopped by Ctrl-C."""

from __future__ import annotations

import http.client
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from urllib.request import OpenerDirector, build_opener

from playwright.sync_api import BrowserContext

import processes
from sample_project import COMMAND, Project, environment


@contextmanager
def started(project: Project, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start the command in the project's folder and give its address; nothing of it runs after the block."""
    with page_of([COMMAND, *words], project) as found:
        yield found


@contextmanager
def page_of(command: processes.Command, project: Project) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start any command that serves a page, likewise."""
    with processes.started(command, project.root, env=environment()) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.search(r"http://\S+/", line)
        assert found, line + process.stdout.read()
        yield process, found[0]


@dataclass
class LocalPage:
    """One running command."""

    project: Project
    process: subprocess.Popen[str]
    address: str
    """With the secret."""

    @cached_property
    def opener(self) -> OpenerDirector:
        """Opens addresses as the page's own script does: with the cookie, which the address with the secret sets."""
        made = build_opener()
        made.addheaders = [("X-Focalpoint", "1"), *self.enter().items()]
        return made

    def at(self, path: str) -> str:
        """The address of something on the page."""
        return f"http://127.0.0.1:{self.port}/{path}"

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.address.split(":")[2].split("/")[0])

    def ask(self, path: str, method: str = "GET", body: str = "", **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Ask by hand, without the cookie; `headers` may hold a Host of any kind."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        line.putrequest(method, path, skip_host="Host" in headers)
        if body:
            line.putheader("Content-Length", str(len(body.encode())))
        for name, value in headers.items():
            line.putheader(name.replace("_", "-"), value)
        line.endheaders(body.encode() or None)
        answer = line.getresponse()
        found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read(400)
        line.close()
        return found

    def enter(self) -> dict[str, str]:
        """Exchange the secret in the address for the cookie, which is done once."""
        return self._cookie

    def let_in(self, context: BrowserContext) -> None:
        """Give the cookie to a browser, which then opens the page without the secret."""
        name, _, value = self.enter()["Cookie"].partition("=")
        context.add_cookies([{"name": name, "value": value, "url": self.at("")}])

    @cached_property
    def _cookie(self) -> dict[str, str]:
        status, headers, _ = self.ask(self.secret)
        assert (status, headers["location"]) == (303, "/")
        assert {"httponly", "samesite=strict"} <= {part.strip().lower() for part in headers["set-cookie"].split(";")}
        return {"Cookie": headers["set-cookie"].split(";")[0]}

    @property
    def secret(self) -> str:
        """The path with the secret."""
        return f"/{self.address.split('/', 3)[3]}"

    def stop(self) -> tuple[float, int, str]:
        """Press Ctrl-C: how long the end takes, its status, and what is said."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        said, _ = self.process.communicate(timeout=30)
        return time.monotonic() - began, self.process.returncode, said
