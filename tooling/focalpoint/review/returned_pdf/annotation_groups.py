"""Group annotations into marks: the parts of a replacement, replies, and review states."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from focalpoint.content.rounds.comments import Mark
from focalpoint.review.returned_pdf.annotations import Annotation, Key

MARKS = {
    "Highlight": Mark.HIGHLIGHT,
    "Underline": Mark.HIGHLIGHT,
    "Squiggly": Mark.HIGHLIGHT,
    "StrikeOut": Mark.DELETE,
    "Redact": Mark.DELETE,
    "Caret": Mark.INSERT,
    "Ink": Mark.DRAWING,
    "Square": Mark.DRAWING,
    "Circle": Mark.DRAWING,
    "Polygon": Mark.DRAWING,
    "PolyLine": Mark.DRAWING,
    "Line": Mark.DRAWING,
    "Stamp": Mark.STAMP,
}
"""The mark for each kind of annotation; any other kind is a note."""


@dataclass(frozen=True)
class AnnotationGroup:
    """One mark with all annotations that belong to it."""

    head: Annotation
    mark: Mark
    parts: tuple[Annotation, ...] = ()
    """Further annotations of the same mark: the stroke through the words that a caret replaces."""
    replies: tuple[Annotation, ...] = ()
    states: tuple[Annotation, ...] = ()

    @property
    def text(self) -> str:
        """The mark's text, each different text once."""
        return "\n".join(dict.fromkeys(one.text for one in (self.head, *self.parts) if one.text))

    @property
    def covering(self) -> list[Annotation]:
        """The annotations on the marked words: a replacement's strokes, else all annotations of the head's kind."""
        all_of_it = [self.head, *self.parts]
        strokes = [one for one in all_of_it if one.subtype == "StrikeOut"] if self.mark is Mark.REPLACE else []
        return strokes or [one for one in all_of_it if one.subtype == self.head.subtype]

    def folded(self, other: Annotation) -> AnnotationGroup:
        """Add an annotation as a part of the mark."""
        mark = mark_of([self.head, *self.parts, other])
        return replace(self, parts=(*self.parts, other), mark=mark)


@dataclass
class _GroupBuilder:
    head: Annotation
    parts: list[Annotation] = field(default_factory=list)
    replies: list[Annotation] = field(default_factory=list)
    states: list[Annotation] = field(default_factory=list)


def group_annotations(annotations: Sequence[Annotation]) -> list[AnnotationGroup]:
    """Group the annotations of a file into marks, in the file's order; leave out states that belong to no comment."""
    roots = _roots(annotations)
    builders = {number: _GroupBuilder(annotations[number]) for number, (root, _) in enumerate(roots) if root == number}
    for number, (root, grouped) in enumerate(roots):
        one, of = annotations[number], builders[root]
        if root != number:
            (of.states if one.state else of.parts if grouped else of.replies).append(one)
    return [
        AnnotationGroup(of.head, mark_of([of.head, *of.parts]), tuple(of.parts), tuple(of.replies), tuple(of.states))
        for of in builders.values()
        if not _is_lone_state(of)
    ]


def count_lone_states(annotations: Sequence[Annotation]) -> int:
    """Count the review states that belong to no comment of the file."""
    roots = _roots(annotations)
    answered = {root for number, (root, _) in enumerate(roots) if root != number}
    heads = {number for number, (root, _) in enumerate(roots) if root == number}
    return sum(bool(annotations[number].state) for number in heads - answered)


def _is_lone_state(of: _GroupBuilder) -> bool:
    return bool(of.head.state) and not (of.parts or of.replies or of.states)


def mark_of(annotations: Iterable[Annotation]) -> Mark:
    """Classify the mark that these annotations form."""
    listed = list(annotations)
    kinds = {one.subtype for one in listed}
    if {"Caret", "StrikeOut"} <= kinds or any(one.intent == "Replace" for one in listed):
        return Mark.REPLACE
    if "Ink" in kinds and any(one.intent == "InkHighlight" for one in listed):
        return Mark.HIGHLIGHT
    return MARKS.get(listed[0].subtype, Mark.NOTE)


def _parents(annotations: Sequence[Annotation]) -> dict[int, int]:
    """Find the parent of each annotation that names one in the file."""
    keys: dict[Key, int] = {}
    names: dict[tuple[int, str], int] = {}
    anywhere: dict[str, int] = {}
    for number, one in enumerate(annotations):
        if one.key is not None:
            keys.setdefault(one.key, number)
        if one.name:
            names.setdefault((one.page, one.name), number)
            anywhere.setdefault(one.name, number)
    found: dict[int, int] = {}
    for number, one in enumerate(annotations):
        parent = keys.get(one.parent) if one.parent else None
        if parent is None and one.parent_name:
            parent = names.get((one.page, one.parent_name), anywhere.get(one.parent_name))
        if parent is not None and parent != number:
            found[number] = parent
    return found


def _roots(annotations: Sequence[Annotation]) -> list[tuple[int, bool]]:
    """Find the head of each annotation's group, and whether the annotation is a part of the mark or a reply to it."""
    parents = _parents(annotations)
    known: dict[int, tuple[int, bool]] = {}
    for start in range(len(annotations)):
        path, at = {start: None}, start
        while at in parents and at not in known and parents[at] not in path:
            at = parents[at]
            path[at] = None
        # A missing parent, or a cycle of parents, ends the group.
        known.setdefault(at, (at, True))
        for number in reversed(path):
            if number not in known:
                root, grouped = known[parents[number]]
                known[number] = root, grouped and annotations[number].grouped
    return [known[number] for number in range(len(annotations))]
