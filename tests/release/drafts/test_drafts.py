"""A draft that is issued: what it holds, what is archived, how copies differ, and what is refused."""

from __future__ import annotations

import json
import os
import re
import shutil
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

import processes
from focalpoint.config import Config
from focalpoint.content.rounds.drafts import Draft, load_drafts
from issued import commit, issue
from sample_project import Project
from validated import faults

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def second(first: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The same project after an edit and a second draft."""
    project = first.copy(tmp_path_factory.mktemp("second") / "project")
    project.edit("manual/ground/post.md", "is a senior official", "is a very senior official")
    project.edit("manual/task/mapping.md", "The inner ring is the work of one ministry.", "An inner ring.")
    commit(project, "An edit")
    issue(project)
    return project


def drafts(project: Project) -> tuple[Draft, ...]:
    found, problems = load_drafts(Config.load(project.root, date.today()))
    assert problems == []
    return found


def pages(file: Path) -> list[str]:
    with pypdfium2.PdfDocument(file) as document:
        return [page.get_textpage().get_text_range().replace("\x02", "-") for page in document]


def pdf_of(project: Project, number: int) -> Path:
    return project.root / "dist" / "drafts" / str(number) / f"manual-draft-{number}.pdf"


def test_its_identity_stands_in_four_places(first: Project) -> None:
    (draft,) = drafts(first)
    id = draft.fields.id
    with pikepdf.open(pdf_of(first, 1)) as pdf:
        assert str(pdf.docinfo["/FocalPointDraft"]) == id
        assert bytes(pdf.trailer.ID[0]).decode() == id
        (file,) = pdf.Root.AF
        assert file.AFRelationship == pikepdf.Name.Data
        sent = json.loads(file.EF.F.read_bytes())
    assert (sent["id"], sent["draft"], len(sent["pages"])) == (id, 1, len(draft.map().pages))
    assert all(id in page.replace("‐", "-") for page in pages(pdf_of(first, 1))[1:])


def test_the_record_is_of_what_was_sent(first: Project) -> None:
    (draft,) = drafts(first)
    fields = draft.fields
    assert fields.sha256 == sha256(pdf_of(first, 1).read_bytes()).hexdigest()
    assert (fields.edition, fields.comments_by) == ("network", date(2027, 1, 31))
    for copy in fields.copies:
        file = pdf_of(first, 1).parent / "copies" / f"manual-draft-1-{copy.member}.pdf"
        assert copy.sha256 == sha256(file.read_bytes()).hexdigest()


def test_every_block_of_the_map_stands_on_its_line(first: Project) -> None:
    (draft,) = drafts(first)
    blocks = [block for block in draft.map().blocks if block.file]
    assert len(blocks) > 15
    for block in blocks:
        written = first.read(block.file).split("\n")[block.line - 1]
        if block.kind == "footnote":
            assert "{footcite}" in written, block
        elif re.match("(Action|Practice) |From: |With: ", block.text):
            assert re.match("[:`]{3}{(action|practice)}|:ministries:", written), block
        else:
            said = re.sub(r"\W+", "", block.text.removeprefix("For: "))[:8]
            # A role at the beginning is told by other words than it is written with.
            assert said in re.sub(r"\W+", "", re.sub("{[a-z]+}", "", written)), block


def test_the_map_lies_over_the_printed_words(first: Project) -> None:
    (draft,) = drafts(first)
    with pypdfium2.PdfDocument(pdf_of(first, 1)) as document:
        texts = [page.get_textpage() for page in document]
        for block in draft.map().blocks:
            for line in block.lines:
                seen = texts[line.page].get_text_bounded(line.left - 1, line.bottom, line.right + 1, line.top)
                word = max((block.text[one.start : one.end] for one in line.words), key=len)
                assert word.strip("-") in seen.replace("\x02", "-"), (block, line)


def test_every_fifth_line_has_its_number(first: Project) -> None:
    (draft,) = drafts(first)
    numbered = {line.number: line for block in draft.map().blocks for line in block.lines if line.number}
    assert sorted(numbered) == list(range(1, max(numbered) + 1))
    with pypdfium2.PdfDocument(pdf_of(first, 1)) as document:
        for number, line in numbered.items():
            margin = document[line.page].get_textpage().get_text_bounded(20, line.bottom, 50, line.top)
            shown = [word for word in margin.split() if word.isdigit()]
            assert shown == ([str(number)] if number % 5 == 0 else []), number


def test_it_says_how_to_comment_and_by_when(first: Project) -> None:
    texts = [" ".join(page.split()) for page in pages(pdf_of(first, 1))]
    (page,) = [text for text in texts if "How to comment on this draft" in text and "Send it back" in text]
    assert "31 January 2027" in page and "Cite paragraphs by number." in page and "Do not print it to a new PDF" in page


def test_the_last_page_can_be_filled_in(first: Project) -> None:
    with pikepdf.open(pdf_of(first, 1)) as pdf:
        names = [f"{group.T}.{field.T}" for group in pdf.Root.AcroForm.Fields for field in group.get("/Kids", ())]
        last = pdf.pages[-1].obj
        assert {"row1.paragraph", "row1.line", "row1.type", "row1.comment", "row1.change"} <= set(names)
        assert sum(one.Subtype == pikepdf.Name.Widget for one in last.Annots) == len(names)


def test_copies_differ_in_their_stamp_alone(first: Project) -> None:
    folder = pdf_of(first, 1).parent / "copies"
    own = {file.stem[-2:]: pages(file) for file in folder.glob("*.pdf")}
    assert set(own) == {"XF", "XS"}
    assert all("Copy 1 for Freedonia · TLP:GREEN" in page for page in own["XF"][1:])
    assert not any("Sylvania" in page for page in own["XF"])
    for one, other in zip(own["XF"], own["XS"], strict=True):
        assert one.replace("Copy 1 for Freedonia", "Copy 2 for Sylvania") == other


def test_the_forms_come_along(first: Project) -> None:
    names = {path.name for path in pdf_of(first, 1).parent.iterdir()}
    assert {"comment-form-draft-1.docx", "comment-form-draft-1.xlsx"} <= names


def test_only_the_network_edition_goes_out(first: Project) -> None:
    said = b"".join(page.encode() for page in pages(pdf_of(first, 1)))
    assert b"network edition" in said
    assert b"private remark" not in said


def test_a_second_draft_marks_what_is_new(second: Project) -> None:
    before, now = drafts(second)
    assert (before.number, now.number) == (1, 2)
    changed = [block for block in now.map().blocks if "very senior" in block.text]
    with pikepdf.open(pdf_of(second, 2)) as pdf:
        drawn = [_bars(page) if index else [] for index, page in enumerate(pdf.pages)]
    (block,) = changed
    line = next(line for line in block.lines if "very" in block.text[line.start : line.end])
    assert any(abs(bottom - line.bottom) < 0.1 for bottom in drawn[line.page])
    same = next(block for block in now.map().blocks if block.text.startswith("Members work from many"))
    assert not any(abs(bottom - same.lines[0].bottom) < 0.1 for bottom in drawn[same.lines[0].page])
    listed = next(
        text for text in pages(pdf_of(second, 2)) if "What has changed since draft 1" in text and "bar" in text
    )
    assert "1.1" in listed and "reworded" in listed


def _bars(page: pikepdf.Page) -> list[float]:
    drawn = page.obj.Contents[-1].read_bytes()
    return [float(found) for found in re.findall(rb"^[\d.]+ ([\d.]+) 1\.4 [\d.]+ re f$", drawn, re.M)]


def test_drafts_and_copies_keep_both_standards(second: Project) -> None:
    assert faults(pdf_of(second, 2), pdf_of(second, 2).parent / "copies" / "manual-draft-2-XF.pdf") == ""


def test_what_is_not_committed_is_refused(first: Project, tmp_path: Path) -> None:
    project = first.copy(tmp_path / "project")
    project.edit("manual/task/mapping.md", "The inner ring", "An inner ring")
    project.write("manual/notes.txt", "not yet")
    result = project.run("draft", "issue")
    assert result.status == 1
    assert "manual/task/mapping.md: is not committed; commit it (git add --all && git commit" in result.err
    assert "manual/notes.txt: is not committed" in result.err
    assert [draft.number for draft in drafts(project)] == [1]


def test_text_that_is_not_in_git_is_refused(project: Project) -> None:
    result = project.run("draft", "issue", env={"GIT_CEILING_DIRECTORIES": str(project.root.parent)})
    assert result.status == 1
    assert result.err.startswith("this folder is not kept in Git yet; keep it: git init && ")
    assert "git add --all && git commit --message 'What was done'" in result.err


def test_without_git_that_is_said(project: Project, tmp_path: Path) -> None:
    result = project.run("draft", "issue", env={"PATH": str(tmp_path)})
    assert result.status == 1
    assert result.err.startswith("Git is not installed here; install it (on Debian and Ubuntu: sudo apt install git)")


def test_who_is_unknown_to_git_is_told_what_to_type(first: Project, tmp_path: Path) -> None:
    project = first.copy(tmp_path / "project")
    project.write("manual/notes.txt", "not yet")
    for name in ("user.name", "user.email"):
        processes.run(["git", "config", "--unset-all", name], project.root)
    nobody = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    result = project.run("draft", "issue", env=nobody)
    assert 'commit it (git config --global user.name "Your Office" && git config --global user.email' in result.err


def test_a_draft_with_a_fault_is_not_issued(first: Project, tmp_path: Path) -> None:
    project = first.copy(tmp_path / "project")
    project.edit("manual/task/mapping.md", "{numref}`figure-rings`", "{numref}`figure-none`")
    commit(project, "A fault")
    result = project.run("draft", "issue")
    assert result.status == 1 and "manual/task/mapping.md:" in result.err
    assert not (project.root / "dist/drafts/2").exists() and not (project.root / "consultations/drafts/2").exists()


def test_a_full_disk_issues_nothing(first: Project, tmp_path: Path) -> None:
    project = first.copy(tmp_path / "project")
    result = project.run("draft", "issue", "--copies", largest=60_000)
    assert result.status == 1 and "limit on the size of files" in result.err
    assert not (project.root / "dist/drafts/2").exists() and not (project.root / "consultations/drafts/2").exists()


def test_the_same_text_gives_the_same_draft(first: Project, tmp_path: Path) -> None:
    project = first.copy(tmp_path / "project")
    shutil.rmtree(project.root / "build")
    shutil.rmtree(project.root / "dist")
    shutil.rmtree(project.root / "consultations" / "drafts")
    from issued import git

    git(project, "reset", "-q", "--hard", "HEAD~1")
    issue(project, "--by", "2027-01-31")
    (one,), (other,) = drafts(first), drafts(project)
    assert one.fields == other.fields
    assert BytesIO(pdf_of(first, 1).read_bytes()).read() == pdf_of(project, 1).read_bytes()
