"""The tree of an edition holds the sources that it cites, and of these nothing that is the writer's own."""

from __future__ import annotations

from focalpoint.assembly.cited_sources import cited_sources

BIB = """% To myself: ask Oz.
@string{press = {Harbour Press}}
@comment{Ask Oz again}
@misc{open2001,
  title = {Open},
  annote = {Told
    by Oz},
  year = {2001},
  checked = {not by me}}

% Of the next one.
@misc{closed2002,
  title = {Closed},
}
"""


def test_comments_own_fields_and_sources_that_are_not_cited_are_gone() -> None:
    kept = cited_sources(BIB, {"open2001"})
    entry = ["@misc{open2001,", "  title = {Open},", "", "", "  year = {2001},", "}"]
    assert kept.split("\n") == ["", "@string{press = {Harbour Press}}", "", *entry, *[""] * 6]


def test_nothing_is_left_where_nothing_is_cited() -> None:
    assert cited_sources(BIB, set()).split() == ["@string{press", "=", "{Harbour", "Press}}"]
