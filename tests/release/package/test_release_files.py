"""The files of a release: the same bytes, modes and dates, a manifest of them all, and no dead link."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import zipfile
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest

from commented import commit, git
from focalpoint.problems import Trouble
from focalpoint.release.package.edition_files import zipped
from focalpoint.release.package.manifest import (
    MANIFEST,
    SUMS,
    FileFacts,
    Manifest,
    Tools,
    altered,
    file_facts,
    read_manifest,
    sums,
)
from focalpoint.release.package.web_links import dead_links
from released import clear
from sample_project import Project

LATER = {"SOURCE_DATE_EPOCH": "1798761600"}


def test_a_zip_has_the_same_bytes_whatever_the_dates_and_modes_of_its_files(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name / "html" / "a").mkdir(parents=True)
        (tmp_path / name / "html" / "a" / "b.txt").write_bytes(b"words")
        (tmp_path / name / "html" / "index.html").write_bytes(b"<p>")
    file = tmp_path / "other" / "html" / "index.html"
    file.chmod(0o600)
    os.utime(file, (5, 5))
    one = zipped(tmp_path / "one" / "html", 1795392000)
    assert one == zipped(tmp_path / "other" / "html", 1795392000)
    entries = zipfile.ZipFile(BytesIO(one)).infolist()
    assert [entry.filename for entry in entries] == ["html/a/b.txt", "html/index.html"]
    assert {(entry.date_time, entry.external_attr >> 16) for entry in entries} == {((2026, 11, 23, 0, 0, 0), 0o100644)}
    assert zipfile.ZipFile(BytesIO(zipped(tmp_path / "one" / "html", 0))).infolist()[0].date_time[0] == 1980


def test_a_link_that_leads_nowhere_is_told_with_its_page(tmp_path: Path) -> None:
    def page(name: str, body: str) -> None:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"<html><body>{body}</body></html>")

    page("index.html", '<a id="top" href="part/a.html#p1">1</a><a href="https://example.org">2</a><a href="#top">3</a>')
    there = '<a href="../index.html">1</a><a href="../part/">2</a><a href="#kind=a">3</a>'
    page("part/a.html", f'<p id="p1">{there}<a href="b.html">4</a></p>')
    page("part/index.html", '<a href="a.html#p9">1</a><a href="../../other">2</a><img src="a.png">')
    assert [str(problem).partition("; ")[0] for problem in dead_links(tmp_path)] == [
        "part/a.html: the link `b.html` leads to no file of the edition",
        "part/index.html: the link `../../other` leads out of the edition",
        "part/index.html: the link `a.html#p9` leads to no place of that page",
        "part/index.html: the link `a.png` leads to no file of the edition",
    ]


def test_a_folder_that_is_no_release_is_told(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"holds no MANIFEST\.json; name the folder of a release"):
        read_manifest(tmp_path, "dist")
    (tmp_path / "MANIFEST.json").write_text('{"format": "other"}')
    with pytest.raises(Trouble, match=r"cannot be read \(format\); restore the release from another copy"):
        read_manifest(tmp_path, "dist")


@pytest.mark.slow
def test_a_release_is_made_checked_and_made_again(project: Project) -> None:
    clear(project)
    project.edit("manual/ground/post.md", "status: cleared", "status: review")
    commit(project)
    held = project.run("release", "1.0", "--edition", "public")
    assert held.status == 1 and held.err.endswith("write `status: cleared` [not-cleared]\n")
    assert not (project.root / "dist").exists()
    words = ("--allow", "not-cleared", "--because", "The Board has seen it.")
    made = project.run("release", "1.0", "--edition", "public", *words)
    assert (made.status, made.err) == (0, ""), made.err
    assert "Now type: git add releases && git commit -m 'Release 1.0'" in made.out
    folder = project.root / "dist/releases/1.0"
    files = {path.name for path in (folder / "public").iterdir()}
    prints = {"manual.pdf", "manual-printer.pdf", "html", "html.zip"}
    assert files == prints | {"RELEASE-NOTES.txt", "SHA256SUMS", "HEADERS.txt"}
    for top in (folder, folder / "public"):
        subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=top, check=True)
    facts = {(path.stat().st_mode & 0o777, path.stat().st_mtime) for path in folder.rglob("*") if path.is_file()}
    assert facts == {(0o644, 1795392000.0)}
    manifest = json.loads((folder / "MANIFEST.json").read_text())
    assert manifest["overrules"] == [{"kind": "not-cleared", "because": "The Board has seen it.", "points": 1}]
    assert manifest["commit"] == git(project, "rev-parse", "release-1.0^{commit}") == git(project, "rev-parse", "HEAD")
    assert manifest["editions"] == {"public": "TLP:CLEAR"} and manifest["epoch"] == 1795392000
    assert all(b"The Board" not in path.read_bytes() for path in (folder / "public").rglob("*") if path.is_file())
    assert git(project, "cat-file", "-t", "release-1.0") == "tag"
    ids = json.loads(project.read("releases/addresses.json"))["paragraphs"]["ground/post"]
    leads = (folder / f"public/html/at/{ids[1]}.html").read_text()
    assert '<meta http-equiv="refresh" content="0; url=../ground/post.html#p2">' in leads
    again = project.run("verify", "dist/releases/1.0", env=LATER)
    assert (again.status, again.err) == (0, ""), again.err
    assert f"Release 1.0: {len(manifest['files'])} files made again, and all the same byte for byte" in again.out
    assert not list((project.root / "build").glob("verify-*"))
    (folder / "public/html/index.html").write_text("other")
    told = project.run("verify", "dist/releases/1.0")
    assert told.err == "dist/releases/1.0: public/html/index.html: was altered after the release [release]\n"


def test_what_was_altered_added_or_taken_away_is_named(project: Project) -> None:
    release = project.root / "one"
    project.write("one/a.txt", "a")


    tools = Tools(pango="1", harfbuzz="1", fontconfig="1", python="3", packages="", lock="", code="")
    made = Manifest(
        title="A", version="1", commit="a" * 40, epoch=0, editions={}, tools=tools, files=file_facts(release)
    )
    written = made.model_dump_json().encode()
    own = FileFacts(size=len(written), sha256=sha256(written).hexdigest())
    project.write(f"one/{MANIFEST}", written)
    project.write(f"one/{SUMS}", sums({**made.files, MANIFEST: own}))
    assert list(altered(release, made)) == []
    project.write("one/b.txt", "b")
    assert next(altered(release, made)) == "b.txt: does not belong to the release"
    project.write("one/a.txt", "A")
    assert next(altered(release, made)) == "a.txt: was altered after the release"
    shutil.rmtree(release)
    project.write(f"one/{MANIFEST}", written)
    assert list(altered(release, made)) == ["a.txt: is missing"]
    project.write("one/a.txt", "a")
    assert list(altered(release, made)) == ["SHA256SUMS: does not give the sums of these files"]
