"""Name the file, or the part of a file, in which a letter stands, and the places of its lines."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from focalpoint.content.rounds.channels import Channel
from focalpoint.content.rounds.draft_map import SHORT
from focalpoint.review.letters.salutations import line_numbers


@dataclass(frozen=True)
class FilePart:
    """Where a letter stands."""

    sha256: str
    """The digest of the file."""
    name: str = ""
    """The part of the file, written before a place in it: `mail 2, `."""
    channel: Channel = Channel.EMAIL
    paragraphs: tuple[int, ...] = ()
    """The number of the paragraph that each line is of, in a file that has paragraphs; empty in one of lines."""

    def within(self, name: str) -> FilePart:
        """Name a part of this part."""
        return replace(self, name=f"{self.name}{name}, ")

    def lines(self, places: Collection[int]) -> str:
        """Write the indices of lines as people count them: `mail 2, lines 3-5`."""
        numbers = {self.paragraphs[place] - 1 for place in places} if self.paragraphs else set(places)
        unit = "paragraph" if self.paragraphs else "line"
        return f"{self.name}{unit}{'s' if len(numbers) > 1 else ''} {line_numbers(numbers)}"[:SHORT]
