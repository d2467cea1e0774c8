"""The answers to the members: each holds all of its own comments, and nothing of another's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from replying import DAY, NOW, TEXTS, Round, Standing, Today, all_words, comment, ledger, told

from focalpoint.config import Config
from focalpoint.content.comments import Comment
from focalpoint.content.sent_words import paragraphs
from focalpoint.press.pool import Pool
from focalpoint.problems import Trouble
from focalpoint.review.reply_changes import Change, compared
from focalpoint.review.reply_files import answerable, reply_files, write_replies
from sample_project import Project

Make = Callable[..., Round]
SECRET = "Zanzibarquartz"
"""Planted in the comments of one member; no other may read it."""
HOSTILE = (
    "<script>alert(1)</script> & <b>bold</b> {{x}} \x00\x1b[31m \u202eevil\u202c \ufffe tab\tline\r\nnext\u2028more "
    "\u4f60\u597d \u0645\u0631\u062d\u0628\u0627 e\u0301 \U0001f600 " + "https://example.org/" + "a" * 400
)


@pytest.fixture
def make(project: Project) -> Make:
    config = Config.load(project.root, DAY)
    return lambda *ledgers, **today: Round(config, ledgers, today)


def test_a_comment_is_told_with_its_place_decision_reason_and_the_text_before_and_after(make: Make) -> None:
    quote = {"exact": "shall", "prefix": "The Focal Point ", "suffix": " report"}
    place = {**comment("FR-001").place.model_dump(), "quote": quote}
    one = comment(
        "FR-001", place=place, mark="replace", proposed_change="should", disposition="accepted", applied_in="abc1234"
    )
    letter = make(ledger("FR", one)).letters["FR"]
    assert letter.title == "Reply to Freedonia on draft 2"
    assert "one comment on draft 2" in letter.opening[1]
    assert told(letter, "FR-001") == {
        "Place in the draft": "1. The post, A. Ground, line 41, page 3",
        "To be replaced": "shall",
        "Your comment": "Comment FR-001",
        "Proposed change": "should",
        "Decision": "Accepted",
        "Reason": "Observation on FR-001",
        "Text in the draft": "The Focal Point [deleted: shall] report [deleted: once] a year.",
        "Text today": "The Focal Point [added: should] report [added: twice] a year.",
        "Number today": "Paragraph 1.4",
    }


def test_what_is_gone_unchanged_or_not_found_says_so(make: Make) -> None:
    comments = (comment("FR-001", 2), comment("FR-002", 3), comment("FR-003", 1))
    letter = make(ledger("FR", *comments), **{"FR-003": Today(Standing.ASK)}).letters["FR"]
    assert told(letter, "FR-001")["Text today"] == "These words are no longer in the manual."
    assert told(letter, "FR-001")["Text in the draft"] == TEXTS[1]
    assert told(letter, "FR-002")["Text today"] == "Unchanged."
    assert told(letter, "FR-002")["Number today"] == "Paragraph 1.5"
    assert told(letter, "FR-003")["Text today"] == "Their place in today’s text could not be determined."
    assert "Number today" not in told(letter, "FR-003")


def test_only_the_edition_s_own_text_is_quoted(make: Make) -> None:
    withheld = Today(Standing.EDITED, "manual/ground/post.md", 13, f"{SECRET}, which the Network may not read.")
    letter = make(ledger("FR", comment("FR-001", 2)), **{"FR-001": withheld}).letters["FR"]
    assert SECRET not in all_words(letter)
    assert NOW[0] not in all_words(letter)


def test_a_duplicate_tells_the_decision_and_never_whose_comment_it_rests_on(make: Make) -> None:
    first = comment("SY-001", comment=SECRET, observation=SECRET)
    theirs = comment("FR-001", disposition=None, observation="", duplicate_of="SY-001")
    own = comment("FR-002", disposition="not-accepted", observation="Because.")
    again = comment("FR-003", disposition=None, observation="", duplicate_of="FR-002")
    gone = comment("FR-004", disposition=None, observation="", withdrawn_on=date(2026, 10, 9))
    letter = make(ledger("FR", theirs, own, again, gone), ledger("SY", first)).letters["FR"]
    decided = [told(letter, f"FR-00{number}")["Decision"] for number in range(1, 5)]
    assert decided == [
        "Decided together with another comment on the same matter: noted",
        "Not accepted",
        "Decided together with your comment FR-002: not accepted",
        "Withdrawn on 9 October 2026",
    ]
    assert not any(word in all_words(letter) for word in (SECRET, "SY", "Sylvania"))


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"disposition": None, "observation": ""}, "FR-002 is not decided"),
        ({"disposition": None, "observation": "", "duplicate_of": "SY-001"}, "FR-002 is a duplicate of SY-001"),
        ({"disposition": None, "observation": "", "duplicate_of": "FR-003"}, "FR-002 is a duplicate of FR-003"),
        ({"disposition": None, "observation": "", "duplicate_of": "XX-001"}, "FR-002 is a duplicate of XX-001"),
    ],
    ids=["open", "of an open one", "of each other", "of none"],
)
def test_what_is_open_is_refused_in_its_line(make: Make, facts: dict[str, object], says: str) -> None:
    other = comment("FR-003", disposition=None, observation="", duplicate_of="FR-002")
    more = (other,) if facts.get("duplicate_of") == "FR-003" else ()
    left = comment("SY-001", disposition=None, observation="", withdrawn_on=date(2026, 10, 9))
    with pytest.raises(Trouble) as trouble:
        _ = make(ledger("FR", comment("FR-001"), comment("FR-002", **facts), *more), ledger("SY", left)).letters
    assert len(trouble.value.problems) == 1 + len(more)
    problem = trouble.value.problems[0]
    assert problem.message.startswith(says)
    assert problem.path == "consultations/comments/2/FR.yaml"
    assert problem.line > 0


words = st.text(st.sampled_from("ab c"), max_size=30)


@given(words, words)
def test_the_marked_texts_are_the_texts(before: str, after: str) -> None:
    old, new = compared(before, after)
    assert " ".join(run.words for run in old) == " ".join(before.split())
    assert " ".join(run.words for run in new) == " ".join(after.split())
    kept = [" ".join(run.words for run in line if run.change is Change.NONE) for line in (old, new)]
    assert kept[0] == kept[1]
    assert {run.change for run in old} <= {Change.NONE, Change.DELETED}
    assert {run.change for run in new} <= {Change.NONE, Change.ADDED}


@given(st.text())
def test_nothing_hides_in_what_is_shown(wild: str) -> None:
    shown = paragraphs(wild)
    assert all(line.isprintable() or set(line) & set("\u061c\u200c\u200d\u200e\u200f\u00a0") for line in shown)
    docx.Document().add_paragraph("\n".join(shown))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Config, dict[Path, bytes]]:
    """The files of two members, one of whom writes what it likes, and what the other may not read."""
    from sample_project import make_project

    config = Config.load(make_project(tmp_path_factory.mktemp("replies")).root, DAY)
    wild = [comment("SY-001", comment=f"{SECRET} {HOSTILE}", observation=SECRET, proposed_change=HOSTILE)]
    wild.append(comment("SY-002", 3, comment="A long comment of many words. " * 600))
    round = Round(config, (ledger("FR", _changed("FR-001"), comment("FR-002", 2)), ledger("SY", *wild)))
    return config, reply_files(config, list(round.letters.values()), Pool(1))


def _changed(id: str) -> Comment:
    return comment(id, disposition="accepted", applied_in="abc1234")


def test_each_member_gets_a_pdf_and_a_word_file_of_its_own(made: tuple[Config, dict[Path, bytes]]) -> None:
    config, files = made
    top = config.dist / "drafts" / "2" / "replies"
    assert {file.relative_to(top).as_posix() for file in files} == {
        f"{member}/reply-draft-2-{member}.{kind}" for member in ("FR", "SY") for kind in ("pdf", "docx")
    }
    texts = {file.name: _text(file.suffix, data) for file, data in files.items()}
    for kind in ("pdf", "docx"):
        own, other = (texts[f"reply-draft-2-{member}.{kind}"] for member in ("FR", "SY"))
        assert "Comment FR-001" in own
        assert "The Focal Point [deleted: shall] report [deleted: once] a year." in own
        assert "The Focal Point [added: should] report [added: twice] a year." in own
        assert SECRET not in own
        assert "Sylvania" not in own
        assert SECRET in other
        assert "Comment FR-" not in other
        assert "<script>alert(1)</script> & <b>bold</b> {{x}} [U+0000][U+001B][31m" in other


def _text(kind: str, data: bytes) -> str:
    """The words of a PDF or Word file."""
    if kind == ".pdf":
        with pypdfium2.PdfDocument(data) as document:
            pages = [page.get_textpage().get_text_bounded() for page in document]
        return " ".join(" ".join(pages).replace("\ufffe", "").split())
    document = docx.Document(BytesIO(data))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return " ".join(" ".join([*(one.text for one in document.paragraphs), *cells]).split())


def test_what_changed_is_drawn_in_the_word_file_as_well(made: tuple[Config, dict[Path, bytes]]) -> None:
    (data,) = (data for file, data in made[1].items() if file.name == "reply-draft-2-FR.docx")
    tables = docx.Document(BytesIO(data)).tables
    runs = [run for row in tables[0].rows for one in row.cells[1].paragraphs for run in one.runs]
    assert [run.text for run in runs if run.font.strike] == ["shall", "once"]
    assert [run.text for run in runs if run.font.underline] == ["should", "twice"]


def test_the_pdf_says_what_it_is_and_names_no_person(made: tuple[Config, dict[Path, bytes]]) -> None:
    (data,) = (data for file, data in made[1].items() if file.name == "reply-draft-2-FR.pdf")
    with pikepdf.open(BytesIO(data)) as pdf:
        assert str(pdf.docinfo.Title) == "Reply to Freedonia on draft 2"
        assert [str(line.title) for line in pdf.open_outline().root[0].children] == [
            "FR-001, paragraph 1.1",
            "FR-002, paragraph 1.2",
        ]
    word = docx.Document(BytesIO(next(d for f, d in made[1].items() if f.name == "reply-draft-2-FR.docx")))
    assert word.core_properties.author == made[0].settings.publisher


def test_the_same_letter_gives_the_same_bytes(made: tuple[Config, dict[Path, bytes]]) -> None:
    config, files = made
    round = Round(config, (ledger("FR", _changed("FR-001"), comment("FR-002", 2)),))
    again = reply_files(config, list(round.letters.values()), Pool(1))
    assert all(files[file] == data for file, data in again.items())


def test_replies_are_written_all_or_none_and_never_over_a_person_s_words(make: Make) -> None:
    config = make().config
    files = {config.dist / name: name.encode() for name in ("one", "two")}
    assert write_replies(config, files, again=False) == list(files)
    assert write_replies(config, files, again=False) == []
    (config.dist / "one").write_bytes(b"changed")
    new = {**files, config.dist / "three": b"three"}
    with pytest.raises(Trouble, match="dist/one: differs"):
        write_replies(config, new, again=False)
    assert not (config.dist / "three").exists()
    assert (config.dist / "one").read_bytes() == b"changed"
    with pytest.raises(FileExistsError):
        write_replies(config, {config.dist / "three": b"three", config.dist / "one" / "below": b""}, again=True)
    assert sorted(path.name for path in config.dist.iterdir()) == ["one", "two"]
    assert write_replies(config, new, again=True) == [config.dist / "one", config.dist / "three"]


def test_who_has_not_commented_gets_one_line(make: Make) -> None:
    ledgers = make(ledger("FR", comment("FR-001")), ledger("SY")).ledgers
    assert [one.fields.member for one in answerable(ledgers, 2, None)] == ["FR"]
    with pytest.raises(Trouble, match="`SY` has no comment on draft 2; who has commented on it: FR"):
        answerable(ledgers, 2, "SY")
    with pytest.raises(Trouble, match="the ledger holds no comment on draft 3; .*: nobody"):
        answerable(ledgers, 3, None)
