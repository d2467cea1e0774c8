"""A manual in which every kind of place rests on points of notes."""

from __future__ import annotations

from pathlib import Path

from sample_project import Project, make_project
from sample_texts import CHECKED, INDEX, LIMA

ASKING = "manual/task/asking.md"
CHAPTER = f"""---
title: Asking others
question: Whom to ask?
status: draft
challenge: 2
handling: TLP:AMBER+STRICT
{CHECKED}
## Whom to ask

One government asked for it.
It said so twice. {{heard}}`bonn-2026 1-3, 5`

Two governments asked for this. {{heard}}`bonn-2026 2`
Both were heard. {{heard}}`lima-2026 1`

Nobody was heard here.

This one rests on a public source beside it. {{heard}}`accra-2026 1`

- An item rests on it, too. {{heard}}`bonn-2026 2`

```{{action}} Ask the neighbours.
:id: A-1
:challenge: 2
:pillar: I
:ministries: justice
:effort: month
:from: bonn-2026 3; lima-2026 1; summit2005

Its text says where it was heard. {{heard}}`bonn-2026 5`
It says so again. {{heard}}`bonn-2026 5`
```

```{{action}} Ask the ministry.
:id: A-2
:challenge: 2
:pillar: I
:ministries: justice
:effort: month
:from: bonn-2026 3
```

Only a note without participants stands behind this. {{heard}}`oslo-2026 1`

:::{{practice}} Freedonia
:from: oslo-2026 1

It wrote a list.
:::
"""
BONN = """---
id: bonn-2026
title: Talks with one member
kind: individual-consultation
date: 2026-06-01
place: Bonn
attribution: on-background
challenge: 2
participants: [GH]
---

This note is for the desk.

1. The first.
2. The second.
3. The third.
4. The fourth.
5. The fifth.
6. The sixth.
7. The seventh.
8. The eighth.
"""
OSLO = """---
id: oslo-2026
title: A letter
kind: written
date: 2026-07-01
place: Oslo
attribution: on-background
challenge: 2
---

This note names nobody.

1. The only one.
"""
ROSTER = """members:
  - iso2: EU
    name: European Union
    kind: organization
    regional_group: none
  - iso2: GH
    name: Ghana
    kind: state
    regional_group: African States
  - iso2: NL
    name: Netherlands
    kind: state
    regional_group: Western European and other States
  - iso2: PE
    name: Peru
    kind: state
    regional_group: Latin American and Caribbean States
"""


def make_consulted_project(root: Path) -> Project:
    """The project, written into a folder."""
    project = make_project(root)
    project.write("manual/index.md", INDEX.replace("task/mapping\n", "task/mapping\ntask/asking\n"))
    project.write(ASKING, CHAPTER)
    project.write(
        "consultations/notes/lima-2026.md", LIMA.replace("challenge: 2", "challenge: 2\nparticipants: [GH, PE]")
    )
    project.write("consultations/notes/bonn-2026.md", BONN)
    project.write("consultations/notes/oslo-2026.md", OSLO)
    project.write("consultations/roster.yaml", ROSTER)
    return project
