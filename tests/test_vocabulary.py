"""The vocabulary of a project: what its words mean, and every mistake in the file told at its line."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focalpoint.config import Config
from focalpoint.content.data.data import Shown
from focalpoint.problems import Trouble
from focalpoint.vocabulary import COLUMNS, Vocabulary
from focalpoint.vocabulary_file import read_vocabulary
from sample_project import Project
from sample_texts import VOCABULARY

WORDS = read_vocabulary(VOCABULARY)
LEAST = """[focal-point]
one = "Inspector"
many = "Inspectors"
addressed = "the Inspectorate"
"""


def told(text: str) -> list[str]:
    with pytest.raises(Trouble) as caught:
        read_vocabulary(text)
    return [str(problem) for problem in caught.value.problems]


def with_challenges(count: int) -> Vocabulary:
    rows = [f'{number} = {{ cover = "Question {number}", label = "{number}" }}' for number in range(1, count + 1)]
    return read_vocabulary("\n".join([LEAST, "[challenges]", *rows, ""]))


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ([], ""),
        ([8], "Risk factor 8"),
        ([9, 8], "Risk factors 8 and 9"),
        (range(1, 15), "Risk factors 1 to 14"),
        ([2, 5, 6, 7, 9], "Risk factors 2, 5 to 7 and 9"),
    ],
)
def test_three_risk_factors_in_a_row_are_told_as_one(numbers: Iterable[int], told: str) -> None:
    assert WORDS.factors_named(numbers) == told


JUSTICE = 'justice = { label = "justice"'


@pytest.mark.parametrize(
    ("old", "new", "at", "says"),
    [
        (JUSTICE, 'justice = { name = "justice"', "justice = {", "the field `ministries.justice.label` is missing"),
        (JUSTICE, 'justice = { label = ""', "justice = {", "`ministries.justice.label` is empty; write it"),
        ("health = { label", "Health = { label", "Health", "`ministries.Health = Health` is not a name; use small"),
        ("count = 14", 'count = "many"', "count =", "`risk-factors.count = many` is not a number that fits here"),
        ("pillars = [", "pilars = [", "pilars", "unknown field `pilars`; the fields here are focal-point, nouns"),
        ('holds = "contact"', 'holds = "peace"', 'holds = "peace"', "`brief.parts.7.holds = peace` is not known"),
        ('id = "why"', "", "[[brief.parts]]", "the field `brief.parts.0.id` is missing; add it"),
        ("words = 40\n", "words = 0\n", "words = 0", "`brief.parts.5.words = 0` is not a number that fits here"),
        ('year = "a year"', "year = 12", "year = 12", "`efforts.year = 12` is not text; put it in quotes"),
        ("[efforts]", "[efforts", "[efforts", "is not readable TOML (expected ']' at the end of a table declaration)"),
        ('"Helsinki", ', "3, ", "never-divided", "`never-divided.6 = 3` is not text; put it in quotes"),
        (', "risk factors"]', "]", "risk-factor =", "`nouns.risk-factor`: write two forms, of one and of several"),
    ],
)
def test_a_mistake_is_told_at_its_line(old: str, new: str, at: str, says: str) -> None:
    assert VOCABULARY.count(old) == 1
    text = VOCABULARY.replace(old, new)
    line = text[: text.index(at)].count("\n") + 1
    assert told(text)[0].startswith(f"manual/vocabulary.toml:{line}: {says}")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[challenges]\n1 = ", "[challenges]\nboth = ", "`challenges`: `both` stands for every challenge; number this"),
        ('id = "gain"', 'id = "why"', "`brief.parts`: two parts have `id = why`; each part has its own"),
        ("words = 50\n", "", "`brief.parts`: the part `gain` takes no passage and holds nothing; give it `words`"),
        ("[tables.meetings]", "[tables.dinners]", "`tables`: no table is called `dinners`; the tables are risk"),
        ('"As of", ', "", "`tables`: the table `network-sizes` has 3 columns; write as many `heads`"),
        (LEAST[:13], "[a]", "the field `focal-point` is missing; add it"),
    ],
)
def test_what_does_not_agree_is_told(old: str, new: str, says: str) -> None:
    assert VOCABULARY.count(old) == 1
    assert any(says in message for message in told(VOCABULARY.replace(old, new)))


def test_all_mistakes_are_told_at_once() -> None:
    text = VOCABULARY.replace('year = "a year"', 'year = ""').replace("count = 14", "count = 0")
    assert len(told(text)) == 2


def test_a_missing_file_is_told_in_one_message(project: Project) -> None:
    (project.root / "manual/vocabulary.toml").unlink()
    for command in (("check",), ("status",), ("build", "--format", "pdf")):
        result = project.run(*command)
        assert result.status == 1
        assert result.err == (
            "manual/vocabulary.toml: is missing: it names the ministries, kinds of effort and other words of this "
            "manual; restore it from Git (git checkout -- manual/vocabulary.toml), or take one from a project that "
            "`focalpoint new project` has made, and put your own words into it [vocabulary]\n"
        )


def test_a_file_that_is_no_text_is_told(project: Project) -> None:
    project.write("manual/vocabulary.toml", b"\xff\xfe")
    assert project.run("check").err == (
        "manual/vocabulary.toml: is not UTF-8 text; save it again as UTF-8, without styles [vocabulary]\n"
    )


def test_the_least_vocabulary_is_enough_for_a_manual_without_actions(project: Project) -> None:
    project.write("manual/vocabulary.toml", LEAST)
    assert Config.load(project.root, date(2026, 11, 23)).vocabulary.focal_point.many == "Inspectors"
    said = project.run("check").err
    assert "the vocabulary of this manual has no words for `pillar`; add them there, or take the line out" in said
    assert "`challenge`: the vocabulary of this manual has no challenges; take the line out [front-matter]" in said


@pytest.mark.parametrize(
    ("count", "written", "challenges"),
    [
        (1, "1", ("1",)),
        (2, "2", ("2",)),
        (2, "both", ("1", "2")),
        (3, "3", ("3",)),
        (3, "all", ("1", "2", "3")),
        (3, "1, 3", ("1", "3")),
    ],
)
def test_a_text_answers_one_challenge_or_several(count: int, written: str, challenges: tuple[str, ...]) -> None:
    words = with_challenges(count)
    assert words.is_answer(written)
    assert words.challenges_of(written) == challenges


@pytest.mark.parametrize(
    ("count", "written"),
    [(0, "1"), (1, "both"), (1, "2"), (2, "1, 2"), (2, "all"), (2, "3"), (3, "both"), (3, "4"), (3, "all, 1"), (3, "")],
)
def test_what_answers_no_challenge_is_refused(count: int, written: str) -> None:
    assert not with_challenges(count).is_answer(written)


def test_the_values_are_frozen_and_travel_between_processes() -> None:
    words: Any = WORDS  # the type check would refuse the line that is tried
    with pytest.raises(ValueError, match="frozen"):
        words.pillars = ()
    assert pickle.loads(pickle.dumps(WORDS)) == WORDS
    assert read_vocabulary(VOCABULARY) is WORDS


def test_every_table_that_a_chapter_can_show_has_its_columns() -> None:
    assert {*COLUMNS} == {*Shown}


@given(st.text(max_size=80))
def test_whatever_is_typed_is_read_or_told(typed: str) -> None:
    for text in (typed, f"{LEAST}{typed}"):
        try:
            read_vocabulary(text)
        except Trouble as trouble:
            assert all(0 < one.line <= text.count("\n") + 1 for one in trouble.problems)
