"""A chapter of the sample project that a brief is made from."""

from __future__ import annotations

from sample_project import Project

CHAPTER = """---
title: Justice
question: What may a ministry of justice ask for?
status: draft
challenge: 2
brief: justice
handling: TLP:CLEAR
checked: 2026-11-23
---

## Why this concerns the ministry

::::{brief} why
(justice-why)=
Courts see the first file, as {para}`post-first` and {para}`justice-why` say.{footcite}`summit2005`

:::{handling} TLP:GREEN

The quiet reason is for members.
:::
::::

Only the chapter says this.

:::{brief} already
- Requests are answered every week.
:::

:::{brief} factors
```{list-table} Tasks and risk factors
:name: table-justice
:header-rows: 1

* - Task
  - Risk factor
* - Criminal code
  - 2, 3
```
:::

## The long way round

A section that the brief leaves out has this paragraph.

Then it has one more.

## The first question

:::{brief} gain
- Early notice of a vote
:::

:::{brief} question
Who would be called tomorrow? {heard}`accra-2026 1`
:::

:::{brief} whom
- The treaty section
:::

:::{brief} peer
For the calendar no example was found.
:::

:::{practice} Ruritania
:from: report2009

The ministry has kept a calendar.
:::

:::{action} Ask for the name of the post.
:id: J-1
:challenge: 2
:pillar: I
:ministries: justice, interior, health
:effort: month
:from: accra-2026 2
:ask: We ask you to name the post, as paragraph {para}`post-first` of the manual says.
:takes: an hour of one office; no money

It is a post and no person.
:::

:::{action} Keep the quiet list.
:id: J-2
:challenge: 2
:pillar: I
:ministries: justice
:effort: year
:from: accra-2026 2
:handling: TLP:GREEN
:::
"""
OTHERS = """
:::{action} Write a page with the ministry of justice.
:id: M-1
:challenge: 2
:pillar: I
:ministries: justice
:effort: year
:from: accra-2026 3
:ask: We ask you to write a page with us.
:::

:::{action} Read its calendar.
:id: M-2
:challenge: 2
:pillar: I
:ministries: justice
:effort: afternoon
:from: accra-2026 3
:ask: We ask you to lend us the calendar.
:::

:::{action} Ask the police as well.
:id: M-3
:challenge: 2
:pillar: I
:ministries: interior, justice
:effort: afternoon
:from: accra-2026 3
:ask: We ask the police for the same.
:::

:::{action} Read the law of justice alone.
:id: M-4
:challenge: 2
:pillar: I
:ministries: justice
:effort: afternoon
:from: accra-2026 3
:::
"""


def with_brief(project: Project) -> Project:
    """The project with the chapter, and with actions of others that name the ministry."""
    project.write("manual/task/justice.md", CHAPTER)
    project.edit("manual/index.md", "task/mapping", "task/mapping\ntask/justice")
    project.write("manual/task/mapping.md", project.read("manual/task/mapping.md") + OTHERS)
    return project
