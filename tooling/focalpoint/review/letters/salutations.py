"""Find the lines of a letter that are no comment: greeting, covering sentence, closing, signature, notices of programs.

A line that may be a comment is entered as one, so that a person sees it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from itertools import pairwise

from focalpoint.content.rounds.returned import LeftOutKind
from focalpoint.review.letters.mail_words import any_of, phrase, plain_words, words_of
from focalpoint.review.letters.quoting import label_of

SIGNATURE = 12
"""Most lines of a signature."""
WORDS = 10
"""Most words of a line in a signature."""
TOGETHER = 4
"""Most lines over which a sentence of courtesy goes."""
WRAPPED = 45
"""Characters from which a line of a notice may go on in the next one."""
_ENDS = " .:,!;،。，：；！—–-"
_FROM = re.compile(r"(?:,? (?:and|from|on behalf of|de|aus|von|da|от) [^.;:?]{0,60})?[,.!،。，]?", re.IGNORECASE)
_TELLS = re.compile(r":|\d\.\d|\Ap\.?\s?(?:p\.?\s?)?s\b", re.IGNORECASE)
"""Signs that a name or an address does not have: a colon, a paragraph's number, a postscript."""
_LEFT_OUT = re.compile(r"\[(?:name|number|address) left out\]")
CitesPlace = Callable[[str], bool]
"""Whether a line cites a place of the draft."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    greetings, addressed = any_of(words_of("courtesy", "greetings")), any_of(words_of("courtesy", "addressed"))
    joined = r"and|et|y|und|e|en|и|و|和|[,/&]"
    return {
        "greeting": re.compile(rf"(?:{greetings})(?P<whom>[^.;:?!,。：！，،]{{0,60}})(?P<sign>[,:!。：！，،.]|$)\s*"),
        "addressed": re.compile(rf"(?:(?:{addressed}|{joined})\s*)+(?P<sign>[,:!：！，،]+)\s*"),
        "covering": re.compile("|".join(f"(?:{phrase(one)})" for one in words_of("courtesy", "coverings"))),
        "closing": re.compile(rf"-{{2,3}}$|(?:{any_of(words_of('courtesy', 'closings'))})"),
        "notice": re.compile("|".join(re.escape(plain_words(one)) for one in words_of("notices", "beginnings"))),
        "sent_from": re.compile("|".join(re.escape(plain_words(one)) for one in words_of("notices", "sent_from"))),
        "reaching": re.compile(rf"(?:{any_of(words_of('courtesy', 'reaching'))})\.?\s*[:：.+(\[]|https?:|www\."),
    }


def find_salutations(lines: Sequence[str], cites: CitesPlace) -> dict[int, LeftOutKind]:
    """Find the lines that are no comment, by their index, with their kind; none of them cites a place."""
    found = dict.fromkeys(_notices(lines, cites), LeftOutKind.NOTICE)
    written = [place for place, line in enumerate(lines) if line.strip() and place not in found]
    found |= dict.fromkeys(_opening(lines, written, cites), LeftOutKind.COURTESY)
    for place in _ending(lines, [place for place in written if place not in found], cites):
        closing = _is_closing(lines[place].strip()) and not lines[place].strip().startswith("--")
        found[place] = LeftOutKind.COURTESY if closing else LeftOutKind.SIGNATURE
    found |= dict.fromkeys(_covered(lines, found, cites), LeftOutKind.COURTESY)
    return found


def line_numbers(lines: Collection[int]) -> str:
    """Write indices as line numbers, such as `1, 14-15`."""
    numbers = sorted(place + 1 for place in lines)
    breaks = [n for n, (one, other) in enumerate(pairwise(numbers), 1) if other > one + 1]
    runs = [numbers[start:end] for start, end in pairwise([0, *breaks, len(numbers)])]
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _notices(lines: Sequence[str], cites: CitesPlace) -> Iterator[int]:
    """Yield the lines of notices that a program has added."""
    inside = False
    for place, line in enumerate(lines):
        words = plain_words(line).lstrip("*_-=> ")
        begins = bool(_patterns()["notice"].match(words))
        begins |= len(words.split()) <= 8 and bool(_patterns()["sent_from"].match(words))
        goes_on = inside and len(lines[place - 1].strip()) >= WRAPPED
        inside = bool(words) and (begins or goes_on) and not cites(line)
        if inside:
            yield place


def _opening(lines: Sequence[str], written: Sequence[int], cites: CitesPlace) -> Iterator[int]:
    """Yield the lines of courtesy at the head."""
    number = _letterhead(lines, written, cites)
    yield from written[:number]
    while number < len(written):
        taken = _courtesy_from(lines, written, number, cites)
        if not taken and number == 0 and _addresses_reader(lines, written[0]):
            taken = 1
        if not taken:
            return
        yield from written[number : number + taken]
        number += taken


def _letterhead(lines: Sequence[str], written: Sequence[int], cites: CitesPlace) -> int:
    """Count the lines of a letterhead with its fields, such as `To:` and `Subject:`; none where it has no field."""
    last = 0
    for number, place in enumerate(written[:SIGNATURE]):
        line = lines[place].strip()
        name, value = label_of(line)
        field = bool(name and value and len(line.split(":")[0]) > 1) or bool(
            re.match(r"(?:re|ref)\s*:", line, re.IGNORECASE)
        )
        if cites(line) or not (field or _is_signature_line(line)):
            break
        last = number + 1 if field else last
    return last


def _courtesy_from(lines: Sequence[str], written: Sequence[int], number: int, cites: CitesPlace) -> int:
    """Count the lines from one on that together are courtesy."""
    for count in range(TOGETHER, 0, -1):
        places = written[number : number + count]
        if len(places) == count and places[-1] - places[0] == count - 1:
            joined = " ".join(lines[place].strip() for place in places)
            if is_courtesy(joined) and not cites(joined):
                return count
    return 0


def is_courtesy(text: str) -> bool:
    """Whether a text is a greeting, a covering sentence, or both, and nothing else."""
    plain = plain_words(text)
    every = _patterns()
    greeting = every["addressed"].match(plain) or every["greeting"].match(plain)
    if greeting:
        rest = plain[greeting.end() :]
        if not rest:
            whom = greeting.groupdict().get("whom")
            return not whom or bool(greeting["sign"]) or len(plain.split()) < 4
        if greeting["sign"] and _all_covering(rest):
            return True
    return _all_covering(plain)


def _all_covering(plain: str) -> bool:
    sentences = [one.strip(_ENDS) for one in re.split(r"(?<=[.!?。！])\s*(?<!\bno\.)", plain) if one.strip(_ENDS)]
    return bool(sentences) and all(
        _patterns()["covering"].fullmatch(one) or _patterns()["closing"].fullmatch(one) for one in sentences
    )


def _addresses_reader(lines: Sequence[str], place: int) -> bool:
    """Tell whether a line alone at the head is like “Secretariat of the Network,”."""
    line = lines[place].strip()
    below = lines[place + 1].strip() if place + 1 < len(lines) else ""
    return not below and line.endswith((",", "،")) and len(line.split()) <= 6 and not re.search(r"[\d.;:?]", line)


def _ending(lines: Sequence[str], written: Sequence[int], cites: CitesPlace) -> Sequence[int]:
    """Take the lines from a closing on with the name and the address that follow it, and a block with a telephone."""
    for number, place in enumerate(written):
        if not _is_closing(lines[place].strip()):
            continue
        rest = written[number:]
        whole = len(rest) <= SIGNATURE + 1
        if whole and _is_signature(lines, rest, cites):
            return rest
        block = list(_block(rest))
        if len(block) < len(rest) and len(block) <= 6 and _is_signature(lines, block, cites):
            others = [one for one in written if one not in block]
            return [*block, *(one for one in _ending(lines, others[number:], cites))]
    last: list[int] = []
    for place in reversed(written):
        if last and place < last[0] - 1:
            break
        last.insert(0, place)
    reached = any(_reaches(lines[place].strip()) for place in last)
    return last if reached and len(last) <= SIGNATURE and _is_signature(lines, last, cites, closed=False) else ()


def _block(places: Sequence[int]) -> Iterator[int]:
    """Yield the places that follow each other without a gap."""
    for number, place in enumerate(places):
        if number and place > places[number - 1] + 1:
            return
        yield place


def _is_signature(lines: Sequence[str], places: Sequence[int], cites: CitesPlace, closed: bool = True) -> bool:
    texts = [lines[place].strip() for place in places]
    return all(map(_is_signature_line, texts[1:] if closed else texts)) and not any(map(cites, texts))


def _covered(lines: Sequence[str], found: Collection[int], cites: CitesPlace) -> Iterator[int]:
    """Yield the sentences of courtesy just before the end."""
    written = [place for place, line in enumerate(lines) if line.strip() and place not in found]
    while written:
        counts = range(1, min(TOGETHER, len(written)) + 1)
        taken = next((n for n in counts if _courtesy_from(lines, written[-n:], 0, cites) == n), 0)
        if not taken:
            return
        yield from written[-taken:]
        written = written[:-taken]


def _is_closing(line: str) -> bool:
    plain = plain_words(line)
    formula = _patterns()["closing"].match(plain)
    return bool(formula and _FROM.fullmatch(plain, formula.end()))


def _reaches(line: str) -> bool:
    """Whether a line says how somebody is reached."""
    return bool(_LEFT_OUT.search(line) or _patterns()["reaching"].match(plain_words(line)))


def _is_signature_line(line: str) -> bool:
    """Tell whether a line is a name or a part of an address, and no sentence."""
    if _is_closing(line) or _patterns()["reaching"].match(plain_words(line)):
        return True
    words = _LEFT_OUT.sub("", line).split()
    sentence = line[-1:] in (".", "?", "!", ";", "。", "？") and len(words) > 3
    return len(words) <= WORDS and not sentence and not _TELLS.search(line)
