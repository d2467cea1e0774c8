"""The texts of PDF strings in every encoding that readers write, and of the places where they hide them."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from annotating import Desk
from hand_made import drafts_in, make
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from focalpoint.content.rounds.comments import CommentType
from focalpoint.review.returned_pdf.annotations import date_of
from focalpoint.review.returned_pdf.pdf_values import clean, decode, inflate, rich_text, text_of
from focalpoint.review.returned_pdf.read_pdf import read_pdf


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xfe\xff" + "naïve — عربي".encode("utf-16-be"), "naïve — عربي"),
        (b"\xff\xfe" + "naïve — عربي".encode("utf-16-le"), "naïve — عربي"),
        (b"\xef\xbb\xbf" + "naïve — عربي".encode(), "naïve — عربي"),
        ("naïve — عربي".encode(), "naïve — عربي"),
        ("without a mark".encode("utf-16-be"), "without a mark"),
        (b"caf\xe9 \x8dquoted\x8e", "café “quoted”"),
        (b"\xfe\xff\x00\x1b\x00e\x00n\x00\x1b" + "said".encode("utf-16-be"), "said"),
        (b"one\rtwo\r\nthree\nfour", "one\ntwo\nthree\nfour"),
        (b"a\x00b\x07c", "ab\ufffdc"),
        (b"\xfe\xff\xd8\x00\x00a", "\ufffda"),
    ],
)
def test_every_encoding_is_read(data: bytes, text: str) -> None:
    assert text_of(String(data)) == text


@given(st.binary(max_size=60))
def test_no_bytes_are_too_wild(data: bytes) -> None:
    text = clean(decode(data))
    assert text.encode() is not None
    assert not any(ord(letter) < 32 and letter not in "\n\t" for letter in text)


@given(st.text(max_size=40))
def test_rich_text_of_anything_is_text(markup: str) -> None:
    assert "\x00" not in rich_text(String(b"\xef\xbb\xbf" + markup.encode("utf-8", "replace")))


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ('<?xml version="1.0"?><body xmlns="urn:x"><p>rich &amp; <b>bold</b></p><p>two</p></body>', "rich & bold\ntwo"),
        ("<p>never closed<p>second", "never closedsecond"),
        ("one<br/>two", "one\ntwo"),
        ('<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>a&x;b</p>', "ab"),
        ('<!DOCTYPE p [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><p>&b;</p>', ""),
        ("<p>" * 5_000 + "deep", "deep"),
    ],
)  # fmt: skip
def test_rich_text_is_read_as_text(markup: str, text: str) -> None:
    assert rich_text(String(markup)) == text


def test_a_bomb_is_not_unpacked() -> None:
    import zlib

    assert inflate(zlib.compress(b"fine")) == b"fine"
    assert inflate(zlib.compress(b"fine" * 50_000)[:-20]).startswith(b"fine")
    with pytest.raises(ValueError, match="too much"):
        inflate(zlib.compress(bytes(50_000_000)))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("D:20260301120000+01'00'", "2026-03-01T12:00:00+01:00"),
        ("D:20260301120000Z00'00'", "2026-03-01T12:00:00+00:00"),
        ("D:20260301120000", "2026-03-01T12:00:00"),
        ("20260301", "2026-03-01T00:00:00"),
        ("last Tuesday", "last Tuesday"),
        ("", ""),
    ],
)
def test_dates_are_read_or_kept(written: str, shown: str) -> None:
    assert date_of(written) == shown


def test_a_text_is_found_where_readers_hide_it(tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    pdf, at = desk.pdf, Array([100, 600, 200, 618])
    rich = String("<body><p>in rich text</p></body>")
    desk.add(0, Subtype=Name.Text, Rect=at, RC=rich)
    popup = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Popup, Contents=String("in the window")))
    desk.add(0, Subtype=Name.Text, Rect=at, Popup=popup)
    desk.add(0, Subtype=Name.Text, Rect=at, Contents=pdf.make_stream(b"in a stream"))
    desk.add(0, Subtype=Name.FreeText, Rect=at, AP=Dictionary(N=_shown(pdf)))
    desk.add(0, Subtype=Name.Highlight, Rect=at, Contents=String("both"), RC=rich)
    make().archive(tmp_path)
    found = read_pdf(desk.saved(), drafts_in(tmp_path)).findings
    assert [(one.comment, one.source.flags) for one in found] == [
        ("in rich text", ("rich-text",)),
        ("in the window", ("popup",)),
        ("in a stream", ()),
        ("on the page", ("appearance",)),
        ("both", ("no-quads",)),
    ]


def _shown(pdf: pikepdf.Pdf) -> pikepdf.Stream:
    form = pdf.make_stream(b"BT /F 10 Tf 2 4 Td (on the page) Tj ET")
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 100, 18])
    face = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    form.Resources = Dictionary(Font=Dictionary(F=face))
    return form


@pytest.mark.parametrize(
    ("said", "kind", "comment"),
    [
        ("te: This is wrong in law.", CommentType.SUBSTANTIVE, "This is wrong in law."),
        ("ED : comma", CommentType.EDITORIAL, "comma"),
        ("tr: l'État", CommentType.TRANSLATION, "l'État"),
        ("ge: in general", CommentType.GENERAL, "in general"),
        ("Ted: a name", CommentType.GENERAL, "Ted: a name"),
        ("editorial: no", CommentType.GENERAL, "editorial: no"),
    ],
)
def test_a_comment_names_its_own_type(said: str, kind: CommentType, comment: str, tmp_path: Path) -> None:
    desk = Desk(make().pdf)
    desk.note(String(said))
    (found,) = read_pdf(desk.saved(), drafts_in(tmp_path)).findings
    assert (found.type, found.comment) == (kind, comment)
