"""Lets one person's browser at the desk: the secret in the address is exchanged for a cookie of that browser."""

from __future__ import annotations

import secrets

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from focalpoint.local_pages.guard import Guard

HEADER = "x-desk"
"""Sent with every change; no page of another site can send it."""


class Access(Guard):
    """Lets through who comes with the address or its cookie, and changes only by the desk's own script."""

    page = "review desk"

    def __init__(self, app: ASGIApp, port: int, token: str) -> None:
        super().__init__(self._let_in, port, token)
        self.desk = app
        self.key = secrets.token_urlsafe(24)
        # Cookies are shared by all ports of this machine, and so by two desks.
        self.cookie = f"desk-{port}"

    def knows(self, scope: Scope) -> bool:
        """Whether who asks has the whole address, or the cookie."""
        held = Request(scope).cookies.get(self.cookie, "")
        return self.is_entry(scope) or secrets.compare_digest(held.encode(), self.key.encode())

    def is_entry(self, scope: Scope) -> bool:
        """Whether the secret itself is asked for."""
        asked: str = scope["path"]
        return scope["method"] == "GET" and asked == f"/{asked.strip('/')}/" and self.is_token(asked.strip("/"))

    def refusal(self, scope: Scope) -> str:
        """As for every local page; besides, what is no plain question must come from the desk's own script."""
        changes = scope["method"] not in ("GET", "HEAD")
        if changes and HEADER not in Headers(scope=scope):
            return "Only the desk itself may change anything."
        return super().refusal(scope)

    async def _let_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        """For the secret in the address the cookie, and the way to the desk; for everything else the desk."""
        if not self.is_entry(scope):
            await self.desk(scope, receive, send)
            return
        answer = RedirectResponse("/", 303)
        answer.set_cookie(self.cookie, self.key, path="/", httponly=True, samesite="strict")
        await answer(scope, receive, send)
