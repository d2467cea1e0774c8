"""Serve the review desk to the person at this machine until Ctrl-C."""

from __future__ import annotations

import gzip
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
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
from focalpoint.desk.applying.made_changes import MadeChanges
from focalpoint.desk.commands import COMMAND, Many, Stale, decide_many, save
from focalpoint.desk.notes_answers import NotesAnswers
from focalpoint.desk.offers import contradiction_json, edit_json
from focalpoint.desk.picture import picture
from focalpoint.desk.printed_pages import PrintedPages
from focalpoint.desk.returned_files import ADDRESS, ReturnedFiles
from focalpoint.desk.round import Round, RoundWatcher, message_of
from focalpoint.html.typefaces import CUT
from focalpoint.local_pages.server import CHECKED, NOT_KEPT, LocalPage, event_answer, file_answer, serve
from focalpoint.press.layout.isolation import FONTS
from focalpoint.problems import Trouble
from focalpoint.review.intake.sandbox import MOST_BYTES as MOST_RETURNED
from focalpoint.review.ledger.deciding import Contradiction
from focalpoint.review.ledger.ledger import RefusedComments, issued_draft

WEB = Path(__file__).resolve().parent / "web"
MOST_BYTES = 400_000
"""Most bytes of one command."""


class Pages:
    """Answer the requests of the desk's page."""

    def __init__(self, watcher: RoundWatcher) -> None:
        self.watcher = watcher
        self.made = MadeChanges(watcher.config, watcher.round.draft)

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
            Route("/comments/{id}/change", self.proposed),
            Route("/decisions", self.decide_many, methods=["POST"]),
            Route("/pictures/{id}.png", self.picture),
            Route("/paragraphs", self.paragraphs),
            *NotesAnswers(self.watcher).routes(),
            *ReturnedFiles(self.watcher).routes(),
            *PrintedPages(self.watcher).routes(),
        ]

    def index(self, request: Request) -> Response:
        """Answer with the desk itself."""
        return file_answer(WEB, "index.html", NOT_KEPT)

    def web(self, request: Request) -> Response:
        """Answer with its script or a style sheet."""
        return file_answer(WEB, request.path_params["name"], CHECKED)

    def font(self, request: Request) -> Response:
        """Answer with a typeface of the web edition, or with the whole one that the print edition has."""
        name = request.path_params["name"]
        return file_answer(CUT if name.endswith(".woff2") else FONTS, name, CHECKED)

    async def events(self, request: Request) -> Response:
        """Stream the serial of the round whenever it changes."""
        return event_answer(self._serials())

    async def _serials(self) -> AsyncIterator[str]:
        async for shown in self.watcher.broadcast.values(lambda: self.watcher.round):
            yield str(shown.serial)

    def round(self, request: Request) -> Response:
        """Answer with all comments."""
        facts = {"project": project_key(self.watcher.config), "most": MAX_COMMENT}
        answer = JSONResponse(round_json(self.watcher.round) | facts, headers=NOT_KEPT)
        if self.watcher.round.comments:
            self.watcher.listed.set()
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return answer
        # A round of 5,000 comments has 4 MB, packed an eighth of it.
        packed = gzip.compress(bytes(answer.body), compresslevel=1)
        return Response(packed, headers={**NOT_KEPT, "Content-Encoding": "gzip"}, media_type=answer.media_type)

    def place(self, request: Request) -> Response:
        """Answer with the place of one comment."""
        shown = self.watcher.round
        return JSONResponse(place_json(self.made, shown, self._comment(request)), headers=NOT_KEPT)

    def proposed(self, request: Request) -> Response:
        """Answer with the change of the text that carries out a comment's proposal."""
        try:
            found = edit_json(self.watcher.config, self.watcher.round, self._comment(request))
        except Trouble as trouble:
            found = {"problem": message_of(trouble)}
        return JSONResponse(found, headers=NOT_KEPT)

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
        return await run_in_threadpool(self._change, request.path_params["id"], await _body(request))

    async def decide_many(self, request: Request) -> Response:
        """Carry out one decision on many comments."""
        return await run_in_threadpool(self._decide_many, await _body(request))

    def _change(self, id: str, data: bytes) -> Response:
        """Save a change and answer with the comment."""
        number = self.watcher.round.draft.number
        status, told = self._told(lambda: save(self.watcher.config, number, id, COMMAND.validate_json(data)))
        shown = self._updated()
        now = shown.by_id.get(id)
        found: Facts | None = comment_json(shown, now) if now else None
        return JSONResponse({"serial": shown.serial, **told, "comment": found}, status, headers=NOT_KEPT)

    def _decide_many(self, data: bytes) -> Response:
        """Save one decision on many comments, all or none, and answer with the comments."""
        config, number = self.watcher.config, self.watcher.round.draft.number
        wanted: list[str] = []

        def decided() -> None:
            command = Many.model_validate_json(data)
            wanted.extend(command.comments)
            decide_many(config, number, command)

        status, told = self._told(decided)
        shown = self._updated()
        found = [comment_json(shown, shown.by_id[id]) for id in wanted if id in shown.by_id]
        return JSONResponse({"serial": shown.serial, **told, "comments": found}, status, headers=NOT_KEPT)

    def _updated(self) -> Round:
        shown = self.watcher.refresh()
        self.watcher.request_update()
        return shown

    def _told(self, act: Callable[[], object]) -> tuple[int, Facts]:
        """Carry out a command; return 200, 409 where a comment had changed since, or 422 with the reasons."""
        try:
            act()
        except ValidationError as error:
            return 422, {"problem": "; ".join(wrong["msg"] for wrong in error.errors())}
        except Stale:
            return 409, {"problem": "another window was quicker"}
        except RefusedComments as refused:
            reasons = {id: message_of(trouble) for id, trouble in refused.reasons.items()}
            asked = next((one for one in refused.reasons.values() if isinstance(one, Contradiction)), None)
            return 422, {"problem": "; ".join(reasons.values()), "refused": reasons} | self._asked(asked)
        except Trouble as trouble:
            return 422, {"problem": message_of(trouble)} | self._asked(trouble)
        return 200, {"problem": ""}

    def _asked(self, trouble: Trouble | None) -> Facts:
        """Make the JSON of the contradiction that a person must settle first, if that is the trouble."""
        shown = self.watcher.round
        return {"contradiction": contradiction_json(shown, trouble.pair)} if isinstance(trouble, Contradiction) else {}

    def _comment(self, request: Request) -> Comment:
        found = self.watcher.round.by_id.get(request.path_params["id"])
        if found is None:
            raise HTTPException(404)
        return found


async def _body(request: Request) -> bytes:
    """Read what was sent; raises HTTPException where it is too much."""
    data = b""
    async for piece in request.stream():
        data += piece
        if len(data) > MOST_BYTES:
            raise HTTPException(413)
    return data


def run_desk(config: Config, draft: int | None, port: int | None, ready: Callable[[str, int], None]) -> None:
    """Serve the comments on a draft, or on the latest, until Ctrl-C; call `ready` with the address and the draft.

    Without a port it is served on the project's usual one, on port 0 on any that is free.
    """
    watcher = RoundWatcher(config, issued_draft(config, draft))
    routes = Pages(watcher).routes()
    page = LocalPage("review desk", config.root, routes, watcher.broadcast, watcher.start, watcher.request_update)
    page = replace(page, larger_bodies={ADDRESS: MOST_RETURNED})
    wanted = usual_port(config) if port is None else port
    serve(page, wanted, lambda address: ready(address, watcher.round.draft.number))
