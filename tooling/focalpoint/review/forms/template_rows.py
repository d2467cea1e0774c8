"""Make findings of the rows of a returned form, each placed by all that it cites."""

from __future__ import annotations

from dataclasses import dataclass, replace

from focalpoint.content.rounds.channels import Channel
from focalpoint.content.rounds.comments import MAX_COMMENT, CommentType, Confidence, Mark, Origin, Reply
from focalpoint.content.rounds.draft_map import SHORT, DraftMap
from focalpoint.content.rounds.returned import Finding, words_in
from focalpoint.review.citations.narrowing import Cited
from focalpoint.review.citations.placement import Placed, cited_in_columns, place_cited
from focalpoint.review.citations.targets import Targets
from focalpoint.review.citations.vocabulary import Kind
from focalpoint.review.forms.redlines import changes, has_struck, with_tildes
from focalpoint.review.forms.template import CHOICES, Row, type_of
from focalpoint.review.letters.proposals import proposal_in

LONG = 40
"""Characters from which a text is more than the number of a place."""
PLACES = {"page": Kind.PAGE, "line": Kind.LINE, "section": Kind.SECTION, "paragraph": Kind.PARAGRAPH}
"""The fields of a row that cite its place, with the kind of a number without a word."""
NAMED = ("line", "paragraph", "section", "page")


def says_something(row: Row) -> bool:
    """Tell whether a row holds a comment or a proposed change."""
    return bool(row.comment or row.change)


def cites_place(row: Row) -> bool:
    """Tell whether something stands in the columns of the place."""
    return any(getattr(row, field) for field in PLACES)


def names_place(row: Row, targets: Targets | None) -> bool:
    """Tell whether a row cites a place that is understood or has a number."""
    texts = {kind: getattr(row, field) for field, kind in PLACES.items()}
    known = targets is not None and cited_in_columns(texts, targets)
    return any(sign.isdigit() for text in texts.values() for sign in text) or bool(
        known and (known.citations or known.headings)
    )


def moved(row: Row, targets: Targets | None) -> Row:
    """Move a comment that was written into another column, where the row has no other."""
    if says_something(row):
        return row
    words = [text for field in PLACES if (text := getattr(row, field)) and _is_no_place(text, field, targets)]
    words += [row.type] if row.type and type_of(row.type) is None else []
    words += [row.observation] if row.observation else []
    return replace(row, comment="\n".join(words)) if words else row


def _is_no_place(text: str, field: str, targets: Targets | None) -> bool:
    """Tell whether the column of a place holds words that are not understood as one."""
    if len(text) > LONG or targets is None:
        return len(text) > LONG
    return cited_in_columns({PLACES[field]: text}, targets).rest and len(text.split()) > 1


def finding_of_row(
    row: Row, where: str, targets: Targets | None, sha256: str, channel: Channel = Channel.TEMPLATE
) -> Finding:
    """Make a finding of a row, placed by what it cites and, if possible, by the words that it quotes or strikes."""
    known = type_of(row.type) if row.type else None
    cited = ", ".join(f"{field} {getattr(row, field)}" for field in NAMED if getattr(row, field))
    flags = ["unknown-type"] if row.type and known is None and row.type != row.comment else []
    if (flags or (len(row.type.split()) > 1 and row.type not in CHOICES)) and row.type != row.comment:
        cited = ", ".join(filter(None, (cited, f"type {row.type}")))
    comment, change, mark = row.comment, row.change, Mark.REPLACE if row.change else Mark.NOTE
    if has_struck(row.change):
        placed, mark, change = _redlined(row, targets)
        if placed.place.quote is None:
            comment = "\n".join(filter(None, (comment, with_tildes(row.change))))
        flags.append("struck")
    else:
        proposal = proposal_in(row.change) or proposal_in(row.comment)
        placed = place_of_row(row, targets, proposal.quote if proposal else "")
    if max(len(comment), len(change)) > MAX_COMMENT:
        flags.append("cut")
    return Finding(
        channel=channel,
        mark=mark,
        type=known or (CommentType.EDITORIAL if "struck" in flags else CommentType.GENERAL),
        comment=comment[:MAX_COMMENT],
        proposed_change=change[:MAX_COMMENT],
        place=placed.place,
        confidence=placed.confidence,
        source=Origin(sha256=sha256, subtype=where[:SHORT], flags=tuple(flags), cited=cited[:MAX_COMMENT]),
        member=row.member[:SHORT],
    )


def _redlined(row: Row, targets: Targets | None) -> tuple[Placed, Mark, str]:
    """Read a change with struck words: its place on the old words that the draft has, its mark and its new words."""
    placed, new = Placed(), ""
    for change in changes(row.change):
        placed, new = place_of_row(row, targets, change.old), change.new
        if placed.place.quote is not None:
            break
    return placed, Mark.REPLACE if new else Mark.DELETE, new


def place_of_row(row: Row, targets: Targets | None, quote: str = "") -> Placed:
    """Find the place that a row cites in all its columns together."""
    if targets is None:
        return Placed()
    columns = {kind: getattr(row, field) for field, kind in PLACES.items()}
    return place_cited(cited_in_columns(columns, targets, quote), targets)


@dataclass(frozen=True)
class MarginNote:
    """A comment beside the text: in Word's margin, or as a note on a cell."""

    text: str
    where: str
    """`margin`, or the cell."""
    author: str = ""
    written: str = ""
    quote: str = ""
    """The words that it is on."""
    replies: tuple[MarginNote, ...] = ()
    resolved: bool = False

    @property
    def words(self) -> int:
        """How many words it and its replies have."""
        return words_in(self.text) + sum(reply.words for reply in self.replies)

    def placed(self, row: Row | None, targets: Targets | None) -> Placed:
        """Place it by its table row, else by the quoted text."""
        if row is not None:
            return place_of_row(row, targets)
        if targets is not None and self.quote:
            return place_cited(Cited(quote=self.quote), targets)
        return Placed()

    def finding(self, placed: Placed, sha256: str, member: str = "") -> Finding:
        """Convert the margin note to a finding, with its replies as a thread."""
        thread = [
            Reply(author=one.author[:SHORT], text=one.text[:MAX_COMMENT], written=one.written[:SHORT])
            for one in self.replies
        ]
        origin = Origin(
            sha256=sha256,
            subtype=self.where[:SHORT],
            author=self.author[:SHORT],
            modified=self.written[:SHORT],
            thread=tuple(thread),
            flags=("cut",) if len(self.text) > MAX_COMMENT else (),
            raw=self.quote[:MAX_COMMENT],
        )
        return Finding(
            channel=Channel.TEMPLATE,
            mark=Mark.NOTE,
            comment=self.text[:MAX_COMMENT],
            place=placed.place,
            confidence=placed.confidence,
            source=origin,
            member=member[:SHORT],
            words=self.words,
        )


def doubted(finding: Finding, flag: str) -> Finding:
    """Mark a comment as one whose place a person must check."""
    source = finding.source.model_copy(update={"flags": (*finding.source.flags, flag)})
    sure = Confidence.FUZZY if finding.confidence is Confidence.EXACT else finding.confidence
    return finding.model_copy(update={"confidence": sure, "source": source})


def targets_of(drafts_map: DraftMap | None) -> Targets | None:
    """Index the places of a draft, where there is one."""
    return Targets(drafts_map) if drafts_map else None
