"""A manual whose authors write coined words alone, all beginning with Z: whatever else its pages say, the tools say."""

from __future__ import annotations

from sample_texts import FILES

HEAD = "status: draft\nchallenge: both\nhandling: TLP:CLEAR\nchecked: 2026-11-23\n"
INDEX = """# Zabra

Zabra zembla.

```{toctree}
:caption: Zaria
:numbered:

zg/zorn
zg/zulu
```

```{toctree}
:caption: Zinnia

zannex
zources
consultations/index
```
"""
ZORN = f"""---
title: Zorn
question: Zelig zorn?
readers: Zuzu
{HEAD}---

## Zeppo

(zorn-one)=
Zorn {{chapter}}`zulu`, {{chapter}}`zannex`, {{para}}`zorn-one`, {{action}}`Z-1`.{{footcite}}`zbook`

Zumba {{heard}}`zlin-2026 1, 3` {{numref}}`table-zeta` {{numref}}`figure-zeta` {{undoc}}`S/RES/2286 (2016)`

Zumba {{heard}}`zara-2026 1`

```{{list-table}} Zeta
:name: table-zeta
:header-rows: 1

* - Zeta
* - Zeta
```

```{{figure}} ../figures/rings.svg
:name: figure-zeta
:alt: Zeta.

Zeta
```

:::{{note}}
Zeta
:::

:::{{important}}
Zeta
:::

:::{{action}} Zip the zoo.
:id: Z-1
:challenge: 1
:pillar: I, II
:ministries: justice, nhri
:risk-factors: 2, 3, 7
:effort: month
:from: zlin-2026 2; zbook
:ask: Zip zap.
:takes: zero zinc

Zip.
:::

:::{{practice}} Zubrowka
:from: zlin-2026 3

Zip.
:::

````{{form}} Zed zed
:file: zed

Zed {{blank}}`zed`

```{{lines}} 3
```
````
"""
ZULU = f"""---
title: Zulu
question: Zelig zulu?
brief: justice
{HEAD}---

## Zoom

:::{{brief}} why
Zoom zoom.
:::

Zip.

## Zest

:::{{brief}} question
Zest zest? {{heard}}`zlin-2026 1`
:::

Zip.

## Zinc

Zinc zinc.
"""
TAIL = "kind: {kind}\nplace: Zara\nattribution: on-background\nchallenge: 2\nsource: zbook\n"
ZLIN = """---
id: zlin-2026
title: Zlin
kind: public-source
date: 2026-03-02
place: Zlin
handling: TLP:CLEAR
rule: none
attribution: on-the-record
challenge: both
source: zbook
---

Zlin zlin.

## Zlin

1. Zlin.
2. Zlin.
3. Zlin.
4. Zlin.
5. Zlin.
"""
ZARA = """---
id: zara-2026
title: Zara
kind: closed-meeting
date: 2026-05-04
place: Zara
handling: TLP:GREEN
attribution: on-background
challenge: 2
cleared_on: 2026-06-01
cleared_text: Zumba
---

Zara.

1. Zumba.
"""
ZOURCES = f"""---
title: Zources
question: Zing?
{HEAD}---

```{{bibliography}}
:list: bullet
:all:
```
"""
COINED = {
    **{path: FILES[path] for path in ("pyproject.toml", "manual/conf.py", "manual/figures/rings.svg")},
    "manual/vocabulary.toml": FILES["manual/vocabulary.toml"],
    "manual/index.md": INDEX,
    "manual/zg/zorn.md": ZORN,
    "manual/zg/zulu.md": ZULU,
    "manual/zannex.md": f"---\ntitle: Zannex\nquestion: Zing?\n{HEAD}---\n\n## Zing\n\nZing.\n",
    "manual/zources.md": ZOURCES,
    "manual/sources.bib": "@misc{zbook, author = {{Zbigniew}}, title = {Zbook}, year = {2005}, month = nov}\n",
    "consultations/notes/zlin-2026.md": ZLIN,
    "consultations/notes/zara-2026.md": ZARA,
}
