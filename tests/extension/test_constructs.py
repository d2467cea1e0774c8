"""The table of the language is all that the checks and Sphinx know of its names: a plain box needs nothing else."""

from __future__ import annotations

from datetime import date

import pytest
from docutils.parsers.rst import Directive
from sphinx.util.docutils import SphinxRole

from focalpoint.checks.constructs import check_constructs
from focalpoint.config import Config
from focalpoint.content.manual import load_manual
from focalpoint.content.text.constructs import DIRECTIVES, PLAIN_BOX, ROLES, Construct, Writer, names_for
from focalpoint.extension.domain import _class_of
from sample_project import Project
from sphinx_pages import article, words, write

pytestmark = pytest.mark.slow

CHECKLIST = """
:::{checklist} Before the first meeting

- Read the note.
- {blank}`Who comes`
:::
"""


def test_authors_may_write_these_directives_and_roles_and_no_others() -> None:
    assert names_for(DIRECTIVES, Writer.AUTHOR) == {
        *("action", "practice", "brief", "handling", "table", "list-table", "figure", "glossary", "bibliography"),
        *("note", "important", "epigraph", "from-data", "form", "lines", "pocket", "index"),
    }
    assert names_for(DIRECTIVES, Writer.CONTENTS) == {"toctree"}
    assert names_for(ROLES, Writer.AUTHOR) == {
        *("footcite", "heard", "undoc", "term", "para", "chapter", "numref", "ref", "doc", "abbr", "lang", "sub"),
        *("sup", "blank"),
    }


def test_no_name_stands_twice_in_the_table() -> None:
    for constructs in (DIRECTIVES, ROLES):
        names = [construct.name for construct in constructs]
        assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("directive", [one for one in DIRECTIVES if one.code], ids=lambda one: one.name)
def test_the_class_of_a_directive_is_there(directive: Construct) -> None:
    assert issubclass(_class_of(directive.code), Directive)


@pytest.mark.parametrize("role", [one for one in ROLES if one.code], ids=lambda one: one.name)
def test_the_class_of_a_role_is_there(role: Construct) -> None:
    assert isinstance(_class_of(role.code)(), SphinxRole)


def test_a_row_of_the_table_makes_a_plain_box(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write("manual/task/mapping.md", project.read("manual/task/mapping.md") + CHECKLIST)
    config = Config.load(project.root, date(2026, 11, 23))
    (refused,) = check_constructs(config, load_manual(config)[0])
    assert "`{checklist}` is not a block of this manual" in refused.message
    more = (*DIRECTIVES, Construct("checklist", PLAIN_BOX))
    monkeypatch.setattr("focalpoint.checks.constructs.DIRECTIVES", more)
    monkeypatch.setattr("focalpoint.extension.domain.DIRECTIVES", more)
    assert list(check_constructs(config, load_manual(config)[0])) == []
    written = write(project)
    assert written.problems == []
    (box,) = article(written.page("task/mapping")).find_class("checklist")
    assert words(box) == "Before the first meeting Read the note. (Who comes)"
    assert [words(line) for line in box.find_class("checklist-label")] == ["Before the first meeting"]
