"""Importing returned files: each comment once and with a number of its own, and numbers that add up."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commented import TODAY, at, begin, found, ids, issue, ledger, reading, returned
from focalpoint.config import Config
from focalpoint.content.consultation.roster import Member
from focalpoint.content.rounds.channels import Channel
from focalpoint.content.rounds.comments import Comment, Confidence, Mark, Place, Reply
from focalpoint.content.rounds.returned import Finding, Returned
from focalpoint.problems import Trouble, stopped
from focalpoint.release.drafts.member_copies import stamps
from focalpoint.review.intake.importing import Import, Imported, ImportRequest, import_returned
from focalpoint.review.intake.matching import match_findings
from focalpoint.review.ledger.deciding import withdraw
from focalpoint.review.returned_pdf.draft_identity import copy_on_pages
from sample_project import Project

UNPLACED = Confidence.UNPLACED
EMPTY = "no comment was found in it; ask the sender for the file in which the comments were made, not a print of it"
MEMBER = {"name": "A State – of words", "kind": "state", "regional_group": "African States"}


@pytest.fixture
def config(project: Project) -> Config:
    return begin(project)


def bring(
    config: Config, *findings: Finding, member: str = "XA", draft: int | None = None, anyway: bool = False
) -> Imported:
    """Import one file with these marks."""
    files = reading(a=returned(*findings))
    done = import_returned(config, [Path("a.pdf")], ImportRequest(member, TODAY, draft, anyway), files)
    assert done.problems == ()
    return done.files[0]


def words(config: Config) -> list[tuple[str, str]]:
    return [(comment.id, comment.comment) for comment in ledger(config).fields.comments]


def test_marks_become_numbered_comments_and_the_numbers_add_up(config: Config) -> None:
    gone = found("Lost", mark=Mark.STAMP, place=Place(page=1), confidence=Confidence.PAGE_ONLY)
    done = bring(
        config, found("One"), found("Two", mark=Mark.INSERT), gone, found("?", place=Place(), confidence=UNPLACED)
    )
    assert ids(config) == [comment.id for comment in done.new] == ["XA-001", "XA-002", "XA-003", "XA-004"]
    assert done.found == 4 and done.known == 0
    assert dict(done.kinds) == {Mark.NOTE: 2, Mark.INSERT: 1, Mark.STAMP: 1}
    assert dict(done.placed) == {Confidence.EXACT: 2, Confidence.PAGE_ONLY: 1, UNPLACED: 1}
    first = ledger(config).fields.comments[0]
    assert (first.received, first.channel, first.place, first.source.sha256) == (TODAY, "pdf", at(1), "c" * 64)


def test_the_same_file_twice_adds_nothing(config: Config, project: Project) -> None:
    findings = (found("One"), found("One"), found("", mark=Mark.DELETE, place=Place(page=2)), found("a\0b\x1b"))
    bring(config, *findings)
    before = project.files("consultations/comments")
    again = bring(config, *findings)
    assert (again.found, again.known, again.new) == (4, 4, ())
    assert project.files("consultations/comments") == before


def test_the_same_file_is_known_even_where_it_is_placed_anew(config: Config) -> None:
    bring(config, found("One", place=at(1)), found("Two", place=Place(), confidence=UNPLACED))
    again = bring(config, found("One", place=at(2)), found("Two", place=at(1)))
    assert (again.known, again.new) == (2, ())


def test_a_corrected_file_adds_what_is_new_and_says_what_it_replaces(config: Config) -> None:
    bring(config, found("Old words", name="n1"), found("Stays", name="n2"))
    done = bring(config, found("New words", name="n1", sha256="d" * 64), found("Stays", name="n2", sha256="d" * 64),
                 found("More", name="n3", sha256="d" * 64))  # fmt: skip
    assert (done.known, [comment.id for comment in done.new]) == (1, ["XA-003", "XA-004"])
    assert done.replacing == {"XA-003": "XA-001"}
    assert words(config) == [("XA-001", "Old words"), ("XA-002", "Stays"), ("XA-003", "New words"), ("XA-004", "More")]
    assert ledger(config).fields.comments[2].source.flags == ("replaces-XA-001",)
    third = bring(config, found("Newest words", name="n1", sha256="e" * 64))
    assert third.replacing == {"XA-005": "XA-003"}
    assert bring(config, found("Old words", name="n1")).known == 1


def test_an_answer_that_somebody_added_is_not_lost(config: Config) -> None:
    bring(config, found("One", name="n1"))
    done = bring(config, found("One", name="n1", sha256="d" * 64, thread=(Reply(text="I agree"),)))
    assert done.replacing == {"XA-002": "XA-001"}


def test_the_same_words_of_two_authors_stay_apart(config: Config) -> None:
    pair = (found("Same", author="One"), found("Same", author="Two"))
    assert len(bring(config, *pair).new) == 2
    assert bring(config, *pair).known == 2


def test_a_comment_by_two_ways_is_kept_twice_and_pointed_out(config: Config) -> None:
    bring(config, found("The list should be shorter", place=at(2)))
    form = found("The list should be  shorter.", place=at(2, -1, -1), channel=Channel.TEMPLATE, sha256="d" * 64)
    done = import_returned(config, [Path("a.docx")], ImportRequest("XA", TODAY), reading(a=returned(form)))
    assert ids(config) == ["XA-001", "XA-002"]
    assert [[one.id for one in group] for group in done.probably_same] == [["XA-001", "XA-002"]]


def test_rows_of_a_form_are_known_by_their_words(config: Config) -> None:
    rows = [found(words, channel=Channel.TEMPLATE, subtype=f"row {n}") for n, words in enumerate("ab", 1)]
    bring(config, *rows)
    moved = found("b", channel=Channel.TEMPLATE, subtype="row 1", sha256="d" * 64)
    assert bring(config, moved).known == 1


def test_a_number_is_never_given_again(config: Config) -> None:
    bring(config, found("One"), found("Two"))
    withdraw(config, 1, "XA-002")
    bring(config, found("Three"))
    assert ids(config) == ["XA-001", "XA-002", "XA-003"]
    bring(config, found("Of another member"), member="XB", anyway=True)
    assert ids(config, "XB") == ["XB-001"]


def test_a_broken_file_stops_no_other_and_is_entered_not_at_all(config: Config, project: Project) -> None:
    good = reading(a=returned(found("One")), c=returned(found("Two"), draft=0), d=returned(found("Three")))

    def read(path: Path, config: Config, asked: int) -> Returned:
        if path.stem == "b":
            raise stopped("the file is damaged; ask for it again", path.name)
        read_one: Returned = good(path, config, asked)
        return read_one

    done = import_returned(config, [Path(f"{name}.pdf") for name in "abcd"], ImportRequest("XA", TODAY), read)
    assert words(config) == [("XA-001", "One"), ("XA-002", "Three")]
    assert [(problem.path, problem.message) for problem in done.problems] == [
        ("b.pdf", "the file is damaged; ask for it again"),
        ("c.pdf", "the file does not name its draft; add --draft and its number"),
    ]


def test_the_draft_is_what_the_file_says_or_else_what_is_asked(config: Config, project: Project) -> None:
    issue(project, 2)
    files = reading(a=returned(found("One"), draft=0), b=returned(found("Two"), draft=2))
    done = import_returned(config, [Path("a.pdf"), Path("b.pdf")], ImportRequest("XA", TODAY, 1), files)
    assert [one.draft for one in done.files] == [1]
    told = "the file belongs to draft 2, not to draft 1; leave --draft out, or ask the sender"
    assert [problem.message for problem in done.problems] == [told]
    assert import_returned(config, [Path("b.pdf")], ImportRequest("XA", TODAY), files).files[0].draft == 2
    assert ledger(config, draft=2).path == "consultations/comments/2/XA.yaml"


@pytest.mark.parametrize(("member", "draft", "says"), [("XC", None, "`XC`"), ("XA", 7, "draft 7 was never issued")])
def test_a_member_or_draft_that_is_not_there_is_told(config: Config, member: str, draft: int, says: str) -> None:
    with pytest.raises(Trouble, match=says):
        import_returned(config, [Path("a.pdf")], ImportRequest(member, TODAY, draft), reading(a=returned(found("One"))))


def test_what_seems_to_be_another_members_is_entered_only_when_that_is_said(config: Config) -> None:
    own = returned(found("One")).model_copy(update={"copy_number": 1})
    done = import_returned(config, [Path("a.pdf")], ImportRequest("XA", TODAY), reading(a=own))
    told = "the file was made on the copy of XB; give --from XB, or add --anyway if it is of XA"
    assert [problem.message for problem in done.problems] == [told]
    assert not import_returned(config, [Path("a.pdf")], ImportRequest("XB", TODAY), reading(a=own)).problems
    done = import_returned(config, [Path("b.pdf")], ImportRequest("XA", TODAY), reading(b=returned(found("One"))))
    told = "the same file was entered as that of XB; give --from XB, or add --anyway if it is of XA"
    assert [problem.message for problem in done.problems] == [told]
    assert len(bring(config, found("One"), anyway=True).new) == 1


def test_the_foot_of_a_copy_says_whose_it_is() -> None:
    members = [Member.model_validate({**MEMBER, "iso2": id}) for id in ("XA", "XB", "XC")]
    feet = stamps("draft-3-1f0c9a7b52", members, "TLP:GREEN")
    pages = [f"12 Words of a page {feet[id]}".replace("-", "\N{HYPHEN}") for id in ("XB", "XC", "XC", "")]
    assert copy_on_pages(pages) == 3
    assert copy_on_pages([feet[""], "Copy 3 for Freedonia"]) == 0


def test_a_file_of_no_draft_is_told_with_all_that_is_wrong(config: Config) -> None:
    files = reading(a=returned(draft=0, warnings=("NO COMMENTS; ask",)), b=returned(draft=0))
    done = import_returned(config, [Path("a.pdf"), Path("b.pdf")], ImportRequest("XA", TODAY), files)
    assert [problem.message for problem in done.problems] == ["NO COMMENTS; ask", EMPTY]


def test_a_file_without_comments_is_told_and_leaves_no_ledger(config: Config, project: Project) -> None:
    assert bring(config).warnings == (EMPTY,)
    loud = import_returned(config, [Path("a.pdf")], ImportRequest("XA", TODAY), reading(a=returned(warnings=("Ask.",))))
    assert loud.files[0].warnings == ("Ask.",)
    assert project.files("consultations/comments") == {}


MARKS = st.builds(
    found,
    st.sampled_from(["", "a", "b"]),
    place=st.sampled_from([at(1), at(2), Place(page=1)]),
    author=st.sampled_from(["", "One"]),
    name=st.sampled_from(["", "n1", "n2"]),
    sha256=st.sampled_from(["c" * 64, "d" * 64]),
)


FIELDS = Finding.model_fields.keys() & Comment.model_fields.keys()


def entered(findings: list[Finding], ledger: list[Comment]) -> list[Comment]:
    """The ledger after an import, as far as matching goes."""
    new = [one for one, match in zip(findings, match_findings(findings, ledger), strict=True) if match.known is None]
    fields = [{name: getattr(one, name) for name in FIELDS} for one in new]
    return ledger + [Comment(id=f"XA-{n:03d}", received=TODAY, **one) for n, one in enumerate(fields, len(ledger) + 1)]


def _of_file(mark: Finding, sha256: str) -> Finding:
    return mark.model_copy(update={"source": mark.source.model_copy(update={"sha256": sha256})})


@given(st.lists(st.lists(MARKS, max_size=6), max_size=3))
def test_nothing_is_lost_and_nothing_enters_twice(files: list[list[Finding]]) -> None:
    comments: list[Comment] = []
    for marks in files:
        findings = [_of_file(mark, marks[0].source.sha256) for mark in marks]
        matches = match_findings(findings, comments)
        known = [match.known for match in matches if match.known]
        assert len(known) == len(set(known))
        comments = entered(findings, comments)
        assert all(match.known for match in match_findings(findings, comments))
        assert {(one.comment, one.source.author) for one in findings} <= {
            (one.comment, one.source.author) for one in comments
        }


def test_a_summary_that_does_not_add_up_is_a_fault() -> None:
    from collections import Counter

    with pytest.raises(AssertionError, match="do not add up"):
        Imported("a.pdf", 1, Counter({Mark.NOTE: 2}), Counter({UNPLACED: 2}), (), 1, {}, ())
    assert Import((), (), ()).files == ()
