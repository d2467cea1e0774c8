"""Find the changes of a comment's paragraph that people have made since the draft, committed or not."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from hashlib import sha256

from focalpoint.config import Config
from focalpoint.content.git import git, git_says, need_commit
from focalpoint.content.rounds.acceptances import Acceptances
from focalpoint.content.rounds.blocks import block_text, with_plain_signs
from focalpoint.content.rounds.comments import Comment, Mark
from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.named_files import Hunk
from focalpoint.content.rounds.text_changes import FOLDERS, FileChange, Spot, moved_by
from focalpoint.problems import Trouble
from focalpoint.review.anchoring.blocks import source_blocks

MOST = 12
"""Most changes that are offered."""


@dataclass(frozen=True)
class MadeChange:
    """One change of a paragraph."""

    commit: str
    """Empty for an edit that is not committed."""
    day: str = ""
    """Such as `2026-11-25`."""
    subject: str = ""
    before: str = ""
    """The words of the paragraph before it; empty where only what the paragraph names was changed."""
    after: str = ""
    sign: str = ""
    """Of an edit that is not committed: a digest by which a confirmation names it."""
    holds: bool = False
    """Whether it brought the words that the comment proposes."""


@dataclass(frozen=True)
class Uncommitted:
    """An edit of a paragraph that is on disk, and not committed."""

    file: str
    before: str
    after: str
    content: bytes
    """The committed file with this edit alone."""
    is_staged: bool
    """Whether the index has the file as it is on disk."""

    @property
    def sign(self) -> str:
        """A digest of it, by which a confirmation names what a person was shown."""
        return sha256(self.file.encode() + b"\0" + self.content).hexdigest()[:20]


class MadeChanges:
    """The changes of the text since one draft; each last commit of the branch is read once, by one thread."""

    def __init__(self, config: Config, draft: Draft) -> None:
        self.config = config
        self.draft = draft
        self._reading = threading.RLock()
        self._read: tuple[str, Acceptances] | None = None

    def _acceptances(self) -> Acceptances:
        head = git_says(self.config, "rev-parse", "HEAD") or ""
        if self._read is None or self._read[0] != head or not self._read[1].known:
            self._read = head, Acceptances(self.config, self.draft)
        return self._read[1]

    def why_none(self) -> str:
        """Say why no change can be found; empty where changes can be found."""
        try:
            need_commit(self.config)
        except Trouble as trouble:
            return trouble.problems[0].message
        with self._reading:
            known = self._acceptances().known
        told = f"Git here does not have the text of draft {self.draft.number}: the copy of the repository is shallow"
        return "" if known else f"{told}, or its history was rewritten; fetch the whole history (git fetch --unshallow)"

    def of(self, comment: Comment) -> list[MadeChange]:
        """List the changes that can have carried out a comment, newest first; that which holds its proposal before all.

        Of a comment on no paragraph, every change of the text can have; an edit that is not committed stands first.
        """
        if self.why_none():
            return []
        with self._reading:
            acceptances = self._acceptances()
            spots = list(acceptances.spots(comment))
            commits = acceptances.candidates(comment) if spots else _any(acceptances)
            facts = _facts(self.config, commits)
            found = [MadeChange(one, *facts[one], *_words(acceptances, one, spots)) for one in commits if one in facts]
        edit = self.uncommitted(comment)
        here = [MadeChange("", before=edit.before, after=edit.after, sign=edit.sign)] if edit else []
        told = [replace(one, holds=_holds(comment, one)) for one in (*here, *found)]
        return sorted(told, key=lambda one: not one.holds)[:MOST]

    def uncommitted(self, comment: Comment) -> Uncommitted | None:
        """Find the edit of a comment's paragraph that is on disk and not committed; None where there is none."""
        if not git_says(self.config, "status", "--porcelain", "--", *FOLDERS):
            return None
        with self._reading:
            acceptances = self._acceptances()
            head = git_says(self.config, "rev-parse", "HEAD") or ""
            spots = list(acceptances.spots(comment)) if acceptances.known else []
            places = [acceptances.changes.position(spot, head) for spot in spots]
        here = [Spot(head, file, first, last, ()) for file, first, last, _intact in places if file]
        return next((edit for spot in here if (edit := _edit_of(self.config, head, spot))), None)


def _any(acceptances: Acceptances) -> list[str]:
    """List the latest commits that changed any text."""
    changes = acceptances.changes
    changes.read(changes.parents, ())
    return [one for one in changes.parents if changes.touches_text(one)][:MOST]


def _facts(config: Config, commits: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Read the day and the subject of commits."""
    if not commits:
        return {}
    listed = git_says(config, "log", "--no-walk=unsorted", "--format=%H%x00%cs%x00%s", *commits) or ""
    rows = (row.split("\0", 2) for row in listed.splitlines() if row.count("\0") >= 2)
    return {commit: (day, subject) for commit, day, subject in rows}


def _words(acceptances: Acceptances, commit: str, spots: Sequence[Spot]) -> tuple[str, str]:
    """Read the words of a paragraph before and after a commit, of the first of some blocks that it changed."""
    changes = acceptances.changes
    before = changes.parents[commit]
    for spot in spots if before else ():
        file, first, last, _intact = changes.position(spot, before)
        old = Spot(before, file, first, last, changes.rows(before, file)[first - 1 : last])
        now, start, end, intact = changes.position(old, commit)
        if not intact:
            rows = changes.rows(commit, now)[start - 1 : end] if now else ()
            return _said(old.rows), _said(rows)
    return "", ""


def _said(rows: Sequence[str]) -> str:
    """Return the words of some lines as they are read."""
    return " ".join(block.text for block in source_blocks("\n".join(rows).strip("\n")))


def _holds(comment: Comment, made: MadeChange) -> bool:
    """Tell whether a change brought what a comment proposes: its words, or the end of the words it deletes."""
    before, after = (_plain(text) for text in (made.before, made.after))
    if comment.mark is Mark.DELETE:
        gone = _plain(comment.place.quote.exact if comment.place.quote else "")
        return bool(gone) and before.count(gone) > after.count(gone)
    words = _plain(comment.proposed_change)
    return bool(words) and after.count(words) > before.count(words)


def _plain(text: str) -> str:
    return with_plain_signs(block_text(text)).casefold()


def _edit_of(config: Config, head: str, spot: Spot) -> Uncommitted | None:
    try:
        disk = (config.root / spot.file).read_bytes()
    except OSError:
        return None
    kept = git(config, "cat-file", "--filters", f"{head}:./{spot.file}")
    staged = git(config, "cat-file", "--filters", f":./{spot.file}")
    # Where a part is staged, the rest of the file cannot be told from it.
    if kept is None or kept == disk or staged not in (kept, disk):
        return None
    old, new = (data.decode("utf-8", "surrogateescape").split("\n") for data in (kept, disk))
    hunks = list(_hunks(old, new))
    met = [one for one in hunks if one.meets(spot.first, spot.last)]
    if not met:
        return None
    content = list(old)
    for hunk in reversed(met):
        first = hunk.old - 1 if hunk.removed else hunk.old
        content[first : first + hunk.removed] = hunk.lines[hunk.removed :]
    _file, first, last, _same = moved_by(spot, [FileChange(spot.file, spot.file, tuple(met))])
    before, after = _said(old[spot.first - 1 : spot.last]), _said(content[first - 1 : last])
    data = "\n".join(content).encode("utf-8", "surrogateescape")
    return Uncommitted(spot.file, before, after, data, staged == disk)


def _hunks(old: Sequence[str], new: Sequence[str]) -> Iterator[Hunk]:
    """Yield the changed lines between two versions of a file."""
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            lines = (*old[i:j], *new[k:m])
            yield Hunk(i + 1 if j > i else i, j - i, k + 1 if m > k else k, m - k, tuple(lines))
