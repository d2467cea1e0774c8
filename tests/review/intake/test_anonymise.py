"""A mark that cannot be read keeps its words in the ledger, and no name of whoever made it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from annotating import Desk
from hand_made import config_of, drafts_in, make
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Stream, String

from focalpoint.content.rounds.ledger import ledger_file, read_ledger
from focalpoint.review.intake.importing import ImportRequest, import_returned
from focalpoint.review.returned_pdf.pdf_open import raw_in
from focalpoint.review.returned_pdf.read_pdf import read_pdf

NAME = "Quillon Bureau"
FIELDS = ("T", "Author", "AuthorName", "ContactInfo", "Creator", "Manager", "LastModifiedBy", "UserName", "ADBE_User")
ROSTER = "members:\n  - {iso2: XA, name: Freedonia, kind: state, regional_group: African States}\n"
RICH = f'<body xmlns="http://www.w3.org/1999/xhtml" author="{NAME}"><p>rich words</p></body>'


def entered(desk: Desk, root: Path) -> str:
    """The ledger after the file has been imported."""
    made = make()
    made.archive(root)
    (root / "consultations" / "roster.yaml").write_text(ROSTER, encoding="utf-8")
    data, config = desk.saved(), config_of(root)
    import_returned(
        config, [root / "a.pdf"], ImportRequest("XA", date(2026, 3, 2)), lambda *_: read_pdf(data, drafts_in(root))
    )
    return ledger_file(config, 1, "XA").read_text(encoding="utf-8")


def named(pdf: Any) -> dict[str, Any]:
    """Every entry in which a program might name its user, and the words of the mark."""
    planted: dict[str, Any] = {field: String(NAME) for field in FIELDS}
    planted["Popup"] = Dictionary(T=String(NAME), Contents=String("in the window"))
    planted["Metadata"] = Stream(pdf, f"<x><dc:creator>{NAME}</dc:creator></x>".encode())
    planted["PieceInfo"] = Dictionary(Program=Dictionary(LastEditor=String(NAME)))
    return {**planted, "RC": String(RICH), "Subj": String("About the desk"), "NM": String("mark-7")}


def unread_kind(desk: Desk) -> None:
    desk.add(0, **named(desk.pdf))


def unread_place(desk: Desk) -> None:
    desk.add(0, Subtype=Name.Text, Rect=String("no rectangle"), **named(desk.pdf))


def sound(desk: Desk) -> None:
    desk.add(0, Subtype=Name.Sound, Rect=Array([90, 600, 100, 610]), **named(desk.pdf))


def in_a_list(desk: Desk) -> None:
    desk.pdf.pages[0].obj.Annots = Array([Array([Dictionary(**named(desk.pdf))])])


def in_a_stream(desk: Desk) -> None:
    desk.pdf.pages[0].obj.Annots = Array([Stream(desk.pdf, NAME.encode(), **named(desk.pdf))])


def given_up(desk: Desk) -> None:
    page, (line,) = desk.spot("closing sentence")
    desk.add(page, Subtype=Name.Highlight, Rect=Array(line), QuadPoints=Array([1e300]), **named(desk.pdf))


@pytest.mark.parametrize("mark", [unread_kind, unread_place, sound, in_a_list, in_a_stream, given_up])
def test_its_author_is_nowhere_in_the_ledger(mark: Any, tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    mark(desk)
    text = entered(desk, tmp_path)
    assert "About the desk" in text and "mark-7" in text and "more entries, which may name a person" in text
    assert "rich words" in text
    assert "Quillon" not in text and "Bureau" not in text and NAME.encode().hex() not in text


def test_whoever_wrote_a_comment_or_an_answer_to_it_is_nowhere_in_the_ledger(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    head = desk.note(String("Too long"), T=String(NAME))
    answer = desk.note(String("I agree"), T=String("Ottoline Registrar"), IRT=head)
    desk.note(String("So do I"), T=String(NAME), IRT=answer)
    desk.note(String("Nobody said who"), IRT=answer)
    text = entered(desk, tmp_path)
    assert all(words in text for words in ("Too long", "I agree", "So do I", "Nobody said who"))
    assert not any(name in text for name in ("Quillon", "Bureau", "Ottoline", "Registrar"))
    ledger, _problems = read_ledger(text, "XA.yaml")
    assert ledger is not None
    (comment,) = ledger.fields.comments
    first, second, third = comment.source.thread
    assert comment.source.author == second.author != first.author, "who wrote what can still be told apart"
    assert re.fullmatch("[0-9a-f]{8}", first.author) and third.author == ""


@pytest.mark.parametrize(
    "written",
    [
        b"/T (Quillon Bureau)", b"/T(Quillon \\(the\\) Quillon (x))", b"/T <5175696C6C6F6E>",
        b"/T <FEFF005100750069006C006C006F006E>", b"/T /Quillon",
        b"/T (Quillon Bureau", b"/T [(Quillon)]", b"/#54 (Quillon)", b"% Quillon\n", b"(Quillon)",
        b"/M /T (Quillon)", b"/A << /T (Quillon) >>",
        b"/T (/Contents \\(Quillon\\))", b"/Rect [1 2] (Quillon)",
    ],
)  # fmt: skip
def test_a_broken_object_is_told_without_its_author(written: bytes) -> None:
    told = raw_in(b"<< /Subtype /Text /Contents (kept \\) words) " + written)
    assert told.startswith("/Subtype /Text\n/Contents (kept ) words)")
    assert "Quillon" not in told and "5175" not in told


@given(st.binary(max_size=200) | st.text("/()<>[]% TMRC\\", max_size=40).map(str.encode))
def test_no_bytes_break_it(data: bytes) -> None:
    assert len(raw_in(data)) <= 4_080
