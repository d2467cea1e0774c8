"""The sample project with a pocket edition: its parts, and passages that are tagged for it."""

from __future__ import annotations

from briefed import with_brief
from sample_project import Project

PARTS = """
[pocket]
title = "Pocket edition"
question = "What do I carry?"
introduction = "It repeats the manual."
more = "More in:"
contacts = ["Whom", "Office", "Telephone"]
notes = "Room to write"

[[pocket.parts]]
id = "ten"
heading = "Ten actions"
passages = true
holds = "actions"

[[pocket.parts]]
id = "said"
heading = "What to say"
passages = true

[[pocket.parts]]
id = "questions"
heading = "First questions"
brief = "question"

[[pocket.parts]]
id = "contacts"
heading = "Whom to call"
holds = "contacts"
"""
PASSAGES = """
:::{pocket} ten
1. J-2 and J-1: begin with these.
2. P-1: the deputy; X-9 is no action.
:::

::::{pocket} said
(said-first)=
Say that the summit agreed.{footcite}`summit2005`
Say whom you heard. {heard}`accra-2026 1`

:::{handling} TLP:GREEN

Say the quiet sentence of members.
:::
::::
"""


def with_pocket(project: Project) -> Project:
    """The project with a brief, the parts of a pocket edition, and passages of two of these in one chapter."""
    with_brief(project)
    project.write("manual/vocabulary.toml", project.read("manual/vocabulary.toml") + PARTS)
    project.write("manual/task/mapping.md", project.read("manual/task/mapping.md") + PASSAGES)
    return project
