"""The chapters of the fictional project that are closed as a whole, and those that name what is closed."""

from __future__ import annotations

from fictional_chapters import chapter

DESK = chapter(
    "The desk",
    """## Who sits there

The desk reads every list once a week. {heard}`NOTE25 1`
Border posts see a change of mood before the capital does. {heard}`NOTE38 1`

````{handling} TLP:AMBER+STRICT
(desk-strict)=
The desk keeps two cabinets, of which {numref}`table-cabinets` tells. {heard}`NOTE28 1`

```{list-table} Cabinets of the desk
:name: table-cabinets
:header-rows: 1

* - Cabinet
  - What lies in it
* - Left
  - Letters that were never answered
* - Right
  - Answers to letters that never came
* - Shelf
  - ![A shelf in the archive.](../figures/archive.png)
```

1. The left cabinet is opened on Mondays.
2. The right cabinet is opened by two people.
````

```{table} Days of the desk
:name: table-days

| Day | Work |
|-----|------|
| Monday | Reading |
| Friday | Writing |
```

:::{handling} TLP:CLEAR
Everybody may know that the desk has a door.
:::

% The desk moved in spring.
""",
)
CLOSED_CHAPTERS = {
    "network": chapter(
        "The circle of the Network",
        """## How it speaks

The members write to each other on Fridays.{footcite}`greenpaper2015`
They keep a {term}`ring of calls` for the worst days. {heard}`NOTE11 2, 3`

:::{handling} TLP:AMBER
Two members have left the ring without a word. {heard}`NOTE17 2`
:::
""",
        "TLP:GREEN",
    ),
    "signs": chapter(
        "Signs seen early",
        """## What was seen

A market that closes early is a sign. {heard}`NOTE37 1`
The ladder of signs is in {numref}`figure-ladder`.[^steps]

```{figure} ../figures/ladder.svg
:name: figure-ladder
:alt: A ladder with a missing rung.

The missing rung is the rumour.
```

[^steps]: The footnote counts the rungs.

% The ladder was drawn from memory.
""",
        "TLP:AMBER",
    ),
    "cabinet": chapter(
        "The locked cabinet",
        """## What lies in it

The cabinet holds the letters of three ministers.{footcite}`strictpaper2017`
See {chapter}`signs` for what they feared. {heard}`NOTE19 1`
""",
        "TLP:AMBER+STRICT",
    ),
}
GLOSSARY = chapter(
    "Glossary",
    """These are the words of the manual.

```{glossary}
Focal Point
  A senior official named by a government.

  :::{handling} TLP:AMBER
  The word was once another. {heard}`NOTE72 1`
  :::

lead ministry
  The ministry that others wait for.
```

::::{handling} TLP:GREEN
```{glossary}
ring of calls
  A list of telephones that ring one after the other.
```
::::

::::{handling} TLP:AMBER+STRICT
```{glossary}
second drawer
  The drawer below the first.
```
::::
""",
)
SOURCES = chapter(
    "Sources",
    """Each source is cited where it is used.

```{bibliography}
:list: bullet
:all:
```
""",
)
