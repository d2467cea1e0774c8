"""Annotations that are one mark: replacements, answers, states; and loops among them."""

from __future__ import annotations

from pathlib import Path

import pytest
from annotating import Desk
from hand_made import drafts_in, make
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Name, String

from focalpoint.content.rounds.comments import CommentType, Confidence, Mark
from focalpoint.content.rounds.returned import Finding
from focalpoint.review.returned_pdf.annotation_groups import count_lone_states, group_annotations
from focalpoint.review.returned_pdf.annotations import Annotation
from focalpoint.review.returned_pdf.read_pdf import read_pdf

CLOSING = "A closing sentence of the draft stands here."


def read(desk: Desk, root: Path) -> list[Finding]:
    make().archive(root)
    return list(read_pdf(desk.saved(), drafts_in(root)).findings)


@pytest.mark.parametrize("reader", ["Acrobat", "Foxit", "Okular"])
def test_a_replacement_is_one_comment(reader: str, tmp_path: Path) -> None:
    desk = Desk(make().pdf, reader)
    page, lines = desk.spot("closing sentence")
    desk.pen.replace(page, lines, "last line")
    (found,) = read(desk, tmp_path)
    assert (found.mark, found.comment, found.proposed_change) == (Mark.REPLACE, "", "last line")
    assert found.type is CommentType.EDITORIAL and found.confidence is Confidence.EXACT
    assert found.place.quote and found.place.quote.exact == "closing sentence"
    assert ("paired" in found.source.flags) == (reader == "Okular")


def test_a_caret_far_from_a_stroke_or_of_somebody_else_is_its_own(tmp_path: Path) -> None:
    desk = Desk(make().pdf, "Okular")
    desk.mark("StrikeOut", "closing sentence")
    desk.caret("draft stands", "now")
    desk.caret("closing sentence", "theirs", pen=desk.other("Okular"))
    assert [one.mark for one in read(desk, tmp_path)] == [Mark.DELETE, Mark.INSERT, Mark.INSERT]


def test_words_with_a_stroke_are_a_comment_and_none_propose_to_delete(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    desk.mark("StrikeOut", "closing sentence", "why?")
    desk.mark("StrikeOut", "stands here")
    found = read(desk, tmp_path)
    assert [(one.mark, one.comment, one.proposed_change, one.type.value) for one in found] == [
        (Mark.DELETE, "why?", "", "ed"),
        (Mark.DELETE, "", "", "ed"),
    ]


def test_words_that_a_reader_copied_from_the_page_are_no_comment(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    desk.mark("Highlight", "closing sentence", "closing  sentence")
    (found,) = read(desk, tmp_path)
    assert found.comment == "" and found.source.flags == ("copied-words",)


def test_answers_and_states_belong_to_their_comment(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    head = desk.note(String("first"), T=String("Anna"), NM=String("head"))
    answer = desk.note(String("second"), T=String("Ben"), IRT=head, M=String("D:20260302"))
    desk.note(String("third"), T=String("Anna"), IRT=answer, RT=Name.R)
    desk.note(String("by name"), IRT=String("head"))
    desk.note(String("Accepted set by Ben"), IRT=head, StateModel=String("Review"), State=String("Accepted"))
    desk.note(String("Marked set by Ben"), IRT=answer, StateModel=String("Marked"), State=String("Marked"))
    (found,) = read(desk, tmp_path)
    assert found.comment == "first"
    assert [(one.author, one.text) for one in found.source.thread] == [
        ("Ben", "second"), ("Anna", "third"), ("", "by name"),
    ]  # fmt: skip
    assert found.source.thread[0].written == "2026-03-02T00:00:00"
    assert found.source.states == ("Accepted by somebody", "Marked by somebody")


def test_a_state_of_nothing_is_told_and_is_no_comment(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    desk.note(String("Unmarked set by Ben"), StateModel=String("Marked"), State=String("Unmarked"))
    make().archive(tmp_path)
    returned = read_pdf(desk.saved(), drafts_in(tmp_path))
    assert returned.findings == ()
    assert any("1 review state " in warning for warning in returned.warnings)


def test_an_answer_to_what_is_gone_is_a_comment_itself(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    desk.note(String("an answer"), IRT=String("gone"))
    assert [one.comment for one in read(desk, tmp_path)] == ["an answer"]


def test_answers_in_a_circle_end(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    one, other = desk.note(String("one")), desk.note(String("other"))
    one.IRT, other.IRT = other, one
    itself = desk.note(String("itself"))
    itself.IRT = itself
    assert sum(1 + len(found.source.thread) for found in read(desk, tmp_path)) == 3


@given(st.lists(st.tuples(st.integers(0, 8), st.booleans(), st.booleans()), max_size=9))
def test_no_annotation_is_lost_or_counted_twice(links: list[tuple[int, bool, bool]]) -> None:
    given_ones = [
        Annotation(0, "Text", text=f"{number}", key=(number, 0), parent=(to, 0), grouped=grouped, state="x" * state)
        for number, (to, grouped, state) in enumerate(links)
    ]
    made = group_annotations(given_ones)
    kept = [one.text for thread in made for one in (thread.head, *thread.parts, *thread.replies, *thread.states)]
    assert sorted(kept) == sorted(set(kept))
    assert len(kept) + count_lone_states(given_ones) == len(given_ones)


def test_a_long_chain_of_answers_is_quick() -> None:
    chain = [Annotation(0, "Text", text="x", key=(n, 0), parent=(n + 1, 0)) for n in range(20_000)]
    assert len(group_annotations(chain)) == 1
