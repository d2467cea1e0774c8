"""Write the Secretariat's page on where each point was used and what each chapter rests on.

The printed numbers of paragraphs are known only once all is read, so its tables of paragraphs are directives of the
extension, which are filled in then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from focalpoint.assembly.generated_pages.provenance import (
    against_groups,
    heard_from,
    listed,
    member_name,
    standing,
    unconsulted,
    unused_points,
    uses,
)
from focalpoint.assembly.generated_pages.rounds import groups_of
from focalpoint.assembly.markdown_writer import list_table
from focalpoint.content.consultation.roster import IN_NO_GROUP
from focalpoint.content.manual import Chapter, Manual, Note

_PAGE = """---
title: Provenance
question: Where did each point go, and what does each chapter rest on?
---

This page is for the Secretariat's desk.
A citation in a list, a table or a practice counts for the paragraph before it, and a withdrawn note counts nowhere.

## Where each point went

{points}

## What each chapter rests on

{chapters}

## Points not yet used

{unused}

## Paragraphs resting on one government alone

Such a paragraph or action cites consultations in which one member took part and no other.
Public sources beside them do not count.

{alone}

## Chapters with no consultation behind them

{unconsulted}

## Chapters against regional groups

{groups}
"""
COUNTED = """A consultation counts once in a chapter for each group from which a member took part in it.
One whose note names no participant counts nowhere."""


def provenance_page(manual: Manual) -> str:
    """Return the page as Markdown."""
    return _PAGE.format(
        points="\n\n".join(_points(manual)) or "No chapter cites a consultation yet.",
        chapters="\n\n".join(_chapters(manual)) or "No chapter cites a consultation yet.",
        unused=_unused(manual),
        alone=_alone(manual),
        unconsulted=_links(unconsulted(manual)) or "Every chapter cites a consultation.",
        groups=_groups(manual),
    )


def _points(manual: Manual) -> Iterator[str]:
    """Yield a section for each note that a chapter cites, oldest first."""
    cited = {use.note for use in uses(manual)}
    for note in standing(manual):
        if note.fields.id in cited:
            yield f"### {note.fields.short}: {note.fields.title}\n\n```{{points-used}} {note.fields.id}\n```"


def _chapters(manual: Manual) -> Iterator[str]:
    """Yield a section for each chapter that cites a note, in the order of the book."""
    idle = {chapter.path for chapter in unconsulted(manual)}
    for chapter in manual.in_order:
        if chapter.path not in idle:
            yield f"### {chapter.fields.title}\n\n```{{rests-on}} {chapter.docname}\n```"


def _unused(manual: Manual) -> str:
    notes = {note.fields.id: note for note in standing(manual)}
    rows = [[_link(notes[name]), listed(idle), f"{len(idle)}"] for name, idle in unused_points(manual).items()]
    if not rows:
        return "Every point of every note is used."
    heads = ("Consultation", "Points", "Number")
    return list_table("Points that no chapter cites", heads, (24, 62, 14), rows, name="table-provenance-unused")


def _alone(manual: Manual) -> str:
    """Return the directive, with the members who took part in each consultation."""
    rows = (
        f"{note}: {'; '.join(member_name(manual, name) for name in members)}"
        for note, members in heard_from(manual).items()
    )
    return "\n".join(("```{rests-on-one}", *rows, "```"))


def _links(chapters: Iterable[Chapter]) -> str:
    return "\n".join(f"- {_link(chapter)}" for chapter in chapters)


def _link(text: Chapter | Note) -> str:
    words = f"{text.fields.short} </{text.docname}>" if isinstance(text, Note) else f"/{text.docname}"
    return f"{{doc}}`{words}`"


def _groups(manual: Manual) -> str:
    """Return the table of chapters against regional groups, with totals in both directions."""
    present = {member.group for member in manual.roster.members}
    if not present:
        return "The roster has no members yet."
    groups = [group for group in groups_of(manual.vocabulary) if group in present or group != IN_NO_GROUP]
    counts = against_groups(manual)
    heads = ["Chapter", *groups, "Total"]
    rows = [
        [_link(chapter), *_with_total([counts[chapter.path][group] for group in groups])] for chapter in manual.in_order
    ]
    below = _with_total([sum(count[group] for count in counts.values()) for group in groups])
    # A column of figures is as wide as the longest word of its head.
    widths = [22, *(max(map(len, head.replace("-", " ").split())) + 2 for head in heads[1:])]
    rows.append(["All chapters", *below])
    caption = "Consultations cited, by the regional groups of those who took part"
    table = list_table(caption, heads, widths, rows, name="table-provenance-groups", kind="figures")
    return f"{COUNTED}\n\n{table}"


def _with_total(counts: list[int]) -> list[str]:
    return [f"{count}" for count in (*counts, sum(counts))]
