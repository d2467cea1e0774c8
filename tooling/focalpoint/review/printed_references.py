"""Write references in the current text as the draft printed them, where the file holds only the name of a label."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

_LABEL = re.compile(r"[a-z0-9]+(?:[-_:][a-z0-9]+)+")
_ENDS = ".,;:!?)("


def with_printed_references(text: str, typed: str, printed: str) -> str:
    """Replace the labels in a text, such as `post-tasks`, by what the draft printed for them, such as `1.2`.

    `typed` is the block as its file had it at the draft, `printed` the same as the draft printed it. A label that the
    draft did not have there stays as it is.
    """
    old, new = typed.split(), printed.split()
    shown: dict[str, str] = {}
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        label, words = " ".join(old[i:j]).strip(_ENDS), " ".join(new[k:m]).strip(_ENDS)
        if kind == "replace" and words and _LABEL.fullmatch(label):
            shown[label] = words
    if not shown:
        return text
    labels = "|".join(map(re.escape, sorted(shown, key=len, reverse=True)))
    return re.sub(rf"(?<![\w-])(?:{labels})(?![\w-])", lambda found: shown[found[0]], text)
