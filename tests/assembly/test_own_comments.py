"""What people write to themselves never reaches the tree of an edition that others read."""

from __future__ import annotations

from datetime import date

import pytest

from focalpoint.assembly.tree import assemble
from focalpoint.checks import check_manual, find_problems
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.text.frontmatter import without_comments
from sample_project import Project

POST, NOTE, BIB = "manual/ground/post.md", "consultations/notes/lima-2026.md", "manual/sources.bib"
DAY = date(2026, 11, 23)


def planted(project: Project) -> Config:
    """The sample with something that its writers tell themselves in every place where they can."""
    project.edit(POST, "status: draft\n", "status: draft # zebra one\n# zebra two\n  # zebra three\n")
    project.edit(POST, "title: The post", "title: 'The # post' # zebra four")
    project.edit(POST, "## What to do\n", "% zebra five\n\n## What to do\n")
    project.edit(NOTE, "place: Lima", "place: Lima # zebra six")
    project.edit(NOTE, "1. The neighbours", "% zebra seven\n\n1. The neighbours")
    project.edit(BIB, "  year = {2005},\n", "  year = {2005},\n  annote = {zebra eight},\n  checked = {zebra nine},\n")
    project.write(BIB, project.read(BIB) + "\n% zebra ten\n")
    project.write("consultations/roster.yaml", "# zebra eleven\nmembers: [] # zebra twelve\n")
    return Config.load(project.root, DAY)


@pytest.mark.parametrize("edition", [Edition.PUBLIC, Edition.NETWORK])
def test_comments_and_own_fields_are_in_no_tree(project: Project, edition: Edition) -> None:
    config = planted(project)
    found = assemble(config, check_manual(config), edition)
    assert [name for name, piece in found.tree.items() if b"zebra" in piece.data] == []
    page = found.tree["ground/post.md"].data.decode()
    assert page.startswith("---\ntitle: 'The # post'\nquestion: What is the post for?\nreaders: A new official\n")
    assert "status: draft\n\n\nchallenge" in page


def test_what_is_taken_out_is_searched_for_and_what_stays_is_not(project: Project) -> None:
    config = planted(project)
    rows = [row for one in assemble(config, check_manual(config), Edition.PUBLIC).withheld for row in one.texts]
    assert " # zebra one" in rows and " # zebra four" in rows
    assert not any(row.startswith("title: 'The") for row in rows)


@pytest.mark.parametrize(
    "typed",
    ["First. % zebra", "+++ zebra", '[zebra]: https://example.org "a"', "<!-- zebra -->", "[//]: # (zebra)", "%zebra"],
)
def test_other_ways_to_write_to_oneself_are_refused(project: Project, typed: str) -> None:
    project.edit(POST, "## What to do\n", f"{typed}\n\n## What to do\n")
    _manual, problems = find_problems(Config.load(project.root, DAY))
    assert [(problem.path, problem.line) for problem in problems] == [(POST, project.line(POST, "zebra"))]


@pytest.mark.parametrize(
    ("fields", "left"),
    [
        ("a: b # c", "a: b"),
        ("# c", ""),
        ("a: 'b # c'", "a: 'b # c'"),
        ('a: "b # c" # d', 'a: "b # c"'),
        ("a: b#c", "a: b#c"),
        ("a: [b, 'c # d'] # e", "a: [b, 'c # d']"),
        ("a: |\n  b # c", "a: |\n  b # c"),
        ("a: What's b? # it's c", "a: What's b?"),
    ],
)
def test_a_comment_goes_and_no_value_changes(fields: str, left: str) -> None:
    assert without_comments(f"---\n{fields}\n---\n# Title\n") == f"---\n{left}\n---\n# Title\n"
