"""The roster holds each member once and no contact details, and notes keep what those consulted agreed to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from focalpoint.config import Config
from focalpoint.content.consultation.countries import lines_naming
from focalpoint.content.manual import Manual, Note
from focalpoint.content.text.frontmatter import body_begins, field_line
from focalpoint.problems import Problem, ProblemKind

_ADDRESS = re.compile(r"\S@\S")
_FIGURES = re.compile(r"(?<!\w)[+(]?\d[\d ()./-]*\d(?!\w)")
"""A run of figures that may be a telephone number."""
_DATES = re.compile(r"(?:\d{4}(?:-\d\d-\d\d)?[ ()./-]*)+")
QUOTATION = re.compile(r"“[^“”]*”|\"[^\"]*\"|«[^«»]*»|„[^„“”]*[“”]|‘[^‘]*?’(?!\w)")
_WORD = re.compile(r"[\w§]+(?:[’'-]\w+)*")
"""A word, or what stands for a role in the reading."""
FEWEST_WORDS = 4
"""So many words between quotation marks are a quotation; fewer are a term."""
_NO_QUOTING = frozenset({"none", "internal-use", "paraphrase"})
_QUOTING = frozenset({"quote", "epigraph"})


def check_roster(config: Config, manual: Manual) -> Iterator[Problem]:
    """Each member stands once, its evidence is a source that exists, and nothing tells how to reach anybody."""
    roster = manual.roster
    first: dict[str, int] = {}
    for number, member in enumerate(roster.members):
        line = roster.line(number, "iso2")
        if member.id and member.id in first:
            message = f"`{member.id}` is also at line {first[member.id]}; keep one entry for each member"
            yield Problem(roster.path, line, ProblemKind.DUPLICATE, message)
        first.setdefault(member.id, line)
        source = member.evidence and member.evidence.source
        if source and manual.lacks_source(source):
            line = roster.line(number, "evidence", "source")
            message = f"no source is called `{source}`; add it to manual/sources.bib, or correct the key"
            yield Problem(roster.path, line, ProblemKind.CITATION, message)
    for line, row in enumerate(roster.text.split("\n"), 1):
        # The row is not shown: what this problem is about does not belong into a log either.
        if _ADDRESS.search(row):
            yield Problem(roster.path, line, ProblemKind.ROSTER, f"holds an e-mail address; {_ELSEWHERE}")
        if any(_dialled(match[0]) for match in _FIGURES.finditer(row)):
            yield Problem(roster.path, line, ProblemKind.ROSTER, f"holds a telephone number; {_ELSEWHERE}")


_ELSEWHERE = "take it out: contact details live outside the repository"


def _dialled(figures: str) -> bool:
    return sum(letter.isdigit() for letter in figures) > 6 and not _DATES.fullmatch(figures)


def check_participants(config: Config, manual: Manual) -> Iterator[Problem]:
    """Whoever took part in a consultation is on the roster."""
    if not manual.roster.whole:
        return
    for note in manual.notes:
        line = field_line(note.text, "participants")
        for number, participant in enumerate(note.fields.participants, 1):
            if manual.roster.member(participant) is None:
                # By its place in the list and not by its id: logs travel, and participants are not for everybody.
                yield Problem(
                    note.path,
                    line,
                    ProblemKind.ROSTER,
                    f"number {number} of `participants` is not a member's id; "
                    "write it as in consultations/roster.yaml, or add the member there",
                )


def check_consent(config: Config, manual: Manual) -> Iterator[Problem]:
    """A note quotes only where those consulted agreed, and under the Chatham House Rule it names no country."""
    for note in manual.notes:
        for line in dict.fromkeys(_quotations(note)):
            yield Problem(
                note.path,
                line,
                ProblemKind.CONSENT,
                f"quotes, where the note's `consent` is `{note.fields.consent}`; say it in your own words, "
                "or ask for consent to quote",
            )
        for line in sorted(set(_affiliations(manual, note))):
            yield Problem(
                note.path,
                line,
                ProblemKind.CONSENT,
                "names a country or member, which the Chatham House Rule forbids; say it without, "
                "or write `rule: none` where those consulted agree",
            )


def _quotations(note: Note) -> Iterator[int]:
    """The lines on which a note that may not quote begins to."""
    if note.fields.kind == "public-source" or note.fields.consent not in _NO_QUOTING:
        return
    for prose in note.reading.prose:
        if _QUOTING.intersection(prose.inside):
            yield prose.line
        text = "\n".join(prose.rows)
        for match in QUOTATION.finditer(text):
            if len(_WORD.findall(match[0])) >= FEWEST_WORDS:
                yield prose.line + text.count("\n", 0, match.start())


def _affiliations(manual: Manual, note: Note) -> Iterator[int]:
    """The lines of a note under the Chatham House Rule that name a country or member, wherever in its text."""
    if note.fields.rule != "chatham-house":
        return
    members = [member for member in manual.roster.members if member.id and member.name]
    # The text as it is typed: what a comment or a link names is told, too.
    rows = note.text.split("\n")
    title, begins = field_line(note.text, "title"), body_begins(note.text)
    told = (row if line == title or line >= begins else "" for line, row in enumerate(rows, 1))
    yield from lines_naming("\n".join(told), (m.name for m in members), (m.id for m in members))
