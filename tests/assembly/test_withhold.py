"""Withholding: what an edition may not show is gone, and every line that stays keeps its number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focalpoint.assembly.closed_lines import closed_lines
from focalpoint.assembly.withhold import blank, withhold
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.text.markdown import read_markdown
from focalpoint.problems import Trouble

Lines = list[tuple[str, tuple[str, ...]]]
"""The lines of a block, each with the labels of the passages it stands in."""


def kept(text: str, edition: Edition = Edition.PUBLIC) -> str:
    """What is left of a text in an edition."""
    return withhold("manual/a.md", text, read_markdown(text), edition)


@pytest.mark.parametrize(
    "text",
    [
        ":::{handling} TLP:GREEN\nSecret.\n:::\nKept.\n",
        "Kept.\n:::{handling} TLP:GREEN\nSecret.\n\nSecret.\n:::\nKept.\n",
        "```{handling} TLP:GREEN\nSecret.\n```\n",
        "~~~~{handling} TLP:GREEN\nSecret.\n~~~~\n",
        "::: {handling} TLP:GREEN\nSecret.\n:::\n",
        ":::{handling} TLP:GREEN\n:name: secret\nSecret.\n:::\n",
        ":::{handling} TLP:WHITE\nSecret.\n:::\n",
        ":::{handling} tlp:clear\nSecret.\n:::\n",
        ":::{handling}\nTLP:CLEAR\nSecret.\n:::\n",
        ":::{handling} TLP:RED\nSecret.\n:::\n",
        ":::{handling} TLP:GREEN\nSecret to the end.\n\n## Secret\n",
        "::::{handling} TLP:GREEN\n:::{note}\nSecret.\n:::\nSecret.\n::::\n",
        "::::{handling} TLP:CLEAR\nKept.\n:::{handling} TLP:AMBER\nSecret.\n:::\nKept.\n::::\n",
        "`````{note}\n````{practice} Ghana\n```{handling} TLP:GREEN\nSecret.\n```\n````\nKept.\n`````\n",
        "- Kept.\n\n  :::{handling} TLP:GREEN\n  Secret.\n  :::\n\n- Kept.\n",
        "1. :::{handling} TLP:GREEN\n   Secret.\n   :::\n2. Kept.\n",
        "- Kept.\n  - Kept.\n\n    ```{handling} TLP:GREEN\n    Secret.\n    ```\n",
        "> Kept.\n> :::{handling} TLP:GREEN\n> Secret.\n> :::\n",
        ":::{list-table} Kept\n\n* - Kept\n  - ```{handling} TLP:GREEN\n    Secret\n    ```\n:::\n",
        "```{glossary}\nkept\n    Kept.\n\n    :::{handling} TLP:GREEN\n    Secret.\n    :::\n```\n",
        "Kept[^1].\n\n[^1]: Kept.\n\n    :::{handling} TLP:GREEN\n    Secret.\n    :::\n",
        "(label)=\n:::{handling} TLP:GREEN\nSecret.\n:::\n| Kept |\n|------|\n",
        ":::{handling} TLP:GREEN\nSecret [a](#secret), ![Secret](a.png), {term}`secret`.\n:::\n[Kept](#a).\n",
        ":::{handling} TLP:GREEN\nSecret.\n\n    Secret code.\n:::\nKept.\n\n    Kept code.\n",
        "```{action} Secret\n:id: P-1\n:handling: TLP:GREEN\nSecret.\n```\nKept.\n",
        ":::{practice} Freedonia\n:handling: TLP:GREEN\nSecret.\n:::\n:::{practice} Sylvania\nKept.\n:::\n",
        ":::{practice} Freedonia\n:handling: TLP:WHITE\nSecret.\n:::\n",
    ],
)
def test_a_passage_is_gone_wherever_it_stands(text: str) -> None:
    left = kept(text)
    assert "Secret" not in left
    assert left.count("Kept") == text.count("Kept")
    assert_lines_hold(text, left)
    assert "Secret" in text, "the case withholds something"


def assert_lines_hold(text: str, left: str) -> None:
    """Every line of the text is where it was, or empty."""
    before, after = text.split("\n"), left.split("\n")
    assert len(before) == len(after)
    assert all(new in (old, "") for old, new in zip(before, after, strict=True))


@pytest.mark.parametrize("edition", Edition)
def test_each_edition_keeps_what_it_may_show(edition: Edition) -> None:
    labels = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED", "PRIVATE"]
    text = "\n".join(f":::{{handling}} {label}\nText {place}.\n:::\n" for place, label in enumerate(labels))
    shown = {Edition.PUBLIC: 1, Edition.NETWORK: 2, Edition.SECRETARIAT: 4}[edition]
    left = kept(text, edition)
    assert [place for place in range(len(labels)) if f"Text {place}." in left] == list(range(shown))


def test_an_example_in_code_is_no_passage() -> None:
    text = "```text\n:::{handling} TLP:RED\nShown as it is typed.\n:::\n```\n"
    assert kept(text) is text


def test_what_only_becomes_a_passage_by_withholding_another_is_refused() -> None:
    text = "- Kept.\n:::{handling} TLP:GREEN\nSecret.\n:::\n    :::{handling} TLP:GREEN\n    Code till now.\n    :::\n"
    with pytest.raises(Trouble) as caught:
        kept(text)
    (problem,) = caught.value.problems
    assert str(problem).startswith("manual/a.md:5: this passage could not be withheld from the public edition; put it")


def test_blanking_a_line_beyond_the_end_is_nothing() -> None:
    assert blank("a\nb", [2, 3]) == "a\n"


def paragraph(number: int) -> Lines:
    return [(f"Words {number} of {{para}}`label`.", ()), (f"More words {number}.", ())]


def example(number: int) -> Lines:
    rows = ["```text", ":::{handling} TLP:AMBER", f"Shown {number}.", ":::", "```"]
    return [(row, ()) for row in rows]


def joined(blocks: list[Lines]) -> Lines:
    return [line for block in blocks for line in [*block, ("", ())]][:-1]


def fenced(head: str, mark: str, blocks: list[Lines]) -> Lines:
    """A block in a fence that is longer than any in it."""
    inner = joined(blocks)
    longest = max([2, *(len(row.strip()) - len(row.strip().lstrip(mark)) for row, _labels in inner)])
    fence = mark * (longest + 1)
    return [(f"{fence}{{{head.split()[0]}}} {' '.join(head.split()[1:])}".rstrip(), ()), *inner, (fence, ())]


def handled(label: str, mark: str, blocks: list[Lines]) -> Lines:
    return [(row, (label, *labels)) for row, labels in fenced(f"handling {label}", mark, blocks)]


def listed(bullet: str, blocks: list[Lines]) -> Lines:
    rows = [(f"{bullet} An item.", ()), ("", ()), *joined(blocks)]
    return [
        (row if not place or not row else " " * (len(bullet) + 1) + row, at) for place, (row, at) in enumerate(rows)
    ]


LABELS = st.sampled_from(["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED", "SECRET"])
MARKS = st.sampled_from([":", "`"])


def nested(leaves: st.SearchStrategy[Lines]) -> st.SearchStrategy[Lines]:
    """Blocks in blocks, closed and open ones."""
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds(handled, LABELS, MARKS, st.lists(inner, min_size=1, max_size=3)),
            st.builds(
                fenced, st.sampled_from(["note", "practice Ghana"]), MARKS, st.lists(inner, min_size=1, max_size=3)
            ),
            st.builds(listed, st.sampled_from(["-", "*", "7."]), st.lists(inner, min_size=1, max_size=3)),
        ),
        max_leaves=8,
    )


PARAGRAPHS = st.builds(paragraph, st.integers(0, 99))
BLOCKS = nested(PARAGRAPHS | st.builds(example, st.integers(0, 99)))


@given(st.lists(BLOCKS, min_size=1, max_size=4), st.sampled_from(Edition))
def test_any_text_loses_its_closed_passages_and_nothing_else(blocks: list[Lines], edition: Edition) -> None:
    lines = joined(blocks)
    text = "\n".join(row for row, _labels in lines) + "\n"
    expected = [row if all(map(edition.may_show, labels)) else "" for row, labels in lines]
    left = kept(text, edition)
    assert left.split("\n") == [*expected, ""]
    assert kept(left, edition) == left


@given(st.lists(nested(PARAGRAPHS), min_size=1, max_size=4), st.sampled_from(Edition))
def test_the_second_way_finds_the_same_lines(blocks: list[Lines], edition: Edition) -> None:
    lines = joined(blocks)
    text = "\n".join(row for row, _labels in lines) + "\n"
    gone = {number for number, (_row, labels) in enumerate(lines, 1) if not all(map(edition.may_show, labels))}
    assert closed_lines(text, edition, note=False) == gone


ROWS = """\
:::{handling} TLP:GREEN
:::{handling} TLP:CLEAR
::::{handling} TLP:AMBER
```{handling} SECRET
  :::{handling} TLP:GREEN
    :::{handling} TLP:GREEN
- :::{handling} TLP:GREEN
> :::{handling} TLP:GREEN
```{glossary}
:::
::::
```
```text
  :::
> :::
- item
  more
> quoted
text
[^1]: note
: meaning
| a | b |
|---|---|
---
# Head
<div>
% comment
(label)=
""".split("\n")


@given(st.lists(st.sampled_from(ROWS), max_size=14), st.sampled_from(Edition))
def test_however_broken_a_text_is_it_is_withheld_or_refused(rows: list[str], edition: Edition) -> None:
    text = "\n".join(rows)
    try:
        left = kept(text, edition)
    except Trouble as trouble:
        assert all(1 <= problem.line <= len(rows) for problem in trouble.problems)
        return
    assert_lines_hold(text, left)
    shown = [block.argument for block in read_markdown(left).directives if block.name == "handling"]
    assert all(map(edition.may_show, shown))
