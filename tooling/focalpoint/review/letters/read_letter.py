"""Read comments in an e-mail or a plain text: “para 3.12: …”, “line 1482: …”, each with the place that it cites."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from focalpoint.content.rounds.channels import Channel
from focalpoint.content.rounds.comments import MAX_COMMENT, CommentType, Confidence, Mark, Origin, Place
from focalpoint.content.rounds.draft_map import BlockSpan, DraftMap, build_place
from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.returned import Finding, Returned
from focalpoint.review.intake.readers import Reader, head_of
from focalpoint.review.letters.cited_places import place_by_number
from focalpoint.review.letters.mail import Mail, read_mail
from focalpoint.review.letters.proposals import Proposal, bare_proposal_in, proposal_in
from focalpoint.review.letters.salutations import courtesy, line_numbers
from focalpoint.review.returned_pdf.draft_identity import named_draft

UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""Byte order marks of UTF-16."""
MOST_FINDINGS = 2_000
PAGES_AROUND = 20
"""Pages by which a printed page's number may differ from its place in the file: cover, contents, front matter."""
_NUM = r"(?:\d+(?:\.\d+)*|[A-Z]{1,3}(?:\.\d+)+)[a-z]?(?:\s*\([a-z0-9]{1,3}\))*"
_NUMS = rf"{_NUM}(?:\s*(?:,|;|/|&|-|–|—|\bto\b|\band\b|\bà\b|\bet\b|\by\b)\s*(?:§+\s*)?{_NUM})*"
_KINDS = (
    r"(?:paragraph(?:e?s|e)?|paras?|p[aá]rrafos?|pars?|§+|¶+|sections?|sec|lines?|lignes?|l[ií]neas?|pages?|pp?|p[aá]ginas?"
    r"|chapters?|chap|ch|chapitres?|cap[ií]tulos?|footnotes?|ll?)"
)
_ONE = rf"(?:\b|(?=[§¶])){_KINDS}\.?\s*(?:no\.?\s*|n°\s*)?{_NUMS}"
_CITED = re.compile(rf"{_ONE}(?:\s*[,;(]?\s*(?:and\s+|on\s+|of\s+)?{_ONE}\)?)*", re.IGNORECASE)
_LEAD = r"\s*(?:[-*•–·]\s*|\(?(?:\d{1,3}|[a-z])[.)]\s+)?"
_BULLET = re.compile(r"\s*(?:[-*•–·]|\(?(?:\d{1,3}|[a-z])[.)])\s+\S")
_AT_HEAD = re.compile(
    rf"{_LEAD}(?:(?:ad|re|on|in|at|under|for|regarding|concerning|as\s+to)\s+)?(?:the\s+)?(?P<cited>{_CITED.pattern})"
    r"(?P<mark>\s*(?:[:.)\-–—]|,(?=\s))\s*|\s+|\s*$)",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"{_LEAD}(?:ad\s+)?(?P<cited>(?:\d+|[A-Z]{{1,3}})(?:\.\d+)+[a-z]?(?:\s*\([a-z0-9]{{1,3}}\))*)"
    r"(?P<mark>\s*[:)\-–—]\s*|\.\s+|\s+|\s*$)"
)
_LINES = re.compile(rf"(?:\b(?:lines?|lignes?|l[ií]neas?|ll?)\b)\.?\s*(?:no\.?\s*)?({_NUMS})", re.IGNORECASE)
_PAGES = re.compile(r"\b(?:pages?|pp?|p[aá]ginas?)\b\.?\s*(\d+)(?:\s*[-–]\s*\d+)?", re.IGNORECASE)
_GAPS = re.compile(r"\n(?:[ \t]*\n){2,}")
_TYPE = re.compile(r"\s*[(\[]?(ge|te|ed|tr)\s*[)\]:]+\s*", re.IGNORECASE)


def is_text(data: bytes) -> bool:
    """Tell a text from other files: it has no NUL bytes unless it is UTF-16, and no markup at its head."""
    head = head_of(data)
    return not ((b"\x00" in head and not data.startswith(UTF_16)) or head.startswith(b"<"))


def read_letter(data: bytes, drafts: Sequence[Draft], asked: int = 0) -> Returned:
    """Read all comments of an e-mail or of a plain text; raises Trouble where it holds no words."""
    mail = read_mail(data)
    named = named_draft(f"{mail.subject}\n{mail.text}", (), drafts)
    if not named.number and mail.quoted:
        # People who answer a message often leave the draft's name to the message they answer.
        below = named_draft(mail.quoted, (), drafts)
        named = below if below.number else named
    if not named.number and asked:
        named = named_draft("", (), drafts, asked)
    sha256 = hashlib.sha256(data).hexdigest()
    findings = tuple(findings_in(mail.text, named.map, sha256, Channel.EMAIL))
    return Returned(
        sha256=sha256,
        draft=named.number,
        findings=findings,
        warnings=(*named.warnings, *_warnings(mail, findings, named.map)),
    )


def _warnings(mail: Mail, findings: Sequence[Finding], drafts_map: DraftMap | None) -> Iterator[str]:
    if not findings:
        yield "NO COMMENTS in this text; ask the sender what was meant"
    yield from courtesy_warning(mail.text, drafts_map, "lines")
    quoted = mail.quoted.split("\n")
    if left_out := [number for number, line in enumerate(quoted) if line]:
        named = ", which name paragraphs" if any(_names(line) for line in quoted) else ""
        count = line_numbers(left_out)
        yield f"lines of quoted earlier mail left out: {count}{named}; see that nothing new stands among them"
    for name in mail.attached:
        yield f"the e-mail carries the file “{name}”, which is not read with it; import that file too"


def courtesy_warning(text: str, drafts_map: DraftMap | None, unit: Literal["lines", "paragraphs"]) -> Iterator[str]:
    """Say which lines, or which paragraphs of a form, were left out as salutations."""
    lines = text.split("\n")
    if left_out := _courtesy(lines, drafts_map):
        written = [number for number, line in enumerate(lines) if line.strip()]
        count = line_numbers(left_out if unit == "lines" else {written.index(number) for number in left_out})
        yield f"{unit} of courtesy left out: {count}; see that none of them is a comment"


def _courtesy(lines: Sequence[str], drafts_map: DraftMap | None) -> set[int]:
    return courtesy(lines, lambda line: _names(line, drafts_map))


def _names(line: str, drafts_map: DraftMap | None = None) -> bool:
    """Whether a line cites a place."""
    return bool(_CITED.search(line) or _starts(line, drafts_map))


@dataclass
class _Passage:
    """A passage of the text that is about one place, as it was written."""

    cited: str = ""
    words: list[str] = field(default_factory=list)


def findings_in(text: str, drafts_map: DraftMap | None, sha256: str, channel: Channel) -> Iterator[Finding]:
    """Yield the comments of a text in order; words that cite no place make one comment without a place."""
    for number, passage in enumerate(_passages(text, drafts_map)[:MOST_FINDINGS], 1):
        yield _finding(number, passage, drafts_map, sha256, channel)


def _passages(text: str, drafts_map: DraftMap | None) -> list[_Passage]:
    """Divide the text into passages, each of which begins where a place is cited."""
    general = _Passage()
    pieces: list[_Passage] = []
    fresh = True
    lines = text.split("\n")
    left_out = _courtesy(lines, drafts_map)
    for number, line in enumerate(lines):
        if number in left_out:
            fresh = True
            continue
        found = _starts(line, drafts_map)
        inside = _CITED.search(line) if not found and (fresh or _BULLET.match(line)) else None
        if found:
            pieces.append(_Passage(found["cited"], [line[found.end() :]]))
        elif inside:
            pieces.append(_Passage(inside[0], [line]))
        else:
            (pieces[-1] if pieces else general).words.append(line)
        fresh = not line.strip()
    return [one for one in [general, *pieces] if "".join(one.words).strip(" .:-–—\n")]


def _starts(line: str, drafts_map: DraftMap | None) -> re.Match[str] | None:
    """Find the place that a line begins with; a bare number counts where a sign follows it or the draft has it."""
    if found := _AT_HEAD.match(line):
        # In “Paragraph 3.12 is too long” the number is the sentence's subject and stays in it.
        return found if found["mark"].strip() or not line[found.end() :].strip() else None
    bare = _BARE.match(line)
    if bare and (
        bare["mark"].strip() or (drafts_map and any(one.paragraph == bare["cited"] for one in drafts_map.blocks))
    ):
        return bare
    return None


def _finding(number: int, passage: _Passage, drafts_map: DraftMap | None, sha256: str, channel: Channel) -> Finding:
    # Lines that were left out leave blank ones, of which one is enough.
    text = _GAPS.sub("\n\n", "\n".join(passage.words)).strip()
    own = _TYPE.match(text)
    text = text[own.end() :] if own else text
    proposal, place, confidence = _placed(text, passage.cited, drafts_map)
    usual = CommentType.EDITORIAL if proposal else CommentType.GENERAL
    return Finding(
        channel=channel,
        mark=proposal.mark if proposal else Mark.NOTE,
        type=CommentType(own[1].lower()) if own else usual,
        comment=text[:MAX_COMMENT],
        proposed_change=proposal.change if proposal else "",
        place=place,
        confidence=confidence,
        source=Origin(
            sha256=sha256,
            subtype=f"passage {number}",
            flags=("cut",) if len(text) > MAX_COMMENT else (),
            raw=passage.cited[:MAX_COMMENT] if confidence is not Confidence.EXACT else "",
        ),
    )


def _placed(text: str, cited: str, drafts_map: DraftMap | None) -> tuple[Proposal | None, Place, Confidence]:
    """Find the proposed change, and the place of its words, else of the passage cited."""
    proposal = proposal_in(text)
    if drafts_map is None:
        return proposal, Place(), Confidence.UNPLACED
    if proposal is None and (bare := bare_proposal_in(text)):
        place, confidence = _cited(cited, drafts_map, bare.quote)
        if place.quote and confidence is not Confidence.UNPLACED:
            return bare, _exactly(place, bare, drafts_map), confidence
    place, confidence = _cited(cited, drafts_map, proposal.quote if proposal else "")
    return proposal, _exactly(place, proposal, drafts_map) if proposal else place, confidence


def _cited(cited: str, drafts_map: DraftMap, quote: str) -> tuple[Place, Confidence]:
    line = " ".join(match[1] for match in _LINES.finditer(cited))
    page = _PAGES.search(cited)
    paragraph = _PAGES.sub(" ", _LINES.sub(" ", cited))
    place, confidence = place_by_number(drafts_map, paragraph.strip(" ,;()"), line, quote)
    if page and confidence is Confidence.EXACT and not 0 <= place.page - int(page[1][:6]) <= PAGES_AROUND:
        confidence = Confidence.FUZZY
    return place, confidence


def _exactly(place: Place, proposal: Proposal, drafts_map: DraftMap) -> Place:
    """Narrow the place of an insertion to the point before or after the quoted words."""
    block = drafts_map.by_id.get(place.block)
    if proposal.mark is not Mark.INSERT or block is None or place.start < 0:
        return place
    point = place.start if proposal.before else place.end
    return build_place([BlockSpan(block, point, point, place.page - 1)])


READER = Reader(is_text, read_letter, last=True)
