"""Serve the review desk to the person at this machine until Ctrl-C."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from focalpoint.config import Config
from focalpoint.content.rounds.comments import MAX_COMMENT, Comment
from focalpoint.desk.address import project_key, usual_port
from focalpoint.desk.api import Facts, comment_json, paragraphs_with, place_json, round_json
from focalpoint.desk.commands import COMMAND, Stale, save
from focalpoint.desk.notes_answers import NotesAnswers
from focalpoint.desk.picture import picture
from focalpoint.desk.round import RoundWatcher, message_of
from focalpoint.local_pages.server import CHECKED, NOT_KEPT, LocalPage, event_answer, file_answer, serve
from focalpoint.press.layout.isolation import FONTS
from focalpoint.problems import Trouble
from focalpoint.review.ledger.ledger import issued_draft

WEB = Path(__file__).resolve().parent / "web"
MOST_BYTES = 400_000
"""Most bytes of one command."""


class Pages:
    """Answer the requests of the desk's page."""

    def __init__(self, watcher: RoundWatcher) -> None:
        self.watcher = watcher

    def routes(self) -> list[Route]:
        """List the addresses."""
        return [
            Route("/", self.index),
            Route("/web/{name}", self.web),
            Route("/fonts/{name}", self.font),
            Route("/events", self.events),
            Route("/round", self.round),
            Route("/comments/{id}", self.place),
            Route("/comments/{id}", self.change, methods=["POST"]),
            Route("/pictures/{id}.png", self.picture),
            Route("/paragraphs", self.paragraphs),
            *NotesAnswers(self.watcher).routes(),
        ]

    def index(self, request: Request) -> Response:
        """Answer with the desk itself."""
        return file_answer(WEB, "index.html", NOT_KEPT)

    def web(self, request: Request) -> Response:
        """Answer with its script or a style sheet."""
        return file_answer(WEB, request.path_params["name"], CHECKED)

    def font(self, request: Request) -> Response:
        """Answer with a typeface, which both editions share."""
        return file_answer(FONTS, request.path_params["name"], CHECKED)

    async def events(self, request: Request) -> Response:
        """Stream the serial of the round whenever it changes."""
        return event_answer(self._serials())

    async def _serials(self) -> AsyncIterator[str]:
        async for shown in self.watcher.broadcast.values(lambda: self.watcher.round):
            yield str(shown.serial)

    def round(self, request: Request) -> Response:
        """Answer with all comments."""
        facts = {"project": project_key(self.watcher.config), "most": MAX_COMMENT}
        return JSONResponse(round_json(self.watcher.round) | facts, headers=NOT_KEPT)

    def place(self, request: Request) -> Response:
        """Answer with the place of one comment."""
        shown = self.watcher.round
        return JSONResponse(place_json(self.watcher.config, shown, self._comment(request)), headers=NOT_KEPT)

    def picture(self, request: Request) -> Response:
        """Answer with the picture of the place of one comment."""
        try:
            data = picture(self.watcher.config, self.watcher.round, self._comment(request))
        except Trouble as trouble:
            return JSONResponse({"problem": message_of(trouble)}, 404)
        return Response(data, media_type="image/png", headers=NOT_KEPT)

    def paragraphs(self, request: Request) -> Response:
        """Answer with the paragraphs of the current text that hold some words."""
        found = paragraphs_with(self.watcher.config, request.query_params.get("words", "")[:200])
        return JSONResponse(found, headers=NOT_KEPT)

    async def change(self, request: Request) -> Response:
        """Carry out what a person does with a comment, such as a decision."""
        data = b""
        async for piece in request.stream():
            data += piece
            if len(data) > MOST_BYTES:
                raise HTTPException(413)
        return await run_in_threadpool(self._change, request.path_params["id"], data)

    def _change(self, id: str, data: bytes) -> Response:
        """Save a change and answer with the comment: 409 where it had changed since, 422 where it cannot be done."""
        status, said = 200, ""
        try:
            save(self.watcher.config, self.watcher.round.draft.number, id, COMMAND.validate_json(data))
        except ValidationError as error:
            status, said = 422, "; ".join(wrong["msg"] for wrong in error.errors())
        except Stale:
            status, said = 409, "another window was quicker"
        except Trouble as trouble:
            status, said = 422, message_of(trouble)
        shown = self.watcher.refresh()
        self.watcher.request_update()
        now = shown.by_id.get(id)
        found: Facts | None = comment_json(shown, now) if now else None
        return JSONResponse({"serial": shown.serial, "problem": said, "comment": found}, status, headers=NOT_KEPT)

    def _comment(self, request: Request) -> Comment:
        found = self.watcher.round.by_id.get(request.path_params["id"])
        if found is None:
            raise HTTPException(404)
        return found


def run_desk(config: Config, draft: int | None, port: int | None, ready: Callable[[str, int], None]) -> None:
    """Serve the comments on a draft, or on the latest, until Ctrl-C; call `ready` with the address and the draft.

    Without a port it is served on the project's usual one, on port 0 on any that is free.
    """
    watcher = RoundWatcher(config, issued_draft(config, draft))
    routes = Pages(watcher).routes()
    page = LocalPage("review desk", config.root, routes, watcher.broadcast, watcher.start, watcher.request_update)
    wanted = usual_port(config) if port is None else port
    serve(page, wanted, lambda address: ready(address, watcher.round.draft.number))
