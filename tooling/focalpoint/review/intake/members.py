"""Find the members whom a text names, by id or by name."""

from __future__ import annotations

import re

from focalpoint.content.consultation.roster import Roster
from focalpoint.review.forms.template import plain

_CAPITALS = re.compile(r"(?<!\w)[A-Z]{2,10}(?!\w)")


def members_named(text: str, roster: Roster) -> set[str]:
    """Find the ids of the members that a text names, by id or by name; a name inside a longer name does not count."""
    whole = text.strip().upper()
    found = {one for one in (*_CAPITALS.findall(text), whole) if roster.member(one)}
    left = f" {words_of_name(text)} "
    for member in sorted(roster.members, key=lambda one: -len(one.name)):
        name = f" {words_of_name(member.name)} "
        if name.strip() and name in left:
            found.add(member.id)
            left = left.replace(name, "  ")
    return found


def words_of_name(text: str) -> str:
    """Write the words of a name in small letters without accents."""
    return " ".join(re.findall(r"\w+", plain(text)))
