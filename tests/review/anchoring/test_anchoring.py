"""Where a comment stands after the text was edited."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from followed import CODE, DESK, LAST, LAW, POST, TREATY, YEAR, Manual, chapter, make_manual

from figures.committing import commit, issue
from figures.edits import WAYS, prepare, run
from focalpoint.content.rounds.channels import Channel
from focalpoint.content.rounds.comments import Anchor, Comment, Place, Quote
from focalpoint.content.rounds.draft_map import pack_map
from focalpoint.content.rounds.drafts import MAP
from focalpoint.review.anchoring.anchoring import PlaceStatus

pytestmark = pytest.mark.slow


@pytest.fixture
def manual(tmp_path: Path) -> Manual:
    return make_manual(tmp_path / "manual")


def test_what_nobody_touched_is_exact_though_its_line_changed(manual: Manual) -> None:
    manual.edit(POST, "## Tasks", "## Tasks\n\nThis chapter says what the desk does and what it leaves to others.")
    today = manual.place(YEAR, "to the minister")
    assert (today.status, today.file, today.line) == (PlaceStatus.EXACT, POST, manual.line(POST, YEAR))
    assert today.quote_stands and today.text[today.start : today.end] == "to the minister"
    assert today.before == today.text == YEAR


def test_a_reworded_block_is_edited_and_says_whether_the_quoted_words_still_stand(manual: Manual) -> None:
    manual.edit(POST, "once a year in writing", "twice each year")
    kept, lost = manual.place(YEAR, "whenever parliament asks"), manual.place(YEAR, "once a year in writing")
    assert kept.status is lost.status is PlaceStatus.EDITED
    assert kept.quote_stands and kept.text[kept.start : kept.end] == "whenever parliament asks"
    assert not lost.quote_stands
    assert "twice each year" in lost.text and "once a year" in lost.before


def test_each_block_that_a_mark_covers_is_followed_by_itself(manual: Manual) -> None:
    manual.edit(POST, "once a year in writing", "twice each year")
    ids = [block.id for block in manual.draft.map().blocks]
    comment = manual.comment(DESK)
    later = tuple(ids[ids.index(comment.place.block) + 1 :])
    today = manual.today(comment.model_copy(update={"place": comment.place.model_copy(update={"also": later * 9})}))
    assert today.status is PlaceStatus.EXACT and len(today.further) == 10
    year, last, *_ = today.further
    assert (year.block.text, year.current.status, last.current.status) == (YEAR, PlaceStatus.EDITED, PlaceStatus.EXACT)
    assert "twice each year" in year.current.text and last.current.line == manual.line(POST, LAST)


def test_a_caret_is_found_between_the_words_round_it(manual: Manual) -> None:
    manual.edit(POST, "The desk keeps", "As a rule, the desk keeps")
    comment = manual.comment(DESK)
    at = DESK.index(" case that")
    quote = Quote(prefix=DESK[:at], suffix=DESK[at : at + 32])
    place = comment.place.model_copy(update={"start": at, "end": at, "quote": quote})
    today = manual.today(comment.model_copy(update={"place": place}))
    assert today.quote_stands and today.start == today.end == today.text.index(" case that")


def test_the_words_that_stand_twice_are_told_apart_by_what_stands_round_them(manual: Manual) -> None:
    manual.edit(POST, "It reports", "As agreed, it reports")
    comment = manual.comment(YEAR, "parliament")
    second = YEAR.rindex("parliament")
    quote = Quote(exact="parliament", prefix=YEAR[second - 20 : second], suffix=YEAR[second + 10 :])
    place = comment.place.model_copy(update={"start": second, "end": second + 10, "quote": quote})
    today = manual.today(comment.model_copy(update={"place": place}))
    assert today.start == today.text.rindex("parliament")


def test_a_block_is_followed_into_another_chapter(manual: Manual) -> None:
    del manual.texts[POST]
    manual.texts[POST] = chapter("The post", "## Tasks", DESK, LAST)
    manual.texts[LAW] = chapter("The law", "## Codes", CODE, YEAR.replace("once a year", "each year"), TREATY)
    commit(manual.root, manual.texts)
    today = manual.place(YEAR)
    assert (today.status, today.file, today.line) == (PlaceStatus.MOVED, LAW, manual.line(LAW, "It reports"))


def test_a_deleted_block_is_gone(manual: Manual) -> None:
    manual.edit(POST, YEAR, "Every embassy has a list of experts whom the ministry can call at any hour of the night.")
    today = manual.place(YEAR, "to the minister")
    assert (today.status, today.text, today.quote_stands) == (PlaceStatus.GONE, "", False)
    assert today.before == YEAR and today.why


def test_a_block_that_may_be_another_is_asked_about_with_the_likest_first(manual: Manual) -> None:
    half = "It reports to the president once a month by telephone, and to nobody else whoever asks for news."
    manual.texts[POST] = chapter("The post", "## Tasks", DESK, LAST)
    manual.texts[LAW] = chapter("The law", "## Codes", CODE, half, TREATY)
    commit(manual.root, manual.texts)
    today = manual.place(YEAR)
    assert today.status is PlaceStatus.ASK
    assert (today.similar[0].file, today.similar[0].text) == (LAW, half)
    assert 60 <= today.similar[0].similarity < 80


def test_a_split_paragraph_is_followed_to_the_half_with_the_quoted_words(manual: Manual) -> None:
    manual.edit(POST, ", and to parliament whenever", ".\n\nIt goes to parliament whenever")
    first, second = manual.place(YEAR, "to the minister"), manual.place(YEAR, "whenever parliament asks")
    assert first.text.startswith("It reports") and second.text.startswith("It goes")
    assert first.quote_stands and second.quote_stands
    assert first.status is second.status is PlaceStatus.EDITED


def test_two_paragraphs_made_one_are_both_found_in_it(manual: Manual) -> None:
    manual.edit(POST, f"{DESK}\n\n{YEAR}", f"{DESK}\n{YEAR}")
    found = [manual.place(text) for text in (DESK, YEAR)]
    assert [today.text for today in found] == [f"{DESK} {YEAR}"] * 2
    assert [today.status for today in found] == [PlaceStatus.EDITED] * 2


def test_a_renamed_file_does_not_move_its_blocks(manual: Manual) -> None:
    renamed = "manual/across/the-desk.md"
    manual.texts[renamed] = manual.texts.pop(POST).replace("once a year", "twice a year")
    commit(manual.root, manual.texts)
    assert (manual.place(DESK).status, manual.place(DESK).file) == (PlaceStatus.EXACT, renamed)
    assert manual.place(YEAR).status is PlaceStatus.EDITED


def test_small_steps_are_followed_where_one_jump_would_not_find_the_block(manual: Manual) -> None:
    words = YEAR.split()
    for first in range(0, len(words), 3):
        before = " ".join(words)
        words[first : first + 3] = [f"amended{first}", "in", "part"]
        manual.edit(POST, before, " ".join(words))
    today = manual.place(YEAR)
    assert (today.status, today.text) == (PlaceStatus.EDITED, " ".join(words))


def test_a_block_that_came_back_is_found_again(manual: Manual) -> None:
    manual.edit(POST, f"{YEAR}\n\n", "")
    assert manual.place(YEAR).status is PlaceStatus.GONE
    manual.edit(POST, LAST, f"{LAST}\n\n{YEAR}")
    today = manual.place(YEAR)
    assert (today.status, today.text) == (PlaceStatus.MOVED, YEAR) and today.why


def test_a_person_s_word_counts_more_than_the_draft(manual: Manual) -> None:
    made = manual.edit(POST, "No other office", "No office")
    anchored = Anchor(commit=made, file=LAW, line=manual.line(LAW, TREATY))
    comment = manual.comment(YEAR)
    comment = comment.model_copy(update={"place": comment.place.model_copy(update={"anchored": anchored})})
    manual.edit(LAW, "in the annex", "in an annex")
    today = manual.today(comment)
    assert (today.status, today.file) == (PlaceStatus.EDITED, LAW)
    assert today.text == TREATY.replace("the annex", "an annex") and today.before == YEAR


def test_a_comment_on_a_source_s_footnote_stands_at_the_block_that_cites_it(manual: Manual) -> None:
    comment = manual.comment(YEAR)
    made = manual.draft.map()
    printed = [replace(one, text="Organization 3, Report (2003).") if one.text == YEAR else one for one in made.blocks]
    (manual.draft.folder / MAP).write_bytes(pack_map(replace(made, blocks=tuple(printed))))
    manual.edit(POST, "once a year", "each year")
    today = manual.today(comment)
    assert today.status is PlaceStatus.EDITED and today.text.startswith("It reports to the minister each year")
    assert "printed from elsewhere" in today.why


def test_a_comment_without_a_place_and_one_on_generated_words_say_so(manual: Manual) -> None:
    nowhere = Comment(id="GH-001", received=date(2026, 2, 1), channel=Channel.EMAIL, comment="Good.", place=Place())
    today = manual.today(nowhere)
    assert today.status is PlaceStatus.ASK and "no place" in today.why
    printed = issue(manual.root, 1, manual.draft.fields.commit, generated="Done at the press")
    today = Manual(manual.root, printed).place("Done at the press")
    assert today.status is PlaceStatus.ASK and "the toolchain writes itself" in today.why
    assert (today.before, today.text) == ("Done at the press", "")


# Where deleted paragraphs have their like, a person is asked: tests/figures/test_edits.py counts that.
@pytest.mark.parametrize("way", [name for name in WAYS if "200" not in name and "like the others" not in name])
def test_the_benchmark_s_edits_are_followed(way: str, tmp_path: Path) -> None:
    trial = prepare(tmp_path, 7, 150, chapters=4)
    steps, step = WAYS[way](trial)
    score = run(trial, steps, step)
    there = score.comments - score.deleted
    assert score.wrong == [] and score.found_deleted == score.deleted
    assert score.right >= 0.98 * there and score.right_quotes == score.quotes
