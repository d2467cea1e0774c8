"""Tell whose comments are by the headings above them: a line, a row or a sheet that holds a member's name alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from focalpoint.content.consultation.roster import Roster
from focalpoint.content.rounds.returned import Finding, LeftOut, LeftOutKind, words_in
from focalpoint.review.forms.template import plain
from focalpoint.review.intake.members import members_named, words_of_name

MOST_WORDS = 10
_IN_ORDER = re.compile(r"\b(?:passage|row) \d+$")
"""The place of a finding in a letter or a table, in which what stands above a comment says whose it is."""
_AND = re.compile(r"^\W*(?P<who>[^\n:]{2,60}?)\s*[:：]\s*\S")
_COMMON = frozenset(
    "a comment comments observation observations remark remarks input inputs position views reply replies response of "
    "by from the and for on behalf s government republic kingdom state delegation mission permanent joint draft "
    "part section annex commentaire commentaires remarque remarques de du des d la le les l et par gouvernement "
    "comentario comentarios observacion observaciones del gobierno y los las por kommentar kommentare anmerkungen "
    "stellungnahme von der die das und regierung commenti osservazioni governo e do da замечания замечание комментарии "
    "правительства от и تعليقات ملاحظات حكومة من و 意见 政府 的".split()
)
"""Words that stand beside the name of a member in a heading."""


def heading_members(text: str, roster: Roster) -> set[str]:
    """Find the members whom a heading names; none in a text that says more than whose comments follow."""
    if words_in(text) > MOST_WORDS:
        return set()
    named = members_named(text, roster)
    names = {word for id in named if (member := roster.member(id)) for word in words_of_name(member.name).split()}
    left = set(re.findall(r"\w+", plain(text))) - names - {id.casefold() for id in named} - _COMMON
    return named if all(word.isdecimal() for word in left) else set()


def owners_above(findings: Sequence[Finding], roster: Roster) -> Iterator[tuple[Finding, set[str], list[LeftOut]]]:
    """Yield each finding without a heading at its end, the members named above or before its words, and that heading.

    A finding that is nothing but such a heading is yielded without words.
    """
    owners: set[str] = set()
    for finding in findings:
        if not _IN_ORDER.search(finding.source.subtype):
            yield finding, set(), []
            continue
        for text in finding.headed:
            owners = heading_members(text, roster) or owners
        rest, heading = _apart(finding, roster)
        if heading and rest.comment:
            further = _apart(rest, roster)
            rest, heading = (further[0], f"{further[1]}\n{heading}") if further[1] else (rest, heading)
        before = _AND.match(rest.comment)
        own = heading_members(before["who"], roster) if before else set()
        left = [LeftOut(kind=LeftOutKind.HEADING, place=finding.source.subtype, words=words_in(heading))]
        yield rest, own or owners, left if heading else []
        owners = heading_members(heading.rpartition("\n")[2], roster) or owners


def _apart(finding: Finding, roster: Roster) -> tuple[Finding, str]:
    """Take a line that is the heading of what follows from the end of a comment."""
    if finding.proposed_change:
        return finding, ""
    rest, _, last = finding.comment.rpartition("\n")
    if not heading_members(last, roster) or (not rest.strip() and finding.source.cited):
        return finding, ""
    words = max(finding.words - words_in(last), 0)
    return finding.model_copy(update={"comment": rest.strip(), "words": words}), last
