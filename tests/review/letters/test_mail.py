"""E-mails: all forms of their words are read once, quoted mail is told, files that they carry are read or named."""

from __future__ import annotations

from email.message import EmailMessage
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from hand_made import make

from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.returned import Returned
from focalpoint.review.letters.read_letter import read_letter


@cache
def draft() -> Draft:
    return make().archive(Path(mkdtemp()))


def read(text: str) -> Returned:
    return read_letter(text.encode(), (draft(),))


def test_quoted_earlier_mail_is_left_out_and_said() -> None:
    said = read("Draft 1\n\nPara 1.3: yes\n\nOn Monday the desk wrote:\n> para 1.4: please look\n")
    assert [one.place.paragraph for one in said.findings if one.place.paragraph] == ["1.3"]
    assert ("quoted earlier mail", "line 6") in [(one.kind, one.place) for one in said.count.left_out]
    assert said.warnings == (
        "quoted mail of others (line 6) names paragraphs and was not entered; see whether it is a comment",
    )
    said = read("Draft 1\n\nPara 1.3: yes\n\n-----Original Message-----\nFrom: desk\n\npara 1.4: please look\n")
    assert [one.place.paragraph for one in said.findings if one.place.paragraph] == ["1.3"]


def mail(text: str = "", html: str = "", subject: str = "Re: Draft 1") -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"], message["Date"] = subject, "the office", "Mon, 2 Mar 2026 10:00:00 +0000"
    if text:
        message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html") if text else message.set_content(html, subtype="html")
    return bytes(message)


def test_both_forms_of_an_email_are_read_where_they_differ() -> None:
    said = read_letter(mail("Para 1.13: élan\n", "<p>Para 1.3: other</p>"), (draft(),))
    assert {(one.place.paragraph, one.comment) for one in said.findings} == {("1.13", "élan"), ("1.3", "other")}
    assert said.draft == 1 and ["differ" in warning for warning in said.warnings] == [True]
    same = read_letter(mail("Para 1.13: élan\n", "<p>Para 1.13: <b>élan</b></p>"), (draft(),))
    assert [(one.place.paragraph, one.comment) for one in same.findings] == [("1.13", "élan")]
    assert same.warnings == () and same.count.missing == 0


def test_an_email_of_html_alone_is_read_without_its_markup() -> None:
    html = (
        "<html><head><style>p { color: red }</style></head><body><p>Para 1.13: <b>too</b>\n long &amp; dull</p>"
        "<script>alert(1)</script><blockquote type=cite><p>para 1.4: earlier</p></blockquote></body></html>"
    )
    said = read_letter(mail(html=html), (draft(),))
    assert [(one.place.paragraph, one.comment) for one in said.findings] == [("1.13", "too long & dull")]
    assert [(one.kind.value, one.words) for one in said.count.left_out] == [("quoted earlier mail", 4)]


def test_a_file_that_an_email_carries_is_read_or_named_with_the_reason() -> None:
    message = EmailMessage()
    message["Subject"], message["From"] = "Draft 1", "the office"
    message.set_content("Para 1.13: see the file\n")
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="broken.pdf")
    message.add_attachment(b"%PDF-x", maintype="application", subtype="pdf", filename="draft.pdf")
    message.add_attachment(b"Para 1.3: inside", maintype="text", subtype="plain", filename="more.txt")
    message.add_attachment(b"\x78\x9f", maintype="application", subtype="ms-tnef", filename="winmail.dat")
    said = read_letter(bytes(message), (draft(),))
    assert [one.place.paragraph for one in said.findings][:2] == ["1.13", ""]
    assert ("1.3", "inside") in [(one.place.paragraph, one.comment) for one in said.findings]
    assert any("draft.pdf” was not read" in warning for warning in said.warnings)
    assert any("winmail.dat" in warning and "Outlook" in warning for warning in said.warnings)
    unread = [one.place for one in said.count.left_out if one.kind.value == "not read"]
    assert unread == ["“draft.pdf”", "“winmail.dat”"] and said.count.missing == 0
