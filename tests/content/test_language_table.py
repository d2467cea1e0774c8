"""The language is written down from its one table: for people, for the README, for editors."""

from __future__ import annotations

import json

from focalpoint.content.language import language_page, language_schema, language_table
from focalpoint.content.text.constructs import DIRECTIVES, ROLES, Writer
from sample_project import Project
from sample_texts import REPOSITORY


def test_the_readme_has_the_table_as_it_is_written() -> None:
    assert f"\n{language_table()}\n" in (REPOSITORY / "README.md").read_text(encoding="utf-8")


def test_every_construct_of_authors_is_on_the_page_with_its_purpose() -> None:
    page = language_page()
    for one in (*DIRECTIVES, *ROLES):
        assert bool(one.purpose) is (one.writer is not Writer.TOOLS), one.name
        assert (f"{{{one.name}}}" in page) is (one.writer is not Writer.TOOLS) or one.name == "action"
    assert "| show a picture | `:::{figure} ../figures/name.png`, the text, `:::` | `align`, `alt`," in page


def test_the_schema_knows_each_option() -> None:
    blocks = language_schema()["properties"]["directives"]["properties"]
    assert sorted(blocks["action"]["properties"]) == [
        *("ask", "challenge", "effort", "from", "handling", "id", "ministries", "pillar", "risk-factors", "takes")
    ]
    assert "catalogue" not in blocks and blocks["handling"]["additionalProperties"] is False


def test_the_command_prints_and_writes_it(project: Project) -> None:
    printed = project.run("language")
    assert (printed.status, printed.out) == (0, language_page())
    written = project.run("language", "--as", "schema", "--into", "language.json")
    assert (written.status, written.out) == (0, "Wrote language.json\n")
    assert json.loads(project.read("language.json"))["$schema"] == "https://json-schema.org/draft/2020-12/schema"
