"""The figures and the page of comments: true, small numbers hidden from other readers, and no comment is markup."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from html import unescape
from itertools import product
from re import sub

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from focalpoint.assembly.generated_pages.comments import (
    Count,
    comments_page,
    figures_of,
    published_cells,
    published_figures,
)
from focalpoint.assembly.markdown_writer import as_cell, as_text
from focalpoint.assembly.tree import assemble, secretariat_pages
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.manual import Manual, load_manual
from focalpoint.content.text.display_text import paragraphs
from sample_project import Project

EXTENSIONS = ["amsmath", "attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath", "fieldlist",
              "html_admonition", "html_image", "replacements", "smartquotes", "strikethrough", "substitution",
              "tasklist"]  # fmt: skip
PARSER = create_md_parser(MdParserConfig(enable_extensions=set(EXTENSIONS)), RendererHTML)
MARKUP = ("{doc}`/index`", "```{include} /etc/passwd\n```", "<img src=x>", "![a](b)", "[a](b)", "# H", "a\n===", "$x$",
          ":::{note}\nx\n:::", "{{ x }}", "(x)=", "% c", "+++", "| a |\n|---|", "- a", "1. a", "> a", "&lt;", "**b**",
          "<https://example.org>", "    code", "term\n: text", ":field: x", "[^1]: x", "---", "* - a", "\\",
          "...")  # fmt: skip


def shown(markdown: str) -> list[str]:
    """The paragraphs of a text as a browser shows them, and every tag but theirs."""
    html = PARSER.render(markdown)
    assert set(sub(r"[^<]*(<[^>]*>)[^<]*", r"\1", html).replace("</p>", "").split("<p>")) <= {""}, html
    return [unescape(one) for one in sub("</p>\n?", "", html).split("<p>")[1:]]


@given(st.lists(st.one_of(st.sampled_from(MARKUP), st.text(max_size=12)), max_size=4).map(" ".join))
def test_whatever_was_sent_is_shown_as_it_is(words: str) -> None:
    assert shown("\n\n".join(as_text(words))) == paragraphs(words)


@given(st.lists(st.sampled_from(MARKUP), min_size=1, max_size=3).map("\n".join))
def test_no_word_leaves_its_cell(words: str) -> None:
    html = PARSER.render(f"* - {as_cell(words, empty='-')}\n  - next\n")
    assert html.count("<li>") == 3
    assert html.count("<ul>") == 2
    assert not any(tag in html for tag in ("<h", "<pre", "<a"))


def parted(total: int, rows: int) -> Iterator[tuple[int, ...]]:
    """Every table of so many rows with this sum."""
    if rows == 1:
        yield (total,)
        return
    for first in range(total + 1):
        yield from ((first, *rest) for rest in parted(total - first, rows - 1))


def cells_of(numbers: tuple[int, ...], safe: tuple[bool, ...]) -> tuple[int | None, ...]:
    return published_cells([Count("", number, good) for number, good in zip(numbers, safe, strict=True)])


@pytest.mark.parametrize(("rows", "most"), [(1, 16), (2, 16), (3, 14), (4, 11), (5, 9)])
def test_no_hidden_number_can_be_worked_out_by_who_knows_the_sum_and_the_rule(rows: int, most: int) -> None:
    for total in range(3, most + 1):
        same: dict[tuple[int | None, ...], list[tuple[int, ...]]] = defaultdict(list)
        for numbers in parted(total, rows):
            same[cells_of(numbers, (True,) * rows)].append(numbers)
        for cells, possible in same.items():
            for place, cell in enumerate(cells):
                assert cell is not None or len({numbers[place] for numbers in possible}) > 1, (cells, possible)


def test_nor_where_few_members_made_many_comments() -> None:
    for total in range(3, 14):
        same: dict[tuple[int | None, ...], list[tuple[int, ...]]] = defaultdict(list)
        for numbers, safe in product(parted(total, 3), product((True, False), repeat=3)):
            same[cells_of(numbers, safe)].append(numbers)
        for cells, possible in same.items():
            for place, cell in enumerate(cells):
                assert cell is not None or len({numbers[place] for numbers in possible}) > 1, (cells, possible)


@given(st.lists(st.tuples(st.integers(0, 60), st.booleans()), min_size=1, max_size=6))
def test_what_is_shown_is_true_large_and_of_several_members(counts: list[tuple[int, bool]]) -> None:
    numbers, safe = zip(*counts, strict=True)
    for cell, number, good in zip(cells_of(numbers, safe), numbers, safe, strict=True):
        assert cell is None or (cell == number >= 3 and good)
    if min(numbers) >= 3 and all(safe):
        assert cells_of(numbers, safe) == numbers


MEMBERS = {"AA": 6, "AB": 4, "AC": 3, "EA": 9}
"""How many comments each member of the sample made."""


def commented(project: Project, members: dict[str, int] = MEMBERS, words: str = "Say more here") -> Manual:
    """The project with a roster and a ledger of these members on draft 1."""
    groups = {"A": "African States", "E": "Eastern European States"}
    entries = (
        f"- {{iso2: {id}, name: Land {id}, kind: state, regional_group: {groups[id[0]]}}}\n"
        for id in ("AA", "AB", "AC", "EA")
    )
    project.write("consultations/roster.yaml", "members:\n" + "".join(entries))
    for id, number in members.items():
        comments = [
            {"id": f"{id}-{place:03d}", "received": "2026-10-01", "channel": "email",
             "type": "te" if place % 2 else "ed", "comment": f"{words} {id}",
             "disposition": "noted", "observation": f"Seen {id}"}
            for place in range(1, number + 1)
        ]  # fmt: skip
        fields = {"draft": 1, "draft_sha256": "b" * 64, "member": id, "comments": comments}
        project.write(f"consultations/comments/1/{id}.yaml", json.dumps(fields))
    return load_manual(Config.load(project.root, date(2026, 11, 25)))[0]


def test_the_figures_hide_groups_of_few_members_and_name_nobody(project: Project) -> None:
    text = published_figures(commented(project))
    assert "* - Substantive\n  - 12\n" in text
    assert "* - Editorial\n  - –\n" in text
    assert "* - African States\n" not in text
    assert "by regional group" not in text
    assert "* - All\n  - –" in text
    assert "* - All\n  - 22" not in text
    assert not any(word in text for word in ("Land", "AA", "Say more"))


def test_few_members_have_no_published_figures(project: Project) -> None:
    assert published_figures(commented(project, {"AA": 40, "AB": 40})) == ""


def test_without_comments_there_is_no_page(project: Project) -> None:
    config = Config.load(project.root, date(2026, 11, 25))
    manual = commented(project, {})
    assert comments_page(manual) == published_figures(manual) == ""
    assert "desk/comments.md" not in secretariat_pages(config, manual)


def test_the_secretariat_reads_every_comment_and_no_other_edition_any(project: Project) -> None:
    config = Config.load(project.root, date(2026, 11, 25))
    manual = commented(project, words="{doc}`/index` <b>Zanzibarquartz</b>")
    page = assemble(config, manual, Edition.SECRETARIAT).tree["desk/comments.md"].data.decode()
    assert page.count("Zanzibarquartz") == sum(MEMBERS.values())
    assert "{doc}`" not in page
    assert "* - African States\n  - 13\n" in page
    for edition in (Edition.PUBLIC, Edition.NETWORK):
        tree = assemble(config, manual, edition).tree
        assert "desk/comments.md" not in tree
        assert not any(b"Zanzibarquartz" in piece.data for piece in tree.values())
        assert b"Comments on draft 1, by type" in tree["consultations/index.md"].data


@pytest.mark.parametrize(("members", "published"), [(["AA", "AB"], False), (["AA", "AB", "EA"], True)])
def test_figures_are_published_from_three_members_on(members: list[str], published: bool, project: Project) -> None:
    text = published_figures(commented(project, dict.fromkeys(members, 21)))
    assert ("* - Substantive\n" in text) is published


@pytest.mark.parametrize(("members", "enough"), [({"AA": 6, "AB": 4, "AC": 3}, True), ({"AA": 6, "AB": 7}, False)])
def test_a_group_counts_from_three_members_on(members: dict[str, int], enough: bool, project: Project) -> None:
    africa, _europe = figures_of(commented(project, members), 1)[2].counts
    assert (africa.label, africa.comments, africa.safe) == ("African States", 13, enough)


def test_a_number_from_three_on_is_shown_and_two_is_a_dash() -> None:
    safe = [Count("", number, True) for number in (3, 4, 9)]
    assert published_cells(safe) == (3, 4, 9)
    assert published_cells([Count("", 2, True), *safe]) == (None, None, 4, 9)
    assert published_cells([Count("", 2, True), Count("", 2, True), *safe[1:]]) == (None, None, None, 9)
