"""Reading Markdown: what is found in it, at which line, and that nothing is found in code."""

from __future__ import annotations

import pytest

from focalpoint.content.text.markdown import read_markdown
from focalpoint.content.text.reading import Reading

PAGE = """---
title: "A role {para}`in-the-title` is not text"
---

(top)=
## A heading with {term}`pillar`

A line with {heard}`doha-2017 12` in it.
The next has a [link](#top) and ``{para}`code` ``.

- A list with {para}`top`,
  - and one in it with {undoc}`A/RES/60/1`,

    :::{practice} Ghana {footcite}`one`
    :from: doha-2017 3; two

    The third level has {chapter}`the-post`.
    :::

1. The first point.
2. The second point {footcite}`three`.

   1. Not a point.

| Head | {term}`head` |
|------|--------------|
| a    | {term}`cell` |

> A quotation with {para}`quoted`.

::::{handling} TLP:GREEN
:::{figure} ../figures/a.svg
:alt: A drawing.
:name: figure-a

Its caption has {para}`caption`.
:::

![Inline](../figures/b.svg)
::::

:::{list-table} A table with {para}`title`
:name: table-a

* - One
  - {heard}`doha-2017 4`
:::

A note[^1] and <b>HTML</b>.

[^1]: The note has {undoc}`S/RES/2286 (2016)`.

3. The third point.
"""


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_markdown(PAGE)


def test_roles_are_found_wherever_they_stand(reading: Reading) -> None:
    found = [(role.line, role.name, role.content) for role in reading.roles]
    assert sorted(found) == [
        (6, "term", "pillar"),
        (8, "heard", "doha-2017 12"),
        (11, "para", "top"),
        (12, "undoc", "A/RES/60/1"),
        (14, "footcite", "one"),
        (17, "chapter", "the-post"),
        (21, "footcite", "three"),
        (25, "term", "head"),
        (27, "term", "cell"),
        (29, "para", "quoted"),
        (36, "para", "caption"),
        (42, "para", "title"),
        (46, "heard", "doha-2017 4"),
        (51, "undoc", "S/RES/2286 (2016)"),
    ]
    assert all(f"{{{role.name}}}`{role.content}`" in PAGE.split("\n")[role.line - 1] for role in reading.roles)


def test_blocks_are_found_with_the_lines_they_stand_on(reading: Reading) -> None:
    found = [(block.name, block.argument, block.line, block.end, block.inside) for block in reading.directives]
    assert found == [
        ("practice", "Ghana {footcite}`one`", 14, 19, ()),
        ("handling", "TLP:GREEN", 31, 41, ()),
        ("figure", "../figures/a.svg", 32, 38, ("handling",)),
        ("list-table", "A table with {para}`title`", 42, 48, ()),
    ]
    practice = reading.directives[0]
    assert practice.options == {"from": ("doha-2017 3; two", 15)}
    assert [line for row, line in practice.body if "third level" in row] == [17]


def test_labels_links_images_and_html_are_found(reading: Reading) -> None:
    assert reading.labels == [("top", 5), ("figure-a", 34), ("table-a", 43)]
    assert reading.links == [("#top", 9)]
    assert reading.images == [("../figures/a.svg", "A drawing.", 32), ("../figures/b.svg", "Inline", 39)]
    assert {line for line, _html in reading.html} == {49}
    assert reading.headings == [(2, 6)]


def test_points_are_the_items_of_lists_that_stand_by_themselves(reading: Reading) -> None:
    assert [(point.number, point.line) for point in reading.points] == [(1, 20), (2, 21), (3, 53)]


def test_sentences_know_where_they_stand(reading: Reading) -> None:
    found = {(prose.line, prose.inside) for prose in reading.prose}
    assert {(6, ("heading",)), (8, ()), (11, ("list",)), (12, ("list", "list")), (17, ("practice",))} <= found
    assert {(29, ("quote",)), (36, ("handling", "figure")), (46, ("list-table", "list", "list"))} <= found
    assert {(27, ("table",)), (51, ("footnote",))} <= found
    (text,) = (prose for prose in reading.prose if prose.line == 8)
    assert text.rows == ("A line with  in it.", "The next has a link and §.")


CODE = """{0}text
(label)=
# Heading
:::{{handling}} TLP:GREEN
{{para}}`x` [link](#y) ![image](z.svg) <b>
:::
1. A point
{1}
"""


@pytest.mark.parametrize(("opens", "closes"), [("```", "```"), ("~~~", "~~~"), ("`````", "`````"), ("::::", "::::")])
def test_nothing_is_found_in_code(opens: str, closes: str) -> None:
    reading = read_markdown("Before.\n\n" + CODE.format(opens, closes) + "\nAfter {para}`end`.\n")
    assert [(role.content, role.line) for role in reading.roles] == [("end", 12)]
    assert [prose.line for prose in reading.prose] == [1, 12]
    for found in (reading.directives, reading.labels, reading.links, reading.images, reading.html, reading.points):
        assert found == []


def test_nothing_is_found_in_code_inside_a_box_or_list() -> None:
    indented = CODE.format("```", "```").replace("\n", "\n   ")
    reading = read_markdown(f"::::{{note}}\n{CODE.format('```', '```')}::::\n\n1. {indented}\n")
    assert [block.name for block in reading.directives] == ["note"]
    assert reading.roles == []
    assert [(point.number, point.line) for point in reading.points] == [(1, 12)]


@pytest.mark.parametrize(
    ("text", "nameless", "unclosed", "indented"),
    [
        (":::{note}\nText.\n:::\n", [], [], []),
        (":::{note}\nText.\n:::", [], [], []),
        ("```\ncode\n```\n", [1], [], []),
        (":::{note}\nText.\n", [], [1], []),
        (":::{note}", [], [1], []),
        ("- :::{note}\n  Text.\n- Text.\n", [], [1], []),
        (":::{handling} TLP:GREEN\nOne.\n:::{note}\nTwo.\n:::\nThree.\n:::\nFour.\n", [7], [3], []),
        ("::::{handling} TLP:GREEN\nOne.\n:::{note}\nTwo.\n:::\nThree.\n::::\nFour.\n", [], [], []),
        ("::::{note}\n:::{note}\nOne.\n::::\n", [], [2], []),
        ("Text.\n\n    :::{handling} TLP:GREEN\n    Text.\n    :::\n", [], [], [3]),
        ("- Item.\n\n  Text.\n\n      Code.\n", [], [], [5]),
    ],
)
def test_fences_that_go_wrong_are_noted(
    text: str, nameless: list[int], unclosed: list[int], indented: list[int]
) -> None:
    reading = read_markdown(text)
    assert (reading.nameless, reading.unclosed, reading.indented) == (nameless, unclosed, indented)


@pytest.mark.parametrize("indent", [1, 2, 3, 4, 7, 8])
def test_a_glossary_is_read_as_sphinx_reads_it(indent: int) -> None:
    rows = ["term {para}`a`", "|Means.", "|", "|:::{handling} TLP:GREEN", "|Secret {para}`b`.", "|:::", "", "other"]
    body = "\n".join(row.replace("|", " " * indent) for row in rows)
    reading = read_markdown(f"```{{glossary}}\n{body}\n      Deeper {{para}}`c`.\n```\n")
    assert [(role.content, role.line) for role in reading.roles] == [("a", 2), ("b", 6), ("c", 10)]
    assert [(block.name, block.line, block.end) for block in reading.directives] == [
        ("glossary", 1, 12),
        ("handling", 5, 8),
    ]
