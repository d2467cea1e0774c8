"""Keep the comments on one draft, in the order of the manual, as the files have them at each moment."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from focalpoint.config import Config
from focalpoint.content.consultation.roster import load_roster
from focalpoint.content.rounds.comments import Comment, Place
from focalpoint.content.rounds.contradictions import Pair, conflicting, contradictions, standing
from focalpoint.content.rounds.draft_map import Block, DraftMap
from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.ledger import Ledger, ledger_file, load_ledger
from focalpoint.local_pages.server import Broadcast
from focalpoint.problems import Problem, Trouble
from focalpoint.review.anchoring.anchoring import CurrentPlace, current_places
from focalpoint.review.ledger.similar_comments import same_words

MOST_AGAINST = 12
PATIENCE = 2.0
"""Seconds that the search for places waits for a window to have its list."""
NOWHERE = "Not placed"
"""Heading of comments without a chapter."""


@dataclass(frozen=True)
class Round:
    """Everything that the desk shows."""

    draft: Draft
    map: DraftMap = field(repr=False)
    members: Mapping[str, str] = field(default_factory=dict)
    """Names of members by id."""
    comments: tuple[Comment, ...] = ()
    """In the order of the manual."""
    problems: tuple[str, ...] = ()
    """The problems of the ledger."""
    current: Mapping[str, CurrentPlace] = field(default_factory=dict)
    """The current place of each comment; comments whose place is still being searched are missing."""
    busy: str = "Reading the comments"
    """The work in progress; empty when all is done."""
    serial: int = 0
    """Counts the changes of the round."""

    @cached_property
    def by_id(self) -> Mapping[str, Comment]:
        """The comments by their ids."""
        return {comment.id: comment for comment in self.comments}

    @cached_property
    def conflicts(self) -> Mapping[str, str]:
        """Why a comment cannot be accepted together with another, by the comment's id."""
        return {id: pair.why for id, pair in conflicting(standing(self.comments)).items()}

    def against(self, comment: Comment) -> list[Pair]:
        """List the pairs of a comment and another that cannot both be accepted, at most twelve."""
        if comment.id not in self.conflicts:
            return []
        return list(islice(contradictions(comment, standing(self.comments)), MOST_AGAINST))

    @cached_property
    def groups(self) -> Mapping[str, Sequence[str]]:
        """The comments that probably say the same, all of them, by the id of each."""
        groups = [[comment.id for comment in group] for group in same_words(self.comments)]
        return {id: group for group in groups for id in group}

    def block(self, comment: Comment) -> Block | None:
        """Find the block of the draft that a comment is on."""
        return self.map.by_id.get(comment.place.block)

    def section(self, comment: Comment) -> str:
        """Name the headings above a comment."""
        block = self.block(comment)
        return block.section if block else comment.place.section

    def chapter(self, comment: Comment) -> str:
        """Name the chapter of a comment."""
        return self.section(comment).split(" › ")[0] or NOWHERE

    def neighbours(self, comment: Comment) -> list[str]:
        """List the other comments on the same paragraph."""
        return [one.id for one in self.comments if one.id != comment.id and _meet(one.place, comment.place)]


def _meet(one: Place, other: Place) -> bool:
    return one.paragraph == other.paragraph != "" or bool(one.blocks & other.blocks)


def in_order(made: DraftMap, comments: Iterable[Comment]) -> tuple[Comment, ...]:
    """Order the comments as the manual has their places; page-only comments after that page, unplaced ones last."""
    places = {block.id: number for number, block in enumerate(made.blocks)}
    ends: dict[int, int] = {}
    for number, block in enumerate(made.blocks):
        for line in block.lines:
            ends[line.page + 1] = number

    def key(comment: Comment) -> tuple[int, bool, int, str]:
        place = comment.place
        known = places.get(place.block)
        number = known if known is not None else ends.get(place.page, len(places))
        return number, known is None, place.start, comment.id

    return tuple(sorted(comments, key=key))


Signature = tuple[tuple[str, int, int], ...]
"""Names, times and sizes of files, which show that one has changed."""


class RoundWatcher:
    """Hold the round, and read it again when a file changes; may be called from any thread."""

    def __init__(self, config: Config, draft: Draft) -> None:
        self.config = config
        self.broadcast = Broadcast()
        self.round = Round(draft, draft.map())
        self._ledgers: dict[Path, tuple[Signature, Ledger | None, list[Problem]]] = {}
        self._reading = threading.Lock()
        self._asked = threading.Event()
        self.listed = threading.Event()
        """Set when a window has its list."""
        self._placed: tuple[Signature, dict[str, Place]] | None = None

    def start(self) -> None:
        """Start the thread, and read the files."""
        threading.Thread(target=self._work, daemon=True).start()
        self.request_update()

    def request_update(self) -> None:
        """Request that changed files are read."""
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
        """Change the round, and notify every window if that makes a difference."""
        if any(getattr(self.round, name) != value for name, value in changes.items()):
            self.round = replace(self.round, **changes, serial=self.round.serial + 1)
            self.broadcast.notify()

    def _work(self) -> None:
        while True:
            self._asked.wait()
            self._asked.clear()
            try:
                self.refresh()
                # Until the list stands in the first window, nothing else takes processor time from it.
                self.listed.wait(PATIENCE)
                self._place()
            except Exception as error:
                # Whatever failed, the round that was read before stays; the next save is read again.
                failed = f"the desk failed; it tries again when you save ({error!r})"
                said = message_of(error) if isinstance(error, Trouble) else failed
                others = [one for one in self.round.problems if one != said[:500]]
                with self._reading:
                    self._show(problems=(*others, said[:500]), busy="")

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
    """Join the messages of a Trouble to one line for people."""
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
