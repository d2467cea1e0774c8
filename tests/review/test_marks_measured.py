"""The benchmark of marks, small: a draft of one chapter, eighty marks of every kind in the styles of seven readers."""

from __future__ import annotations

from datetime import date

import pytest

from benchmarks.drafted import Drafted, write_draft
from benchmarks.marks import judge, marked, total
from benchmarks.planting import MAY_MISS, Planted
from benchmarks.travelling import WAYS
from focalpoint.config import Config
from focalpoint.content.drafts import Draft, load_drafts
from focalpoint.review.returned_pdf import read_pdf

MARKS = 80


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Drafted:
    return write_draft(tmp_path_factory.mktemp("drafted") / "manual", 1)


@pytest.fixture(scope="module")
def draft(drafted: Drafted) -> Draft:
    ((only,), _) = load_drafts(Config.load(drafted.root, date(2026, 1, 5)))
    return only


@pytest.fixture(scope="module")
def returned(drafted: Drafted) -> tuple[bytes, list[Planted]]:
    return marked(drafted, MARKS, seed=5)


def test_every_mark_comes_home_or_says_that_it_may_not(returned: tuple[bytes, list[Planted]], draft: Draft) -> None:
    data, planted = returned
    findings = read_pdf(data, [draft]).findings
    scores = judge(planted, findings, draft.map())
    whole = total(scores)
    assert whole.found == whole.kind == whole.marks == MARKS == len(findings)
    sure = total({kind: score for kind, score in scores.items() if kind not in MAY_MISS})
    assert sure.block == sure.line == sure.marks, sure.wrong
    assert sure.words >= 0.97 * sure.of_words, sure.wrong
    aside = total({kind: score for kind, score in scores.items() if kind in MAY_MISS})
    assert aside.marks - aside.block == aside.said_doubt, aside.wrong


@pytest.mark.parametrize("way", WAYS)
def test_nothing_that_happens_on_the_way_loses_a_place(
    way: str, returned: tuple[bytes, list[Planted]], draft: Draft
) -> None:
    data, planted = returned
    sent, pages = WAYS[way](data)
    there = [mark for mark in planted if mark.page in pages and mark.kind not in MAY_MISS]
    whole = total(judge(there, read_pdf(sent, [draft]).findings, draft.map()))
    assert whole.found == whole.block == whole.line == whole.kind == len(there), whole.wrong
