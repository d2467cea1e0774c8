"""The count of a file's words adds up, and the summary of an import says what became of each."""

from __future__ import annotations

from collections import Counter

import pytest

from focalpoint.cli.import_summary import print_import
from focalpoint.content.rounds.returned import LeftOut, LeftOutKind, WordCount, words_in
from focalpoint.review.intake.importing import Import, Imported

COUNT = WordCount(
    words=30,
    entered=12,
    left_out=(
        LeftOut(kind=LeftOutKind.COURTESY, place="line 1", words=2),
        LeftOut(kind=LeftOutKind.QUOTED, place="lines 5-9", words=13),
        LeftOut(kind=LeftOutKind.COURTESY, place="line 12", words=3),
    ),
)


def said(count: WordCount, capsys: pytest.CaptureFixture[str]) -> list[str]:
    print_import(Import((Imported("a.eml", 1, Counter(), Counter(), (), 0, {}, (), count),), (), ()))
    return [line.strip() for line in capsys.readouterr().out.splitlines()[3:]]


def test_the_summary_says_what_became_of_every_word(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(COUNT, capsys) == [
        "words: 30, of which 12 entered",
        "13 left out, quoted earlier mail: lines 5-9",
        "5 left out, courtesy: line 1, line 12",
    ]


def test_words_of_which_nothing_became_are_told_loudly(capsys: pytest.CaptureFixture[str]) -> None:
    lost = COUNT.model_copy(update={"entered": 8})
    assert lost.missing == 4
    assert said(lost, capsys)[-1] == "4 NOT ACCOUNTED FOR: open the file and compare it with its comments"


def test_a_file_whose_words_are_not_counted_has_no_count_in_its_summary(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(WordCount(), capsys) == []


def test_what_has_no_words_is_named_all_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    picture = WordCount(left_out=(LeftOut(kind=LeftOutKind.UNREAD, place="“logo.png”"),))
    assert said(picture, capsys)[1:] == ["left out, not read: “logo.png”"]


def test_many_places_are_not_cut_in_silence(capsys: pytest.CaptureFixture[str]) -> None:
    many = tuple(LeftOut(kind=LeftOutKind.SIGNATURE, place=f"line {n}", words=1) for n in range(1, 12))
    (_, line) = said(WordCount(words=11, left_out=many), capsys)
    assert line.startswith("11 left out, signature: line 1, line 2,") and line.endswith("and 3 more places")


def test_counts_of_two_parts_are_added() -> None:
    both = COUNT.plus(COUNT)
    assert (both.words, both.entered, both.missing) == (60, 24, 0)


def test_words_are_runs_of_letters_and_digits_in_any_script() -> None:
    assert words_in("Para. 3.1: «trop» – élan\nпункт الفقرة 第段") == 8
