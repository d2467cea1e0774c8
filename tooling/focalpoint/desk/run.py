"""Runs the desk from the first look to Ctrl-C."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from focalpoint.config import Config
from focalpoint.desk.access import Access
from focalpoint.desk.server import Pages
from focalpoint.desk.watcher import Live
from focalpoint.local_pages.guard import HOST
from focalpoint.local_pages.server import Server, listen, serve_until_ctrl_c
from focalpoint.local_pages.watching import Watcher
from focalpoint.review.ledger.ledger import issued_draft


def run_desk(config: Config, draft: int | None, port: int, ready: Callable[[str, int], None]) -> None:
    """Serve the comments on a draft, or on the latest, until Ctrl-C; calls `ready` with the address and the draft."""
    live = Live(config, issued_draft(config, draft))
    listening = listen(port)
    port = listening.getsockname()[1]
    token = secrets.token_urlsafe(18)
    watcher = Watcher(config.root, live.look)
    server = Server(Access(Pages(live).app(), port, token), live.bell.close)

    async def serve() -> None:
        live.bell.open()
        live.start()
        watcher.start()
        ready(f"http://{HOST}:{port}/{token}/", live.round.draft.number)
        await server.serve(sockets=[listening])

    try:
        serve_until_ctrl_c(serve)
    finally:
        watcher.stop()
