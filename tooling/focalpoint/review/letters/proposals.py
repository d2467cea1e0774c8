"""Find a change proposed in a sentence: “replace ‘x’ with ‘y’”, “delete ‘x’”, “insert ‘y’ after ‘x’”."""

from __future__ import annotations

import re
from dataclasses import dataclass

from focalpoint.content.rounds.comments import Mark
from focalpoint.review.forms.template import SPACE

MOST_CHARACTERS = 6_000
"""Characters of a text that is searched; a sentence with a proposal is shorter."""


@dataclass(frozen=True)
class Proposal:
    """One proposed change."""

    mark: Mark
    quote: str
    """The words of the draft that are to change."""
    change: str = ""
    """The proposed words."""
    before: bool = False
    """Whether an insertion goes before the quoted words and not after them."""


_PAIRS = (("“", "”"), ("„", "“"), ('"', '"'), ("«", "»"), ("‘", "’"), ("'", "'"))


def _words(name: str) -> str:
    """Make a pattern for words between quotation marks, with a group name for each kind of mark."""
    kinds = []
    for number, (first, last) in enumerate(_PAIRS):
        # An apostrophe inside a word does not close what it seems to open.
        close = rf"{last}(?!\w)" if last in "’'" else last
        kinds.append(
            rf"{first}\s*(?P<{name}{number}>[^{last}\n]{{1,1500}}?(?:['’]\w[^{last}\n]{{0,1500}}?)?)\s*{close}"
        )
    return f"(?:{'|'.join(kinds)})"


_OLD, _NEW = _words("old"), _words("new")
_THE = r"(?:\s+(?:the|les?|la|el|los|las|words?|phrase|sentence|term|mots?|expression|texte?|palabras?)\b)*\s*:?\s*"
_BY = r"\s*,?\s*(?:with|by|to|par|por|into)" + _THE
_SENTENCES: tuple[tuple[Mark, str], ...] = (
    (Mark.REPLACE, rf"\b(?:replac\w*|substitut\w*|chang\w*|remplac\w*|reemplaz\w*|sustitu\w*){_THE}{_OLD}{_BY}{_NEW}"),
    (
        Mark.REPLACE,
        rf"\b(?:instead\s+of|au\s+lieu\s+de|en\s+lugar\s+de){_THE}{_OLD}(?:,? \w{{1,12}}){{0,4}}[,:]? {_NEW}",
    ),
    (Mark.REPLACE, rf"{_OLD}\s*(?:should|must|to|could|may)\s+(?:read|be\s+replaced\s+(?:with|by)|become){_THE}{_NEW}"),
    (
        Mark.INSERT,
        rf"\b(?:insert|add|ins[eé]rer|ajouter|a[nñ]adir){_THE}{_NEW}\s*,?\s*(?P<way>after|before|apr[eè]s|avant"
        rf"|despu[eé]s\s+de|antes\s+de){_THE}{_OLD}",
    ),
    (
        Mark.INSERT,
        rf"\b(?P<way>after|before|apr[eè]s|avant){_THE}{_OLD}\s*,?\s*(?:please\s+)?(?:insert|add|ins[eé]rer"
        rf"|ajouter){_THE}{_NEW}",
    ),
    (Mark.DELETE, rf"\b(?:delet\w*|remov\w*|omit|strike(?:\s+out)?|supprim\w*|suprim\w*|eliminar){_THE}{_OLD}"),
)
_PATTERNS = tuple((mark, re.compile(pattern, re.IGNORECASE)) for mark, pattern in _SENTENCES)
_BEFORE = ("before", "avant", "antes")
_BARE = (
    (
        Mark.REPLACE,
        re.compile(r"\breplace\s+(?P<old0>[^\n]{1,300}?)\s+(?:with|by)\s+(?P<new0>[^\n]{1,300}?)\.?\s*$", re.I),
    ),
    (
        Mark.REPLACE,
        re.compile(r"\binstead of\s+(?P<old0>[^\n,]{1,300}?),?\s+read:?\s+(?P<new0>[^\n]{1,300}?)\.?\s*$", re.I),
    ),
    (
        Mark.INSERT,
        re.compile(
            r"\binsert\s+(?P<new0>[^\n]{1,300}?)\s+(?P<way>after|before)\s+(?P<old0>[^\n]{1,300}?)\.?\s*$", re.I
        ),
    ),
    (Mark.DELETE, re.compile(r"^\W*(?:please\s+)?delete\s+(?:the\s+words?\s+)?(?P<old0>[^\n]{1,300}?)\.?\s*$", re.I)),
)
"""Proposals without quotation marks, in a text that says nothing else; they count only if the draft has the words."""


def proposal_in(text: str) -> Proposal | None:
    """Find the only change between quotation marks that a text proposes; None where there is none, or more than one."""
    if len(text) > MOST_CHARACTERS:
        return None
    line = SPACE.sub(" ", text)
    found = [(match, mark) for mark, pattern in _PATTERNS for match in pattern.finditer(line)]
    apart = [one for one in found if not any(_within(one[0], other[0]) for other in found if other is not one)]
    return _proposal(*apart[0]) if len(apart) == 1 else None


def bare_proposal_in(text: str) -> Proposal | None:
    """Find the change that a text proposes without quotation marks; None where it proposes one between them."""
    if len(text) > MOST_CHARACTERS:
        return None
    line = SPACE.sub(" ", text)
    if any(pattern.search(line) for _, pattern in _PATTERNS):
        return None
    found = [(match, mark) for mark, pattern in _BARE if (match := pattern.search(line))]
    return _proposal(*found[0]) if found else None


def _within(one: re.Match[str], other: re.Match[str]) -> bool:
    return other.start() <= one.start() and one.end() <= other.end()


def _proposal(match: re.Match[str], mark: Mark) -> Proposal:
    said = {name: given for name, given in match.groupdict().items() if given}
    old = next((given for name, given in said.items() if name.startswith("old")), "")
    new = next((given for name, given in said.items() if name.startswith("new")), "")
    return Proposal(mark, old.strip(), new.strip(), said.get("way", "").casefold().startswith(_BEFORE))
