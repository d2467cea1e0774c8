"""The commands `focalpoint roster show` and `focalpoint roster invite`."""

from __future__ import annotations

from typing import Annotated

import typer

from focalpoint.assembly.generated_pages.consulted import NOTHING
from focalpoint.assembly.generated_pages.invitations import invite as write_invitations
from focalpoint.assembly.generated_pages.rounds import by_group
from focalpoint.checks import find_problems
from focalpoint.cli.guard import guarded
from focalpoint.cli.project import here
from focalpoint.cli.telling import OUT, print_table
from focalpoint.config import Config
from focalpoint.content.consultation.roster import Member, Roster, roster_file
from focalpoint.problems import Trouble, stopped

app = typer.Typer(help="Show the members of the Network, and write their invitations.", no_args_is_help=True)


@app.command(short_help="List the members by regional group.")
@guarded
def show() -> None:
    """List the members of the Network by regional group, with what shows that they are members."""
    config = here()
    roster = _roster(config)
    for group, members in by_group(config.vocabulary, roster.members).items():
        rows = [_row(member) for member in members]
        print_table(f"{group} ({len(members)})", ("Id", "Member", "Office", "Languages", "Evidence"), rows)
    OUT.print(f"{len(roster.members)} members")


@app.command(short_help="Write the invitations to a round of consultation.")
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
    """The roster, in which nothing is wrong."""
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
