"""Laws of the intake for random mails: every word is accounted for, nothing of ours or of a person is entered."""

from __future__ import annotations

import re
from collections import Counter
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_golden import draft, file_of, golden

from focalpoint.content.rounds.returned import Returned
from focalpoint.problems import Trouble
from focalpoint.review.letters.read_letter import read_letter

OURS = "Zephyr quartz, is paragraph 2.1 clear?"
"""The words of our own mail, which stand nowhere else."""
HEADS = [
    "On Mon, 30 Nov 2026 at 10:00, Desk <desk@network.invalid> wrote:",
    "On Mon, 30 Nov 2026 at 10:00, The Secretariat of the Network\n<desk@network.invalid> wrote:",
    "Am 30.11.2026 um 10:00 schrieb Desk <desk@network.invalid>:",
    "Le lun. 30 nov. 2026 à 10:00, Desk <desk@network.invalid> a écrit :",
    "El lun, 30 nov 2026 a las 10:00, Desk (<desk@network.invalid>) escribió:",
    "Em seg., 30 de nov. de 2026 10:00, Desk <desk@network.invalid> escreveu:",
    "Il giorno lun 30 nov 2026 alle ore 10:00 Desk <desk@network.invalid> ha scritto:",
    "30.11.2026 10:00, Desk <desk@network.invalid> пишет:",
    "Op ma 30 nov 2026 om 10:00 schreef Desk <desk@network.invalid>:",
    "Desk <desk@network.invalid> 于2026年11月30日周一 10:00写道：",
    "From: Desk <desk@network.invalid>\nSent: Monday, 30 November 2026 10:00\nTo: Alda Quist\nSubject: Draft 1",
    "*From:* Desk <desk@network.invalid>\n*Date:* Monday, 30 November 2026\n*Subject:* Draft 1",
    "Von: Desk <desk@network.invalid>\nGesendet: Montag, 30. November 2026 10:00\nAn: Alda Quist\nBetreff: Draft 1",
    "De : Desk <desk@network.invalid>\nEnvoyé : lundi 30 novembre 2026\nÀ : Alda Quist\nObjet : Draft 1",
    "De: Desk <desk@network.invalid>\nEnviado el: lunes\nPara: Alda Quist\nAsunto: Draft 1",
    "Da: Desk <desk@network.invalid>\nInviato: lunedì\nA: Alda Quist\nOggetto: Draft 1",
    "От: Desk <desk@network.invalid>\nОтправлено: 30 ноября 2026 г.\nКому: Alda Quist\nТема: Draft 1",
    "من: Desk <desk@network.invalid>\nتم الإرسال: 30 نوفمبر\nإلى: Alda Quist\nالموضوع: Draft 1",
    "发件人：Desk <desk@network.invalid>\n发送时间：2026年11月30日\n收件人：Alda Quist\n主题：Draft 1",
    "Van: Desk <desk@network.invalid>\nVerzonden: maandag\nAan: Alda Quist\nOnderwerp: Draft 1",
    "-----Original Message-----\nFrom: Desk\nSent: Monday\nSubject: Draft 1",
    "________________________________\nFrom: Desk <desk@network.invalid>\nSubject: Draft 1",
]


def mail(text: str, html: str = "", subject: str = "Re: Draft 1") -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = "Alda Quist <alda.quist@oz.invalid>", "Desk <desk@network.invalid>"
    message["Subject"] = subject
    if text:
        message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html") if text else message.set_content(html, subtype="html")
    return bytes(message)


def read(data: bytes) -> Returned:
    return read_letter(data, (draft(),), 1)


def said(returned: Returned) -> str:
    """All words that would reach the ledger, but the questions quoted."""
    return "\n".join(f"{one.comment} {one.proposed_change} {one.source.cited}" for one in returned.findings)


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("marked", [True, False])
@pytest.mark.parametrize("own", ["1.2: say the hours.\n\n", "Thank you.\n\n", ""])
def test_our_own_mail_never_becomes_a_comment(head: str, marked: bool, own: str) -> None:
    below = f"> {OURS}\n> The desk\n" if marked else f"{OURS}\n\nThe desk\n"
    returned = read(mail(f"{own}{head}\n\n{below}"))
    assert [one.comment for one in returned.findings] == (["say the hours."] if "1.2" in own else [])
    assert returned.count.missing == 0, returned.count


PIECES = [
    "Dear colleagues,", "Bonjour,", "С уважением,", "Kind regards", "Alda Quist", "-- ", "Tel.: +00 12 345 67 89", "",
    "", "Para 1.2: say the hours.", "In paragraph 2.3, the word is wrong",
    "and this goes on over the line to the next,", "§ 3.1 – no.", "General: fine.", "> Zephyr quartz?", "> > deeper",
    "Yes, as Alda Quist says.", "第1.2段：同意。", "CAUTION: External e-mail. Do not click links.",
    "This e-mail and its attachments are confidential.", "| 1.2 | no |", "| Paragraph | Comment | Proposed change |",
    "*From:* Desk", "Sent: Monday", "To: Alda Quist", "Subject: Draft 1", "---------- Forwarded message ---------",
    "On Monday at 10:00 Desk <desk@network.invalid> wrote:", "P.S. 4.1: no", "[struck out: x]", "1. one",
    "call alda.quist@oz.invalid or 0123 456789", "te: the mandate is missing", "\t ", "____________",
]  # fmt: skip
LINES = st.lists(
    st.sampled_from(PIECES) | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12), max_size=24
)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", re.sub(r"\[\w+ left out\]", " ", text)))


@settings(max_examples=400, deadline=None)
@given(LINES, st.sampled_from(["Re: Draft 1", "Fwd: Draft 1", "Draft 1"]))
def test_every_word_of_a_random_mail_is_entered_or_left_out_with_its_kind(lines: list[str], subject: str) -> None:
    text = "\n".join(line.encode("utf-8", "replace").decode() for line in lines)
    try:
        returned = read(mail(text or " ", subject=subject))
    except Trouble:
        return
    count = returned.count
    assert count.missing == 0, count
    assert count.words == words(text.replace("\x00", "")).total() or not text.isprintable()
    # What the count calls entered stands in the comments, and no comment holds a word more often than the mail.
    in_comments = words(said(returned))
    assert count.entered <= in_comments.total() + len(returned.findings)
    assert not words("\n".join(one.comment for one in returned.findings)) - words(text)
    ledger = "\n".join(f"{said(returned)} {one.source.asked}" for one in returned.findings)
    assert not re.search(r"Quist|@oz|345 67|456789", ledger), ledger


TAGS = ["p", "div", "b", "li", "td", "blockquote", "blockquote type=cite", "del", "span style='display:none'", "pre"]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(TAGS), st.sampled_from(PIECES[9:14])), min_size=1, max_size=12), st.booleans()
)
def test_every_word_of_a_random_html_mail_is_accounted_for(parts: list[tuple[str, str]], nested: bool) -> None:
    html = "".join(f"<{tag}>{words}" + ("" if nested else f"</{tag.split()[0]}>") for tag, words in parts)
    for data in (mail("", html), mail("Para 1.2: say the hours.", html)):
        returned = read(data)
        assert returned.count.missing == 0, (html, returned.count)


@pytest.mark.parametrize("one", golden(), ids=lambda one: one["name"])
def test_every_word_of_the_golden_letters_is_accounted_for(one: dict[str, object]) -> None:
    returned = read(file_of(one))
    assert returned.count.missing == 0, returned.count
    assert returned.count.words or returned.count.left_out
