"""The files of the replies: accessible PDF and Word, the same each time, written all or none."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pikepdf
import pypdfium2
import pytest
from docx.oxml.ns import qn
from replying import DAY, SECRET, Round, comment, ledger, text_of

from focalpoint.config import Config
from focalpoint.content.rounds.comments import Comment
from focalpoint.press.workers.pool import Pool
from focalpoint.problems import Trouble
from focalpoint.review.replies.reply_files import answerable, reply_files, reply_pdf, write_replies
from sample_project import Project, make_project

Made = tuple[Config, dict[Path, bytes]]
HOSTILE = (
    "<script>alert(1)</script> & <b>bold</b> {{x}} \x00\x1b[31m \u202eevil\u202c \ufffe tab\tline\r\nnext\u2028more "
    "\u4f60\u597d \u0645\u0631\u062d\u0628\u0627 e\u0301 \U0001f600 " + "https://example.org/" + "a" * 400
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The files of two members, one of whom writes what it likes, and what the other may not read."""
    config = Config.load(make_project(tmp_path_factory.mktemp("replies")).root, DAY)
    wild = [comment("SY-001", comment=f"{SECRET} {HOSTILE}", observation=SECRET, proposed_change=f"ماء\n{HOSTILE}")]
    wild.append(comment("SY-002", 3, comment="A long comment of many words. " * 600))
    round = Round(config, (ledger("FR", _changed("FR-001"), comment("FR-002", 2)), ledger("SY", *wild)))
    return config, reply_files(config, list(round.letters.values()), Pool(1))


def _changed(id: str) -> Comment:
    return comment(id, disposition="accepted", applied_in="abc1234")


def test_each_member_gets_a_pdf_and_a_word_file_of_its_own(made: Made) -> None:
    config, files = made
    top = config.dist / "drafts" / "2" / "replies"
    assert {file.relative_to(top).as_posix() for file in files} == {
        f"{member}/reply-draft-2-{member}.{kind}" for member in ("FR", "SY") for kind in ("pdf", "docx")
    }
    texts = {file.name: text_of(file.suffix, data) for file, data in files.items()}
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


def test_what_changed_is_drawn_in_the_word_file_as_well(made: Made) -> None:
    (data,) = (data for file, data in made[1].items() if file.name == "reply-draft-2-FR.docx")
    tables = docx.Document(BytesIO(data)).tables
    runs = [run for row in tables[0].rows for one in row.cells[1].paragraphs for run in one.runs]
    assert [run.text for run in runs if run.font.strike] == ["shall", "once"]
    assert [run.text for run in runs if run.font.underline] == ["should", "twice"]


def test_the_word_file_is_of_the_manual_s_language_and_keeps_an_answer_together(made: Made) -> None:
    (data,) = (data for file, data in made[1].items() if file.name == "reply-draft-2-SY.docx")
    document = docx.Document(BytesIO(data))
    languages = {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))}
    assert languages == {made[0].settings.language} and round(document.sections[0].page_width.mm) == 210
    table = document.tables[0]
    assert [round(column.width.mm) for column in table.columns] == [38, 127]
    *others, last = ([one.paragraph_format.keep_with_next for one in row.cells[1].paragraphs] for row in table.rows)
    assert all(map(all, others)) and not any(last)
    arabic = [one for row in table.rows for one in row.cells[1].paragraphs if "ماء" in one.text]
    assert [one._p.find(f".//{qn('w:bidi')}") is not None for one in arabic] == [True]


def test_the_pdf_says_what_it_is_and_names_no_person(made: Made) -> None:
    (data,) = (data for file, data in made[1].items() if file.name == "reply-draft-2-FR.pdf")
    with pikepdf.open(BytesIO(data)) as pdf:
        assert str(pdf.docinfo.Title) == "Reply to Freedonia on draft 2"
        assert [str(line.title) for line in pdf.open_outline().root[0].children] == [
            "FR-001, paragraph 1.1",
            "FR-002, paragraph 1.2",
        ]
    word = docx.Document(BytesIO(next(d for f, d in made[1].items() if f.name == "reply-draft-2-FR.docx")))
    assert word.core_properties.author == made[0].settings.publisher


def test_the_same_letter_gives_the_same_bytes(made: Made) -> None:
    config, files = made
    round = Round(config, (ledger("FR", _changed("FR-001"), comment("FR-002", 2)),))
    again = reply_files(config, list(round.letters.values()), Pool(1))
    assert all(files[file] == data for file, data in again.items())


def test_replies_are_written_all_or_none_and_never_over_a_person_s_words(project: Project) -> None:
    config = Config.load(project.root, DAY)
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


def test_who_has_not_commented_gets_one_line() -> None:
    ledgers = (ledger("FR", comment("FR-001")), ledger("SY"))
    assert [one.fields.member for one in answerable(ledgers, 2, None)] == ["FR"]
    with pytest.raises(Trouble, match="`SY` has no comment on draft 2; who has commented on it: FR"):
        answerable(ledgers, 2, "SY")
    with pytest.raises(Trouble, match=r"the ledger holds no comment on draft 3; .*: nobody"):
        answerable(ledgers, 3, None)


def test_no_answer_that_fits_on_a_page_is_cut_across_two(made: Made) -> None:
    config, _files = made
    said = [comment(f"FR-{number:03d}", comment="Words of a comment. " * (25 + 9 * number)) for number in range(1, 9)]
    (letter,) = Round(config, (ledger("FR", *said),)).letters.values()
    document = pypdfium2.PdfDocument(reply_pdf(config, letter))
    pages = [page.get_textpage().get_text_bounded() for page in document]
    assert len(pages) > 2
    for one in said:
        first = next(n for n, text in enumerate(pages) if f"{one.id}, paragraph" in text)
        last = next(n for n, text in enumerate(pages) if f"Observation on {one.id}" in text)
        assert first == last
        after = pages[first].partition(f"Observation on {one.id}")[2].partition("FR-")[0]
        assert "Text in the draft" in after and "Paragraph 1.4" in after
