"""Determine where each member stands in a round of consultation, and whom to approach next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from focalpoint.content.consultation.roster import IN_NO_GROUP, Member, Response, Roster, Round
from focalpoint.content.manual import Manual
from focalpoint.vocabulary import Vocabulary

PATIENCE = timedelta(days=30)
"""Who has not answered so long after the invitation is silent."""
MOST = 10
"""So many members are proposed at a time."""
ANSWERS = frozenset({Response.NO_COMMENTS, Response.COMMENTS, Response.DECLINED})
"""What counts as an answer; an acknowledgement promises one."""


@dataclass(frozen=True)
class Standing:
    """A member in one round of consultation, on one day."""

    member: Member
    round: Round
    today: date

    @property
    def answered(self) -> bool:
        """Whether the member has answered; “no comments” is an answer."""
        return self.round.response in ANSWERS

    @property
    def silent(self) -> bool:
        """Whether the member was invited long ago and nothing has come back."""
        invited = self.round.invited_on
        heard = self.round.response is not Response.NONE or self.round.consulted_on is not None
        return not heard and invited is not None and self.today - invited >= PATIENCE


def latest_round(roster: Roster) -> int:
    """Return the number of the latest round in the roster; 0 if there is none."""
    return max((number for member in roster.members for number in member.rounds), default=0)


def standings(roster: Roster, number: int, today: date) -> list[Standing]:
    """Return the standing of every member in a round, in the order of the roster."""
    return [Standing(member, member.rounds.get(number, Round()), today) for member in roster.members]


def groups_of(vocabulary: Vocabulary) -> list[str]:
    """List the regional groups as tables name them, in their order."""
    return [*(vocabulary.regional_groups.names if vocabulary.regional_groups else ()), IN_NO_GROUP]


def by_group(vocabulary: Vocabulary, members: Iterable[Member]) -> dict[str, list[Member]]:
    """Sort members into regional groups, in the groups' order; a group without members is left out."""
    members = tuple(members)
    groups = {group: [member for member in members if member.group == group] for group in groups_of(vocabulary)}
    return {group: found for group, found in groups.items() if found}


def consulted(manual: Manual) -> frozenset[str]:
    """Return the ids of the members who took part in a consultation, by notes that stand or by the roster's rounds."""
    noted = {id for note in manual.notes if not note.fields.withdrawn_on for id in note.fields.participants}
    asked = {member.id for member in manual.roster.members if any(turn.consulted_on for turn in member.rounds.values())}
    return frozenset(id for id in noted | asked if manual.roster.member(id))


def to_approach(manual: Manual, today: date) -> list[Standing]:
    """Return whom to approach next: members of the least consulted groups first, and among them the longest silent.

    Nobody who was consulted, has declined in any round, or has answered or may still answer in the latest.
    """
    heard = consulted(manual)
    share = {
        group: sum(member.id in heard for member in members) / len(members)
        for group, members in by_group(manual.vocabulary, manual.roster.members).items()
    }
    open_ones = [
        standing
        for standing in standings(manual.roster, latest_round(manual.roster), today)
        if standing.member.id not in heard
        and all(turn.response is not Response.DECLINED for turn in standing.member.rounds.values())
        and (standing.silent or (standing.round == Round()))
    ]
    # Who was never invited comes after those who left an invitation without an answer.
    open_ones.sort(key=lambda standing: (share[standing.member.group], standing.round.invited_on or date.max))
    return open_ones[:MOST]
