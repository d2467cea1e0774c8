"""Tell whether the commit that an acceptance names carried out the comment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from focalpoint.config import Config
from focalpoint.content.rounds.comments import Comment
from focalpoint.content.rounds.draft_map import DraftMap
from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.text_changes import Spot, TextChanges

SHOWN = 12
"""Characters of a commit that a message repeats."""


@dataclass(frozen=True)
class Acceptances:
    """The commits since one draft, held against the comments on it."""

    config: Config
    draft: Draft
    tip: str = "HEAD"
    """The last commit that counts."""

    @cached_property
    def changes(self) -> TextChanges:
        """What was changed since the draft."""
        return TextChanges(self.config, self.draft.fields.commit, self.tip)

    @cached_property
    def _map(self) -> DraftMap:
        return self.draft.map()

    @property
    def known(self) -> bool:
        """Whether the history is there: without Git, or in a shallow copy, nothing can be told."""
        return self.changes.known

    def read(self, comments: Iterable[Comment]) -> None:
        """Read at once what the commits of many acceptances changed, which is far quicker than one by one."""
        accepted = [one for one in comments if one.applied_in]
        commits = {self.full_commit(one.applied_in) for one in accepted}
        bases = {one.place.anchored.commit for one in accepted if one.place.anchored and one.place.anchored.file}
        self.changes.read((commit for commit in commits if commit), {self.draft.fields.commit, *bases})

    def full_commit(self, commit: str) -> str:
        """Find the full hash of a commit after the draft by its first characters; empty where there is none."""
        parents = self.changes.parents
        return commit if commit in parents else next((one for one in parents if one.startswith(commit)), "")

    def refusal(self, comment: Comment, commit: str) -> str:
        """Say why a commit cannot have carried out a comment, and what to do; empty where it can have."""
        if not self.known:
            return ""
        place = comment.place
        where = f"{place.file}:{place.line}" if place.file and place.line else "the text"
        advice = f"name the commit that changed {where}, or decide it as `noted`"
        full = self.full_commit(commit)
        if not full and not self.changes.has(commit):
            return f"`{commit[:SHOWN]}` is not a commit of this repository; {advice}"
        if not full:
            told = f"is no change of the text since draft {self.draft.number} was issued"
            return f"the commit {commit[:SHOWN]} {told}; {advice}"
        spots = list(self.spots(comment))
        if not spots:
            return "" if self.changes.touches_text(full) else f"the commit {commit[:SHOWN]} changed no text; {advice}"
        if any(self.changes.touches(full, spot) for spot in spots):
            return ""
        return f"the commit {commit[:SHOWN]} did not change {where}, on which the comment is; {advice}"

    def candidates(self, comment: Comment) -> list[str]:
        """List the commits that can have carried out a comment, newest first."""
        spots = list(self.spots(comment))
        if not self.known or not spots:
            return []
        self.changes.read(self.changes.parents, {spot.commit for spot in spots})
        return [one for one in self.changes.parents if any(self.changes.touches(one, spot) for spot in spots)]

    def spots(self, comment: Comment) -> Iterator[Spot]:
        """Yield the blocks that a comment covers, and the block on which a person has placed it since."""
        place, commit = comment.place, self.draft.fields.commit
        if place.file and place.line:
            yield self.changes.spot(commit, place.file, place.line)
        for id in place.also:
            if (block := self._map.by_id.get(id)) and block.file and block.line:
                yield self.changes.spot(commit, block.file, block.line)
        if place.anchored and place.anchored.file and self.changes.has(place.anchored.commit):
            yield self.changes.spot(place.anchored.commit, place.anchored.file, place.anchored.line)
