"""Whether a citation begins a sentence, and so is written with a capital."""

from __future__ import annotations

import re

from docutils import nodes

from focalpoint.extension.paragraphs import paragraph_number

_ENDED = re.compile(r"[.!?…][\"'”’)\]]*\s+$")


def begins_sentence(node: nodes.Element) -> bool:
    """Whether nothing stands before the node in its paragraph, or a sentence that has ended."""
    if not isinstance(node.parent, nodes.paragraph):
        return False
    behind = (nodes.footnote_reference, paragraph_number)
    before = node.parent.children[: node.parent.index(node)]
    text = "".join("" if isinstance(child, behind) else child.astext() for child in before)
    return not text.strip() or _ENDED.search(text) is not None
