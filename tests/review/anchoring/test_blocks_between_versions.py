"""The blocks of an author's file, and two drafts' blocks side by side."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from focalpoint.review.anchoring import blocks
from focalpoint.review.anchoring.block_matching import align
from focalpoint.review.anchoring.blocks import source_blocks
from focalpoint.review.anchoring.changed import Kind as Change
from focalpoint.review.anchoring.changed import Source, align_maps

CHAPTER = """---
title: The post
status: draft
---

## What it *is*

(label)=
The {term}`desk <focal desk>` answers.{footcite}`source1`
It **never** waits[^note], see [the law](law.md).

- First item
  goes on
- Second item

[^note]: A note.

| Who | What |
|---|---|
| Desk | Answers |

```{list-table} Tasks
:header-rows: 1

* - Task
  - Owner
```

:::{note}
Mind this.

> Somebody said so.
:::

```{figure} drawing.svg
:alt: What nobody reads

What it shows
```

```{glossary}
desk
  Who answers.

mission
  Who asks.
```

```{toctree}
law
```
"""
SEEN = [
    (2, 2, "title", "The post"),
    (6, 6, "title", "What it is"),
    (9, 10, "paragraph", "The desk answers. It never waits, see the law."),
    (12, 13, "item", "First item goes on"),
    (14, 14, "item", "Second item"),
    (16, 16, "footnote", "A note."),
    (18, 18, "cell", "Who"),
    (18, 18, "cell", "What"),
    (20, 20, "cell", "Desk"),
    (20, 20, "cell", "Answers"),
    (22, 23, "caption", "Tasks"),
    (25, 25, "cell", "Task"),
    (26, 26, "cell", "Owner"),
    (30, 30, "paragraph", "Mind this."),
    (32, 32, "quote", "Somebody said so."),
    (38, 38, "caption", "What it shows"),
    (42, 42, "term", "desk"),
    (43, 43, "definition", "Who answers."),
    (45, 45, "term", "mission"),
    (46, 46, "definition", "Who asks."),
]


def test_every_block_has_its_lines_its_kind_and_the_words_that_a_reader_sees() -> None:
    assert [tuple(block) for block in source_blocks(CHAPTER)] == SEEN


def test_a_heading_in_a_fence_is_no_heading_and_sections_count_on() -> None:
    text = "---\ntitle: One\n## no heading\n---\n\n## Two\n\n```\n## three\n```\n\n## Four\n\nFive\n"
    assert [tuple(block) for block in source_blocks(text)] == [
        (2, 2, "title", "One"),
        (6, 6, "title", "Two"),
        (8, 10, "code", "## three"),
        (12, 12, "title", "Four"),
        (14, 14, "paragraph", "Five"),
    ]


@given(st.lists(st.sampled_from(["## One", "```", "````", ":::", "---", "Text", "- item", "", "| a |"])))
def test_a_file_read_in_sections_is_read_as_a_whole(rows: list[str]) -> None:
    text = "\n".join(rows)
    assert source_blocks(text) == blocks._section_blocks(text)


LONG = [f"Paragraph {word} says at some length what the {word} office does and why {word} matters." for word in
        ("north", "south", "east", "west", "upper", "lower")]  # fmt: skip


def test_two_drafts_are_compared_block_by_block() -> None:
    old = [*LONG, "Monthly", "Yearly", "Monthly"]
    new = [LONG[0], LONG[1] + " Now.", "Something that was in no draft before it, and has nothing in common with any.",
           LONG[4], LONG[5], LONG[3], "Monthly", "Yearly", "Monthly"]  # fmt: skip
    compared = align_maps(old, new)
    assert compared.gone == (2,)
    assert compared.sources[:4] == (
        Source(0, Change.SAME), Source(1, Change.EDITED), Source(None, Change.NEW), Source(4, Change.SAME)
    )  # fmt: skip
    assert compared.sources[5] == Source(3, Change.MOVED)
    assert compared.sources[6:] == (Source(6, Change.SAME), Source(7, Change.SAME), Source(8, Change.SAME))


def test_two_equals_of_which_one_goes_are_told_apart_by_what_stands_beside() -> None:
    found = align([LONG[0], "Yes", LONG[1], "Yes", LONG[2]], [LONG[0], LONG[1], "Yes", LONG[2]])
    assert 1 not in found and found[3].new == (2,)


def test_a_block_with_two_likely_equals_elsewhere_is_in_doubt() -> None:
    old = [LONG[0], LONG[1], LONG[2], LONG[3]]
    new = [LONG[0], LONG[2], LONG[3], LONG[1] + " Once.", LONG[4].replace("upper", "south") + " Now."]
    assert not align(old, new)[1].sure


WORDS = st.sampled_from(["desk", "law", "note", "year", "court", "mission"])
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=9).map(" ".join), max_size=12)


@given(TEXTS, TEXTS)
def test_whatever_the_texts_every_block_is_accounted_for(old: list[str], new: list[str]) -> None:
    compared = align_maps(old, new)
    found = align(old, new)
    assert len(compared.sources) == len(new)
    assert {*found} | {*compared.gone} == {*range(len(old))}
    assert all(source.change is not Change.SAME or old[source.old or 0] == text
               for source, text in zip(compared.sources, new, strict=True))  # fmt: skip
    named = [place for match in found.values() for place in match.new]
    assert {place for place, source in enumerate(compared.sources) if source.old is not None} == {*named}


@given(TEXTS)
def test_a_text_that_nobody_touched_is_the_same(texts: list[str]) -> None:
    assert align_maps(texts, texts).sources == tuple(Source(index, Change.SAME) for index in range(len(texts)))
