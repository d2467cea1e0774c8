"""What a build would refuse for any edition, the check refuses already, once for all editions."""

from __future__ import annotations

from datetime import date

import pytest

from focalpoint.checks import find_problems
from focalpoint.config import Config
from focalpoint.problems import Trouble, in_order
from focalpoint.release.readiness import ready_manual
from sample_project import Project

POST, NOTE = "manual/ground/post.md", "consultations/notes/lima-2026.md"
INTO_A_BLOCK = "put the passage in a `:::{handling}` block with the note's label, or have the text cleared [handling]"


def said(project: Project) -> list[str]:
    """What the check says, as the command line prints it."""
    try:
        ready_manual(Config.load(project.root, date(2026, 11, 23)))
    except Trouble as trouble:
        return [str(problem) for problem in in_order(trouble.problems)]
    return []


def test_the_sample_can_be_made_in_every_edition(project: Project) -> None:
    assert said(project) == []


@pytest.mark.parametrize(
    ("label", "editions"), [("TLP:GREEN", "public edition"), ("TLP:AMBER", "public and the network edition")]
)
def test_an_uncleared_sentence_is_told_once_with_the_editions(project: Project, label: str, editions: str) -> None:
    project.edit(NOTE, "handling: TLP:GREEN", f"handling: {label}")
    project.edit("manual/task/mapping.md", "{handling} TLP:GREEN", f"{{handling}} {label}")
    project.edit(POST, "## What to do\n", "Neighbours wish for quiet. {heard}`lima-2026 1`\n\n## What to do\n")
    line = project.line(POST, "Neighbours wish")
    told = f"{POST}:{line}: rests on a note that the {editions} may not carry; {INTO_A_BLOCK}"
    assert said(project) == [told]
    _manual, problems = find_problems(Config.load(project.root, date(2026, 11, 23)))
    assert problems == []


def test_it_is_told_beside_a_fault_elsewhere(project: Project) -> None:
    project.edit(POST, "## What to do\n", "Neighbours wish for quiet. {heard}`lima-2026 1`\n\n## What to do\n")
    project.edit("manual/task/mapping.md", "A list has an owner.", "A program has an owner.")
    assert [one.rpartition("[")[2] for one in said(project)] == ["handling]", "spelling]"]


def test_what_leads_to_a_closed_place_is_told(project: Project) -> None:
    project.edit(POST, "handling: TLP:CLEAR", "handling: TLP:GREEN")
    project.edit("manual/task/mapping.md", "A list has an owner.", "A list has an owner, as {para}`post-first` says.")
    line = project.line("manual/task/mapping.md", "as {para}")
    assert said(project) == [
        f"manual/task/mapping.md:{line}: leads to `post-first`, which the public edition may not carry; put the "
        "passage in a `:::{handling}` block with the same label, or take the reference away [handling]"
    ]


@pytest.mark.parametrize(
    "slip", ["{heard} `lima-2026 1`", "{heard}'lima-2026 1'", "{hear}`lima-2026 1`", "{heard}`lima-2026`"]
)
def test_a_slip_in_a_citation_is_told_as_that(project: Project, slip: str) -> None:
    project.edit(POST, "## What to do\n", f"Neighbours wish for quiet. {slip}\n\n## What to do\n")
    (only,) = said(project)
    assert "id out" not in only
    assert only.startswith(f"{POST}:{project.line(POST, 'Neighbours wish')}: ")
    assert only.rpartition("[")[2] in ("stray-markup]", "construct]", "citation]")
