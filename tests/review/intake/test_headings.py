"""What stands below another member's name in a letter or a table is not entered as the sender's."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from commented import found, returned
from focalpoint.content.consultation.roster import Member, Roster
from focalpoint.content.rounds.drafts import Draft, DraftFields
from focalpoint.content.rounds.returned import Finding, LeftOutKind, Returned, WordCount
from focalpoint.review.intake.headings import heading_members
from focalpoint.review.intake.whose import leave_out_others


def state(id: str, name: str) -> Member:
    return Member.model_validate({"iso2": id, "name": name, "kind": "state", "regional_group": "African States"})


ROSTER = Roster((state("XA", "Freedonia"), state("XB", "Sylvania")))


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("Freedonia", {"XA"}),
        ("Freedonia's comments:", {"XA"}),
        ("COMMENTS OF SYLVANIA", {"XB"}),
        ("Commentaires du Gouvernement de Sylvania", {"XB"}),
        ("Freedonia and Sylvania – joint comments", {"XA", "XB"}),
        ("The practice of Sylvania is outdated", set()),
        ("Specific comments", set()),
        ("IT systems", set()),
    ],
)
def test_a_heading_holds_the_name_of_a_member_and_little_else(line: str, named: set[str]) -> None:
    assert heading_members(line, ROSTER) == named


def kept(*findings: Finding) -> tuple[list[str], Returned]:
    words = sum(one.words for one in findings)
    file = returned(*findings).model_copy(update={"count": WordCount(words=words, entered=words)})
    fields = DraftFields(
        number=1, id="draft-1-0123456789", title="T", edition="network", issued_on=date(2026, 1, 1), commit="0" * 40,
        pages=1, sha256="0" * 64,
    )  # fmt: skip
    said = leave_out_others(file, "XA", Draft(fields, Path("drafts/1")), ROSTER)
    assert said.count.missing == 0
    return [one.comment for one in said.findings], said


def passage(number: int, text: str, **more: Any) -> Finding:
    made = found(text, subtype=f"passage {number}")
    return made.model_copy(update={"words": len(text.replace("'", " ").split()), **more})


def test_a_letter_of_two_members_is_divided_at_their_names() -> None:
    first, second = passage(1, "Sylvania's comments:"), passage(2, "soften it\n\nFreedonia's comments:")
    said, file = kept(first, second, passage(3, "say the hours"))
    assert said == ["say the hours"]
    assert [one.kind for one in file.count.left_out].count(LeftOutKind.HEADING) == 2
    assert "said to be of XB" in file.warnings[0]


def test_rows_below_a_row_or_on_a_sheet_with_a_name_are_of_that_member() -> None:
    rows = [
        found("a", subtype="row 2").model_copy(update={"words": 1, "headed": ("Sheet1", "Sylvania")}),
        found("b", subtype="row 4").model_copy(update={"words": 1, "headed": ("Sheet1", "Sylvania", "Freedonia")}),
        found("c", subtype="sheet 2, row 2").model_copy(update={"words": 1, "headed": ("Sylvania",)}),
    ]
    assert kept(*rows)[0] == ["b"]


def test_a_comment_that_begins_with_another_member_is_asked_about_and_one_that_speaks_of_it_is_not() -> None:
    said, _ = kept(passage(1, "Sylvania: soften it"), passage(2, "Sylvania does the same"), passage(3, "joint: both"))
    assert said == ["Sylvania does the same", "joint: both"]
