"""Find the current places of comments made on a draft, commit by commit; ask a person where a place is uncertain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from focalpoint.config import Config
from focalpoint.content.rounds.blocks import with_plain_signs
from focalpoint.content.rounds.comments import Comment, Place, Quote
from focalpoint.content.rounds.draft_map import Block, DraftMap
from focalpoint.content.rounds.drafts import Draft
from focalpoint.review.anchoring.block_history import BlockHistory, Followed
from focalpoint.review.anchoring.similar_blocks import (
    FLOOR,
    SimilarBlock,
    clearly_best,
    find_words,
    kept,
    like,
    locate,
    words_of,
)
from focalpoint.review.anchoring.text_history import history

NO_PLACE = "the comment names no place; say where it belongs"
GENERATED = "the comment is on words that the toolchain writes itself, which stand in no file"
NOT_FOUND = "{file} had no such block at commit {commit}; say where the comment belongs"
GONE = "the block was deleted, and nothing like it is left"
SAID_GONE = "a person has said that what the comment was on is gone"
LIKE = "the block was deleted or rewritten; say whether it is one of those that are like it"
CALLED = "the words are printed from elsewhere, such as a source; this is the block that calls for them"
UNSURE = "the block changed so much that it may be another ({same:.0f} of 100 alike); say whether it is the same"
MOST = 5
"""Similar blocks that are named."""
MOST_FURTHER = 10
"""Blocks beyond its first that are followed for one comment."""
LATER = "the block was taken out, and put in again later"


class PlaceStatus(StrEnum):
    """How the block of a comment has changed since the draft."""

    EXACT = "exact"
    """The same words in the same place."""
    EDITED = "edited"
    """Other words in the same place."""
    MOVED = "moved"
    """The same or similar words elsewhere."""
    GONE = "gone"
    """Deleted, and nothing similar remains."""
    ASK = "ask"
    """A person must decide."""

    @property
    def label(self) -> str:
        """The status as people read it."""
        match self:
            case PlaceStatus.EXACT:
                return "unchanged"
            case PlaceStatus.EDITED:
                return "edited since"
            case PlaceStatus.MOVED:
                return "moved"
            case PlaceStatus.GONE:
                return "gone"
            case PlaceStatus.ASK:
                return "say where"
            case _:
                assert_never(self)


@dataclass(frozen=True)
class CurrentPlace:
    """The place of a comment in the current text."""

    status: PlaceStatus
    file: str = ""
    """Empty where it is not known; so are line and text."""
    line: int = 0
    """First line of the block, from 1."""
    text: str = ""
    """The block as a reader sees it now; where a person must say, the most similar one."""
    why: str = ""
    """What is uncertain and why, for people; empty where nothing is."""
    before: str = ""
    """The text of the block in the draft."""
    typed: str = ""
    """The same text without what the draft printed for citations and references, to be compared with `text`."""
    quote_stands: bool = False
    """Whether the quoted words, or the words on either side of the caret, still stand."""
    start: int = -1
    """First character of the quoted words in `text`, or of the most similar ones; -1 where there are none."""
    end: int = -1
    """One after the last; the same as `start` for a caret."""
    similar: tuple[SimilarBlock, ...] = ()
    """The most similar current blocks, where a person must say."""
    further: tuple[Further, ...] = ()
    """The next blocks that the mark covers, at most ten."""


@dataclass(frozen=True)
class Further:
    """A further block that a mark covers, and where it stands now."""

    block: Block
    """In the draft."""
    current: CurrentPlace


def current_places(config: Config, draft: Draft, comments: Iterable[Comment]) -> dict[str, CurrentPlace]:
    """Find where each comment on a draft stands now, by its id; raises Trouble where the draft's map is broken."""
    search = _Search(config, draft)
    return {comment.id: search.find_all(comment.place) for comment in comments}


@dataclass(frozen=True)
class _Start:
    """The place from which a comment is followed."""

    commit: str
    file: str
    line: int
    said: str
    """The block's text in the draft's map; empty where a person has named the line."""
    words: str
    """The words that the comment quotes."""
    quote: Quote | None


def _start(draft: Draft, place: Place, block: Block | None) -> _Start:
    words = words_of(place, block)
    if place.anchored:
        return _Start(place.anchored.commit, place.anchored.file, place.anchored.line, "", words, place.quote)
    return _Start(draft.fields.commit, place.file, place.line, block.text if block else "", words, place.quote)


def _whole(block: Block) -> Place:
    return Place(block=block.id, file=block.file, line=block.line)


class _Search:
    """Find the comments on one draft in the current text; reads each version of the text once."""

    def __init__(self, config: Config, draft: Draft) -> None:
        self.config = config
        self.draft = draft
        self.map: DraftMap = draft.map()
        self.histories: dict[str, BlockHistory] = {}

    def find_all(self, place: Place) -> CurrentPlace:
        """Find where a comment with this place stands now, and the further blocks that it covers."""
        known = (self.map.by_id.get(id) for id in place.also)
        further = [block for block in known if block][:MOST_FURTHER]
        return replace(self.find(place), further=tuple(Further(one, self.find(_whole(one))) for one in further))

    def find(self, place: Place) -> CurrentPlace:
        """Find where a comment with this place stands now, by its first block."""
        block = self.map.by_id.get(place.block)
        if place.anchored and not place.anchored.file:
            return CurrentPlace(PlaceStatus.GONE, why=SAID_GONE, before=block.text if block else "")
        start = _start(self.draft, place, block)
        if not start.file:
            said = block.text if block else ""
            return CurrentPlace(PlaceStatus.ASK, why=GENERATED if said else NO_PLACE, before=said)
        block_history = self._history(start.commit)
        version = block_history.history.at.get(start.commit)
        current = _searched(block_history, start) if version is None else _followed(block_history, version, start)
        found = find_words(start.words, place.quote, current.text)
        # The draft prints other words for a citation than its author typed: the quote stands if the block is the same.
        stands = found.stands or (current.text == current.before and found.start >= 0)
        before = block.text if block else current.before
        return replace(
            current, before=before, typed=current.before, quote_stands=stands, start=found.start, end=found.end
        )

    def _history(self, commit: str) -> BlockHistory:
        """Take the versions since a commit, or those since the draft where that commit is among them."""
        for block_history in self.histories.values():
            if commit in block_history.history.at:
                return block_history
        if commit not in self.histories:
            self.histories[commit] = BlockHistory(history(self.config, commit))
        return self.histories[commit]


def _followed(block_history: BlockHistory, version: int, start: _Start) -> CurrentPlace:
    """Find where a block of one version stands now."""
    spot = locate(block_history.blocks_of(version, start.file), start.line, start.said, start.words)
    if spot is None:
        near = like(start.said, block_history.all_blocks(block_history.last))
        return _ask(NOT_FOUND.format(file=start.file, commit=start.commit[:12]), start.said, near)
    followed = block_history.follow((start.file, spot), version, start.words, start.quote)
    before = block_history.block(version, (start.file, spot)).text
    if followed.version < block_history.last:
        return _lost(block_history, followed, before)
    block = block_history.block(block_history.last, followed.spot)
    if not followed.sure:
        itself = SimilarBlock(followed.spot[0], block.line, block.text, followed.similarity)
        others = [one for one in like(before, block_history.came_since(version, before)) if one.text != block.text]
        return _ask(UNSURE.format(same=followed.similarity), before, [itself, *others])
    same = PlaceStatus.EXACT if block.text == before else PlaceStatus.EDITED
    status = PlaceStatus.MOVED if followed.moved else same
    called = CALLED if start.said and kept(with_plain_signs(start.said), with_plain_signs(before)) < FLOOR else ""
    return CurrentPlace(status, followed.spot[0], block.line, block.text, block_history.history.why or called, before)


def _lost(block_history: BlockHistory, followed: Followed, before: str) -> CurrentPlace:
    """Say what became of a block that has no equal in the next version."""
    lost = block_history.block(followed.version, followed.spot).text
    near = like(lost, block_history.came_since(followed.version, lost))
    if not near:
        return CurrentPlace(PlaceStatus.GONE, why=GONE, before=before)
    if clearly_best(near):
        return CurrentPlace(PlaceStatus.MOVED, near[0].file, near[0].line, near[0].text, LATER, before)
    return _ask(LIKE, before, near)


def _searched(block_history: BlockHistory, start: _Start) -> CurrentPlace:
    """Search without a history: take the only block with the same words, else ask a person."""
    near = like(start.said, block_history.all_blocks(block_history.last))
    same = [one for one in near if one.text == start.said]
    if len(same) != 1:
        return _ask(block_history.history.why, start.said, near)
    status = PlaceStatus.EXACT if same[0].file == start.file else PlaceStatus.MOVED
    return CurrentPlace(status, same[0].file, same[0].line, same[0].text, block_history.history.why, start.said)


def _ask(why: str, before: str, near: list[SimilarBlock]) -> CurrentPlace:
    if not near:
        return CurrentPlace(PlaceStatus.ASK, why=why, before=before)
    first = near[0]
    return CurrentPlace(PlaceStatus.ASK, first.file, first.line, first.text, why, before, similar=tuple(near[:MOST]))
