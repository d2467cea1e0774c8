"""The 61 members of a Network that does not exist, and how one round of consultation went with each of them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from typing import NamedTuple

GROUPS = (
    "African States",
    "Asia-Pacific States",
    "Eastern European States",
    "Latin American and Caribbean States",
    "Western European and other States",
)
RESPONSES = ("comments", "no-comments", "acknowledged", "declined", "none")
OFFICES = (
    "Director for Human Rights, Ministry of Foreign Affairs",
    "Head of Division for Prevention, Ministry of Justice",
    "Adviser on Peace and Security, Office of the Prime Minister",
)
# The standard leaves these to their users, or to nobody: no country will ever be found under them.
_LETTERS = {"X": "ABCDEFGHJLMNOPQRSTUVWXYZ", "Q": "MNOPQRSTUVWXYZ", "Z": "BCDEFGHIJKLNOPQSTUVXYZ"}
_STEMS = "Brenz Cald Dorv Esk Fyl Gromb Hald Ilv Jask Korv Lunt Mirz Nesk Orl Plav".split()
_ENDINGS = ("avia", "omar", "undia", "ezia")
ORGANIZATION = "UKS"


class Fictional(NamedTuple):
    """A member as the notes and tests need it."""

    id: str
    name: str
    group: str


def members() -> list[Fictional]:
    """Sixty States and one organization."""
    ids = [first + second for first, letters in _LETTERS.items() for second in letters]
    names = [stem + ending for ending, stem in product(_ENDINGS, _STEMS)]
    states = [
        Fictional(id, name, GROUPS[place % len(GROUPS)])
        for place, (id, name) in enumerate(zip(ids, names, strict=True))
    ]
    return [*states, Fictional(ORGANIZATION, "Union of the Kelvern Sea", "none")]


def roster() -> str:
    """The roster's file."""
    return "members:\n" + "".join(_entry(place, member) for place, member in enumerate(members()))


def _entry(place: int, member: Fictional) -> str:
    rows = [
        f"- iso2: {member.id}",
        f"  name: {member.name}",
        f"  kind: {'organization' if member.id == ORGANIZATION else 'state'}",
        f"  regional_group: {member.group}",
        f"  office: {OFFICES[place % len(OFFICES)]}",
        f"  languages: [{('en', 'fr', 'es')[place % 3]}]",
        f"  evidence: {{source: report2009, year: {2011 + place % 15}, grade: {'ABCD'[place % 4]}}}",
    ]
    # The last two have not been invited yet.
    return "\n".join(rows + (_round(place) if place < 59 else [])) + "\n"


def _round(place: int) -> list[str]:
    response = RESPONSES[place % 7 % len(RESPONSES)]
    invited = date(2026, 3, 2) + timedelta(days=place % 9)
    fields = {"invited_on": invited, "response": response}
    if place % 8:
        fields["draft_sent_on"] = invited + timedelta(days=5)
    if response in ("none", "acknowledged"):
        fields["reminded_on"] = invited + timedelta(days=40)
    if response in ("comments", "declined"):
        fields["consulted_on"] = invited + timedelta(days=60)
        fields["mode"] = ("meeting", "call", "written")[place % 3]
    if response == "comments":
        fields["verdict"] = "useful, and too long"
    return ["  rounds:", "    1:", *(f"      {name}: {value}" for name, value in fields.items())]
