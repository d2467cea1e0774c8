"""Separate earlier mail that a message quotes or forwards, by quote marks and by the heads that programs write."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from focalpoint.review.letters.mail_line import Line
from focalpoint.review.letters.mail_words import any_of, plain_words, words_of

MOST_WRAPPED = 4
"""Most lines over which the head “On …, … wrote:” goes."""
WRAPPED = 55
"""Characters from which a line in a head may go on in the next one."""
LABELS = ("from", "sent", "to", "copy", "subject")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TIME = re.compile(r"\d{1,2}[:.h]\d{2}\b")
_DAY = re.compile(r"\b(?:19|20)\d{2}\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\d年")
_RULE = re.compile(r"[_\-=*]{10,}|[—–]{5,}")


@dataclass(frozen=True)
class Head:
    """The head of an earlier mail inside a message."""

    end: int
    """The line after it."""
    sender: str = ""
    recipients: str = ""
    forwarded: bool = False
    """Whether the program says that the mail is forwarded."""
    wrote: bool = False
    """Whether it is a line “… wrote:”."""


@dataclass
class Segment:
    """One mail of the chain: the message itself, or an earlier mail in it."""

    head: Head | None
    base: int = 0
    """The depth of quotation of its own lines."""
    start: int = 0
    lines: list[int] = field(default_factory=list)


def segments_of(lines: Sequence[Line]) -> list[Segment]:
    """Assign every line to its mail; the first is the message itself, in order of their heads."""
    made = [Segment(None)]
    open_ = [made[0]]
    at = 0
    while at < len(lines):
        line = lines[at]
        head = head_at(lines, at) if line.text.strip() else None
        if head is not None:
            following = next((one for one in lines[head.end :] if one.text.strip()), None)
            base = max(following.depth, line.depth) if following is not None else line.depth
            while len(open_) > 1 and open_[-1].base > line.depth:
                open_.pop()
            made.append(Segment(head, base, at))
            open_.append(made[-1])
            at = head.end
            continue
        if line.text.strip():
            _close(open_, line.depth)
            if line.depth > open_[-1].base:
                open_.append(_reopened(made, open_[-1], line.depth, at))
        open_[-1].lines.append(at)
        at += 1
    return made


def _close(open_: list[Segment], depth: int) -> None:
    while len(open_) > 1 and open_[-1].base > depth:
        open_.pop()


def _reopened(made: list[Segment], outer: Segment, depth: int, at: int) -> Segment:
    """Return to a quotation after an answer between its lines, or begin one that has no head."""
    for one in reversed(made[1:]):
        if one.base == depth and one.start >= outer.start:
            return one
    made.append(Segment(None, depth, at))
    return made[-1]


def head_at(lines: Sequence[Line], at: int) -> Head | None:
    """Read the head of an earlier mail that begins at a line; None where there is none."""
    text = lines[at].text.strip()
    marker = _marker(text)
    if marker or _RULE.fullmatch(text):
        below = _next(lines, at)
        head = _labelled(lines, below, 1) if below < len(lines) else None
        if head is None and marker and below < len(lines):
            head = _wrote(lines, below)
        if head is not None:
            return Head(head.end, head.sender, head.recipients, marker == "forwarded", head.wrote)
        return Head(at + 1, forwarded=marker == "forwarded") if marker and re.match(r"-{2,}", text) else None
    return _labelled(lines, at, 2) or _wrote(lines, at)


def _next(lines: Sequence[Line], at: int) -> int:
    return next((place for place in range(at + 1, len(lines)) if lines[place].text.strip()), len(lines))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    labels = "|".join(f"(?P<{name}>{any_of(words_of('head', name))})" for name in LABELS)
    original, forwarded = (any_of(words_of("quoting", name)) for name in ("original", "forwarded"))
    return {
        "label": re.compile(rf"[*>\s]*(?:{labels})\s?\*?\s?[:：]\*?\s*"),
        "marker": re.compile(
            rf"[-_=\s]*(?:(?P<original>{original})|(?P<forwarded>{forwarded}))\b.{{0,40}}?[-_=\s:：]*"
        ),
        "wrote": re.compile(rf"(?:^|[^\w])(?:{any_of(words_of('quoting', 'wrote'))})|写道|寫道"),
        "opening": re.compile(rf"(?:{any_of(words_of('quoting', 'opening'))})\b|\d|[^<:]{{2,80}}<[^<>\s]+@[^<>]*>"),
    }


def _marker(text: str) -> str:
    """Tell a line that says that an original or a forwarded mail follows: `original`, `forwarded` or nothing."""
    plain = plain_words(text)
    match = _patterns()["marker"].fullmatch(plain)
    if match is None or not (re.match(r"[-_=]{2}", plain) or plain.endswith((":", "："))):
        return ""
    return "original" if match["original"] else "forwarded"


def label_of(text: str) -> tuple[str, str]:
    """Read a line of a head as its field and value; two empty texts where it is none."""
    match = _patterns()["label"].match(plain_words(text))
    if match is None:
        return "", ""
    name = next(label for label in LABELS if match[label])
    return name, re.split(r"[:：]\*?", text, maxsplit=1)[-1].strip()


def _labelled(lines: Sequence[Line], at: int, least: int) -> Head | None:
    """Read a head of fields, `From:`, `Sent:`, `To:`, `Subject:` in any order, some of them wrapped."""
    found: dict[str, str] = {}
    end, place, last = at, at, ""
    while place < len(lines):
        text = lines[place].text.strip()
        name, value = label_of(text)
        if not text:
            following = _next(lines, place)
            if following >= len(lines) or not label_of(lines[following].text)[0] or following > place + 1 or not last:
                break
        elif name and (name == "copy" or name not in found):
            found[name] = f"{found.get(name, '')} {value}".strip()
            last, end = name, place + 1
        elif last and _goes_on(lines, place, last):
            found[last] = f"{found[last]} {text}"
            end = place + 1
        else:
            break
        place += 1
    named = set(found) - {"copy"}
    if "from" not in found or len(named) < least or (least > 1 and not named & {"sent", "subject", "to"}):
        return None
    return Head(end, found["from"], f"{found.get('to', '')}; {found.get('copy', '')}".strip("; "))


def _goes_on(lines: Sequence[Line], place: int, last: str) -> bool:
    """Whether a line without a label is the rest of the field above it."""
    text, above = lines[place].text.strip(), lines[place - 1].text.strip()
    below = next((label_of(line.text)[0] for line in lines[place + 1 : place + 3] if line.text.strip()), "")
    if last in ("to", "copy", "from") and (above.endswith((";", ",")) or (_ADDRESS.search(text) and "<" in text)):
        return True
    if below and len(text) < 200 and not text.endswith((".", "?", "!")):
        return True
    return last == "subject" and len(above) >= WRAPPED and not re.search(r"[.?!:]$", text) and len(text) < WRAPPED


def _wrote(lines: Sequence[Line], at: int) -> Head | None:
    """Read the head “On …, … wrote:”, over up to four lines."""
    texts: list[str] = []
    for place in range(at, min(at + MOST_WRAPPED, len(lines))):
        text = lines[place].text.strip()
        if not text or lines[place].depth != lines[at].depth:
            return None
        texts.append(text)
        if not text.endswith((":", "：")):
            continue
        following = next((line for line in lines[place + 1 :] if line.text.strip()), None)
        quoted = following is not None and following.depth > lines[at].depth
        later = (texts[first:] for first in range(1, len(texts)))
        begins = len(texts) == 1 or _opens(texts)
        if begins and wrote_head(texts, quoted) and not any(_opens(one) and wrote_head(one, quoted) for one in later):
            return Head(place + 1, " ".join(texts), wrote=True)
        return None
    return None


def _opens(texts: Sequence[str]) -> bool:
    """Whether lines begin as the head “On …, … wrote:” does."""
    return bool(_patterns()["opening"].match(plain_words(" ".join(texts))))


def wrote_head(texts: Sequence[str], quoted: bool = False) -> bool:
    """Tell whether lines are the head “On …, … wrote:”; `quoted` says that a quotation follows."""
    whole = " ".join(texts)
    plain = plain_words(whole)
    if not plain.endswith((":", "：")) or len(plain) > 400:
        return False
    verb, day = bool(_patterns()["wrote"].search(plain)), bool(_DAY.search(plain))
    if not _opens(texts) and not (quoted and verb):
        return False
    addressed = bool(_ADDRESS.search(whole))
    if not verb:
        return addressed and day and bool(_TIME.search(plain))
    return quoted or addressed or (day and bool(_TIME.search(plain)))


def addresses_in(text: str) -> Iterator[str]:
    """Yield the e-mail addresses of a text in small letters."""
    yield from (match[0].lower() for match in _ADDRESS.finditer(text))
