"""Keeps a local page to the person at this machine: loopback, a secret in the address, no other site's pages."""

from __future__ import annotations

import secrets

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOST = "127.0.0.1"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
)
OWN = ("none", "same-origin")
"""How a browser calls a question that no other page has asked; another port of this machine is `same-site`."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Guard:
    """Lets through what asks for this host, by the secret, and from this page."""

    page = "preview"
    """What people call the page."""

    def __init__(self, app: ASGIApp, port: int, token: str) -> None:
        self.app = app
        self.token = token
        self.hosts = {f"{HOST}:{port}", f"localhost:{port}"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse to."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        why = self.refusal(scope)
        if why:
            await PlainTextResponse(why, 403, HEADERS)(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, sent)

    def refusal(self, scope: Scope) -> str:
        """Why who asks is not answered; empty where nothing is against it."""
        headers = Headers(scope=scope)
        # A name that an attacker's site resolves to this machine would make its pages ours.
        if headers.get("host", "") not in self.hosts:
            return f"This {self.page} is for this machine only."
        if not self.knows(scope):
            return f"This is not the whole address: copy it again from where the {self.page} was started."
        own = {f"http://{host}" for host in self.hosts}
        if headers.get("origin", next(iter(own))) not in own or headers.get("sec-fetch-site", "none") not in OWN:
            return f"Another site may not read the {self.page}."
        return ""

    def knows(self, scope: Scope) -> bool:
        """Whether who asks has the secret: it begins the path."""
        return self.is_token(scope["path"].split("/")[1])

    def is_token(self, given: str) -> bool:
        """Whether this is the secret."""
        return secrets.compare_digest(given.encode(), self.token.encode())
