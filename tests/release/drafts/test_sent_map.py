"""What goes out with a draft: places and digests of its map, which tell nothing of what is withheld; a Word file."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from figures.worded.hands import WordFile
from focalpoint.config import Config
from focalpoint.content.rounds.drafts import load_drafts
from issued import issue, under_git
from sample_project import Project, make_project

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project whose first draft is out; look, and do not change it."""
    project = under_git(make_project(tmp_path_factory.mktemp("sent") / "project"))
    issue(project, "--word")
    return project


def test_the_word_file_has_the_paragraphs_numbers_and_the_drafts_id(first: Project) -> None:
    file = WordFile(pdf_of(first).with_suffix(".docx").read_bytes())
    texts = [" ".join("".join(p.itertext()).split()) for p in file.blocks()]
    assert any(text.startswith("1.1The Focal Point is a senior official.") for text in texts)
    assert any(text.startswith("1.2Members work from many ministries. [Accra 2026, 1]") for text in texts)
    assert any(text.endswith("The tasks are in Table 1.1.") for text in texts)
    drafts, _problems = load_drafts(Config.load(first.root, date.today()))
    assert drafts[0].fields.id in file.parts["docProps/core.xml"].decode()
    archive = {path.name for path in (first.root / "consultations/drafts/1").iterdir()}
    assert archive == {"sent.yaml", "pages.json.gz", "draft.yaml", "map.json.gz"}


def test_a_returned_word_file_is_entered_as_comments_or_taken_into_the_text(first: Project, tmp_path: Path) -> None:
    project = first.copy(tmp_path / "project")
    file = WordFile(pdf_of(first).with_suffix(".docx").read_bytes())
    assert any(file.replace(p, "many ministries", "most ministries") for p in file.blocks())
    project.write("returned.docx", file.saved())
    entered = project.run("word", "in", "returned.docx", "--as-comments", "--from", "XF")
    assert entered.status == 0, entered.err
    assert "returned.docx, of draft 1: 1 comment (1 replace)" in entered.out
    assert "placed: 1 exactly" in entered.out
    ledger = project.read("consultations/comments/1/XF.yaml")
    assert "paragraph: '1.2'" in ledger or "paragraph: 1.2" in ledger
    assert project.read("manual/ground/post.md") == first.read("manual/ground/post.md")
    shown = project.run("word", "in", "returned.docx", "--show")
    assert "returned.docx: sent to the members" in shown.out
    assert "1. manual/ground/post.md, 1.2" in shown.out


def pdf_of(project: Project) -> Path:
    return project.root / "dist" / "drafts" / "1" / "manual-draft-1.pdf"


def test_what_is_sent_of_the_map_tells_no_path_no_line_and_no_commit(first: Project) -> None:
    drafts, _problems = load_drafts(Config.load(first.root, date.today()))
    whole = drafts[0].map()
    with pikepdf.open(pdf_of(first)) as pdf:
        data = pdf.Root.AF[0].EF.F.read_bytes()
    sent = json.loads(data)
    assert set(sent) == {"schema", "draft", "id", "pages", "blocks"}
    assert whole.commit.encode() not in data
    for secret in {*(block.file for block in whole.blocks if block.file), *(block.id for block in whole.blocks)}:
        assert secret.encode() not in data
    assert [len(block) for block in sent["blocks"]] == [3] * len(sent["blocks"])
    assert all(re.fullmatch("[0-9a-f]{16}", one) for id, text, _lines in sent["blocks"] for one in (id, text))
    places = [[line[:8] for line in lines] for _id, _text, lines in sent["blocks"]]
    assert places == [
        [[one.page, one.left, one.bottom, one.right, one.top, one.start, one.end, one.number] for one in block.lines]
        for block in whole.blocks
        if block.lines
    ]


def test_withheld_text_leaves_no_trace_in_what_is_sent(tmp_path: Path) -> None:
    """Two projects that differ in withheld text alone, its length and its place in a line, send the same map."""
    sent = []
    for name, closed in (("short", "One."), ("long", "It names the first office.\nIt names the second office.")):
        project = make_project(tmp_path / name)
        post = project.read("manual/ground/post.md")
        lines = post.rstrip("\n") + f"\n\n:::{{handling}} TLP:AMBER\n{closed}\n:::\n\nThe last word is open.\n"
        project.write("manual/ground/post.md", lines)
        under_git(project)
        issue(project)
        with pikepdf.open(pdf_of(project)) as pdf:
            whole = json.loads(pdf.Root.AF[0].EF.F.read_bytes())
        sent.append([lines for _id, _text, lines in whole["blocks"]])
    assert sent[0] == sent[1]
