"""The commands on consultations: `roster show`, `roster invite`, `status` and `schemas`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Annotated

import typer

from focalpoint.assembly.generated_pages.consulted import (
    LOG_COLUMNS,
    NEXT_COLUMNS,
    NOTHING,
    STANDING_COLUMNS,
    group_bars,
    in_full,
    log_row,
    next_row,
    standing_row,
)
from focalpoint.assembly.generated_pages.invitations import invite as write_invitations
from focalpoint.assembly.generated_pages.rounds import by_group, latest_round, standings, to_approach
from focalpoint.checks import check_manual, find_problems
from focalpoint.cli.command import guarded, here
from focalpoint.cli.telling import OUT, print_table
from focalpoint.config import Config
from focalpoint.content.consultation.roster import Member, Roster, roster_file
from focalpoint.content.manual import Manual
from focalpoint.content.schemas import schema_folder
from focalpoint.content.schemas import schemas as all_schemas
from focalpoint.files import write_whole
from focalpoint.problems import Trouble, stopped

roster = typer.Typer(help="Show the members of the Network, and write their invitations.", no_args_is_help=True)


@roster.command(short_help="List the members by regional group.")
@guarded
def show() -> None:
    """List the members of the Network by regional group, with what shows that they are members."""
    config = here()
    known = _roster(config)
    for group, members in by_group(config.vocabulary, known.members).items():
        rows = [_row(member) for member in members]
        print_table(f"{group} ({len(members)})", ("Id", "Member", "Office", "Languages", "Evidence"), rows)
    OUT.print(f"{len(known.members)} members")


@roster.command(short_help="Write the invitations to a round of consultation.")
@guarded
def invite(
    round: Annotated[int, typer.Option(metavar="NUMBER", min=1, help="Which round, such as 1.")],
    again: Annotated[bool, typer.Option("--again", help="Replace invitations that somebody has changed.")] = False,
) -> None:
    """Write one invitation for each member from the template consultations/invitation.txt. Nothing is sent.

    Members who were invited in that round before are left out: enter in the roster whom you have invited.
    """
    config = here()
    done = write_invitations(config, _roster(config), round, again=again)
    folder = config.shown(done.folder)
    OUT.print(f"Wrote {len(done.written)} invitations into {folder}; nothing was sent")
    if done.kept:
        OUT.print(f"{len(done.kept)} were there already, word for word")
    if done.before:
        OUT.print(f"Left out, as invited before: {', '.join(member.name for member in done.before)}")


def _roster(config: Config) -> Roster:
    """Return the roster; raises Trouble if anything in it is wrong or it has no member."""
    manual, problems = find_problems(config)
    path = config.shown(roster_file(config))
    if wrong := [problem for problem in problems if problem.path == path]:
        raise Trouble(wrong)
    if not manual.roster.members:
        raise stopped("no member is on the roster; enter the first, then type the command again", path)
    return manual.roster


def _row(member: Member) -> tuple[str, ...]:
    proof = member.evidence
    shown = ", ".join(part for part in (str(proof.year), f"grade {proof.grade}", proof.source) if part) if proof else ""
    return member.id, member.name, member.office or NOTHING, ", ".join(member.languages) or NOTHING, shown or NOTHING


@guarded
def status(
    everything: Annotated[bool, typer.Option("--all", help="List also what is long, such as cited points.")] = False,
) -> None:
    """Say whom to approach next, who has answered, who was consulted, and what each chapter rests on.

    It is for the Secretariat alone: it names members.
    """
    from focalpoint.assembly.generated_pages.provenance import summary

    config = here()
    manual = check_manual(config)
    OUT.print(f"For the Secretariat alone. Matters on {in_full(config.today)}:")
    if chosen := to_approach(manual, config.today):
        print_table("Whom to approach next, in this order", NEXT_COLUMNS, [next_row(standing) for standing in chosen])
    number = latest_round(manual.roster)
    if number:
        rows = [standing_row(standing) for standing in standings(manual.roster, number, config.today)]
        print_table(f"Members in round {number}", STANDING_COLUMNS, rows)
    else:
        OUT.print("No round of consultation has begun.")
    if manual.notes:
        print_table("Consultations", LOG_COLUMNS, [log_row(manual, note) for note in manual.notes])
    if manual.roster.members:
        bars = [(bar.label, bar.said) for bar in group_bars(manual)]
        print_table("Members consulted, by regional group", ("Regional group", "Consulted"), bars)
    for heading, *details in _under_headings(summary(manual)):
        shown = everything or len(details) <= MOST_LISTED
        OUT.print(heading if shown else f"{heading} (`focalpoint status --all` lists them)")
        for detail in details if shown else ():
            OUT.print(detail)
    for line in _held_back(config, manual):
        OUT.print(line)


def _held_back(config: Config, manual: Manual) -> Iterator[str]:
    """Count what keeps a release back, by kind."""
    from focalpoint.release.gate.open_points import points_of

    counted = Counter(point.kind.value for point in points_of(config, manual))
    lists = " (`focalpoint release --dry-run` lists it)" if counted else ""
    yield f"What keeps a release back: {counted.total() or 'nothing in texts and comments'}{lists}"
    yield from (f"  {kind}: {number}" for kind, number in counted.items())


MOST_LISTED = 12
"""Lines under a heading of `status` that are printed without `--all`."""


def _under_headings(lines: Iterable[str]) -> Iterator[list[str]]:
    """Group indented lines under the line before them."""
    held: list[str] = []
    for line in lines:
        if held and not line.startswith(" "):
            yield held
            held = []
        held.append(line)
    if held:
        yield held


@guarded
def schemas() -> None:
    """Write the descriptions of all fields by which an editor completes and checks them while you type.

    They lie in consultations/schemas; write them again after a change to the tools.
    """
    config = here()
    for name, text in all_schemas(config.vocabulary).items():
        file = schema_folder(config) / name
        write_whole(file, text.encode())
        OUT.print(f"Wrote {config.shown(file)}")
