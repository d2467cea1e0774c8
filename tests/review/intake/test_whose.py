"""Comments that name another member, stand on another member's copy or on another draft are never the sender's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from commented import TODAY, begin, found, ids, ledger, reading, returned
from focalpoint.config import Config
from focalpoint.content.consultation.roster import Member, Roster
from focalpoint.content.rounds.comments import Confidence
from focalpoint.content.rounds.returned import Finding, LeftOutKind, WordCount
from focalpoint.problems import Trouble
from focalpoint.review.intake.importing import Imported, ImportRequest, import_returned
from focalpoint.review.intake.members import members_named
from sample_project import Project


def state(id: str, name: str) -> Member:
    return Member.model_validate({"iso2": id, "name": name, "kind": "state", "regional_group": "African States"})


ROSTER = Roster((state("XA", "Freedonia"), state("XB", "Sylvania"), state("NG", "Nigeria"), state("NE", "Niger")))


@pytest.fixture
def config(project: Project) -> Config:
    return begin(project)


def of(member: str, **more: Any) -> Finding:
    """A row of three words that names a member."""
    return found(f"Row of {member}", subtype=f"row of {member}").model_copy(
        update={"member": member, "words": 3, **more}
    )


def bring(config: Config, *findings: Finding, anyway: bool = False, **more: Any) -> Imported:
    count = WordCount(words=3 * len(findings), entered=3 * len(findings))
    file = returned(*findings).model_copy(update={"count": count, **more})
    done = import_returned(config, [Path("a.xlsx")], ImportRequest("XA", TODAY, None, anyway), reading(a=file))
    if done.problems:
        raise Trouble(list(done.problems))
    assert done.files[0].count.missing == 0
    return done.files[0]


def said(config: Config) -> list[str]:
    return [comment.comment for comment in ledger(config).fields.comments]


@pytest.mark.parametrize(
    ("cell", "named"),
    [
        *(("XA", {"XA"}), ("xb", {"XB"}), ("Sylvania", {"XB"}), ("SYLVANIA (XB)", {"XB"}), ("", set())),
        *(("Niger", {"NE"}), ("Nigeria", {"NG"}), ("Nigeria and Niger", {"NE", "NG"}), ("XA/XB", {"XA", "XB"})),
        *(("Comments of: Sylvania", {"XB"}), ("Ministry of Finance", set()), ("1", set()), ("Next", set())),
    ],
)
def test_a_member_is_named_by_id_or_by_name(cell: str, named: set[str]) -> None:
    assert members_named(cell, ROSTER) == named


def test_rows_of_other_members_are_left_out_and_told(config: Config) -> None:
    done = bring(config, of("XA"), of("XB"), of("Sylvania"), of(""), of("XA and XB"))
    assert said(config) == ["Row of XA", "Row of "]
    assert "3 COMMENTS LEFT OUT (row of XB" in done.warnings[0] and "of XB, not of XA" in done.warnings[0]
    assert "--anyway" in done.warnings[0]
    left = [(one.kind, one.place, one.words) for one in done.count.left_out]
    assert left[1] == (LeftOutKind.OTHER_MEMBER, "row of Sylvania, page 1", 3) and done.count.entered == 6


def test_anyway_enters_them_all(config: Config) -> None:
    bring(config, of("XA"), of("XB"), anyway=True)
    assert said(config) == ["Row of XA", "Row of XB"]


def test_the_code_of_a_state_outside_the_roster_is_asked_about(config: Config) -> None:
    done = bring(config, of("ZZ"), of("ZZ-012"))
    assert ids(config) == [] if (config.root / "consultations/comments/1/XA.yaml").exists() else True
    assert "“ZZ”, not of XA" in done.warnings[0] and "“ZZ-012”" in done.warnings[1]


def test_one_ministry_in_all_rows_is_the_senders_but_two_are_asked_about(config: Config) -> None:
    assert bring(config, of("Ministry of Finance"), of("Ministry of Finance")).warnings == ()
    done = bring(config, of("XA"), of("Ministry of Health"))
    assert "“Ministry of Health”" in done.warnings[0] and "Row of Ministry of Health" not in said(config)


def test_marks_on_a_page_of_another_members_copy_or_of_another_draft_are_left_out(config: Config) -> None:
    own, copy = found("Own"), found("On their copy").model_copy(update={"copy_number": 1})
    draft = found("On another draft").model_copy(update={"other_draft": "draft-7-0123456789"})
    done = bring(config, *(one.model_copy(update={"words": 3}) for one in (own, copy, draft)))
    assert said(config) == ["Own"]
    assert "stands on a page of the copy of XB" in done.warnings[0] and "draft-7-0123456789" in done.warnings[1]
    assert [one.kind for one in done.count.left_out] == [LeftOutKind.OTHER_MEMBER, LeftOutKind.OTHER_DRAFT]


def test_a_form_whose_head_names_another_member_is_refused(config: Config) -> None:
    with pytest.raises(Trouble, match="says that its comments are of XB; give --from XB, or add --anyway"):
        bring(config, of(""), senders=("Comments of: Sylvania (XB)",))
    bring(config, of(""), senders=("Comments of: Freedonia (XA)", "Comments of: the Ministry"))
    assert said(config) == ["Row of "]


def test_a_form_of_an_unknown_draft_is_refused_although_a_draft_is_given(config: Config) -> None:
    with pytest.raises(Trouble) as refused:
        bring(config, of("XA"), other_draft="draft-7-0123456789")
    message = refused.value.problems[0].message
    assert message.startswith("the file names draft-7-0123456789, which is not archived here, and not draft 1;")
    sure = of("XA").model_copy(update={"confidence": Confidence.EXACT})
    assert bring(config, sure, anyway=True, other_draft="draft-7-0123456789").placed == {"fuzzy": 1}
    with_other = bring(config, sure, of("XB"), anyway=True, other_draft="draft-7-0123456789")
    assert (with_other.found, "is said to be of XB, not of XA" in with_other.warnings[0]) == (1, True)
