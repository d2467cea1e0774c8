"""A draft of three paragraphs, the ledgers of two invented members on it, and the text as it is today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pypdfium2

from focalpoint.config import Config
from focalpoint.content.consultation.roster import Member, Roster
from focalpoint.content.rounds.comments import Comment
from focalpoint.content.rounds.draft_map import Block, DraftMap
from focalpoint.content.rounds.drafts import Draft, DraftFields
from focalpoint.content.rounds.ledger import Ledger, LedgerFields, comments_of
from focalpoint.review.anchoring.anchoring import CurrentPlace, PlaceStatus
from focalpoint.review.replies.replies import Letter, Reading
from focalpoint.review.replies.reply_files import letters

DAY = date(2026, 11, 25)
SECRET = "Zanzibarquartz"
"""Planted in the comments of one member; no other may read it."""
FILE = "manual/ground/post.md"
TEXTS = ("The Focal Point shall report once a year.", "Officials may meet.", "The desk keeps a list of contacts.")
NOW = ("The Focal Point should report twice a year.", "The desk keeps a list of contacts.")


def block(number: int, line: int, paragraph: str, text: str, file: str = FILE) -> Block:
    return Block(f"one:{number}", file, line, "paragraph", paragraph, True, "1. The post › A. Ground", text)


DRAFT = Draft(
    DraftFields(
        number=2, id="draft-2-0011223344", title="Manual", edition="network", issued_on=date(2026, 9, 1),
        commit="a" * 40, pages=3, sha256="b" * 64,
    ),
    Path("consultations/drafts/2"),
)  # fmt: skip
BLOCKS = tuple(block(place, 10 + 2 * place, f"1.{place}", text) for place, text in enumerate(TEXTS, 1))
MAP = DraftMap(2, DRAFT.fields.id, "a" * 40, ((595, 842),) * 3, BLOCKS)
BLOCKS_NOW = (block(1, 12, "1.4", NOW[0]), block(2, 14, "1.5", NOW[1]))
PLACES = {
    1: CurrentPlace(PlaceStatus.EDITED, FILE, 12),
    2: CurrentPlace(PlaceStatus.GONE),
    3: CurrentPlace(PlaceStatus.EXACT, FILE, 14),
}
"""Where each paragraph of the draft is today."""
ROSTER = Roster(
    tuple(
        Member.model_validate({"iso2": id, "name": name, "kind": "state", "regional_group": "African States"})
        for id, name in (("FR", "Freedonia"), ("SY", "Sylvania"))
    )
)


def comment(id: str, paragraph: int = 1, **facts: object) -> Comment:
    """A comment on a paragraph of the draft that was noted, unless the facts say otherwise."""
    place = {
        "block": f"one:{paragraph}", "file": FILE, "line": 10 + 2 * paragraph, "paragraph": f"1.{paragraph}",
        "printed_line": 40 + paragraph, "page": 3, "section": "1. The post › A. Ground",
    }  # fmt: skip
    given: dict[str, object] = {
        "id": id, "received": date(2026, 10, 1), "channel": "pdf", "comment": f"Comment {id}", "place": place,
        "disposition": "noted", "observation": f"Observation on {id}",
    }  # fmt: skip
    return Comment.model_validate({**given, **facts})


def ledger(member: str, *comments: Comment) -> Ledger:
    fields = LedgerFields(draft=2, draft_sha256="b" * 64, member=member, comments=comments)
    ids = tuple(one.id for one in comments)
    path = f"consultations/comments/2/{member}.yaml"
    return Ledger(fields, path, fields.model_dump_json(indent=1), ids, tuple(range(1, len(ids) + 1)))


@dataclass(frozen=True)
class Round:
    """All that was commented on the draft, and the letters that answer it."""

    config: Config
    ledgers: tuple[Ledger, ...]
    today: Mapping[str, CurrentPlace] = field(default_factory=dict)

    @property
    def letters(self) -> dict[str, Letter]:
        every = comments_of(self.ledgers, 2)
        placed = {id: PLACES[int(one.place.block[-1])] for id, one in every.items() if one.place.block}
        reading = Reading(DRAFT, MAP, every, {**placed, **self.today}, BLOCKS_NOW)
        return {one.member: one for one in letters(self.config, ROSTER, self.ledgers, reading, DAY)}


def told(letter: Letter, id: str) -> dict[str, str]:
    """What a letter tells of one comment, as plain words by their heads; what changed is in brackets."""
    answer = next(one for one in letter.answers if one.title.split(",")[0] == id)
    return {
        row.head: "\n".join(
            " ".join(f"[{run.change}: {run.words}]" if run.change else run.words for run in line) for line in row.lines
        )
        for row in answer.rows
    }


def all_words(letter: Letter) -> str:
    """Every word of a letter."""
    runs = (run.words for one in letter.answers for row in one.rows for line in row.lines for run in line)
    return "\n".join((letter.title, *letter.opening, *(one.title for one in letter.answers), *runs))


def text_of(kind: str, data: bytes) -> str:
    """The words of a PDF or Word file."""
    if kind == ".pdf":
        with pypdfium2.PdfDocument(data) as document:
            pages = [page.get_textpage().get_text_bounded() for page in document]
        return " ".join(" ".join(pages).replace("\ufffe", "").split())
    document = docx.Document(BytesIO(data))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return " ".join(" ".join([*(one.text for one in document.paragraphs), *cells]).split())
