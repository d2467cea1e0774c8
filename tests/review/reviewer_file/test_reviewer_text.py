"""The text that a reviewer's page writes, as it comes back: whole, broken by mail, edited, cut, or of others."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from email import message_from_string
from email.message import EmailMessage
from email.policy import default
from hashlib import sha256
from html import escape
from io import BytesIO
from pathlib import Path

import docx
import pytest
from reviewer_sample import GOLDEN, imported, named, sample_page

from focalpoint.content.rounds.comments import WHOLE_DRAFT, Confidence
from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.returned import words_in
from focalpoint.problems import Trouble
from focalpoint.review.intake.readers import reader_for

TEXT = GOLDEN.read_text(encoding="utf-8-sig")
CHINESE = "各国政府应当任命一名高级官员担任协调中心，并确保该官员能够与其他部委、议会和民间社会合作。"
PROPOSED = (
    "names one deputy or more\n\n> as quoted\nComment: this is no label\n[2 of 3] nor this\n== end 3 12345678 =="
)
LAW = (
    "The law says so — “deputy” is the word that our own act of 2019 uses throughout its second part, and no other."
)
Mangle = Callable[[str], str]


def test_every_comment_is_entered_where_it_was_made(draft: Draft) -> None:
    returned = imported(TEXT, draft)
    assert (returned.draft, returned.copy_number, len(returned.findings)) == (1, 1, 6)
    shown = {
        name: (one.mark.value, one.type.value, one.place.block, one.place.start, one.place.end, one.confidence.value)
        for name, one in named(returned).items()
    }
    assert shown == {
        "aaaa0001": ("note", "ge", "", -1, -1, "unplaced"),
        "aaaa0002": ("replace", "te", "post.3", 40, 54, "exact"),
        "aaaa0003": ("delete", "ed", "post.3", 80, 89, "exact"),
        "aaaa0004": ("insert", "tr", "post.4", 54, 54, "exact"),
        "aaaa0005": ("note", "te", "list.2", -1, -1, "exact"),
        "aaaa0007": ("delete", "te", "post.5", 8, 12, "exact"),
    }
    found = named(returned)
    assert found["aaaa0001"].source.flags == (WHOLE_DRAFT,)
    assert (found["aaaa0002"].comment, found["aaaa0002"].proposed_change) == (LAW, PROPOSED)
    assert found["aaaa0004"].proposed_change == CHINESE * 2
    assert found["aaaa0005"].comment == "<script>alert(1)</script> نص عربي"
    assert found["aaaa0007"].place.also == ("post.6",)
    quote = found["aaaa0003"].place.quote
    assert quote is not None and quote.exact == "\U0001f4d6 at hand"
    assert {one.channel.value for one in returned.findings} == {"reviewer-file"}
    assert {one.source.author for one in returned.findings} == {"Justice", "Foreign Affairs", ""}


def test_the_summary_says_what_became_of_every_word(draft: Draft) -> None:
    returned = imported(TEXT, draft)
    assert returned.count.words == words_in(TEXT)
    left = {kind.value: words for kind, words, _ in returned.count.by_kind()}
    said = [one.comment + " " + one.proposed_change for one in returned.findings]
    assert returned.count.entered == sum(map(words_in, said))
    assert left.pop("names, numbers and addresses of persons") == 9  # Ministry of Examples, five reviewers
    assert left.pop("withdrawn by the member") == 3
    assert list(left) == ["our own text"]
    assert [one for one in returned.warnings if "comment 6: marked as withdrawn" in one]


def quoted(text: str) -> str:
    return "\n".join(f"> > {line}" for line in text.split("\n"))


def wrapped(text: str) -> str:
    return "\n".join(
        part for line in text.split("\n") for part in (textwrap.wrap(line, 50, break_on_hyphens=False) or [""])
    )


def mailed(text: str) -> str:
    return f"From: a@example.org\nTo: b@example.org\nSubject: Comments\n\nDear colleagues,\n\n{text}\n\nBest regards\n"


def attached(text: str) -> str:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@example.org", "b@example.org", "Comments"
    mail.set_content("Please find our comments attached.\n")
    mail.add_attachment(text.encode("utf-8-sig"), "text", "plain", filename="comments.txt")
    return mail.as_bytes().decode()


def forwarded(text: str) -> str:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "c@example.org", "b@example.org", "Fwd: Comments"
    mail.set_content("Dear colleagues,\n")
    mail.add_attachment(message_from_string(attached(text), policy=default))
    return mail.as_bytes().decode()


def as_html(text: str) -> str:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@example.org", "b@example.org", "Comments"
    mail.set_content("".join(f"<p>{escape(line)}</p>\n" for line in text.split("\n")), "html")
    return mail.as_bytes().decode()


UNHARMED: dict[str, Mangle] = {
    "crlf": lambda text: text.replace("\n", "\r\n"),
    "mark at its head": lambda text: "\ufeff" + text,
    "quoted": quoted,
    "wrapped": wrapped,
    "wrapped and quoted": lambda text: quoted(wrapped(text)),
    "in a mail": mailed,
    "quoted in a mail, wrapped": lambda text: mailed(quoted(wrapped(text))),
    "attached": attached,
    "attached to a mail that is attached": forwarded,
    "html": as_html,
    "blanks at the ends": lambda text: "\n".join(f"  {line}  " for line in text.split("\n")),
    "hard blanks": lambda text: text.replace(": ", ":\xa0"),
    "attached and pasted": lambda text: attached(text).replace("Please find our comments attached.", text, 1),
}


@pytest.mark.parametrize("way", UNHARMED)
def test_what_mail_does_to_lines_changes_nothing(draft: Draft, way: str) -> None:
    whole, returned = named(imported(TEXT, draft)), imported(UNHARMED[way](TEXT), draft)
    found = named(returned)
    assert found.keys() == whole.keys()
    for name, one in found.items():
        other = whole[name]
        assert (one.comment, one.proposed_change, one.place, one.confidence, one.source.flags) == (
            *(other.comment, other.proposed_change, other.place, other.confidence, other.source.flags),
        )
    assert [one for one in returned.findings if not one.source.name] == []
    assert not any("ENDS" in one or "MISSING" in one or "changed" in one for one in returned.warnings)


def test_a_text_that_was_pasted_into_word_is_read(draft: Draft) -> None:
    document, saved = docx.Document(), BytesIO()
    for line in TEXT.split("\n"):
        document.add_paragraph(line)
    marked = document.paragraphs[1].runs[0]
    document.add_comment(marked, "A word in the margin", author="Somebody", initials="S")
    document.save(saved)
    returned = imported(saved.getvalue(), draft)
    assert len(named(returned)) == len(returned.findings) == 6
    assert named(returned)["aaaa0004"].proposed_change == CHINESE * 2
    assert returned.sha256 == returned.findings[0].source.sha256 == sha256(saved.getvalue()).hexdigest()
    assert "NOT READ: 1 comments in the margin; see them in the file" in returned.warnings
    assert any(kind.value == "not read" and words == 5 for kind, words, _ in returned.count.by_kind())


def test_a_text_as_windows_saves_it_is_read(draft: Draft) -> None:
    assert len(named(imported(TEXT.encode("utf-16"), draft))) == 6


def test_what_was_sent_twice_is_entered_once_and_counted(draft: Draft) -> None:
    returned = imported(TEXT + TEXT, draft)
    assert len(returned.findings) == 6
    left = {kind.value: words for kind, words, _ in returned.count.by_kind()}
    assert left["said twice in the file"] == returned.count.entered


def test_signs_that_a_program_has_changed_are_told_and_keep_their_place(draft: Draft) -> None:
    returned = imported(TEXT.replace("“", '"').replace("”", '"').replace("’", "'").replace("—", "-"), draft)
    found = named(returned)
    assert all(one.confidence is Confidence.EXACT for name, one in found.items() if name != "aaaa0001")
    assert all("edited" not in one.source.flags for one in found.values())
    (told,) = [one for one in returned.warnings if "quotation marks, dashes or blanks" in one]
    assert told.endswith("in comments 2, 4")


def test_words_that_stand_beside_the_comments_are_read_as_a_letter(draft: Draft) -> None:
    added = TEXT.replace("[2 of 7]", "Para 2.1: the owner of the list should be named.\n\n[2 of 7]")
    returned = imported(added + "\n\nPara 1.2: please name the ministries too.\n", draft)
    others = {one.place.block: one.comment for one in returned.findings if not one.source.name}
    assert set(others) == {"list.2", "post.4"}
    assert "name the ministries" in others["post.4"] and "owner of the list" in others["list.2"]
    assert len(named(returned)) == 6


def test_a_label_that_is_hostile_stays_words(draft: Draft) -> None:
    returned = imported(TEXT.replace(": Both go.", ": Both \x00\x1b[31m\u202ego \ufdd0."), draft)
    assert named(returned)["aaaa0007"].source.flags == ("edited",)


@pytest.mark.parametrize(
    "data", [b"", b"== focalpoint-comments 1 ==", b"== focalpoint-comments 1 ==\n[1 of 1] x\nRef: x\n"]
)
def test_a_text_without_comments_is_no_traceback(draft: Draft, data: bytes) -> None:
    try:
        returned = reader_for(data).read(data, [draft], 0)
    except Trouble:
        return
    assert returned.warnings


def test_the_page_itself_is_told_from_the_text_that_it_writes(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="is the page for reviewers itself"):
        reader_for(sample_page(tmp_path))
