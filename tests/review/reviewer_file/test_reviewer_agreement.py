"""A reviewer's text that was edited, cut or put together with others: no place is guessed, and each fault is told."""

from __future__ import annotations

import random
import re

import pytest
from reviewer_sample import GOLDEN, imported, named

from focalpoint.content.rounds.comments import Confidence
from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.returned import words_in

TEXT = GOLDEN.read_text(encoding="utf-8-sig")
LAW = (
    "The law says so — “deputy” is the word that our own act of 2019 uses throughout its second part, and no other."
)


def test_a_comment_edited_by_hand_is_entered_as_it_reads_and_told(draft: Draft) -> None:
    returned = imported(TEXT.replace(": Both go.", ": Both stay,\nwhatever comes."), draft)
    assert named(returned)["aaaa0007"].comment == "Both stay, whatever comes."
    assert named(returned)["aaaa0007"].source.flags == ("edited",)
    assert any("comment 5: changed after the page saved it" in one for one in returned.warnings)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Ref: 34070511869fb1cb 40-54", "Ref: 34070511869fb1cb 41-55"),
        ("Ref: 34070511869fb1cb 40-54", "Ref: d40005d970d50126 40-54"),
        ("Ref: 34070511869fb1cb 40-54", "Ref: 0000000000000000 40-54"),
        ("Ref: 34070511869fb1cb 40-54 replace", "Ref: 34070511869fb1cb"),
        ("Place: 1.1, 1. The post\nWords:\n: names", "Place: 1.2, 1. The post\nWords:\n: names"),
        ("Place: 1.1, 1. The post\nWords:\n: names", "Place: 2.1, 2. The list\nWords:\n: names"),
        ("Words:\n: names a deputy", "Words:\n: names the deputy"),
    ],
)
def test_what_does_not_agree_on_the_place_is_never_exact(draft: Draft, old: str, new: str) -> None:
    assert TEXT.count(old) == 1
    returned = imported(TEXT.replace(old, new), draft)
    (one,) = [finding for finding in returned.findings if finding.comment == LAW]
    assert one.confidence is not Confidence.EXACT
    assert "edited" in one.source.flags


def test_random_edits_of_places_are_never_exact_elsewhere(draft: Draft) -> None:
    """A character of a reference or a place is changed: the comment stays where it was, or its place is asked about."""
    right = named(imported(TEXT, draft))
    places = [match.span() for match in re.finditer(r"^(?:Ref|And|Place): .*$", TEXT, re.MULTILINE)]
    chance = random.Random(7)
    for _ in range(60):
        start, end = chance.choice(places)
        at = chance.randrange(start + 5, end)
        text = TEXT[:at] + chance.choice("0123456789abcdef ") + TEXT[at + 1 :]
        for one in imported(text, draft).findings:
            if one.confidence is Confidence.EXACT and one.source.name in right:
                other = right[one.source.name].place
                assert (one.place.block, one.place.start, one.place.end) == (other.block, other.start, other.end), text


@pytest.mark.parametrize("share", [0.3, 0.5, 0.62, 0.8, 0.97])
def test_a_text_that_was_cut_says_so_and_keeps_what_came(draft: Draft, share: float) -> None:
    text = TEXT[: int(len(TEXT) * share)]
    returned = imported(text, draft)
    came = len(re.findall(r"^\[\d of 7\] \w+ \w+", text, re.MULTILINE))
    assert any(f"THE END IS MISSING: {came} comments came" in one for one in returned.warnings)
    assert "We thank the Secretariat." in returned.findings[0].comment
    assert returned.count.words == words_in(text)


def test_a_comment_that_someone_took_out_or_put_in_is_told(draft: Draft) -> None:
    start, end = TEXT.index("[3 of 7]"), TEXT.index("[4 of 7]")
    for text in (TEXT[:start] + TEXT[end:], TEXT[:end] + TEXT[start:]):
        assert any("COMMENTS ARE MISSING OR WERE ADDED" in one for one in imported(text, draft).warnings)


def test_two_files_in_one_mail_keep_their_owners(draft: Draft) -> None:
    other = TEXT.replace("Copy: 1 XF", "Copy: 2 XS").replace("Freedonia", "Sylvania").replace("aaaa", "bbbb")
    returned = imported(f"{TEXT}\n{other}", draft)
    assert {(one.member, one.copy_number) for one in returned.findings} == {("XF", 1), ("XS", 2)}
    assert len(returned.findings) == 12


def test_a_file_of_another_draft_is_placed_nowhere(draft: Draft) -> None:
    other = TEXT.replace("draft-1-0123456789", "draft-9-abcdef0123").replace("aaaa", "bbbb")
    returned = imported(f"{TEXT}\n{other}", draft)
    foreign = [one for one in returned.findings if one.other_draft]
    assert len(foreign) == 6 and {one.other_draft for one in foreign} == {"draft-9-abcdef0123"}
    assert {one.confidence for one in foreign} == {Confidence.UNPLACED}


ODD = (
    *("Para 1.2: please name them.", "", "Comment:", ": more", "+ more", "bare words", "Reviewer: Somebody"),
    *("== focalpoint-comments 1 ==", "[9 of 9] Comment only · General", "Check: 12345678 12345678", "-- ", "> quoted"),
)


def test_no_word_is_lost_however_lines_were_lost_moved_joined_or_doubled(draft: Draft) -> None:
    chance = random.Random(11)
    for _ in range(60):
        lines = TEXT.rstrip("\n").split("\n")
        for _ in range(chance.randint(1, 8)):
            at, other = chance.randrange(len(lines) - 1), chance.randrange(len(lines))
            match chance.randrange(5):
                case 0:
                    del lines[at]
                case 1:
                    lines.insert(at, chance.choice(ODD))
                case 2:
                    lines[at], lines[other] = lines[other], lines[at]
                case 3:
                    lines[at] += " " + lines.pop(at + 1)
                case _:
                    lines.insert(at, lines[other])
        text = "\n".join(lines)
        returned = imported(text, draft)
        assert returned.count.words == words_in(text), text
