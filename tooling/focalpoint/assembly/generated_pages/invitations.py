"""Write the invitations to a round of consultation from a template, one text for each member; nothing is sent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from focalpoint.config import Config
from focalpoint.content.consultation.roster import Member, Roster
from focalpoint.content.text.text_files import read_text
from focalpoint.files import write_whole
from focalpoint.problems import Problem, ProblemKind, Trouble

PLACEHOLDERS = ("name", "office", "network", "round", "languages", "manual")
ANY_LANGUAGE = "the language that suits you"
_BRACES = re.compile(r"\{([^{}\n]*)\}")


@dataclass(frozen=True)
class Invited:
    """What became of a round's invitations."""

    folder: Path
    written: tuple[Path, ...]
    kept: tuple[Path, ...]
    """Files that held the same text already."""
    before: tuple[Member, ...]
    """Members who were invited in that round before, and were skipped."""


def invite(config: Config, roster: Roster, number: int, *, again: bool) -> Invited:
    """Write the invitations of a round; raises Trouble, and writes none, where a file was changed by hand.

    With `again`, such files are replaced.
    """
    template = _template(config)
    folder = config.dist / "secretariat" / "invitations" / f"round-{number}"
    before = tuple(m for m in roster.members if number in m.rounds and m.rounds[number].invited_on)
    texts = {
        folder / f"{member.id}.txt": _filled(template, _values(config, member, number))
        for member in roster.members
        if member not in before
    }
    kept = tuple(file for file, text in texts.items() if file.is_file() and file.read_bytes() == text.encode())
    changed = [] if again else [file for file in texts if file.exists() and file not in kept]
    if changed:
        raise Trouble(
            Problem(
                config.shown(file),
                0,
                ProblemKind.STOPPED,
                "differs from what would be written: it was changed by hand, or the roster or template was; "
                "nothing was written: add --again to replace it, or move it away",
            )
            for file in changed
        )
    written = tuple(file for file in texts if file not in kept)
    for file in written:
        write_whole(file, texts[file].encode())
    return Invited(folder, written, kept, before)


def _template(config: Config) -> str:
    """Return the template; raises Trouble for a placeholder that is not known."""
    file = config.notes.parent / "invitation.txt"
    text, problems = read_text(config, file)
    known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    for found in _BRACES.finditer(text):
        if found[1] not in PLACEHOLDERS:
            line = text.count("\n", 0, found.start()) + 1
            message = f"`{found[0]}` stands for nothing; the placeholders here are {known}"
            problems.append(Problem(config.shown(file), line, ProblemKind.CONSTRUCT, message))
    if problems:
        raise Trouble(problems)
    return text


def _filled(template: str, values: Mapping[str, str]) -> str:
    return _BRACES.sub(lambda found: values[found[1]], template)


def _values(config: Config, member: Member, number: int) -> Mapping[str, str]:
    """Return the value of each placeholder for a member."""
    return {
        "name": member.name,
        "office": member.office or config.vocabulary.focal_point.addressed,
        "network": config.settings.network,
        "round": str(number),
        "languages": ", ".join(member.languages) or ANY_LANGUAGE,
        "manual": config.settings.title,
    }
