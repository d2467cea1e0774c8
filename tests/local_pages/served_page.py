"""A page of this machine, as small as it can be: `python served_page.py PROJECT [PORT]` serves it until Ctrl-C.

It has a text, something to change, the files of the project's folder `shown`, and an event for each save.
"""

from __future__ import annotations

import sys
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from focalpoint.local_pages.server import NOT_KEPT, Broadcast, LocalPage, event_answer, file_answer, serve
from focalpoint.problems import Trouble


def main(root: Path, port: int) -> None:
    """Serve the page."""
    broadcast, saves = Broadcast(), ["saves: 0"]

    def saved() -> None:
        saves[0] = f"saves: {int(saves[0].split()[1]) + 1}"
        broadcast.notify()

    def page(_request: Request) -> Response:
        return PlainTextResponse("The page")

    def change(_request: Request) -> Response:
        return PlainTextResponse("Changed")

    def file(request: Request) -> Response:
        return file_answer(root / "shown", request.path_params["name"], NOT_KEPT)

    def events(_request: Request) -> Response:
        return event_answer(broadcast.values(lambda: saves[0]))

    routes = [
        Route("/", page),
        Route("/change", change, methods=["POST"]),
        Route("/events", events),
        Route("/files/{name:path}", file),
    ]
    serve(LocalPage("page", root, routes, broadcast, lambda: None, saved), port, lambda address: print(address))


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), int(sys.argv[2]))
    except Trouble as trouble:
        sys.exit(str(trouble))
