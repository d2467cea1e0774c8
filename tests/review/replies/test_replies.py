"""The letters to the members: each holds all of its own comments, and nothing of another's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from replying import BLOCKS, DAY, NOW, PLACES, SECRET, TEXTS, Round, all_words, comment, ledger, told

from focalpoint.config import Config
from focalpoint.content.text.display_text import paragraphs
from focalpoint.problems import Trouble
from focalpoint.review.anchoring.anchoring import CurrentPlace, Further, PlaceStatus
from focalpoint.review.replies.reply_changes import Change, compared
from sample_project import Project

pytestmark = pytest.mark.slow

Make = Callable[..., Round]


@pytest.fixture
def make(project: Project) -> Make:
    config = Config.load(project.root, DAY)
    return lambda *ledgers, **today: Round(config, ledgers, today)


def test_a_comment_is_told_with_its_place_decision_reason_and_the_text_before_and_after(make: Make) -> None:
    quote = {"exact": "shall", "prefix": "The Focal Point ", "suffix": " report"}
    place = {**comment("FR-001").place.model_dump(), "quote": quote}
    one = comment(
        "FR-001", place=place, mark="replace", proposed_change="should", disposition="accepted", applied_in="abc1234"
    )
    letter = make(ledger("FR", one)).letters["FR"]
    assert letter.title == "Reply to Freedonia on draft 2"
    assert "one comment on draft 2" in letter.opening[1]
    assert told(letter, "FR-001") == {
        "Place in the draft": "1. The post, A. Ground, line 41, page 3",
        "To be replaced": "shall",
        "Your comment": "Comment FR-001",
        "Proposed change": "should",
        "Decision": "Accepted",
        "Reason": "Observation on FR-001",
        "Text in the draft": "The Focal Point [deleted: shall] report [deleted: once] a year.",
        "Text today": "The Focal Point [added: should] report [added: twice] a year.",
        "Number today": "Paragraph 1.4",
    }


def test_each_paragraph_that_a_comment_covers_is_told(make: Make) -> None:
    place = comment("FR-001").place.model_copy(update={"also": ("one:2", "one:3", "elsewhere")})
    blocks = (Further(BLOCKS[1], PLACES[2]), Further(BLOCKS[2], PLACES[3]))
    today = replace(PLACES[1], further=blocks)
    found = told(make(ledger("FR", comment("FR-001", place=place)), **{"FR-001": today}).letters["FR"], "FR-001")
    assert "[added: twice]" in found["Text today"]
    assert found["Text in the draft, paragraph 1.2"] == TEXTS[1]
    assert found["Text today, paragraph 1.2"] == "These words are no longer in the manual."
    assert found["Text today, paragraph 1.3"] == "Unchanged."
    assert found["Number today, paragraph 1.3"] == "Paragraph 1.5"
    assert found["Further text"].startswith("Your comment covers 1 more")


def test_what_is_gone_unchanged_or_not_found_says_so(make: Make) -> None:
    comments = (comment("FR-001", 2), comment("FR-002", 3), comment("FR-003", 1))
    letter = make(ledger("FR", *comments), **{"FR-003": CurrentPlace(PlaceStatus.ASK)}).letters["FR"]
    assert told(letter, "FR-001")["Text today"] == "These words are no longer in the manual."
    assert told(letter, "FR-001")["Text in the draft"] == TEXTS[1]
    assert told(letter, "FR-002")["Text today"] == "Unchanged."
    assert told(letter, "FR-002")["Number today"] == "Paragraph 1.5"
    assert told(letter, "FR-003")["Text today"] == "Their place in today’s text could not be determined."
    assert "Number today" not in told(letter, "FR-003")


def test_only_the_edition_s_own_text_is_quoted(make: Make) -> None:
    text = f"{SECRET}, which the Network may not read."
    withheld = CurrentPlace(PlaceStatus.EDITED, "manual/ground/post.md", 13, text)
    letter = make(ledger("FR", comment("FR-001", 2)), **{"FR-001": withheld}).letters["FR"]
    assert SECRET not in all_words(letter)
    assert NOW[0] not in all_words(letter)


def test_a_duplicate_tells_the_decision_and_never_whose_comment_it_rests_on(make: Make) -> None:
    first = comment("SY-001", comment=SECRET, observation=SECRET)
    theirs = comment("FR-001", disposition=None, observation="", duplicate_of="SY-001")
    own = comment("FR-002", disposition="not-accepted", observation="Because.")
    again = comment("FR-003", disposition=None, observation="", duplicate_of="FR-002")
    gone = comment("FR-004", disposition=None, observation="", withdrawn_on=date(2026, 10, 9))
    letter = make(ledger("FR", theirs, own, again, gone), ledger("SY", first)).letters["FR"]
    decided = [told(letter, f"FR-00{number}")["Decision"] for number in range(1, 5)]
    assert decided == [
        "Decided together with another comment on the same matter: noted",
        "Not accepted",
        "Decided together with your comment FR-002: not accepted",
        "Withdrawn on 9 October 2026",
    ]
    assert not any(word in all_words(letter) for word in (SECRET, "SY", "Sylvania"))


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"disposition": None, "observation": ""}, "FR-002 is not decided"),
        ({"disposition": None, "observation": "", "duplicate_of": "SY-001"}, "FR-002 is a duplicate of SY-001"),
        ({"disposition": None, "observation": "", "duplicate_of": "FR-003"}, "FR-002 is a duplicate of FR-003"),
        ({"disposition": None, "observation": "", "duplicate_of": "XX-001"}, "FR-002 is a duplicate of XX-001"),
    ],
    ids=["open", "of an open one", "of each other", "of none"],
)
def test_what_is_open_is_refused_in_its_line(make: Make, facts: dict[str, object], says: str) -> None:
    other = comment("FR-003", disposition=None, observation="", duplicate_of="FR-002")
    more = (other,) if facts.get("duplicate_of") == "FR-003" else ()
    left = comment("SY-001", disposition=None, observation="", withdrawn_on=date(2026, 10, 9))
    with pytest.raises(Trouble) as trouble:
        _ = make(ledger("FR", comment("FR-001"), comment("FR-002", **facts), *more), ledger("SY", left)).letters
    assert len(trouble.value.problems) == 1 + len(more)
    problem = trouble.value.problems[0]
    assert problem.message.startswith(says)
    assert problem.path == "consultations/comments/2/FR.yaml"
    assert problem.line > 0


words = st.text(st.sampled_from("ab c"), max_size=30)


@given(words, words)
def test_the_marked_texts_are_the_texts(before: str, after: str) -> None:
    old, new = compared(before, after)
    assert " ".join(run.words for run in old) == " ".join(before.split())
    assert " ".join(run.words for run in new) == " ".join(after.split())
    kept = [" ".join(run.words for run in line if run.change is Change.NONE) for line in (old, new)]
    assert kept[0] == kept[1]
    assert {run.change for run in old} <= {Change.NONE, Change.DELETED}
    assert {run.change for run in new} <= {Change.NONE, Change.ADDED}


@given(st.text())
def test_nothing_hides_in_what_is_shown(wild: str) -> None:
    shown = paragraphs(wild)
    assert all(line.isprintable() or set(line) & set("\u061c\u200c\u200d\u200e\u200f\u00a0") for line in shown)
    docx.Document().add_paragraph("\n".join(shown))
