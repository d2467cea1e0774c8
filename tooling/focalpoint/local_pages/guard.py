"""Restrict a local page to the person at this machine: loopback, a secret address, no requests by other sites."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOST = "127.0.0.1"
CHANGE_HEADER = "x-focalpoint"
"""Header that the page's own script sends with every change; no page of another site can send it."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
)
OWN = ("none", "same-origin")
"""Values of `Sec-Fetch-Site` for requests that no other page made; another port of this machine is `same-site`."""
MOST_BODY = 1_000_000
"""Most bytes of a request's body; a decision with all its words is far smaller."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Guard:
    """Pass on requests for this host that carry the cookie and that no other site made; refuse all others.

    The address with the secret sets the cookie and redirects to the page. It works once: whoever finds it later, in a
    history or a log, finds nothing.
    """

    def __init__(self, app: ASGIApp, name: str, port: int, larger_bodies: Mapping[str, int] | None = None) -> None:
        self.app = app
        self._larger_bodies = larger_bodies or {}
        self.name = name
        """What people call the page, such as `preview`."""
        self.secret = secrets.token_urlsafe(18)
        self.address = f"http://{HOST}:{port}/{self.secret}/"
        self._used = False
        self._key = secrets.token_urlsafe(24)
        # A browser sends the cookies of one port to all ports of a machine, and so to two pages.
        self._cookie = f"focalpoint-{port}"
        self._hosts = {f"{HOST}:{port}", f"localhost:{port}"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, pass it on, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if why := self._refusal(scope):
            await PlainTextResponse(why, 403, HEADERS)(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        most = self._larger_bodies.get(scope["path"], MOST_BODY)
        await (self._enter if self._has_secret(scope) else self.app)(scope, bounded(receive, most), send_guarded)

    async def _enter(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Set the cookie and redirect to the page."""
        self._used = True
        answer = RedirectResponse("/", 303)
        answer.set_cookie(self._cookie, self._key, path="/", httponly=True, samesite="strict")
        await answer(scope, receive, send)

    def _refusal(self, scope: Scope) -> str:
        """Tell why a request is refused; empty where it is not."""
        headers = Headers(scope=scope)
        # Else a name that an attacker's site resolves to this machine would make its pages ours.
        if headers.get("host", "") not in self._hosts:
            return f"This {self.name} is for this machine only."
        if not (self._has_secret(scope) or self._has_cookie(scope)):
            return f"This is not the whole address: copy it again from where the {self.name} was started."
        if self._used and self._has_secret(scope) and not self._has_cookie(scope):
            return f"A browser has used this address: go on in it, or start the {self.name} again for a new address."
        own = {f"http://{host}" for host in self._hosts}
        if headers.get("origin", next(iter(own))) not in own or headers.get("sec-fetch-site", "none") not in OWN:
            return f"Another site may not read the {self.name}."
        if scope["method"] not in ("GET", "HEAD") and CHANGE_HEADER not in headers:
            return f"Only the {self.name} itself may change anything."
        return ""

    def _has_secret(self, scope: Scope) -> bool:
        """Tell whether a request asks for the address with the secret, and for nothing below it."""
        given: str = scope["path"]
        whole = scope["method"] == "GET" and given == f"/{given.strip('/')}/"
        return whole and secrets.compare_digest(given.strip("/").encode(), self.secret.encode())

    def _has_cookie(self, scope: Scope) -> bool:
        given = Request(scope).cookies.get(self._cookie, "")
        return secrets.compare_digest(given.encode(), self._key.encode())


def bounded(receive: Receive, most: int = MOST_BODY) -> Receive:
    """Count the bytes of a request's body while it is read; raises HTTPException 413 for more than `most`."""
    read = 0

    async def receive_bounded() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > most:
            raise HTTPException(413)
        return message

    return receive_bounded
