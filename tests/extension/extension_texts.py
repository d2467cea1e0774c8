"""A manual that tries the extension: what its chapters say."""

from __future__ import annotations

from sample_texts import CHECKED, FILES

INDEX = """# Sample Manual

This is the web edition.

```{toctree}
:caption: Front matter

front/about
```

```{toctree}
:caption: "Part I. Ground"
:numbered:

ground/first
ground/second
```

```{toctree}
:caption: "Part II. Work"
:numbered:

task/third
```

```{toctree}
:caption: Annexes

annexes/lists
glossary
sources
consultations/index
```
"""


def chapter(title: str, body: str, handling: str = "TLP:CLEAR") -> str:
    """A chapter with its front matter."""
    fields = f"question: What is it?\nstatus: draft\nchallenge: both\nhandling: {handling}\n{CHECKED}"
    return f"---\ntitle: {title}\n{fields}\n{body}"


ABOUT = chapter(
    "About",
    """## What it is

(about-one)=
About one.

About two cites {para}`first-one`.
""",
)
FIRST = chapter(
    "First",
    """## Numbers

(first-one)=
One cites {para}`second-one`, {para}`about-one` and {para}`list-one`.

Two cites {chapter}`second`, {chapter}`lists`, {chapter}`about` and {term}`Focal Points <focal point>`.

### A subsection

(first-three)=
Three has a note.{footcite}`summit2005`

- An item has no number.

  Nor has its second paragraph.

1. Nor an item of this list.

```{list-table} Rows
:name: table-rows
:header-rows: 1

* - Head
* - A cell has no number, and cites {heard}`accra-2026 2`.
```

Four is after the table.[^own]

[^own]: An own note.

## Passages

Five comes before the passage.

:::{handling} TLP:GREEN

Five a is a passage. {heard}`lima-2026 1`

(kept-b)=
Five b is its second paragraph.

```{list-table} Kept rows
:name: table-kept
:header-rows: 1

* - Head
* - Cell
```
:::

Six comes after it, with {numref}`table-more`, {numref}`table-rows` and {numref}`figure-rings`.

```{list-table} More rows
:name: table-more
:header-rows: 1

* - Head
* - Cell
```

:::{note}
A note has no number.
:::

:::{action} Ask {undoc}`A/RES/60/1` for it.
:id: F-1
:challenge: 1
:pillar: I, II, III
:ministries: justice, nhri
:risk-factors: 2, 3
:effort: month
:from: accra-2026 1, 3; summit2005

What is inside has no number.
:::

:::{practice} Freedonia
:from: report2009

Nor has this.
:::

Seven is last.
""",
)
SECOND = chapter(
    "Second",
    """## Notes

(second-one)=
One calls a source.{footcite}`report2009`
It calls a note of its own.[^mine]
It calls a third.{footcite}`summit2005`

Two calls them again.[^mine]
And the first.{footcite}`report2009`
And two at once.{footcite}`summit2005,report2009`

[^mine]: My own note.

Three was heard. {heard}`accra-2026 1, 3-5`
Two points stand apart. {heard}`accra-2026 1-2`
""",
)
THIRD = chapter(
    "Third",
    """## Work

One cites {undoc}`S/RES/2286 (2016)`.

```{figure} ../figures/rings.svg
:name: figure-rings
:alt: Two rings.

Rings
```
""",
)
LISTS = chapter(
    "Lists",
    """## What is listed

(list-one)=
One of an annex, with {numref}`table-annex`.

```{list-table} Annexed
:name: table-annex
:header-rows: 1

* - Head
* - Cell
```
""",
)
ACCRA = """---
id: accra-2026
title: First meeting
kind: public-source
date: 2026-03-02
place: Accra
handling: TLP:CLEAR
challenge: both
---

This note restates a summary.

## Morning

1. Point one.
2. Point two.

## Afternoon

3. Point three.
4. Point four.
5. Point five.
6. Point six.
"""
GLOSSARY = chapter(
    "Glossary",
    """These are the words.

```{glossary}
focal point
  An official, as heard. {heard}`accra-2026 5`
```
""",
)
EXTENSION = FILES | {
    "manual/index.md": INDEX,
    "manual/front/about.md": ABOUT,
    "manual/ground/first.md": FIRST,
    "manual/ground/second.md": SECOND,
    "manual/task/third.md": THIRD,
    "manual/annexes/lists.md": LISTS,
    "manual/glossary.md": GLOSSARY,
    "consultations/notes/accra-2026.md": ACCRA,
}
for name in ("ground/post", "task/mapping"):
    del EXTENSION[f"manual/{name}.md"]
