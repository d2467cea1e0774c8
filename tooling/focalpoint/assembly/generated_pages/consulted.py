"""Write the Secretariat's consultation log: the consultations, the state of each member, and whom to approach next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import date

from focalpoint.assembly.generated_pages.charts import Bar, bar_chart, in_words
from focalpoint.assembly.generated_pages.rounds import (
    Standing,
    by_group,
    consulted,
    latest_round,
    standings,
    to_approach,
)
from focalpoint.assembly.markdown_writer import list_table, plain
from focalpoint.config import Config
from focalpoint.content.consultation.roster import Member, Response
from focalpoint.content.manual import Manual, Note

LOG_COLUMNS = ("Date", "Cited as", "Kind", "Handling", "Rule", "Participants", "Points")
STANDING_COLUMNS = ("Member", "Invited", "Draft sent", "Reminded", "Consulted", "Answer", "Silent")
NEXT_COLUMNS = ("Member", "Regional group", "Until now")
NOTHING = "–"
_PAGE = """---
title: Consultation log
question: Who was consulted, who has answered, and whom do we approach next?
---

This page is for the Secretariat alone.
It shows how matters stood on {today}.

## Consultations

{log}

## Regional groups

{charts}

## Members

{members}

## Whom to approach next

{next}
"""


def consultation_log_page(config: Config, manual: Manual) -> tuple[str, dict[str, bytes]]:
    """Return the page as Markdown, and its charts by their path from the page's folder."""
    figures = {f"figures/{name}.svg": (title, bars) for name, title, bars in _charts(manual, config.today)}
    page = _PAGE.format(
        today=in_full(config.today),
        log=_log(manual),
        charts="\n\n".join(_figure(path, title, bars) for path, (title, bars) in figures.items())
        or "The roster has no member yet.",
        members=_members(manual, config.today),
        next=_next(manual, config.today),
    )
    return page, {path: bar_chart(title, bars) for path, (title, bars) in figures.items()}


def log_row(manual: Manual, note: Note) -> tuple[str, ...]:
    """Return the log entry of a note, by column; a withdrawn note has only that it was withdrawn."""
    fields = note.fields
    rule = "Chatham House" if fields.rule == "chatham-house" else fields.rule
    kept = (fields.kind.replace("-", " "), fields.handling.value, rule)
    if fields.withdrawn_on:
        return in_full(fields.date), f"withdrawn on {in_full(fields.withdrawn_on)}", *kept, NOTHING, NOTHING
    members = (manual.roster.member(id) for id in fields.participants)
    names = ", ".join(member.name for member in members if member) or NOTHING
    return in_full(fields.date), fields.short, *kept, names, str(len(note.points))


def standing_row(standing: Standing) -> tuple[str, ...]:
    """Return the state of a member in a round, by column."""
    turn = standing.round
    days = (turn.invited_on, turn.draft_sent_on, turn.reminded_on, turn.consulted_on)
    answer = NOTHING if turn.response is Response.NONE else turn.response.value.replace("-", " ")
    since = f"since {in_full(turn.invited_on)}" if standing.silent and turn.invited_on else NOTHING
    return standing.member.name, *(in_full(day) if day else NOTHING for day in days), answer, since


def next_row(standing: Standing) -> tuple[str, ...]:
    """Return a member to approach, by column."""
    invited = standing.round.invited_on
    until_now = f"silent since {in_full(invited)}" if invited else "not invited yet"
    return standing.member.name, standing.member.group, until_now


def in_full(day: date) -> str:
    """Return a day in words: 1 December 2026."""
    return f"{day.day} {day:%B %Y}"


def group_bars(manual: Manual) -> list[Bar]:
    """Count for each regional group how many of its members were consulted."""
    return _bars(manual, manual.roster.members, consulted(manual))


def _charts(manual: Manual, today: date) -> Iterator[tuple[str, str, list[Bar]]]:
    """Yield file name, title and bars of each chart."""
    if not manual.roster.members:
        return
    yield "log-consulted", "Members consulted so far, by regional group", group_bars(manual)
    number = latest_round(manual.roster)
    turn = standings(manual.roster, number, today)
    if invited := [standing.member for standing in turn if standing.round.invited_on]:
        answered = {standing.member.id for standing in turn if standing.answered}
        silent = {standing.member.id for standing in turn if standing.silent}
        yield "log-answered", f"Answers in round {number}, of the members invited", _bars(manual, invited, answered)
        yield "log-silent", f"Silent in round {number}, of the members invited", _bars(manual, invited, silent)


def _bars(manual: Manual, members: Iterable[Member], found: Set[str]) -> list[Bar]:
    """Count for each regional group how many of these members are in `found`."""
    return [
        Bar(group, sum(member.id in found for member in those), len(those))
        for group, those in by_group(manual.vocabulary, members).items()
    ]


def _figure(path: str, title: str, bars: Sequence[Bar]) -> str:
    name = path.rpartition("/")[2].removesuffix(".svg")
    return f"```{{figure}} {path}\n:name: figure-{name}\n:alt: {in_words(title, bars)}\n\n{title}\n```"


def _log(manual: Manual) -> str:
    if not manual.notes:
        return "No consultation has been noted yet."
    rows = []
    for note in manual.notes:
        row = [plain(cell) for cell in log_row(manual, note)]
        if not note.fields.withdrawn_on:
            row[1] = f"{{doc}}`{note.fields.short} </{note.docname}>`"
        rows.append(row)
    return list_table("Log of consultations", LOG_COLUMNS, (15, 14, 15, 17, 12, 19, 8), rows, name="table-log")


def _members(manual: Manual, today: date) -> str:
    number = latest_round(manual.roster)
    if not number:
        return "No round of consultation has begun."
    rows = [[plain(cell) for cell in standing_row(turn)] for turn in standings(manual.roster, number, today)]
    widths = (20, 14, 14, 14, 14, 12, 12)
    return list_table(f"Members in round {number}", STANDING_COLUMNS, widths, rows, name="table-standing")


def _next(manual: Manual, today: date) -> str:
    chosen = to_approach(manual, today)
    if not chosen:
        return "Nobody: every member was consulted, has answered or declined, or may still answer."
    rows = [[plain(cell) for cell in next_row(standing)] for standing in chosen]
    return (
        "The regional groups of which the fewest were consulted come first, and in each the longest silent.\n"
        "Who has declined is not proposed again.\n\n"
        + list_table("Members to approach next, in this order", NEXT_COLUMNS, (32, 40, 28), rows, name="table-next")
    )
