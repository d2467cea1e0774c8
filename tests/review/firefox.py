"""Drive the Firefox of this machine by WebDriver BiDi, with nothing but the standard library."""

from __future__ import annotations

import base64
import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

PROGRAMS = ("firefox-esr", "firefox")
SECONDS = 60.0


class Firefox:
    """A window of Firefox with a profile of its own."""

    def __init__(self, port: int, downloads: Path) -> None:
        self.downloads = downloads
        self._socket = _connected(port)
        self._number = 0
        self._left = b""
        _shake_hands(self._socket, port)
        self.ask("session.new", {"capabilities": {}})
        self.window = self.ask("browsingContext.getTree", {})["contexts"][0]["context"]

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        """Send a command, and wait for its answer; raises AssertionError with the browser's own words."""
        self._number += 1
        data = json.dumps({"id": self._number, "method": method, "params": params}).encode()
        head = bytes([0x81]) + (
            bytes([0x80 | len(data)]) if len(data) < 126 else bytes([0xFE]) + len(data).to_bytes(2, "big")
        )
        mask = os.urandom(4)
        self._socket.sendall(head + mask + bytes(byte ^ mask[place % 4] for place, byte in enumerate(data)))
        while True:
            answer = json.loads(self._message())
            if answer.get("id") == self._number:
                assert answer["type"] == "success", answer
                return answer["result"]

    def open(self, file: Path) -> None:
        """Open a file from the disk."""
        self.ask("browsingContext.navigate", {"context": self.window, "url": file.as_uri(), "wait": "complete"})

    def run(self, expression: str) -> Any:
        """Evaluate an expression on the page; it must give JSON."""
        target = {"context": self.window}
        asked = {"expression": f"JSON.stringify({expression})", "target": target, "awaitPromise": True}
        result = self.ask("script.evaluate", {**asked, "userActivation": True})
        assert result["type"] == "success", result
        return json.loads(result["result"].get("value") or "null")

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        device = {"type": "key", "id": "k", "actions": actions}
        self.ask("input.performActions", {"context": self.window, "actions": [device]})

    def downloaded(self) -> bytes:
        """Wait for the one file that the page hands out."""
        for _ in range(int(SECONDS * 10)):
            files = [file for file in self.downloads.iterdir() if file.suffix == ".txt" and file.stat().st_size]
            if files:
                return files[0].read_bytes()
            time.sleep(0.1)
        raise AssertionError("nothing was downloaded")

    def close(self) -> None:
        """End the connection."""
        self._socket.close()

    def _message(self) -> bytes:
        whole = b""
        while True:
            first, second = self._bytes(2)
            length = second & 0x7F
            if length > 125:
                length = int.from_bytes(self._bytes(2 if length == 126 else 8), "big")
            whole += self._bytes(length)
            if first & 0x80:
                return whole

    def _bytes(self, count: int) -> bytes:
        while len(self._left) < count:
            more = self._socket.recv(65_536)
            assert more, "Firefox has closed the connection"
            self._left += more
        taken, self._left = self._left[:count], self._left[count:]
        return taken


def _connected(port: int) -> socket.socket:
    for _ in range(int(SECONDS * 10)):
        try:
            return socket.create_connection(("127.0.0.1", port), SECONDS)
        except ConnectionRefusedError:
            time.sleep(0.1)
    raise AssertionError("Firefox does not answer")


def _shake_hands(connection: socket.socket, port: int) -> None:
    key = base64.b64encode(os.urandom(16)).decode()
    lines = ("GET /session HTTP/1.1", f"Host: 127.0.0.1:{port}", "Upgrade: websocket", "Connection: Upgrade")
    more = (f"Sec-WebSocket-Key: {key}", "Sec-WebSocket-Version: 13", "", "")
    connection.sendall("\r\n".join((*lines, *more)).encode())
    answer = b""
    while not answer.endswith(b"\r\n\r\n"):
        answer += connection.recv(1)
    assert b" 101 " in answer.split(b"\r\n")[0], answer


@contextmanager
def firefox(folder: Path) -> Iterator[Firefox]:
    """Open Firefox without a window on the screen; in CI it must be there, elsewhere the test is skipped without it."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("Firefox is not installed here, though .ci/run installs it")
        pytest.skip("Firefox is not installed on this machine; the page is tried in Chromium alone")
    profile, downloads = folder / "profile", folder / "downloads"
    for one in (profile, downloads):
        one.mkdir()
    wishes = {"browser.download.folderList": 2, "browser.download.dir": str(downloads)}
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in wishes.items())
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [program, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", str(port)]
    own = {**os.environ, "HOME": str(profile)}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=own) as process:
        try:
            window = Firefox(port, downloads)
            yield window
            window.close()
        finally:
            process.terminate()
