"""What the chapters of the fictional project say: each construct of the manual, open and under each label."""

from __future__ import annotations

from sample_texts import CHECKED


def chapter(title: str, body: str, handling: str = "TLP:CLEAR") -> str:
    """A chapter with its front matter."""
    fields = f"question: What does {title.lower()} mean?\nreaders: Whoever asks about {title.lower()}\nstatus: draft\n"
    return f"---\ntitle: {title}\n{fields}challenge: both\nhandling: {handling}\n{CHECKED}\n{body}"


ABOUT = chapter(
    "About this manual",
    """## Whom it is for

It is for each {term}`Focal Point` and for those who sit beside one.
Its words come from talks. {heard}`NOTE0 1`

% The opening was written twice.

:::{handling} TLP:GREEN
The Network reads one more sentence of this foreword.
:::
""",
)
POST = chapter(
    "The post",
    """## What it is

(post-first)=
The {term}`Focal Point` is a senior official.{footcite}`summit2005`
The Council adopted {undoc}`S/RES/2286 (2016)` in that year.

Members work from many ministries. {heard}`NOTE5 2, 3`
Several offices asked for a shorter list of early signs. {heard}`NOTE12 1`
The tasks are in {numref}`table-tasks`.[^open]

A deputy who knows the files keeps the work alive. {heard}`NOTE13 1`

```{list-table} Tasks of the post
:name: table-tasks
:header-rows: 1
:stub-columns: 1
:widths: 30 70

* - Task
  - In practice
* - Advise
  - Counsel the government {heard}`NOTE10 1`
* - Follow up
  - Keep a list

    :::{handling} TLP:AMBER
    The cell also names the drawer where the list is kept.
    :::
```

[^open]: The footnote says where the tasks were counted.

### Below the heading

The {abbr}`FP (Focal Point)` writes H{sub}`2`O and 4{sup}`th` as anybody does, with {lang}`fr raison d'être` in French.

- The first item is for everybody.

  :::{handling} TLP:AMBER+STRICT
  The first item has a second paragraph for the desk.
  :::

- The second item is for everybody.

> A quotation begins for everybody.
>
> :::{handling} TLP:AMBER
> The quotation goes on for few.
> :::

:::::{note}
A remark begins for everybody.

::::{handling} TLP:GREEN
The remark goes on for the Network.

:::{handling} TLP:AMBER+STRICT
The remark ends for the desk alone. {heard}`NOTE14 2`
:::
::::
:::::

## What to do

```{action} Name a deputy before the first leave.
:id: P-1
:challenge: 1
:pillar: I, II
:ministries: foreign-affairs, justice
:effort: afternoon
:from: NOTE15 2; summit2005

The deputy reads the same files.
```

```{action} Ask the neighbours which post they would close.
:id: P-2
:challenge: 2
:pillar: II
:ministries: interior
:risk-factors: 2
:effort: month
:from: NOTE11 2; greenpaper2015
:handling: TLP:GREEN

The neighbours answer by telephone.
```

```{action} Keep the second list in the locked drawer.
:id: P-3
:challenge: 2
:pillar: III
:ministries: defence
:effort: year
:from: NOTE14 2; strictpaper2017
:handling: TLP:AMBER+STRICT

The drawer has two keys.
```
""",
)
MAPPING = chapter(
    "Mapping",
    """## What to look for

Much is done under other names, as {numref}`figure-rings` shows.

```{figure} ../figures/rings.svg
:name: figure-rings
:alt: Two rings, one inside the other.

The inner ring is the work of one ministry.
```

::::{handling} TLP:GREEN

(mapping-green)=
The Network keeps a picture of its own in {numref}`figure-doors`.{footcite}`greenpaper2015`

:::{figure} ../figures/doors.svg
:name: figure-doors
:alt: Three doors, of which one stands open.

The open door belongs to the Network.
:::

The picture of the Network has a footnote.[^green]
::::

[^green]: The footnote tells the Network who drew the doors.

::::{handling} TLP:AMBER

The desk keeps a photograph in {numref}`figure-border`, and {para}`mapping-green` explains it.{footcite}`amberpaper2016`

:::{figure} ../figures/border.png
:name: figure-border
:alt: A border post by night.

The post by night has no lamp.
:::

| Post | Lamp |
|------|------|
| East | none |
| West | broken |

- The east post closes at dusk, as [the notice](https://notice.example/east) tells.
- The west post never closes.[^amber]

> The sergeant counts the lorries.

```{epigraph}
Nobody counts what is not feared.
```
::::

[^amber]: The footnote tells the desk who counted the lorries.

:::{practice} Brenzavia
:from: NOTE20 2

The ministry kept a list.
:::

:::{practice} Gromburg
:from: NOTE36 2
:handling: TLP:GREEN

The ministry shared its list with the neighbours.
:::

The first question of a ministry is what it costs. {heard}`NOTE27 1`

:::{practice} Maldova
:from: NOTE18 1; amberpaper2016
:handling: TLP:AMBER+STRICT

The ministry burned its list.
:::

:::{important}
A list has an owner.{footcite}`report2009`
:::
""",
)
