"""Let a person overrule one kind of open point in a release, with a reason that stays on its record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from focalpoint.problems import Problem, ProblemKind, Trouble

OVERRULABLE: Mapping[ProblemKind, str] = {
    ProblemKind.NOT_CLEARED: "those who answer for the chapter",
    ProblemKind.UNDECIDED: "the Secretariat, at the review desk (focalpoint review)",
    ProblemKind.UNAPPLIED: "whoever made the change, in the ledger",
    ProblemKind.NO_ADDRESS: "whoever keeps the website (docs/publishing.md)",
    ProblemKind.NO_REPLY: "the Secretariat (focalpoint replies)",
    ProblemKind.OPENED: "whoever may open what was said in confidence",
    ProblemKind.TO_CONFIRM: "whoever the remark names",
    ProblemKind.UNVERIFIED: "whoever can see the source itself",
    ProblemKind.OUTDATED: "the chapter's author, by checking its facts again",
    ProblemKind.UNCITED_FIGURE: "the chapter's author",
    ProblemKind.UNUSED_SOURCE: "the chapter's author",
    ProblemKind.LONG_SENTENCE: "the chapter's author",
    ProblemKind.TERM: "the chapter's author",
    ProblemKind.SPELLING: "the chapter's author",
    ProblemKind.HEADING_LEVEL: "the chapter's author",
    ProblemKind.TEXT_ALTERNATIVE: "the chapter's author",
}
"""The kinds that a person may overrule, each with who can mend it; leaks and the language hold without exception."""
BY_OTHERS: Mapping[ProblemKind, str] = {ProblemKind.UNCOMMITTED: "whoever changed the files"}
AUTHORS = "the author of the text"


@dataclass(frozen=True)
class Overrule:
    """One kind of open point that a person lets pass in one release, and why."""

    kind: ProblemKind
    because: str
    points: int = 0
    """How many points of this kind there were."""


def who_mends(kind: ProblemKind) -> str:
    """Say who can mend a kind of open point."""
    return OVERRULABLE.get(kind) or BY_OTHERS.get(kind, AUTHORS)


def read_overrules(kinds: Sequence[str], reasons: Sequence[str]) -> tuple[Overrule, ...]:
    """Pair each kind with its reason, or all with the only one; raises Trouble with everything that is wrong."""
    given = [reason.strip() for reason in reasons]
    if len(given) == 1:
        given *= len(kinds)
    problems = list(_wrong_with(kinds, given))
    if problems:
        raise Trouble(Problem("", 0, ProblemKind.OVERRULE, told) for told in problems)
    return tuple(Overrule(ProblemKind(kind), reason) for kind, reason in zip(kinds, given, strict=True))


def _wrong_with(kinds: Sequence[str], reasons: Sequence[str]) -> Iterator[str]:
    for kind, times in Counter(kinds).items():
        if kind not in set(OVERRULABLE):
            known = ", ".join(OVERRULABLE)
            yield f"`{kind}` cannot be overruled; mend it, or overrule one of these kinds: {known}"
        if times > 1:
            yield f"`{kind}` is overruled {times} times; name each kind once"
    if len(reasons) != len(kinds) or not all(reasons):
        yield "each --allow needs its --because with a reason, in the same order (one reason alone holds for all)"


def apply_overrules(
    points: Sequence[Problem], overrules: Sequence[Overrule]
) -> tuple[list[Problem], tuple[Overrule, ...]]:
    """Return the points that still keep the release back, and each overrule with how many points it lets pass.

    An overrule that lets nothing pass is itself a point: it would stay on the record for nothing.
    """
    allowed = {one.kind for one in overrules}
    counted = Counter(point.kind for point in points)
    left = [point for point in points if point.kind not in allowed]
    for one in overrules:
        if not counted[one.kind]:
            told = f"`--allow {one.kind}` overrules nothing, since there is no such point; leave it out"
            left.append(Problem("", 0, ProblemKind.OVERRULE, told))
    return left, tuple(Overrule(one.kind, one.because, counted[one.kind]) for one in overrules)
