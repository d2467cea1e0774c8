"""Kinds of files that mail programs write: mails in mails, mailboxes, bars as quotes, subjects, deep and huge ones."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from test_conservation import mail, read

from focalpoint.content.rounds.returned import Returned
from focalpoint.problems import Trouble


def comments(returned: Returned) -> list[tuple[str, str, str]]:
    assert returned.count.missing == 0, returned.count
    return [(one.place.paragraph, one.confidence.value, one.comment) for one in returned.findings]


def carrying(own: str, sender: str = "Boris Ministerial <boris@oz.invalid>") -> bytes:
    inner = EmailMessage()
    inner["From"], inner["To"], inner["Subject"] = sender, "Alda Quist <alda.quist@oz.invalid>", "Draft 1"
    inner.set_content("Dear Alda,\n\nPara 1.2: say the hours.\n")
    outer = EmailMessage()
    outer["From"], outer["To"] = "Alda Quist <alda.quist@oz.invalid>", "Desk <desk@network.invalid>"
    outer["Subject"] = "Comments"
    outer.set_content(own)
    outer.add_attachment(inner)
    return bytes(outer)


def test_an_attached_mail_speaks_for_the_member_where_the_covering_mail_says_nothing() -> None:
    returned = read(carrying("Please find attached the comments of our capital.\n"))
    assert comments(returned) == [("1.2", "exact", "say the hours.")]
    assert returned.warnings == ("attached mail 1 was read as the member's words; see that the member speaks in it",)


def test_an_attached_mail_beside_comments_is_told_as_not_read() -> None:
    returned = read(carrying("Para 2.1: we agree.\n"))
    assert comments(returned) == [("2.1", "exact", "we agree.")]
    assert "not read" in [one.kind.value for one in returned.count.left_out]
    assert "attached mail 1 was not entered" in returned.warnings[0]


def test_our_own_mail_that_is_attached_is_no_comment() -> None:
    returned = read(carrying("Thank you.\n", "Desk <desk@network.invalid>"))
    assert comments(returned) == []
    assert returned.warnings == ("NO COMMENTS in this text; ask the sender what was meant",)


def test_a_forward_of_our_own_mail_is_known_by_its_address_inside_one_domain() -> None:
    head = "From: Alda Quist <alda@oz.invalid>\nTo: desk@oz.invalid\nSubject: Fwd: Draft 1\n\n"
    text = "FYI\n\nFrom: The Focal Desk <desk@oz.invalid>\nSent: Monday\nSubject: Draft 1\n\nIs 2.1 clear?\n"
    assert comments(read((head + text).encode())) == []


def test_each_mail_of_a_mailbox_is_read_by_itself() -> None:
    top = "From x@oz.invalid Mon Nov 30 10:00:00 2026\n"
    head = f"{top}From: {{0}} <{{0}}@oz.invalid>\nTo: desk@network.invalid\nSubject: 1\n\n"
    box = f"{head.format('alda')}1.2: no.\n\n>From here on: yes.\n\n{head.format('boris')}3.1: fine.\n"
    returned = read(box.encode())
    assert comments(returned) == [("1.2", "fuzzy", "no.\n\nFrom here on: yes."), ("3.1", "exact", "fine.")]
    assert returned.warnings == ("the mails come from different senders; see that all of them are of this member",)


def test_the_place_in_a_subject_is_kept_and_never_certain() -> None:
    returned = read(mail("Please delete the second sentence.\n", subject="Draft 1, para 2.1"))
    assert comments(returned) == [("2.1", "fuzzy", "Please delete the second sentence.")]
    assert returned.findings[0].source.cited == "Draft 1, para 2.1"


def test_lines_quoted_with_a_bar_are_quoted() -> None:
    returned = read(mail("1.2: no.\n\nDesk wrote on 30.11.2026 10:00:\n| Para 2.1: is it clear?\n| Please answer.\n"))
    assert comments(returned) == [("1.2", "exact", "no.")]


def test_a_mail_without_words_says_what_its_subject_says() -> None:
    with pytest.raises(Trouble, match="its subject says “No comments”"):
        read(mail("\n", subject="No comments"))


def test_answers_that_cannot_be_told_apart_are_told() -> None:
    text = "See our answers in red.\n\nFrom: Desk <desk@network.invalid>\nSubject: Draft 1\n\nIs 2.1 clear?\nNo.\n"
    returned = read(mail(text))
    assert comments(returned) == []
    assert any("answers stand in the quoted mail" in one for one in returned.warnings)


def test_words_deep_in_elements_are_read() -> None:
    assert comments(read(mail("", "<div>" * 5000 + "Para 1.2: no." + "</div>" * 5000))) == [("1.2", "exact", "no.")]


def test_words_beyond_the_longest_comment_are_told_as_not_read() -> None:
    returned = read(mail("".join(f"word {number}\n" for number in range(3_000))))
    assert len(returned.findings[0].comment) == 20_000 and returned.count.missing == 0
    assert [one.kind.value for one in returned.count.left_out] == ["not read"]
    assert "its end was not entered" in returned.warnings[0]


@pytest.mark.parametrize(
    ("charset", "data", "expected"),
    [
        ("gb2312", "第1.2段：说明时间。".encode("gb18030"), "说明时间。"),
        ("utf-8", "1.2: préciser ".encode() + b"\x96 \xe9t\xe9", "préciser – été"),
        ("us-ascii", "1.2: préciser".encode(), "préciser"),
        ("iso-8859-1", b"1.2: 5 \x80", "5 €"),
        ("no-such-charset", b"1.2: na\xefve", "naïve"),
    ],
)
def test_character_sets_are_read_as_browsers_read_them(charset: str, data: bytes, expected: str) -> None:
    head = f"From: a@oz.invalid\nTo: b@network.invalid\nSubject: 1\nContent-Type: text/plain; charset={charset}\n\n"
    assert [one.comment for one in read(head.encode() + data).findings] == [expected]
