"""Find the lines of a letter that are no comment: a greeting, a covering sentence, a closing, a signature.

A line that may be a comment is entered as one, so that a person sees it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import pairwise

SIGNATURE = 12
"""Most lines of a signature."""
WORDS = 10
"""Most words of a line in a signature."""
_GREETING = re.compile(
    r"(?:dear|hello|hi|greetings|good (?:morning|afternoon|evening|day)|chers?|ch[eè]res?|bonjour|buenos d[ií]as"
    r"|estimad\w*|sehr geehrte\w*|guten tag)\b(?P<whom>[^.;:?!]{0,60})[:!]?"
    r"|(?:(?:your )?excellenc\w*|(?:mes)?dames?|mada?me?s?|sirs?|messieurs|monsieur|all|colleagues|and|et|[, /])+[,:!]",
    re.IGNORECASE,
)
_COVERING = re.compile(
    r"(?:please|kindly|veuillez) (?:find|see|trouver)(?: \w+){0,6}? comm?ent(?:s|aires)?"
    r"(?: (?:on|to|regarding|concerning|from|of|by|below|above|attached|sur|de)\b[^.;?:]{0,60})?"
    r"|(?:(?:our |some |the )?comm?ents? (?:on|to|regarding) |on |re:? )?(?:the )?"
    r"draft[- ](?:(?:no\.?|number) ?)?\d[\w-]{0,40}"
    r"|(?:we )?(?:many thanks|thank you|thanks|merci|gracias)(?: (?:very|so) much| again| beaucoup| in advance)?"
    r"(?: (?:for|de|pour|por)\b[^.;:?!,]{0,40}\b(?:draft|opportunity|occasion|invitation|e-?mail|message|letter)"
    r"(?: \d+)?(?: (?:to|of|on|de)\b[\w ]{0,40})?)?",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"--|(?:with |our )?(?:(?:kind|kindest|best|warm|warmest|many)(?: and \w+)? )?(?:regards|wishes|greetings|thanks)"
    r"|yours(?: (?:sincerely|faithfully|truly|ever))?|sincerely(?: yours)?|respectfully(?: submitted| yours)?"
    r"|thank you(?: (?:very|so) much| again| in advance)?|(?:bien )?cordialement|bien à vous"
    r"|(?:meilleures|sincères|cordiales) salutations|(?:cordiales )?saludos(?: cordiales)?|atentamente"
    r"|mit (?:freundlichen|besten) gr(?:ü|ue)(?:ß|ss)en|sent from my [\w ]{1,20}",
    re.IGNORECASE,
)
_ENDS = " .:,!"
_FROM = re.compile(r"(?:,? (?:and|from|on behalf of|de|aus) [^.;:?]{0,60})?[,.!]?", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:tel|telephone|phone|mobile|mob|fax|e-?mail|mail|web|address|office|[tfmew])\b\.?\s*:|https?:", re.IGNORECASE
)
_TELLS = re.compile(r":|\d\.\d|\Ap\.?\s?(?:p\.?\s?)?s\b", re.IGNORECASE)
"""Signs that a name or an address does not have: a colon, a paragraph's number, a postscript."""
CitesPlace = Callable[[str], bool]
"""Whether a line cites a place of the draft."""


def find_salutations(lines: Sequence[str], cites: CitesPlace) -> set[int]:
    """Find the salutations at the head and the end of a letter, as indices of lines; none of them cites a place."""
    written = [place for place, line in enumerate(lines) if line.strip()]
    opening = set(_opening(lines, written, cites))
    return opening | set(_ending(lines, [place for place in written if place not in opening], cites))


def line_numbers(lines: Collection[int]) -> str:
    """Write indices as line numbers, such as `3 (1, 14-15)`."""
    numbers = sorted(place + 1 for place in lines)
    breaks = [n for n, (one, other) in enumerate(pairwise(numbers), 1) if other > one + 1]
    runs = [numbers[start:end] for start, end in pairwise([0, *breaks, len(numbers)])]
    return f"{len(numbers)} ({', '.join(str(run[0]) if len(run) == 1 else f'{run[0]}-{run[-1]}' for run in runs)})"


def _opening(lines: Sequence[str], written: Sequence[int], cites: CitesPlace) -> Iterator[int]:
    """Yield the salutations at the head; a sentence may go over two lines."""
    done = -1
    for number, place in enumerate(written):
        if place <= done:
            continue
        line = lines[place].strip()
        below = lines[place + 1].strip() if place + 1 < len(lines) else ""
        if cites(line):
            return
        if _is_opening(line) or (number == 0 and not below and _addresses_reader(line)):
            yield place
        elif below and not cites(below) and _COVERING.fullmatch(f"{line} {below}".rstrip(_ENDS)):
            done = place + 1
            yield from (place, done)
        else:
            return


def _is_opening(line: str) -> bool:
    if greeting := _GREETING.fullmatch(line):
        return greeting["whom"] is None or line.endswith((",", ":", "!")) or len(line.split()) < 4
    return bool(_COVERING.fullmatch(line.rstrip(_ENDS)))


def _addresses_reader(line: str) -> bool:
    """Tell whether a line alone at the head is like “Secretariat of the Network,”."""
    return line.endswith(",") and len(line.split()) <= 6 and not re.search(r"[\d.;:?]", line)


def _ending(lines: Sequence[str], written: Sequence[int], cites: CitesPlace) -> Sequence[int]:
    """Take the lines from a closing on, if a name and an address at most follow it."""
    for number in range(max(len(written) - SIGNATURE - 1, 0), len(written)):
        first, *rest = (lines[place].strip() for place in written[number:])
        if _is_closing(first) and all(map(_is_signature_line, rest)) and not any(map(cites, (first, *rest))):
            return written[number:]
    return ()


def _is_closing(line: str) -> bool:
    formula = _CLOSING.match(line)
    return bool(formula and _FROM.fullmatch(line, formula.end()))


def _is_signature_line(line: str) -> bool:
    """Tell whether a line is a name or a part of an address, and no sentence."""
    if _is_closing(line) or _LABEL.match(line):
        return True
    words = line.split()
    sentence = line[-1:] in (".", "?", "!", ";") and len(words) > 3
    return len(words) <= WORDS and not sentence and not _TELLS.search(line)
