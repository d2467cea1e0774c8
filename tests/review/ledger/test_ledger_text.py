"""What was said is written as text, whatever it looks like, and read again as it was."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from commented import TODAY
from focalpoint.content.rounds.channels import Channel
from focalpoint.content.rounds.comments import Comment, Disposition, Origin
from focalpoint.content.rounds.ledger import Ledger, LedgerFields, read_ledger
from focalpoint.review.ledger.ledger_text import changed_text, new_text, visible

FILE = "consultations/comments/1/NO.yaml"
NOTED = Disposition.NOTED
WILD = st.text(st.characters(exclude_categories=()), max_size=60) | st.sampled_from(
    [
        "--- \n...\n",
        "!!python/object:os",
        "&a *a",
        "\t- x: |\n",
        "%YAML 1.1\n---",
        "\0\x1b[31m",
        "no",
        "1_0",
        "=1+1",
        "'",
    ]
)


@given(WILD, WILD, WILD)
@settings(max_examples=40)
def test_whatever_was_said_stays_text(comment: str, change: str, flag: str) -> None:
    empty = Ledger(LedgerFields(draft=1, draft_sha256="1" * 64, member="NO"), FILE, "")
    empty = Ledger(empty.fields, FILE, new_text(empty.fields))
    texts = [visible(words) for words in (comment, change, flag)]
    one = Comment(id="NO-001", received=TODAY, channel=Channel.PDF, comment=texts[0], source=Origin(flags=(texts[2],)))
    text = changed_text(empty, [one], {})
    two = one.model_copy(update={"proposed_change": texts[1], "disposition": NOTED, "observation": texts[2] + "."})
    read, problems = read_ledger(text, FILE)
    assert read is not None and problems == [] and read.fields.comments == (one,)
    again, problems = read_ledger(changed_text(read, [two], {"NO-001": comment}), FILE)
    assert again is not None and problems == [] and again.fields.comments == (two,)
    last = two.model_copy(update={"comment": texts[1], "observation": f"{texts[0]}."})
    third, problems = read_ledger(changed_text(again, [last], {}), FILE)
    assert third is not None and problems == [] and third.fields.comments == (last,)
    assert third.fields.model_copy(update={"comments": ()}) == empty.fields


def test_what_cannot_be_seen_is_made_visible() -> None:
    assert visible("a\0b\x1b\r\nc\rd\x7f\x85\u2028") == "a␀b␛\nc\nd␡\ufffd\ufffd"
