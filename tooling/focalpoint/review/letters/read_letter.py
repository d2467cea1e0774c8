"""Read comments in an e-mail or a plain text: “para 3.12: …”, “line 1482: …”, each with the place that it cites."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from focalpoint.content.rounds.channels import Channel
from focalpoint.content.rounds.comments import MAX_COMMENT, CommentType, Confidence, Mark, Origin
from focalpoint.content.rounds.draft_map import BlockSpan, DraftMap, build_place
from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.returned import Finding, Returned
from focalpoint.review.citations.citations import Known, citations_in
from focalpoint.review.citations.narrowing import Cited
from focalpoint.review.citations.placement import Placed, place_cited
from focalpoint.review.citations.targets import Targets
from focalpoint.review.citations.vocabulary import Kind
from focalpoint.review.intake.readers import Reader, head_of
from focalpoint.review.letters.mail import Mail, read_mail
from focalpoint.review.letters.passages import Passage, passages
from focalpoint.review.letters.proposals import Proposal, bare_proposal_in, proposal_in
from focalpoint.review.letters.salutations import find_salutations, line_numbers
from focalpoint.review.returned_pdf.draft_identity import named_draft

UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""Byte order marks of UTF-16."""
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
    yield from salutation_warning(mail.text, drafts_map, "lines")
    quoted = mail.quoted.split("\n")
    if left_out := [number for number, line in enumerate(quoted) if line]:
        named = ", which name paragraphs" if any(_names(line) for line in quoted) else ""
        count = line_numbers(left_out)
        yield f"lines of quoted earlier mail left out: {count}{named}; see that nothing new stands among them"
    for name in mail.attached:
        yield f"the e-mail carries the file “{name}”, which is not read with it; import that file too"


def salutation_warning(text: str, drafts_map: DraftMap | None, unit: Literal["lines", "paragraphs"]) -> Iterator[str]:
    """Say which lines, or which paragraphs of a form, were left out as salutations."""
    lines = text.split("\n")
    if left_out := _salutations(lines, drafts_map):
        written = [number for number, line in enumerate(lines) if line.strip()]
        count = line_numbers(left_out if unit == "lines" else {written.index(number) for number in left_out})
        yield f"{unit} of courtesy left out: {count}; see that none of them is a comment"


def _salutations(lines: Sequence[str], drafts_map: DraftMap | None) -> set[int]:
    return find_salutations(lines, lambda line: _names(line, drafts_map))


def _names(line: str, drafts_map: DraftMap | None = None) -> bool:
    """Tell whether a line cites a place."""
    return bool(citations_in(line, _known(drafts_map)))


def _known(drafts_map: DraftMap | None) -> Known:
    """Ask the draft; without one, a number such as 3.12 is a paragraph's."""
    return Targets(drafts_map).known if drafts_map else lambda kind, label: kind is Kind.PARAGRAPH and "." in label


def findings_in(text: str, drafts_map: DraftMap | None, sha256: str, channel: Channel) -> Iterator[Finding]:
    """Yield the comments of a text in order; words that cite no place make one comment without a place."""
    targets = Targets(drafts_map) if drafts_map else None
    left_out = _salutations(text.split("\n"), drafts_map)
    found = passages(text, targets.known if targets else _known(None), left_out)
    for number, passage in enumerate(found, 1):
        yield _finding(number, passage, targets, sha256, channel)


def _finding(number: int, passage: Passage, targets: Targets | None, sha256: str, channel: Channel) -> Finding:
    text = passage.words
    own = _TYPE.match(text)
    text = text[own.end() :] if own else text
    proposal, placed = _placed(text, passage, targets)
    usual = CommentType.EDITORIAL if proposal else CommentType.GENERAL
    return Finding(
        channel=channel,
        mark=proposal.mark if proposal else Mark.NOTE,
        type=CommentType(own[1].lower()) if own else usual,
        comment=text[:MAX_COMMENT],
        proposed_change=proposal.change if proposal else "",
        place=placed.place,
        confidence=placed.confidence,
        source=Origin(
            sha256=sha256,
            subtype=f"passage {number}",
            flags=("cut",) if len(text) > MAX_COMMENT else (),
            cited=passage.cited[:MAX_COMMENT],
        ),
    )


def _placed(text: str, passage: Passage, targets: Targets | None) -> tuple[Proposal | None, Placed]:
    """Find the proposed change, and the place of its words, else of the passage cited."""
    proposal = proposal_in(text)
    if targets is None:
        return proposal, Placed()
    if proposal is None and (bare := bare_proposal_in(text)):
        placed = _cited(passage, targets, bare.quote)
        if placed.place.quote and placed.confidence is not Confidence.UNPLACED:
            return bare, _exactly(placed, bare, targets)
    placed = _cited(passage, targets, proposal.quote if proposal else "")
    return proposal, _exactly(placed, proposal, targets) if proposal else placed


def _cited(passage: Passage, targets: Targets, quote: str) -> Placed:
    """Place a passage; where it mentions other places too, they are candidates, and the place is doubtful."""
    citations = passage.citations or passage.mentioned[:1]
    placed = place_cited(Cited(citations, passage.positions, quote), targets)
    others = passage.mentioned if passage.citations else passage.mentioned[1:]
    regions = [region for one in others for label in one.labels for region in targets.regions(one.kind, label)]
    doubtful = bool(others) or passage.doubtful
    return placed.doubted([region[0].id for region in regions]) if doubtful else placed


def _exactly(placed: Placed, proposal: Proposal, targets: Targets) -> Placed:
    """Narrow the place of an insertion to the point before or after the quoted words."""
    place = placed.place
    block = targets.map.by_id.get(place.block)
    if proposal.mark is not Mark.INSERT or block is None or place.start < 0:
        return placed
    point = place.start if proposal.before else place.end
    narrowed = build_place([BlockSpan(block, point, point, place.page - 1)])
    return replace(placed, place=narrowed.model_copy(update={"candidates": place.candidates}))


READER = Reader(is_text, read_letter, last=True)
