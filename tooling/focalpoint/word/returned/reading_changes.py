"""Write a change so that a person sees what differs: changed words in brackets, long unchanged runs shortened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

AROUND = 8
"""Unchanged words that are shown before and after changed ones."""


def marked(before: str, after: str) -> tuple[str, str]:
    """Write both texts of a change, with `[-gone-]` in the old one and `{+new+}` in the new one."""
    old, new = before.split(), after.split()
    if not old or not new:
        return " ".join(old), " ".join(new)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    left, right = [], []
    for number, (tag, i1, i2, j1, j2) in enumerate(steps):
        if tag == "equal":
            shown = " ".join(_shortened(old[i1:i2], number > 0, number + 1 < len(steps)))
            left.append(shown)
            right.append(shown)
            continue
        left += [f"[-{' '.join(old[i1:i2])}-]"] if i1 < i2 else []
        right += [f"{{+{' '.join(new[j1:j2])}+}}"] if j1 < j2 else []
    return " ".join(left), " ".join(right)


def _shortened(words: Sequence[str], behind: bool, ahead: bool) -> Iterator[str]:
    """Yield unchanged words, without those that are far from any change; the flags say where a change stands."""
    first, last = AROUND if behind else 0, AROUND if ahead else 0
    if len(words) <= first + last + 1:
        yield from words
        return
    yield from words[:first]
    yield "…"
    yield from words[len(words) - last :]
