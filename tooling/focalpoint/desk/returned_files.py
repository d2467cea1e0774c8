"""Enter files that were dropped onto the desk, by the code of `focalpoint comments import`; every file is hostile."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from focalpoint.content.consultation.roster import load_roster
from focalpoint.content.rounds.comments import Confidence
from focalpoint.desk.round import RoundWatcher
from focalpoint.local_pages.server import NOT_KEPT
from focalpoint.problems import Trouble
from focalpoint.review.intake.importing import Import, Imported, ImportRequest, import_returned
from focalpoint.review.intake.sandbox import MOST_BYTES
from focalpoint.review.ledger.ledger_text import visible

ADDRESS = "/returned"
MOST_PLACES = 20
"""Most places of left-out words of a kind that an answer names."""


class ReturnedFiles:
    """Answer with the members that may have sent a file, and enter files."""

    def __init__(self, watcher: RoundWatcher) -> None:
        self.watcher = watcher

    def routes(self) -> list[Route]:
        """List the addresses."""
        return [Route(ADDRESS, self.members), Route(ADDRESS, self.enter, methods=["POST"])]

    def members(self, request: Request) -> Response:
        """Answer with all members of the roster, and the most bytes of a file."""
        roster, _problems = load_roster(self.watcher.config)
        names = {member.id: member.name for member in roster.members}
        return JSONResponse({"members": names, "most": MOST_BYTES}, headers=NOT_KEPT)

    async def enter(self, request: Request) -> Response:
        """Enter the comments of one file, which is the body: 422 with the reasons where nothing was entered."""
        named = request.query_params
        incoming = self.watcher.config.build / "desk" / "incoming"
        incoming.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=incoming) as folder:
            file = Path(folder) / _harmless(named.get("name", ""))
            await _save(request, file)
            return await run_in_threadpool(self._enter, file, named.get("member", ""), named.get("anyway") == "1")

    def _enter(self, file: Path, member: str, anyway: bool) -> Response:
        config, draft = self.watcher.config, self.watcher.round.draft.number
        folder = f"{config.shown(file.parent)}/"
        try:
            done = import_returned(config, [file], ImportRequest(member, config.today, draft, anyway))
        except Trouble as trouble:
            done = Import((), trouble.problems, ())
        problems = [_at_the_desk(f"{one.path}: {one.message}".removeprefix(folder)) for one in done.problems]
        answer: dict[str, Any] = {
            "problems": problems,
            "anyway": not anyway and any("--anyway" in one.message for one in done.problems),
            "entered": [_facts(one) for one in done.files],
            "same": [[comment.id for comment in group] for group in done.probably_same],
        }
        self.watcher.refresh()
        self.watcher.request_update()
        return JSONResponse(answer, 422 if problems else 200, headers=NOT_KEPT)


async def _save(request: Request, file: Path) -> None:
    """Write the body of a request to a file; raises HTTPException 413 for more bytes than a returned file may have."""
    written = 0
    with file.open("wb") as opened:
        async for piece in request.stream():
            written += len(piece)
            if written > MOST_BYTES:
                raise HTTPException(413)
            opened.write(piece)


def _harmless(name: str) -> str:
    """Make a file's name that is a name alone: no folder, no hidden file, no sign that a shell or a system knows."""
    return re.sub(r"[^\w. -]|^[. ]+", "_", name.replace("\\", "/").rpartition("/")[2])[-80:] or "file"


def _at_the_desk(message: str) -> str:
    """Say for a person at the desk what a message says for one at a terminal."""
    said = visible(message).replace("add --anyway if", "choose “Enter it anyway” if")
    return re.sub(r"leave --draft out, or|add --draft and its number;?", "open the desk of that draft, or", said)


def _facts(one: Imported) -> dict[str, Any]:
    """Make the JSON of one entered file."""
    return {
        "found": one.found,
        "known": one.known,
        "new": [comment.id for comment in one.new],
        "ask": [comment.id for comment in one.new if comment.confidence is not Confidence.EXACT],
        "replacing": one.replacing,
        "warnings": [_at_the_desk(warning) for warning in one.warnings],
        "words": one.count.words,
        "entered": one.count.entered,
        "missing": abs(one.count.missing),
        "left_out": [
            {"kind": str(kind), "words": words, "places": [visible(place) for place in places[:MOST_PLACES]]}
            for kind, words, places in one.count.by_kind()
        ],
    }
