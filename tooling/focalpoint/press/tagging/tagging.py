"""Correct WeasyPrint's structure tree, so that a screen reader reads the section in order and without gaps."""

from __future__ import annotations

from typing import Any

from focalpoint.press.tagging.actual_text import write_actual_text
from focalpoint.press.tagging.footnotes import link_notes, place_notes, take_notes
from focalpoint.press.tagging.merge_split_tags import dissolve, merge
from focalpoint.press.tagging.tag_roles import assign_roles, tag_tables
from focalpoint.press.tagging.tag_source_map import read_tags

__all__ = ["link_notes", "tag"]


def tag(name: str, document: Any, pdf: Any) -> None:
    """Correct the tags of a section, after WeasyPrint has drawn it and before the PDF is written."""
    tree = read_tags(name, document, pdf)
    notes = take_notes(tree)
    for top in (tree.root, *notes.values()):
        merge(tree, top)
    place_notes(tree, notes)
    assign_roles(tree)
    dissolve(tree)
    tag_tables(tree)
    write_actual_text(tree)
    tree.write()
