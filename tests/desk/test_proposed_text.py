"""What comments propose is written into the Markdown of a paragraph, through emphasis, notes and links."""

from __future__ import annotations

import pytest

from commented import said
from focalpoint.content.editable.inline_pieces import write_pieces
from focalpoint.content.rounds.comments import Comment, Mark, Place
from focalpoint.desk.applying.proposed_text import NotApplicableError, proposed, with_proposal

DRAFT = "Members work from many ministries. The tasks are in Table 1.1."
RAW = "Members work from *many* ministries.\nThe tasks are in {numref}`tasks`."
TASKS = "\nThe tasks are in {numref}`tasks`."


def marking(words: str, change: str = "", mark: Mark = Mark.REPLACE, text: str = DRAFT) -> Comment:
    """A comment on some words of the draft; on the place before `|` for a caret."""
    start = text.index(words.replace("|", ""))
    start += words.index("|") if "|" in words else 0
    end = start if "|" in words else start + len(words)
    return said("XA-001", "", change, mark, Place(block="b1", start=start, end=end))


def written(comment: Comment, raw: str = RAW, text: str = DRAFT) -> str:
    """The Markdown after the change."""
    return write_pieces(with_proposal(proposed(comment, text), raw))


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        (marking("Members", "Officials"), "Officials work from *many* ministries." + TASKS),
        (marking("many", "most"), "Members work from *most* ministries." + TASKS),
        (marking("many ministries", "all"), "Members work from all." + TASKS),
        (marking("many", "", Mark.DELETE), "Members work from ministries." + TASKS),
        (marking(" many ministries", "", Mark.DELETE), "Members work from." + TASKS),
        (
            marking("ministries|.", "and *cities*", Mark.INSERT),
            "Members work from *many* ministries and \\*cities\\*." + TASKS,
        ),
        (marking("Members|", "now", Mark.INSERT), "Members now work from *many* ministries." + TASKS),
        (marking("|many", "very ", Mark.INSERT), "Members work from very *many* ministries." + TASKS),
        (marking("ma|ny", "i", Mark.INSERT), "Members work from *mainy* ministries." + TASKS),
        (marking("work|", "s", Mark.INSERT), "Members works from *many* ministries." + TASKS),
        (
            marking("The tasks are in Table 1.1", "All tasks are in Table 1.1"),
            "Members work from *many* ministries.\nAll tasks are in {numref}`tasks`.",
        ),
        (
            said("XA-001", "", DRAFT.replace("many", "most"), place=Place(block="b1")),
            "Members work from *most* ministries." + TASKS,
        ),
    ],
)  # fmt: skip
def test_a_clean_proposal_is_written_through_the_markup(comment: Comment, expected: str) -> None:
    assert written(comment) == expected


def test_it_is_written_into_a_text_that_was_edited_elsewhere() -> None:
    raw = "Today *all* Members work from many old ministries.[^1]\nTasks are in {numref}`tasks`."
    assert written(marking("Members", "Officials"), raw) == raw.replace("Members", "Officials")
    assert written(marking("ministries|.", "here", Mark.INSERT), raw) == raw.replace("ministries", "ministries here")


@pytest.mark.parametrize(
    ("comment", "raw", "why"),
    [
        (marking("many", "most"), RAW.replace("many", "few"), "the words no longer stand there"),
        (marking("many ministries", "all"), RAW.replace("minis", "big minis"), "the words no longer stand there"),
        (marking("are in Table 1.1", "are below"), RAW, "the words cross the reference {numref}`tasks`"),
        (marking("from many", "of"), RAW.replace("from ", "from {footcite}`a` "), "{footcite}`a`"),
        (marking("ministries", "", Mark.DELETE), RAW.replace("ministries", "[ministries](a.md)"), "the link (a.md)"),
        (marking("ministries", "", Mark.HIGHLIGHT), RAW, "proposes no words"),
        (said("XA-001", "", "Please say more.", place=Place(block="b1")), RAW, "marks no words"),
        (marking("many", "most\n\nAnd a second paragraph."), RAW, "several paragraphs"),
        (marking("many", "most"), RAW + " <b>", "only a person can edit"),
    ],
)  # fmt: skip
def test_what_only_a_person_can_write_is_refused_with_the_reason(comment: Comment, raw: str, why: str) -> None:
    with pytest.raises(NotApplicableError) as told:
        written(comment, raw)
    assert why in str(told.value)


def test_of_equal_words_the_marked_ones_are_changed() -> None:
    text = "The many ask the many and the many."
    comment = said("XA-001", "", "few", Mark.REPLACE, Place(block="b1", start=17, end=21))
    assert written(comment, "The many ask the many and the many.", text) == "The many ask the few and the many."
    assert written(comment, "The *many* ask all of the many and the many.", text).count("few") == 1


def test_a_whole_paragraph_that_is_struck_out_leaves_nothing() -> None:
    comment = marking("Members work.", "", Mark.DELETE, "Members work.")
    assert written(comment, "*Members* work.", "Members work.") == ""
