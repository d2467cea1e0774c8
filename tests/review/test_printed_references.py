"""A reader of today's text sees the numbers of references, not the names of their labels."""

from __future__ import annotations

from focalpoint.review.printed_references import with_printed_references

TYPED = "Ask first, as paragraph post-tasks expects, and see figure-rings. Re-use well-known words."
PRINTED = "Ask first, as paragraph 1.2 expects, and see Figure 2.1. Re-use well-known words."


def test_labels_are_told_as_the_draft_printed_them() -> None:
    text = "Always ask first, as paragraph post-tasks expects (figure-rings), post-tasks-again and new-label."
    told = "Always ask first, as paragraph 1.2 expects (Figure 2.1), post-tasks-again and new-label."
    assert with_printed_references(text, TYPED, PRINTED) == told


def test_words_that_are_no_labels_stay() -> None:
    assert with_printed_references("A re-use of words.", "A re-use of words.", "A re-use of words.") == (
        "A re-use of words."
    )
    assert with_printed_references("The ministry asks.", "The ministry asks.", "The Ministry asks.") == (
        "The ministry asks."
    )
