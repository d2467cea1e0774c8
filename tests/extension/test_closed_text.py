"""The second proof: a tree that holds closed lines is refused by what Sphinx has read, whatever the parser withheld."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from focalpoint.assembly.closed_lines import closed_lines
from focalpoint.assembly.tree import Piece, assemble
from focalpoint.checks import check_manual
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.text.imprint import imprint
from focalpoint.files import write_whole
from focalpoint.html.sphinx_run import run_sphinx, sphinx_settings
from sample_project import Project
from sample_texts import REPOSITORY

pytestmark = pytest.mark.slow

POST = "manual/ground/post.md"
CLOSED = """
An open line.

::::{note}
An open line in a box.

:::{handling} TLP:AMBER
A closed line.

- a closed item
- a second one
:::
::::

:::{practice} Sylvania
:handling: TLP:AMBER+STRICT
:from: un2014foa

A closed practice.
:::

% A closed comment.

The last open line.
"""


@pytest.fixture
def closed(project: Project) -> Project:
    source = "@misc{un2014foa,\n  title = {Framework},\n  institution = {United Nations},\n  year = {2014},\n}\n"
    project.write("manual/sources.bib", project.read("manual/sources.bib") + source)
    project.write(POST, project.read(POST).rstrip("\n") + "\n" + CLOSED)
    return project


def told(project: Project, folder: Path, *, sabotaged: bool) -> list[tuple[str, int, str]]:
    """What Sphinx's reading complains of, of a tree in which nothing was withheld where it is sabotaged."""
    config = Config.load(project.root, date(2026, 11, 23))
    assembled = assemble(config, check_manual(config), Edition.NETWORK)
    tree = dict(assembled.tree)
    if sabotaged:
        tree["ground/post.md"] = Piece(project.read(POST).encode(), POST)
    for name, piece in tree.items():
        (folder / "source" / name).parent.mkdir(parents=True, exist_ok=True)
        write_whole(folder / "source" / name, piece.data)
    settings = sphinx_settings(config, Edition.NETWORK, imprint(config, Edition.NETWORK))
    run = run_sphinx(folder, tree, "print", {**settings, "focalpoint_closed": assembled.closed})
    return [(problem.path, problem.line, problem.kind) for problem in run.problems]


def test_a_tree_that_withholds_nothing_is_refused_at_each_closed_block(closed: Project, tmp_path: Path) -> None:
    passage, practice = (closed.line(POST, words) for words in (":::{handling}", ":::{practice}"))
    found = told(closed, tmp_path / "build", sabotaged=True)
    lines = {line for path, line, kind in found if (path, kind) == (POST, "handling")}
    assert lines & set(range(passage, passage + 6))
    assert lines & set(range(practice, practice + 6))
    assert not lines - set(range(passage, passage + 6)) - set(range(practice, practice + 6))


def test_a_tree_that_withholds_is_not(closed: Project, tmp_path: Path) -> None:
    assert told(closed, tmp_path / "build", sabotaged=False) == []


def test_remarks_below_a_table_that_is_made_from_data_are_no_part_of_it(closed: Project, tmp_path: Path) -> None:
    data = (REPOSITORY / "manual/data/risk-factors.yaml").read_text(encoding="utf-8")
    closed.write("manual/data/risk-factors.yaml", re.sub(r"sources: \[[^\]]*\]", "sources: [report2009]", data))
    remarks = "\n\n".join(f"% A remark of the author, number {number}." for number in range(12))
    text = f"{closed.read(POST)}\n:::{{from-data}} risk-factors\n:name: table-factors\n:::\n\n{remarks}\n"
    closed.write(POST, text)
    assert told(closed, tmp_path / "build", sabotaged=False) == []


NOTE = """1. An open point.
2. [TLP:AMBER] A closed point.

   - a closed item

3. An open point.
10. [TLP:AMBER+STRICT] A closed point.
    Its second line.

## Open
"""


def test_the_lines_of_a_point_end_where_the_next_begins() -> None:
    assert sorted(closed_lines(NOTE, Edition.NETWORK, note=True)) == [2, 3, 4, 5, 7, 8, 9]
    assert closed_lines(NOTE, Edition.SECRETARIAT, note=True) == frozenset()


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (":::{handling} TLP:GREEN\na\n:::\nb", []),
        (":::{handling} TLP:AMBER\na\n:::\nb", [1, 2, 3]),
        ("::: {handling} tlp:amber\na\n::::\nb", [1, 2, 3]),
        ("> ```{handling} TLP:AMBER\n> a\n> ```\n\nb", [1, 2, 3]),
        ("- :::{handling} TLP:AMBER\n  a\n  :::\n\nb", [1, 2, 3]),
        (":::{handling} TLP:AMBER\na\nb", [1, 2, 3]),
        ("```{action} A\n---\nid: A-1\nhandling: TLP:AMBER\n---\n```\nb", [1, 2, 3, 4, 5, 6]),
        ("a\n% b\nc", [2]),
    ],
)
def test_the_lines_of_a_block_end_with_its_fence(text: str, lines: list[int]) -> None:
    assert sorted(closed_lines(text, Edition.NETWORK, note=False)) == lines
