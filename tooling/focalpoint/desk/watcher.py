"""Keep the round as the files have it, in a thread: the comments at once, their current places when found."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

from focalpoint.config import Config
from focalpoint.content.consultation.roster import load_roster
from focalpoint.content.rounds.comments import Comment, Place
from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.ledger import Ledger, ledger_file, load_ledger
from focalpoint.desk.round import Round, in_order
from focalpoint.local_pages.event_broadcast import Broadcast
from focalpoint.problems import Problem, Trouble
from focalpoint.review.anchoring.anchoring import current_places

Signature = tuple[tuple[str, int, int], ...]
"""Names, times and sizes of files, which show that one has changed."""


class RoundWatcher:
    """Hold the round and read it anew when a file changes; it may be asked from any thread."""

    def __init__(self, config: Config, draft: Draft) -> None:
        self.config = config
        self.broadcast = Broadcast()
        self.round = Round(draft, draft.map())
        self._ledgers: dict[Path, tuple[Signature, Ledger | None, list[Problem]]] = {}
        self._reading = threading.Lock()
        self._asked = threading.Event()
        self._placed: tuple[Signature, dict[str, Place]] | None = None

    def start(self) -> None:
        """Begin to read."""
        threading.Thread(target=self._work, daemon=True).start()
        self.look()

    def look(self) -> None:
        """Look what was saved."""
        self._asked.set()

    def refresh(self) -> Round:
        """Read the ledgers that have changed, and return the round as it is then."""
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
            now = _signature([file])
            if file not in known or known[file][0] != now:
                known[file] = (now, *load_ledger(self.config, file))
            self._ledgers[file] = known[file]
        ledgers = [(ledger, problems) for _signed, ledger, problems in self._ledgers.values()]
        comments = [one for ledger, _problems in ledgers if ledger for one in ledger.fields.comments]
        return comments, [problem for _ledger, problems in ledgers for problem in problems]

    def _show(self, **changes: Any) -> None:
        """Change the round, and tell every window where that makes a difference."""
        if any(getattr(self.round, name) != value for name, value in changes.items()):
            self.round = replace(self.round, **changes, serial=self.round.serial + 1)
            self.broadcast.notify()

    def _work(self) -> None:
        while True:
            self._asked.wait()
            self._asked.clear()
            try:
                self.refresh()
                self._place()
            except Exception as error:
                # Whatever failed, the round that was read before stays; the next save is read again.
                failed = f"the desk failed; it tries again when you save ({error!r})"
                said = message_of(error) if isinstance(error, Trouble) else failed
                told = [one for one in self.round.problems if one != said[:500]]
                with self._reading:
                    self._show(problems=(*told, said[:500]), busy="")

    def _place(self) -> None:
        """Find the comments' current places, if the text or their places have changed."""
        places = {comment.id: comment.place for comment in self.round.comments}
        texts = _signature(sorted(self.config.manual.rglob("*.md")) + sorted(self.config.notes.glob("*.md")))
        if self._placed != (texts, places):
            with self._reading:
                self._show(busy="Finding the places in the current text")
            current = current_places(self.config, self.round.draft, self.round.comments)
            self._placed = texts, places
            with self._reading:
                self._show(current=current)
        with self._reading:
            self._show(busy="")


def message_of(trouble: Trouble) -> str:
    """Say what is wrong, for people."""
    return "; ".join(": ".join(filter(None, (problem.path, problem.message))) for problem in trouble.problems)


def _signature(files: list[Path]) -> Signature:
    found = []
    for file in files:
        try:
            seen = file.stat()
        except OSError:
            continue
        found.append((str(file), seen.st_mtime_ns, seen.st_size))
    return tuple(found)
