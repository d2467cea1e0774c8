"""Turn WeasyPrint's tags into a tree that is read as a person would read the section aloud."""

from __future__ import annotations

from typing import Any

from focalpoint.press.tagging.actual_text import mend_words
from focalpoint.press.tagging.footnotes import link_notes, place_notes, take_notes
from focalpoint.press.tagging.merge_split_tags import dissolve, join
from focalpoint.press.tagging.tag_roles import head_tables, name_kinds
from focalpoint.press.tagging.tag_source_map import read_tags

__all__ = ["link_notes", "tag"]


def tag(name: str, document: Any, pdf: Any) -> None:
    """Tag a unit anew, after WeasyPrint has drawn it and before it is written."""
    tree = read_tags(name, document, pdf)
    notes = take_notes(tree)
    for top in (tree.root, *notes.values()):
        join(tree, top)
    place_notes(tree, notes)
    name_kinds(tree)
    dissolve(tree)
    head_tables(tree)
    mend_words(tree)
    tree.write()
