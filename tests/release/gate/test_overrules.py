"""A person may overrule one kind of open point with a reason; leaks and the language never."""

from __future__ import annotations

import pytest

from focalpoint.problems import Problem, ProblemKind, Trouble
from focalpoint.release.gate.overrules import apply_overrules, read_overrules

POINTS = [
    Problem("manual/a.md", 5, ProblemKind.NOT_CLEARED, "is not cleared"),
    Problem("manual/b.md", 5, ProblemKind.NOT_CLEARED, "is not cleared"),
    Problem("manual/b.md", 9, ProblemKind.TO_CONFIRM, "is to be confirmed"),
]


def refused(kinds: list[str], reasons: list[str]) -> list[str]:
    """What is wrong with the overrules that a person types."""
    with pytest.raises(Trouble) as caught:
        read_overrules(kinds, reasons)
    return [problem.message for problem in caught.value.problems]


def test_a_kind_passes_with_its_reason_and_the_number_of_points() -> None:
    left, (done,) = apply_overrules(POINTS, read_overrules(["not-cleared"], ["The Board has seen it."]))
    assert [(point.path, point.line) for point in left] == [("manual/b.md", 9)]
    assert (done.kind, done.because, done.points) == ("not-cleared", "The Board has seen it.", 2)


def test_one_reason_holds_for_all_kinds_and_else_each_has_its_own() -> None:
    one = read_overrules(["not-cleared", "to-confirm"], ["A trial."])
    assert [(done.kind, done.because) for done in one] == [("not-cleared", "A trial."), ("to-confirm", "A trial.")]
    each = read_overrules(["to-confirm", "not-cleared"], ["It is small.", "It is early."])
    assert [done.because for done in each] == ["It is small.", "It is early."]
    assert apply_overrules(POINTS, each)[0] == []


@pytest.mark.parametrize(
    "kind",
    "leak stray-markup construct handling unreadable front-matter consent uncommitted print build link no-such".split(),
)
def test_leaks_the_language_and_what_nobody_could_make_again_always_hold(kind: str) -> None:
    assert refused([kind], ["Because."])[0].startswith(f"`{kind}` cannot be overruled; mend it, or overrule one of")


@pytest.mark.parametrize(
    ("kinds", "reasons"),
    [
        (["not-cleared"], []),
        (["not-cleared"], [" "]),
        ([], ["Why?", "And why?"]),
        (["not-cleared", "to-confirm"], ["a", "b", "c"]),
    ],
)
def test_every_overrule_has_its_reason(kinds: list[str], reasons: list[str]) -> None:
    expected = "each --allow needs its --because with a reason, in the same order (one reason alone holds for all)"
    assert refused(kinds, reasons) == [expected]


def test_a_kind_is_overruled_once() -> None:
    assert refused(["term", "term"], ["a"]) == ["`term` is overruled 2 times; name each kind once"]


def test_an_overrule_of_nothing_is_told() -> None:
    left, _ = apply_overrules(POINTS[:2], read_overrules(["not-cleared", "term"], ["Why."]))
    assert [str(point) for point in left] == [
        "`--allow term` overrules nothing, since there is no such point; leave it out [overrule]"
    ]
