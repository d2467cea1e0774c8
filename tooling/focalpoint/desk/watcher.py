"""Keeps the round as the files have it, in a thread of its own: the queue at once, the places of today when found."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from focalpoint.config import Config
from focalpoint.content.consultation.roster import load_roster
from focalpoint.content.rounds.comments import Comment, Place
from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.ledger import Ledger, ledger_file, load_ledger
from focalpoint.desk.round import Round, in_order
from focalpoint.local_pages.event_broadcast import Bell
from focalpoint.problems import Problem, Trouble
from focalpoint.review.anchoring.anchoring import places_today

Sign = tuple[tuple[str, int, int], ...]
"""Names, times and sizes of files: by these it is seen that one has changed."""


class Live:
    """The round, read anew when a file changes; may be asked from any thread."""

    def __init__(self, config: Config, draft: Draft) -> None:
        self.config = config
        self.bell = Bell()
        self.round = Round(draft, draft.map())
        self._ledgers: dict[Path, tuple[Sign, Ledger | None, list[Problem]]] = {}
        self._reading = threading.Lock()
        self._asked = threading.Event()
        self._placed: tuple[Sign, dict[str, Place]] | None = None

    def start(self) -> None:
        """Begin to read."""
        threading.Thread(target=self._work, daemon=True).start()
        self.look()

    def look(self) -> None:
        """Something may have been saved."""
        self._asked.set()

    async def serials(self) -> AsyncIterator[int]:
        """The round's serial as it is, then every later one."""
        seen = -1
        while not self.bell.closed:
            news, serial = self.bell.next(), self.round.serial
            if serial != seen:
                seen = serial
                yield serial
            else:
                await news.wait()

    def refresh(self) -> Round:
        """Read the ledgers that have changed; returns the round as it is then."""
        with self._reading:
            comments, problems = self._read()
            ordered = in_order(self.round.map, comments)
            roster, _problems = load_roster(self.config)
            names = {member.id: member.name for member in roster.members}
            self._show(comments=ordered, problems=tuple(str(problem) for problem in problems), members=names)
            return self.round

    def _read(self) -> tuple[list[Comment], list[Problem]]:
        folder = ledger_file(self.config, self.round.draft.number, "").parent
        files = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
        known, self._ledgers = self._ledgers, {}
        for file in files:
            sign = _sign([file])
            if file not in known or known[file][0] != sign:
                known[file] = (sign, *load_ledger(self.config, file))
            self._ledgers[file] = known[file]
        ledgers = [(ledger, problems) for _sign, ledger, problems in self._ledgers.values()]
        comments = [one for ledger, _problems in ledgers if ledger for one in ledger.fields.comments]
        return comments, [problem for _ledger, problems in ledgers for problem in problems]

    def _show(self, **changes: Any) -> None:
        """Change the round, and say so to every window where that makes it another."""
        if any(getattr(self.round, name) != value for name, value in changes.items()):
            self.round = replace(self.round, **changes, serial=self.round.serial + 1)
            self.bell.ring()

    def _work(self) -> None:
        while True:
            self._asked.wait()
            self._asked.clear()
            try:
                self.refresh()
                self._place()
            except Exception as error:
                # Whatever it was, what was read before stays on the desk, and the next save is looked at again.
                said = trouble_said(error) if isinstance(error, Trouble) else f"the desk stumbled ({error!r})"
                told = [one for one in self.round.problems if one != said[:500]]
                with self._reading:
                    self._show(problems=(*told, said[:500]), busy="")

    def _place(self) -> None:
        """Find where the comments stand today, if the text or their places are others than before."""
        places = {comment.id: comment.place for comment in self.round.comments}
        sign = _sign(sorted(self.config.manual.rglob("*.md")) + sorted(self.config.notes.glob("*.md")))
        if self._placed != (sign, places):
            with self._reading:
                self._show(busy="Finding the places in today’s text")
            today = places_today(self.config, self.round.draft, self.round.comments)
            self._placed = sign, places
            with self._reading:
                self._show(today=today)
        with self._reading:
            self._show(busy="")


def trouble_said(trouble: Trouble) -> str:
    """What is wrong, for people."""
    return "; ".join(": ".join(filter(None, (problem.path, problem.message))) for problem in trouble.problems)


def _sign(files: list[Path]) -> Sign:
    found = []
    for file in files:
        try:
            seen = file.stat()
        except OSError:
            continue
        found.append((str(file), seen.st_mtime_ns, seen.st_size))
    return tuple(found)
