"""The 80 notes of consultations that nobody held: every label, rule, attribution and consent, points closed further."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from fictional_roster import members

LABELS = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT")
CLOSED = LABELS[-1]
KINDS = ("closed-meeting", "individual-consultation", "written", "public-source")
CONSENTS = ("none", "internal-use", "paraphrase", "quote-anonymous", "quote-attributed")
ATTRIBUTIONS = ("on-the-record", "on-background", "deep-background", "off-the-record")
THEMES = ("border-posts", "early-signs", "hate-speech", "school-books", "police-training")
_SYLLABLES = "ba de fo gu ki la me no pu ri sa te vo zu".split()
_WITHDRAWN = frozenset({31, 54, 77})
CLEARED = {
    12: "Several offices asked for a shorter list of early signs.",
    13: "A deputy who knows the files keeps the work alive.",
    27: "The first question of a ministry is what it costs.",
    38: "Border posts see a change of mood before the capital does.",
}
"""By number of the note: the sentence that those consulted have cleared for every edition."""


@dataclass(frozen=True)
class FictionalNote:
    """One note, before it is written."""

    number: int
    handling: str
    """Empty where the note does not say, and is therefore closed."""
    kind: str
    rule: str
    attribution: str
    consent: str

    @property
    def id(self) -> str:
        return f"{name_of(self.number)}-{self.held.year}"

    @property
    def held(self) -> date:
        return date(2024, 1, 8) + timedelta(days=12 * self.number)

    @property
    def label(self) -> str:
        return self.handling or CLOSED

    @property
    def withdrawn(self) -> bool:
        return self.number in _WITHDRAWN

    def point_label(self, point: int) -> str:
        """The label of a point: every third is closed one step further than its note."""
        step = (self.number + point) % 3 == 0
        return LABELS[min(LABELS.index(self.label) + step, len(LABELS) - 1)]

    @property
    def points(self) -> int:
        return 0 if self.withdrawn else 3 + self.number % 3

    @property
    def usable(self) -> bool:
        """Whether a chapter may rest on it."""
        quotable = self.consent in CONSENTS[2:]
        return not self.withdrawn and self.attribution != "off-the-record" and quotable


def name_of(number: int) -> str:
    """A word that stands for this number and for nothing else."""
    base = len(_SYLLABLES)
    return "".join(_SYLLABLES[number // base**place % base] for place in (2, 1, 0)) + "k"


def notes() -> list[FictionalNote]:
    """All 80; the four fields run through their values at different paces, so that every pair of values meets."""
    return [_note(number) for number in range(80)]


def _note(number: int) -> FictionalNote:
    handling = (*LABELS, "")[number % 5]
    chatham = number // 5 % 2 == 0
    note = FictionalNote(
        number,
        handling,
        KINDS[number // 2 % 3],
        "chatham-house" if chatham else "none",
        ATTRIBUTIONS[1 + number // 3 % 3 if chatham else number // 3 % 4],
        # An attributed quotation would name whom the Chatham House Rule hides.
        CONSENTS[number // 4 % (4 if chatham else 5)],
    )
    if number in CLEARED:
        return replace(note, attribution="on-background", consent="paraphrase")
    if handling == "TLP:CLEAR":
        return replace(note, kind=KINDS[3], rule="none", attribution="on-the-record", consent="paraphrase")
    return note


def text_of(note: FictionalNote) -> str:
    """The note's file."""
    fields = {
        "id": note.id,
        "title": f"Talks about {name_of(note.number + 500)}",
        "kind": note.kind,
        "date": note.held.isoformat(),
        "place": name_of(note.number).capitalize(),
        "handling": note.handling,
        "rule": note.rule,
        "attribution": note.attribution,
        "challenge": ("1", "2", "both")[note.number % 3],
        "themes": f"[{THEMES[note.number % 5]}]",
        "participants": f"[{', '.join(_participants(note))}]",
        "agreed_wording": f"People in {name_of(note.number + 2700)} agreed to these words."
        if note.number % 3 == 0
        else "",
        "source": "report2009" if note.kind == "public-source" else "",
        "consent": note.consent,
        "given_on": "" if note.consent == "none" else (note.held + timedelta(days=3)).isoformat(),
        "cleared_text": CLEARED.get(note.number, ""),
        "cleared_on": (note.held + timedelta(days=9)).isoformat() if note.number in CLEARED else "",
        "withdrawn_on": "2026-11-02" if note.withdrawn else "",
    }
    if note.withdrawn:
        fields |= dict.fromkeys(("themes", "participants", "source"), "")
    front = "".join(f"{name}: {value}\n" for name, value in fields.items() if value)
    return f"---\n{front}---\n\n{_body(note)}"


def _participants(note: FictionalNote) -> list[str]:
    everybody = members()
    return [everybody[(7 * note.number + 11 * place) % len(everybody)].id for place in range(note.number % 4)]


def _body(note: FictionalNote) -> str:
    if note.withdrawn:
        return "This note was withdrawn.\n"
    points = "".join(_point(note, point) for point in range(1, note.points + 1))
    return (
        f"This note tells of a talk about {name_of(note.number + 500)}.\n\n"
        f"% The desk of {name_of(note.number + 1000)} has the tape.\n\n"
        f"## What {name_of(note.number + 1500)} brought\n\n{points}"
    )


def _point(note: FictionalNote, point: int) -> str:
    label = note.point_label(point)
    shown = "" if label == note.label else f"[{label}] "
    unique = name_of(2000 + note.number * 8 + point)
    cleared = CLEARED.get(note.number) if point == 1 else None
    said = cleared or f"The office in {unique} keeps a list."
    return f"{point}. {shown}{said}\n   It is called {unique} there.\n"
