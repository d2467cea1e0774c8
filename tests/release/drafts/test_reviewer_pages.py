"""The pages for reviewers that go out with a draft, and the way of what they bring back into the ledger."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from focalpoint.config import Config
from focalpoint.content.rounds.blocks import sent_id
from focalpoint.content.rounds.drafts import load_drafts
from sample_project import Project

pytestmark = pytest.mark.slow
FILES = "dist/drafts/1"


def facts(page: str) -> dict[str, str]:
    (head,) = re.findall(r"<html ([^>]*)>", page)
    return dict(re.findall(r'data-(\w+)="([^"]*)"', head))


def test_each_member_has_its_page_beside_its_copy_in_a_zip_and_attached(first: Project) -> None:
    files = first.files(f"{FILES}/copies")
    for number, (member, name) in enumerate((("XF", "Freedonia"), ("XS", "Sylvania")), 1):
        page = files[f"review-draft-1-{member}.html"]
        own = facts(page.decode())
        assert (own["copy"], own["member"], own["name"], own["until"]) == (str(number), member, name, "2027-01-31")
        with zipfile.ZipFile(first.root / FILES / "copies" / f"review-draft-1-{member}.zip") as packed:
            assert {one: packed.read(one) for one in packed.namelist()} == {f"review-draft-1-{member}.html": page}
        with pikepdf.open(first.root / FILES / "copies" / f"manual-draft-1-{member}.pdf") as pdf:
            attached = {name: pdf.attachments[name].get_file() for name in pdf.attachments}
            assert set(attached) == {"draft-map.json", "review-draft-1.html"}
            assert attached["review-draft-1.html"].read_bytes() == page
            assert [str(one.AFRelationship) for one in pdf.Root.AF] == ["/Data", "/Alternative"]
        assert ("Sylvania" if member == "XF" else "Freedonia") not in facts(page.decode()).values()
    site = first.files(f"{FILES}/reviewer-site")
    assert set(site) == {"index.html"}
    assert facts(site["index.html"].decode())["member"] == ""


def test_a_text_of_the_page_goes_through_sandbox_and_ledger(first: Project, tmp_path: Path) -> None:
    project = first.copy(tmp_path / "project")
    (draft,), _problems = load_drafts(Config.load(project.root, date.today()))
    block = next(one for one in draft.map().blocks if one.paragraph == "1.2" and one.numbered)
    ref = f"{sent_id(draft.fields.id, block.id)} 0-7 replace te abcd1234"
    text = (
        f"== focalpoint-comments 1 ==\nDraft: {draft.fields.id}\nCopy: 1 XF Freedonia\n\n[1 of 1] Replace the words · "
        f"Substance\nRef: {ref} 1\nPlace: 1.2, 1. The post\nWords:\n: Members\nReviewer: Somebody\nComment:\n"
        ": All of them.\nNew text:\n: States\nCheck: 00000000 00000000\n"
    )
    project.write("back.txt", text)
    refused = project.run("comments", "import", "--from", "XS", "back.txt")
    assert refused.status == 1 and "made on the copy of XF" in refused.out + refused.err
    result = project.run("comments", "import", "--from", "XF", "back.txt")
    assert result.status == 0, result.out + result.err
    said = " ".join((result.out + result.err).split())
    assert "THE END IS MISSING: 1 comments came" in said
    ledger = project.read("consultations/comments/1/XF.yaml")
    assert "channel: reviewer-file" in ledger and "proposed_change: States" in ledger and "confidence: exact" in ledger
    assert "Somebody" not in ledger
    project.write("back.txt", text.replace("abcd1234 1", "abcd1234 2").replace(": States", ": Governments"))
    again = project.run("comments", "import", "--from", "XF", "back.txt")
    assert again.status == 0, again.out + again.err
    assert "- replaces-XF-001\n" in project.read("consultations/comments/1/XF.yaml")
