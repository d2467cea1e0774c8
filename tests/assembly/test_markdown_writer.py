"""Tables of Markdown: with and without heads, label, class and caption."""

from __future__ import annotations

from focalpoint.assembly.markdown_writer import list_table, plain


def test_a_table_with_heads_a_label_and_a_class() -> None:
    written = list_table("Meetings", ("Place", "Year"), (70, 30), [("Doha", "2017")], name="table-m", kind="figures")
    assert written == (
        "```{list-table} Meetings\n:name: table-m\n:class: figures\n:header-rows: 1\n:stub-columns: 1\n"
        ":widths: 70 30\n\n* - Place\n  - Year\n* - Doha\n  - 2017\n```"
    )


def test_a_table_without_heads_and_caption() -> None:
    written = list_table("", (), (1, 1), [("a", "b"), ("c", "d")])
    assert written == (
        "```{list-table}\n:header-rows: 0\n:stub-columns: 1\n:widths: 1 1\n\n* - a\n  - b\n* - c\n  - d\n```"
    )


def test_markup_in_a_name_is_shown_as_it_is() -> None:
    assert plain("A [b] *c* d’E") == "A \\[b\\] \\*c\\* d’E"
