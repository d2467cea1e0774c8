"""Trace the points of notes to the chapters that cite them, and find what is missing on either side."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from focalpoint.assembly.generated_pages.rounds import groups_of
from focalpoint.content.manual import Chapter, Manual, Note
from focalpoint.content.text.reading import Reading
from focalpoint.lists import points, runs


class Use(NamedTuple):
    """One point of a note that a chapter cites, and the place that rests on it."""

    note: str
    point: int
    path: str
    """The chapter's path."""
    line: int
    """Where the citation stands."""
    place: int
    """Where the paragraph, action or glossary's entry begins that rests on it."""
    action: str
    """Id of the action that it is, or empty."""


class Alone(NamedTuple):
    """A paragraph or action that rests on what one member said, and on no other."""

    path: str
    line: int
    member: str
    """Its id on the roster."""


def uses(manual: Manual) -> list[Use]:
    """List every use of a point, of withdrawn notes too, in the order of the book."""
    found = (use for chapter in manual.in_order for use in sorted(_uses(chapter), key=lambda use: use.line))
    return list(dict.fromkeys(found))


def _uses(chapter: Chapter) -> Iterator[Use]:
    reading = chapter.reading
    for cited, line in _citations(reading):
        name, _, numbers = cited.partition(" ")
        try:
            found = points(numbers)
        except ValueError:
            continue  # The checks tell it at its line.
        boxes = [box for box in reading.directives if box.name == "action" and box.line <= line < box.end]
        place = boxes[0].line if boxes else _paragraph(reading, line)
        action = boxes[0].options.get("id", ("", 0))[0] if boxes else ""
        yield from (Use(name, point, chapter.path, line, place, action) for point in found)


def _citations(reading: Reading) -> Iterator[tuple[str, int]]:
    """Yield text and line of every citation of a note."""
    for role in reading.roles:
        if role.name == "heard":
            yield role.content, role.line
    for box in reading.directives:
        origin, line = box.options.get("from", ("", 0))
        yield from ((item.strip(), line) for item in origin.split(";") if " " in item.strip())


_TRANSPARENT = frozenset({"handling", "brief", "pocket"})
"""Blocks whose paragraphs are those of the chapter itself."""


def _paragraph(reading: Reading, line: int) -> int:
    """Return the first line of the numbered paragraph or glossary entry that contains or precedes a citation."""
    listed = any(box.name == "glossary" and box.line <= line < box.end for box in reading.directives)
    starts = (
        prose.line
        for prose in reading.prose
        if prose.line <= line and ("glossary" in prose.inside if listed else {*prose.inside} <= _TRANSPARENT)
    )
    return max(starts, default=line)


def standing(manual: Manual) -> list[Note]:
    """List the notes that have not been withdrawn."""
    return [note for note in manual.notes if not note.fields.withdrawn_on]


def _standing_uses(manual: Manual) -> list[Use]:
    names = {note.fields.id for note in standing(manual)}
    return [use for use in uses(manual) if use.note in names]


def unused_points(manual: Manual) -> dict[str, list[int]]:
    """Return by note the points that no chapter cites; notes without such a point are left out."""
    used = {(use.note, use.point) for use in uses(manual)}
    idle = {
        note.fields.id: [point for point in note.points if (note.fields.id, point) not in used]
        for note in standing(manual)
    }
    return {name: numbers for name, numbers in idle.items() if numbers}


def actions_on_points(manual: Manual) -> dict[tuple[str, int], list[Use]]:
    """Return by note and point a use for each action that rests on the point."""
    found: dict[tuple[str, int], dict[str, Use]] = {}
    for use in _standing_uses(manual):
        if use.action:
            found.setdefault((use.note, use.point), {}).setdefault(use.action, use)
    return {point: list(actions.values()) for point, actions in found.items()}


def heard_from(manual: Manual) -> dict[str, tuple[str, ...]]:
    """Return by note the members who took part; public sources are left out, since no member answers for them."""
    return {
        note.fields.id: note.fields.participants
        for note in standing(manual)
        if note.fields.kind != "public-source" and note.fields.participants
    }


def only_one(cited: Iterable[str], heard: Mapping[str, Collection[str]]) -> str:
    """Return the only member who took part in the cited notes; empty if there was none or more than one."""
    members = {member for note in cited for member in heard.get(note, ())}
    return members.pop() if len(members) == 1 else ""


def alone(manual: Manual) -> list[Alone]:
    """List the paragraphs and actions that rest on one government alone."""
    heard = heard_from(manual)
    cited: dict[tuple[str, int], list[str]] = {}
    for use in uses(manual):
        cited.setdefault((use.path, use.place), []).append(use.note)
    found = (Alone(*place, only_one(names, heard)) for place, names in cited.items())
    return [one for one in found if one.member]


def unconsulted(manual: Manual) -> list[Chapter]:
    """List the chapters that cite no consultation."""
    paths = {use.path for use in _standing_uses(manual)}
    return [chapter for chapter in manual.in_order if chapter.path not in paths]


def against_groups(manual: Manual) -> dict[str, Counter[str]]:
    """Count by chapter path from how many of the cited notes each regional group was heard."""
    took_part = {note.fields.id: note.fields.participants for note in standing(manual)}
    cited = {(use.path, use.note): None for use in _standing_uses(manual)}
    found: dict[str, Counter[str]] = {chapter.path: Counter() for chapter in manual.in_order}
    for path, note in cited:
        members = (manual.roster.member(name) for name in took_part[note])
        found[path].update({member.group for member in members if member})
    return found


def member_name(manual: Manual, name: str) -> str:
    """Return the name of a member; its id if the roster lacks it."""
    member = manual.roster.member(name)
    return member.name if member else name


def listed(numbers: Sequence[int]) -> str:
    """Write numbers in order, three or more consecutive ones as a range: `2, 4–8`."""
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs(numbers))


def summary(manual: Manual) -> list[str]:
    """Return the lines that `focalpoint status` prints: each fact with its count, and below it the places."""
    return [line for title, places in _facts(manual) for line in (f"{title}: {len(places) or 'none'}", *places)]


def _facts(manual: Manual) -> Iterator[tuple[str, list[str]]]:
    notes = {note.fields.id: note for note in standing(manual)}
    at = {
        (name, number): f"{note.path}:{point.line}"
        for name, note in notes.items()
        for number, point in enumerate(note.reading.points, 1)
    }
    actions, groups = actions_on_points(manual), groups_of(manual.vocabulary)
    yield "Passages to be confirmed", [f"  {one.path}:{one.line}: {one.what}" for one in to_confirm(manual)]
    yield (
        "Notes with points not yet used",
        [
            f"  {at[name, idle[0]]}: {len(idle)} of {len(notes[name].points)}: {listed(idle)}"
            for name, idle in unused_points(manual).items()
        ],
    )
    yield (
        "Points on which actions rest",
        [
            f"  {at[point]}: point {point[1]}: "
            + ", ".join(f"{use.action} ({use.path}:{use.place})" for use in actions[point])
            for point in at
            if point in actions
        ],
    )
    yield (
        "Paragraphs resting on one government alone",
        [f"  {path}:{line}: {member_name(manual, member)}" for path, line, member in alone(manual)],
    )
    yield "Chapters with no consultation behind them", [f"  {chapter.path}" for chapter in unconsulted(manual)]
    yield (
        "Chapters in which regional groups were heard",
        [
            f"  {path}: {', '.join(f'{group} {counts[group]}' for group in groups if counts[group])}"
            for path, counts in against_groups(manual).items()
            if counts
        ],
    )


_CONFIRM = re.compile(r"\s*%\s*confirm\s*:\s*(\S.*)", re.IGNORECASE)


class Unconfirmed(NamedTuple):
    """A remark `% confirm: what, by whom`: something in a text that somebody has to confirm."""

    path: str
    line: int
    what: str


def to_confirm(manual: Manual) -> Iterator[Unconfirmed]:
    """Yield the remarks `% confirm: …` of all texts."""
    for text in manual.texts:
        if "confirm" not in text.text:
            continue
        for line, row in enumerate(text.text.split("\n"), 1):
            if found := _CONFIRM.fullmatch(row):
                yield Unconfirmed(text.path, line, found[1].strip())
