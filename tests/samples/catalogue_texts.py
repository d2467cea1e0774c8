"""The sample project with a page of actions: one of them is for the network alone, and one is both challenges'."""

from __future__ import annotations

from pathlib import Path

from sample_project import Project, make_project

MORE = """
{chapter}`post` says who keeps it, and {chapter}`post` says when.
It has an owner.{footcite}`report2009`
{chapter}`Glossary <glossary>` explains the words.

:::{action} Show the list to the staff.
:id: M-1
:challenge: both
:pillar: III
:ministries: defence, interior
:risk-factors: 2, 13
:effort: month
:from: report2009

One page is enough.
:::

:::{action} Ask the neighbours for their list.
:id: M-2
:challenge: 2
:pillar: II
:ministries: justice
:effort: year
:from: report2009
:handling: TLP:GREEN
:::

:::{action} Count the entries.
:id: M-3
:challenge: 2
:pillar: I
:ministries: justice, statistics
:effort: year
:from: accra-2026 3; report2009
:::
"""


def make_catalogued_project(root: Path) -> Project:
    """The project, written into a folder."""
    project = make_project(root)
    project.edit("manual/index.md", "consultations/index\n", "consultations/index\nactions\n")
    project.write("manual/task/mapping.md", project.read("manual/task/mapping.md") + MORE)
    return project
