"""Answer the requests of the desk's page for what stays at the desk."""

from __future__ import annotations

from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from focalpoint.desk.notes import CHANGE, ChangedMeanwhile, Note, Notes, change_notes, load_notes
from focalpoint.desk.round import RoundWatcher, message_of
from focalpoint.local_pages.server import NOT_KEPT
from focalpoint.problems import Trouble


class NotesAnswers:
    """Answer with the notes, and change them."""

    def __init__(self, watcher: RoundWatcher) -> None:
        self.watcher = watcher

    def routes(self) -> list[Route]:
        """List the addresses."""
        return [Route("/notes", self.show), Route("/notes", self.change, methods=["POST"])]

    def show(self, request: Request) -> Response:
        """Answer with the notes on the draft, the views and the replies."""
        try:
            return self._answer(load_notes(self.watcher.config))
        except Trouble as trouble:
            return self._answer(Notes(), message_of(trouble))

    async def change(self, request: Request) -> Response:
        """Carry out one change: 409 where another window was first, 422 where it cannot be done."""
        data = await request.body()
        return await run_in_threadpool(self._change, data)

    def _change(self, data: bytes) -> Response:
        config, draft = self.watcher.config, self.watcher.round.draft.number
        try:
            return self._answer(change_notes(config, draft, CHANGE.validate_json(data)))
        except ValidationError as error:
            return self._answer(load_notes(config), "; ".join(wrong["msg"] for wrong in error.errors()), 422)
        except ChangedMeanwhile:
            return self._answer(load_notes(config), "another window has changed the note", 409)
        except Trouble as trouble:
            return self._answer(Notes(), message_of(trouble), 422)

    def _answer(self, notes: Notes, problem: str = "", status: int = 200) -> Response:
        of_draft = notes.drafts.get(self.watcher.round.draft.number, {})
        kept = {id: note.model_dump() for id, note in of_draft.items() if note != Note()}
        facts = {"problem": problem, "notes": kept, "views": notes.views, "replies": notes.replies}
        return JSONResponse(facts, status, headers=NOT_KEPT)
