"""Walk a person at a terminal through a release: what keeps it back, who can mend it, and what will go out to whom."""

from __future__ import annotations

from collections.abc import Sequence

import typer

from focalpoint.cli.telling import OUT, tell_problems
from focalpoint.config import Config
from focalpoint.problems import Problem, ProblemKind, Trouble, in_order
from focalpoint.release.gate.open_points import open_points
from focalpoint.release.gate.overrules import OVERRULABLE, Overrule, apply_overrules, who_mends
from focalpoint.release.package.covering import READERS
from focalpoint.release.package.making import ReleaseRequest

MOST_SHOWN = 12
"""Points of one kind that are shown before a question."""


def walk(config: Config, request: ReleaseRequest) -> ReleaseRequest:
    """Ask for a reason for each kind of open point that may pass, and whether to release; return what was decided.

    Raises Trouble with everything that must be mended first, and typer.Abort where the person declines.
    """
    OUT.print(f"Looking for what keeps release {request.version} back …")
    left, _ = apply_overrules(open_points(config), request.overrules)
    if must := [point for point in left if point.kind not in OVERRULABLE]:
        OUT.print("These have to be mended before anything can be released:")
        raise Trouble([*must, *(point for point in left if point.kind in OVERRULABLE)])
    overrules = (*request.overrules, *_asked(left))
    OUT.print("What will go out:")
    for edition in request.editions:
        OUT.print(f"  {edition} ({edition.clearance}): it {READERS[edition]}")
    for one in overrules:
        OUT.print(f"  on the record of the release: {one.kind} was let pass, because: {one.because}")
    typer.confirm(f"Release {request.version} now?", abort=True)
    return ReleaseRequest(request.version, overrules, request.editions, request.workers)


def _asked(left: Sequence[Problem]) -> list[Overrule]:
    """Show the points of each kind, and ask why they may pass; raises Trouble with those that may not."""
    given: list[Overrule] = []
    refused: list[Problem] = []
    for kind in dict.fromkeys(point.kind for point in in_order(left)):
        points = [point for point in left if point.kind is kind]
        _show(kind, points)
        question = "Why may they pass in this release? (Enter alone: they may not)"
        reason = typer.prompt(question, default="", show_default=False).strip()
        if reason:
            given.append(Overrule(kind, reason))
        else:
            refused += points
    if refused:
        raise Trouble(refused)
    return given


def _show(kind: ProblemKind, points: Sequence[Problem]) -> None:
    OUT.print(f"{len(points)} of the kind {kind}, to be mended by {who_mends(kind)}:")
    tell_problems(tuple(points[:MOST_SHOWN]))
    if len(points) > MOST_SHOWN:
        OUT.print(f"and {len(points) - MOST_SHOWN} more (focalpoint release --dry-run lists them)")
