"""Read from Git what each commit after a draft changed, and tell whether it changed one block of the draft."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from rapidfuzz import fuzz

from focalpoint.config import Config
from focalpoint.content.git import git
from focalpoint.content.rounds.named_files import Hunk, changed_entries, cited_in, is_named

FOLDERS = ("manual", "consultations/notes")
"""The folders whose changes are read."""
_HEAD = re.compile(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_COMMIT = re.compile("[0-9a-f]{40}(?:[0-9a-f]{24})?")
_WORDY = 30
"""Characters from which a line is looked for elsewhere."""
_SAME_LINE = 80.0
"""Similarity from which a line that stands elsewhere is the line that was moved."""


class FileChange(NamedTuple):
    """The changes of one file between two versions."""

    before: str
    """Its path in the earlier version; empty for a new file."""
    after: str
    """Its path in the later version; empty for a deleted file."""
    hunks: tuple[Hunk, ...]


@dataclass(frozen=True)
class Spot:
    """A block of text at one commit."""

    commit: str
    file: str
    first: int
    """Its first line, from 1."""
    last: int
    rows: tuple[str, ...]
    """Its lines; empty where the file could not be read."""


@dataclass
class TextChanges:
    """The commits that the current text has and a draft has not, and what each of them changed."""

    config: Config
    draft: str
    """The commit of the draft."""
    tip: str = "HEAD"
    """The last commit that counts; a change that is being made is not yet in `HEAD`."""
    _diffs: dict[tuple[str, str], tuple[FileChange, ...]] = field(default_factory=dict)
    """What changed between two commits, by their hashes."""
    _texts: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    """The lines of files, by commit and path."""

    @cached_property
    def parents(self) -> Mapping[str, str]:
        """The first parent of each commit after the draft, newest first; of a first commit, an empty string."""
        listed = git(self.config, "rev-list", "--parents", f"{self.draft}..{self.tip}") if self.known else None
        rows = [row.split() for row in (listed or b"").decode().splitlines()]
        return {row[0]: (row[1] if len(row) > 1 else "") for row in rows}

    @cached_property
    def known(self) -> bool:
        """Whether Git is there and has the commit of the draft."""
        return bool(_COMMIT.fullmatch(self.draft)) and self.has(self.draft)

    def has(self, commit: str) -> bool:
        """Tell whether Git has a commit."""
        return git(self.config, "cat-file", "-e", f"{commit}^{{commit}}") is not None

    def spot(self, commit: str, file: str, line: int) -> Spot:
        """Find the block of text around a line: its rows up to the next blank one."""
        rows = self.rows(commit, file)
        last = line
        while last < len(rows) and rows[last].strip():
            last += 1
        return Spot(commit, file, line, last, rows[line - 1 : last])

    def rows(self, commit: str, file: str) -> tuple[str, ...]:
        """Read the lines of a file at a commit; none where it is not there."""
        if (commit, file) not in self._texts:
            text = git(self.config, "cat-file", "blob", f"{commit}:./{file}") or b""
            self._texts[commit, file] = tuple(text.decode("utf-8-sig", "replace").split("\n"))
        return self._texts[commit, file]

    def read(self, commits: Iterable[str], bases: Iterable[str]) -> None:
        """Read what some commits after the draft changed, and what was changed before them since each base."""
        wanted = [one for one in commits if self.parents.get(one)]
        self._read([(self.parents[one], one) for one in wanted])
        for base in set(bases):
            self._read([(base, self.parents[one]) for one in wanted if self.parents[one] != base])

    def _read(self, pairs: Sequence[tuple[str, str]]) -> None:
        missing = {new: old for old, new in pairs if (old, new) not in self._diffs}
        if not missing:
            return
        command = ("diff-tree", "--stdin", "-r", "-p", "-U0", "-M", "--no-color", "--no-ext-diff", "--no-textconv")
        prefixes = ("--relative", "--src-prefix=", "--dst-prefix=", "--", *FOLDERS)
        asked = "".join(f"{new} {old}\n" for new, old in missing.items())
        answer = git(self.config, *command, *prefixes, given=asked.encode()) or b""
        self._diffs.update({(old, new): () for new, old in missing.items()})
        for commit, changes in _parsed(answer.decode("utf-8", "replace").split("\n")):
            self._diffs[missing[commit], commit] = changes

    def position(self, spot: Spot, commit: str) -> tuple[str, int, int, bool]:
        """Find a block at a commit: its file, its first and last line, and whether none of its lines changed."""
        if commit == spot.commit:
            return spot.file, spot.first, spot.last, True
        self._read([(spot.commit, commit)])
        return moved_by(spot, self._diffs[spot.commit, commit])

    def touches_text(self, commit: str) -> bool:
        """Tell whether a commit after the draft changed any text."""
        self.read([commit], ())
        return not self.parents[commit] or bool(self._diffs[self.parents[commit], commit])

    def _names_changed(self, spot: Spot, commit: str) -> bool:
        """Tell whether a commit changed what a block names: a source that it cites, a picture, a file of data."""
        before, rows = self.parents[commit], "\n".join(spot.rows)
        for one in self._diffs[before, commit]:
            path = one.after or one.before
            if path.endswith(".bib"):
                versions = self.rows(before, one.before), self.rows(commit, one.after)
                if cited_in(rows) & changed_entries(one.hunks, *versions):
                    return True
            elif not path.endswith(".md") and is_named(path, rows):
                return True
        return False

    def touches(self, commit: str, spot: Spot) -> bool:
        """Tell whether a commit after the draft changed a block, or a source or picture that the block names.

        The block is found in the version before the commit by the lines that were changed until then. Where it was
        rewritten or moved meanwhile, a change of a line that is like one of its own counts too.
        """
        before = self.parents[commit]
        if not before:
            return True
        self.read([commit], [spot.commit])
        changes = self._diffs[before, commit]
        file, first, last, intact = self.position(spot, before)
        here = (one for one in changes if one.before == file and file)
        if any(hunk.meets(first, last) for one in here for hunk in one.hunks):
            return True
        return self._names_changed(spot, commit) or (not intact and _has_like(spot, changes))


def moved_by(spot: Spot, changes: Sequence[FileChange]) -> tuple[str, int, int, bool]:
    """Find a block after some changes: its file, its first and last line, and whether none of its lines changed."""
    change = next((one for one in changes if one.before == spot.file), None)
    if change is None:
        return spot.file, spot.first, spot.last, True
    if not change.after:
        return "", 0, 0, False
    above = sum(one.added - one.removed for one in change.hunks if one.ends_before(spot.first, spot.last))
    met = [one for one in change.hunks if one.meets(spot.first, spot.last)]
    first = min([spot.first + above, *(one.new for one in met)])
    grown = sum(one.added - one.removed for one in met)
    last = max([spot.last + above + grown, *(one.new + one.added - 1 for one in met)])
    return change.after, first, last, not met


def _has_like(spot: Spot, changes: Sequence[FileChange]) -> bool:
    """Tell whether one of the changed lines is like a line of the block."""
    rows = [row.strip() for row in spot.rows if len(row.strip()) >= _WORDY]
    lines = (line.strip() for one in changes for hunk in one.hunks for line in hunk.lines)
    return any(fuzz.ratio(row, line, score_cutoff=_SAME_LINE) for line in lines for row in rows if len(line) >= _WORDY)


def _parsed(rows: Sequence[str]) -> Iterator[tuple[str, tuple[FileChange, ...]]]:
    """Parse what `git diff-tree --stdin -p -U0` writes: for each commit the changes of its files."""
    commit, changes = "", list[FileChange]()
    place = 0
    while place < len(rows):
        row = rows[place]
        place += 1
        if _COMMIT.fullmatch(row):
            if commit:
                yield commit, tuple(changes)
            commit, changes = row, []
        elif row.startswith("diff --git"):
            change, place = _file_change(rows, place)
            changes.append(change)
    if commit:
        yield commit, tuple(changes)


def _file_change(rows: Sequence[str], place: int) -> tuple[FileChange, int]:
    """Parse the change of one file, whose head is the row before `place`; return it and the row after it."""
    named = _path(rows[place - 1], "diff --git ")
    before = after = named[: len(named) // 2] if named[: len(named) // 2] == named[len(named) // 2 + 1 :] else ""
    hunks: list[Hunk] = []
    while place < len(rows) and not rows[place].startswith("diff --git") and not _COMMIT.fullmatch(rows[place]):
        row = rows[place]
        place += 1
        if found := _HEAD.match(row):
            old, removed, new, added = (int(count or 1) for count in found.groups())
            lines = rows[place : place + removed + added + 2]
            lines = [line for line in lines if not line.startswith("\\")][: removed + added]
            hunks.append(Hunk(old, removed, new, added, tuple(line[1:] for line in lines)))
            place += removed + added
        elif row.startswith("rename from "):
            before = _path(row, "rename from ")
        elif row.startswith("rename to "):
            after = _path(row, "rename to ")
        elif row.startswith("new file "):
            before = ""
        elif row.startswith("deleted file "):
            after = ""
    return FileChange(before, after, tuple(hunks)), place


def _path(row: str, head: str) -> str:
    return row.removeprefix(head).replace('"', "")
