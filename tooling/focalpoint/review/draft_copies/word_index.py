"""Find the block of a draft that a paragraph is, or is a part of, by runs of four words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from focalpoint.content.rounds.blocks import with_plain_signs
from focalpoint.content.rounds.draft_map import Block

RUN = 4
"""Words of a run."""
MOST = 12
"""Most blocks that share a run, beyond which it tells nothing."""
SHARE = 0.3
"""The least share of a paragraph's runs that its block has."""
_WORD = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    """Divide a text into its words, in small letters."""
    return _WORD.findall(with_plain_signs(text).casefold())


class WordIndex:
    """The blocks of a draft by their words."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.words = [words_of(block.text) for block in blocks]
        self.labels = [words_of(f"{block.paragraph if block.numbered else ''} {block.label}") for block in blocks]
        self._runs: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self._whole: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, words in enumerate(self.words):
            self._whole[tuple(words)].append(number)
            for at in range(len(words) - RUN + 1):
                self._runs[tuple(words[at : at + RUN])].append(number)

    def find(self, words: Sequence[str], last: int) -> int:
        """Find the block with the words of a paragraph, the nearest one behind `last`; -1 where there is none."""
        for bare in (words, words[1:], words[2:], words[3:]):
            if bare and (same := self._whole.get(tuple(bare))) and (bare is words or self._is_label(words, bare, same)):
                return min(same, key=lambda number: (number <= last, abs(number - last)))
        votes: Counter[int] = Counter()
        count = max(len(words) - RUN + 1, 0)
        for at in range(count):
            found = self._runs.get(tuple(words[at : at + RUN]), ())
            if len(found) <= MOST:
                votes.update(set(found))
        if not votes:
            return -1
        best = max(votes.values())
        near = min(
            (one for one, number in votes.items() if number == best), key=lambda one: (one < last, abs(one - last))
        )
        return near if best >= max(1, SHARE * count) else -1

    def _is_label(self, words: Sequence[str], bare: Sequence[str], same: Sequence[int]) -> bool:
        """Tell whether what stands before the words of a block is its number, or a number at all."""
        before = list(words[: len(words) - len(bare)])
        return all(one.isdigit() or len(one) == 1 for one in before) or any(self.labels[n] == before for n in same)
