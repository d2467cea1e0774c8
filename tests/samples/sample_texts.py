"""A small manual that uses each construct of the manual at least once: what the sample project says."""

from __future__ import annotations

from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
CHECKED = "checked: 2026-11-23\n---\n"

SETTINGS = """[project]
name = "sample"
version = "0.1.0"

[tool.focalpoint]
title = "Sample Manual"
network = "Sample Network"
publisher = "Secretariat of the Sample Network"
status = "Working text."
comments = "Cite paragraphs by number."
"""
INDEX = """# Sample Manual

This is the web edition.

```{toctree}
:caption: "Part I. Ground"
:numbered:

ground/post
```

```{toctree}
:caption: "Part II. Work"
:numbered:

task/mapping
```

```{toctree}
:caption: Annexes

glossary
sources
consultations/index
```
"""
POST = f"""---
title: The post
question: What is the post for?
readers: A new official
status: draft
challenge: both
handling: TLP:CLEAR
{CHECKED}
## What it is

(post-first)=
The {{term}}`Focal Point` is a senior official.{{footcite}}`summit2005`
The Council adopted {{undoc}}`S/RES/2286 (2016)` in that year.

Members work from many ministries. {{heard}}`accra-2026 1`
The tasks are in {{numref}}`table-tasks`.

```{{list-table}} Tasks of the post
:name: table-tasks
:header-rows: 1
:stub-columns: 1
:widths: 30 70

* - Task
  - In practice
* - Advise
  - Counsel the government {{heard}}`accra-2026 2`
* - Follow up
  - Keep a list
```

## What to do

```{{action}} Name a deputy before the first leave.
:id: P-1
:challenge: 1
:pillar: I, II
:ministries: foreign-affairs, justice
:effort: afternoon
:from: accra-2026 2; summit2005

The deputy reads the same files.
```

- Ask the ministry first, as {{para}}`post-first` says.
- Then read {{chapter}}`mapping`.
"""
MAPPING = f"""---
title: Mapping
question: What is done already?
status: draft
challenge: 1
handling: TLP:CLEAR
{CHECKED}
## What to look for

Much is done under other names, as {{numref}}`figure-rings` shows.

```{{figure}} ../figures/rings.svg
:name: figure-rings
:alt: Two rings, one inside the other.

The inner ring is the work of one ministry.
```

:::{{practice}} Freedonia
:from: accra-2026 3

The ministry kept a list.
:::

:::{{handling}} TLP:GREEN

The neighbours asked for a quieter list. {{heard}}`lima-2026 1`
:::

A list has an owner.{{footcite}}`report2009`
"""
GLOSSARY = f"""---
title: Glossary
question: What do the words mean?
status: draft
challenge: both
handling: TLP:CLEAR
{CHECKED}
These are the words of the manual.

```{{glossary}}
Focal Point
  A senior official named by a government.
```
"""
SOURCES = f"""---
title: Sources
question: What does it rest on?
status: draft
challenge: both
handling: TLP:CLEAR
{CHECKED}
Each source is cited where it is used.

```{{bibliography}}
:list: bullet
:all:
```
"""
BIB = """% Two sources.

@misc{summit2005,
  author = {{General Assembly}},
  title = {World Summit Outcome},
  symbol = {A/RES/60/1},
  year = {2005},
}

@misc{report2009,
  author = {{Secretary-General}},
  title = {Implementing the commitment},
  symbol = {A/63/677},
  year = {2009},
}
"""
RINGS = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" width="200" height="100">
  <circle cx="100" cy="50" r="40" fill="none" stroke="#222"/>
  <circle cx="100" cy="50" r="20" fill="#ccc"/>
</svg>
"""
ACCRA = """---
id: accra-2026
title: First meeting
kind: public-source
date: 2026-03-02
place: Accra
handling: TLP:CLEAR
rule: none
attribution: on-the-record
challenge: both
source: report2009
---

This note restates a public summary.

## What was said

1. Members work from many ministries.
2. A deputy keeps the work going.

## What comes next

3. A list helps.
4. Nobody has cited this point yet.
"""
LIMA = """---
id: lima-2026
title: Second meeting
kind: closed-meeting
date: 2026-05-04
place: Lima
handling: TLP:GREEN
attribution: on-background
challenge: 2
---

This note is for the members.

1. The neighbours wish for a quieter list.
"""
VOCABULARY = Path(__file__).with_name("vocabulary.toml").read_text(encoding="utf-8")
FILES = {
    "pyproject.toml": SETTINGS,
    "manual/vocabulary.toml": VOCABULARY,
    "manual/index.md": INDEX,
    "manual/conf.py": (REPOSITORY / "manual" / "conf.py").read_text(encoding="utf-8"),
    "manual/ground/post.md": POST,
    "manual/task/mapping.md": MAPPING,
    "manual/glossary.md": GLOSSARY,
    "manual/sources.md": SOURCES,
    "manual/sources.bib": BIB,
    "manual/figures/rings.svg": RINGS,
    "consultations/notes/accra-2026.md": ACCRA,
    "consultations/notes/lima-2026.md": LIMA,
}
