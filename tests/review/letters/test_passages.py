"""A letter is divided at every place that it is about, and every word of it is in one passage or cites its place."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_draft import invented_map

from focalpoint.content.rounds.channels import Channel
from focalpoint.content.rounds.comments import Confidence
from focalpoint.content.rounds.returned import Finding
from focalpoint.review.citations.citations import citations_in
from focalpoint.review.citations.targets import Targets
from focalpoint.review.letters.letter_findings import Letter, comments_in
from focalpoint.review.letters.passages import passages
from focalpoint.review.letters.salutations import find_salutations

MAP = invented_map()
KNOWN = Targets(MAP).known


def read(text: str) -> list[Finding]:
    courtesy = find_salutations(text.split("\n"), lambda line: bool(citations_in(line, KNOWN)))
    return list(comments_in(Letter(text, "0" * 64, Channel.EMAIL, courtesy), Targets(MAP)))


def places(text: str) -> list[tuple[str, str]]:
    """The place of each comment of a letter, as its number or the label of its table, and its confidence."""
    found = []
    for one in read(text):
        block = MAP.by_id.get(one.place.block)
        found.append((block.label or one.place.paragraph or block.section if block else "", one.confidence.value))
    return found


@pytest.mark.parametrize(
    ("letter", "expected"),
    [
        ("1.2: add the date.\nIn paragraph 2.3, replace it.\nPara. 3.1: no.", ["1.2", "2.3", "3.1"]),
        ("1.2: add the date. As to 4.1 and 4.2: please merge.", ["1.2", "4.1"]),
        ("Párrafo 1.2: conviene.\nEn el párrafo 2.3, sustituir.\nPárr. 3.1: no.", ["1.2", "2.3", "3.1"]),
        ("Paragraphe 1.2 : préciser.\nAu par. 2.3, remplacer.\nConcernant le 3.1, non.", ["1.2", "2.3", "3.1"]),
        ("Zu Ziffer 1.2: bitte ergänzen.\nIn Absatz 2.3 fehlt das Datum.\nRn. 3.1: streichen.", ["1.2", "2.3", "3.1"]),
        ("No parágrafo 1.2, falta a data.\nQuanto ao parágrafo 2.3: não.", ["1.2", "2.3"]),
        ("Al paragrafo 1.2 manca la data.\nPer quanto riguarda il punto 2.3: no.", ["1.2", "2.3"]),
        ("Пункт 1.2: уточнить.\nВ пункте 2.3 нет даты.\nПо пункту 3.1: нет.", ["1.2", "2.3", "3.1"]),
        ("الفقرة ١٫٢: يرجى التوضيح.\nفي الفقرة 2.3 يرجى الحذف.", ["1.2", "2.3"]),
        ("第1.2段：请修改。\n关于第2.3段，删除。\n第３．１段：同意。", ["1.2", "2.3", "3.1"]),
        ("Table 2.1: add a column.\nAction M-3: name it.\nAnnex A: shorten.", ["Table 2.1", "3.5", "Annex A. Words"]),
        ("[1.4] too long\nRe 2.2: fine\nOn 3.1, we agree\n(a) 4.4 - no", ["1.4", "2.2", "3.1", "4.4"]),
        ("Chapter 3\nParagraph 1: add.\nParagraph 2: no.", ["3.1", "3.2"]),
        ("General: a good draft.\n1.3: soften.\nGeneral: shorten the annexes.", ["", "1.3", ""]),
        ("We think that 3.1 is too strong. In addition, 4.2 should be shorter.", ["3.1", "4.2"]),
        ("1.2: three levels are enough. See also 1.4.", ["1.2"]),
        ("1.2: this repeats what 2.3 says.", ["1.2"]),
        ("The sentence was broken by a program since para\n3.1: is unclear to us and to others.", ["3.1"]),
        ('1.2: replace "see 2.3" with "see 3.1".', ["1.2"]),
        ("Costs rose by 3.2 per cent, to 2.1 million.", [""]),
        ("Resolution A/RES/60/1, paragraph 139, is not quoted.", [""]),
    ],
)  # fmt: skip
def test_each_place_begins_a_comment(letter: str, expected: list[str]) -> None:
    assert [place for place, _ in places(letter)] == expected


def test_a_place_that_does_not_exist_is_kept_as_written_and_not_guessed() -> None:
    (one,) = read("On page 30, delete the last sentence.")
    assert (one.confidence, one.source.cited, one.place.block) == (Confidence.UNPLACED, "On page 30", "")
    (one,) = read("As to 9.1 and 9.2: please merge.")
    assert (one.confidence, one.source.cited) == (Confidence.UNPLACED, "As to 9.1 and 9.2")


def test_what_is_said_of_the_whole_draft_is_on_no_place_and_needs_none() -> None:
    general, other = read("General comments: a good draft.\n1.3: soften.")
    assert ("whole-draft" in general.source.flags, "whole-draft" in other.source.flags) == (True, False)


def test_what_contradicts_is_asked_about_with_the_other_places() -> None:
    (one,) = read("Para. 3.1, line 5: we disagree.")
    assert (one.place.paragraph, one.confidence, one.source.cited) == ("3.1", Confidence.FUZZY, "Para. 3.1, line 5")
    line = next(block for block in MAP.blocks for line in block.lines if line.number == 5)
    assert line.id in one.place.candidates


def test_another_place_that_is_named_without_saying_why_leaves_the_first_in_doubt() -> None:
    assert places("1.2 should say more of the duty that we found to be in 3.4.") == [("1.2", "fuzzy")]


def test_a_paragraph_that_names_no_place_leaves_the_one_before_in_doubt_unless_that_was_a_heading() -> None:
    assert places("Para 1.3: soften.\n\nWe regret that it is long.") == [("1.3", "fuzzy")]
    assert places("Para 1.3:\n\nSoften it.\n\nAnd shorten it.") == [("1.3", "exact")]


@pytest.mark.parametrize(
    ("letter", "expected"),
    [
        ("The hours are missing (para 3.1).\n\nSay who pays. [paragraph 2.3]\n\nToo long (Table 1.1)", "3.1 2.3 T1.1"),
        ("The hours are missing (para 3.1). Say who pays (2.3). Too long (Table 1.1).", "3.1 2.3 T1.1"),
        ("Say who pays. This concerns paragraph 2.3.\n\nToo long. Cela vaut pour le paragraphe 3.1.", "2.3 3.1"),
        ("应说明时间。（第3.1段）\n\n谁付钱？（第2.3段）", "3.1 2.3"),
        ("- Say who pays (2.3)\n- Too long (3.1)", "2.3 3.1"),
        ("(2.3) Say who pays. (3.1) Too long.", "2.3 3.1"),
        ("Say who pays.\n[paragraph 2.3]\n\nToo long.\n[paragraph 3.1]", "2.3 3.1"),
    ],
)
def test_a_place_behind_what_is_said_of_it(letter: str, expected: str) -> None:
    assert places(letter) == [(place.replace("T", "Table "), "exact") for place in expected.split()]


def test_a_place_behind_a_remark_that_follows_another_place_is_asked_about() -> None:
    assert places("Para 1.3: soften it.\n\nSay who pays (para 2.3).") == [("1.3", "exact"), ("2.3", "fuzzy")]
    assert places("Para 1.3: soften it.\n\nIt repeats what was said (para 2.3).") == [("1.3", "fuzzy")]


@pytest.mark.parametrize(
    ("letter", "expected"),
    [
        ("1.2: yes. No que se refere ao parágrafo 2.3, não. Quanto ao 3.1: sim.", "1.2 2.3 3.1"),
        ("1.2: yes. With reference to paragraph 2.3, no.", "1.2 2.3"),
        ("3.11：不同意。 3.12段：同意。 4.9段：删除。", "3.11 3.12 4.9"),
        ("Para 1.2: yes, as the law of the land says. Tab.\n2.1: is it meant here?", "1.2 T2.1"),
        ("Paragraph 1.2: soften.\nParagraph 1.2: and shorten.", "1.2 1.2"),
        ("Absatz 1.2: nein.\n\nBetr. Absatz 2.3: ja.\n\nRef. para 3.1: no.", "1.2 2.3 3.1"),
    ],
)
def test_the_usual_heads_begin_a_comment_also_in_the_middle_of_a_line(letter: str, expected: str) -> None:
    assert places(letter) == [(place.replace("T", "Table "), "exact") for place in expected.split()]


def test_two_places_together_in_the_ways_of_other_scripts() -> None:
    for letter in ("第1.12段和第5.3段：请删除。", "في الفقرتين 1.12 و5.3، نعم.", "الفقرتان A.2 وA.5: نعم."):
        (one,) = read(letter)
        assert (len(one.place.also), one.confidence) == (1, Confidence.EXACT), letter


def test_a_heading_alone_holds_for_what_is_said_below_it_and_is_counted_once() -> None:
    first, second = read("Chapter 3\nParagraph 2: soften.\nParagraph 4: shorten.")
    assert (first.place.paragraph, second.place.paragraph) == ("3.2", "3.4")
    assert (first.words, second.words) == (5, 3)
    (general,) = read("Chapter 3\nGeneral: fine.")
    assert (general.source.cited, general.words, general.place.section) == ("Chapter 3", 4, "3. The ministries")


WORD = st.sampled_from(
    "please add the date we agree see also cf para 3.1 1.2 2.3: page 5 line 12 Table 1.1 General: and (a) - Annex A, "
    "chapter 2 § the last sentence of delete “x” replace. no. Overall пункт الفقرة 第2.1段 9.9 3.2% M-2".split(" ")
)
LETTER = st.lists(st.tuples(WORD, st.sampled_from([" ", " ", " ", " ", "\n", "\n\n", ". "])), max_size=60)


@settings(max_examples=300, deadline=None)
@given(LETTER)
def test_no_word_is_lost_and_none_is_doubled(parts: list[tuple[str, str]]) -> None:
    text = "".join(word + gap for word, gap in parts)
    found = passages(text, KNOWN)
    kept = Counter(word for one in found for part in (one.apart, one.words) for word in _words(part))
    assert kept == Counter(_words(text)), (text, found)
    for one in found:
        assert not Counter(_words(one.apart)) - Counter(_words(one.cited)), (text, one)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)
