"""What an edition's source tree holds of the sources: the entries that it cites, and of these what is printed."""

from __future__ import annotations

from collections.abc import Set

from focalpoint.content.sources import own_lines, read_sources


def cited_sources(text: str, cited: Set[str]) -> str:
    """Empty every line but those of cited entries: a source may tell what was withheld, and a comment anything.

    The fields that are the writer's own are emptied too. Every line that stays keeps its number.
    """
    sources = read_sources(text)
    kept = set(sources.shared)
    ends = set()
    for source in sources.entries:
        if source.key in cited:
            kept.update(range(source.line, source.end))
            kept.difference_update(own_lines(source))
            ends.add(source.end - 1)
    rows = enumerate(text.split("\n"), 1)
    # The last line of an entry closes it, whatever field stands there.
    return "\n".join(row if line in kept else "}" if line in ends else "" for line, row in rows)
