"""The benchmark of marks, small: a draft of one chapter, eighty marks of every kind in the styles of seven readers."""

from __future__ import annotations

from datetime import date

import pytest

from figures.marked.drafted import Drafted, write_draft
from figures.marked.planting import Planted
from figures.marked.travelling import WAYS
from figures.marks import judge, marked, total
from focalpoint.config import Config
from focalpoint.content.rounds.drafts import Draft, load_drafts
from focalpoint.review.returned_pdf.read_pdf import read_pdf

pytestmark = pytest.mark.slow

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


def test_every_mark_comes_home(returned: tuple[bytes, list[Planted]], draft: Draft) -> None:
    data, planted = returned
    findings = read_pdf(data, [draft]).findings
    whole = total(judge(planted, findings, draft.map()))
    assert whole.found == whole.kind == whole.block == whole.line == MARKS == len(findings), whole.wrong
    assert whole.words >= 0.99 * whole.of_words, whole.wrong


@pytest.mark.parametrize("way", WAYS)
def test_nothing_that_happens_on_the_way_loses_a_place(
    way: str, returned: tuple[bytes, list[Planted]], draft: Draft
) -> None:
    data, planted = returned
    sent, pages = WAYS[way](data)
    there = [mark for mark in planted if mark.page in pages]
    whole = total(judge(there, read_pdf(sent, [draft]).findings, draft.map()))
    assert whole.found == whole.block == whole.line == whole.kind == len(there), whole.wrong
