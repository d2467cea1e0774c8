"""Each page says which edition it is, for people and for machines; an edition with one that does not is not made."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from focalpoint.content.consultation.handling import Edition
from focalpoint.html import sphinx_run
from focalpoint.html.edition_marks import EditionMarks, unmarked_pages
from sample_project import Project
from sphinx_pages import write

MARKS = EditionMarks("Network edition", "TLP:GREEN", "0.1.0", "23 November 2026", "2026-11-23", closed=True)
WHOLE = """<html><head><title>Post — Manual, Network edition, TLP:GREEN, 23 November 2026</title>
<meta name="edition" content="Network edition"><meta name="handling" content="TLP:GREEN">
<meta name="version" content="0.1.0"><meta name="date" content="2026-11-23"><meta name="robots" content="noindex">
</head><body><p class="edition-band"><b>Network edition</b> <span>TLP:GREEN</span> version 0.1.0
23 November 2026</p></body></html>"""


def said(folder: Path, text: str, marks: EditionMarks = MARKS) -> list[str]:
    (folder / "ground").mkdir(exist_ok=True)
    (folder / "ground/post.html").write_text(text, encoding="utf-8")
    return [str(problem) for problem in unmarked_pages(folder, marks)]


def test_a_page_that_says_all_is_let_through(tmp_path: Path) -> None:
    assert said(tmp_path, WHOLE) == []


@pytest.mark.parametrize(
    ("gone", "told"),
    [
        ("<b>Network edition</b>", "its band does not say “Network edition”"),
        ("<span>TLP:GREEN</span>", "its band does not say “TLP:GREEN”"),
        ("version 0.1.0", "its band does not say “version 0.1.0”"),
        ("TLP:GREEN, 23 November 2026</title>", "its title does not say “TLP:GREEN”"),
        ('<meta name="date" content="2026-11-23">', "its metadata does not say “date: 2026-11-23”"),
        ('<meta name="robots" content="noindex">', "it does not keep search engines out (robots: noindex)"),
    ],
)
def test_a_page_that_lacks_one_mark_is_stopped(tmp_path: Path, gone: str, told: str) -> None:
    (problem,) = said(tmp_path, WHOLE.replace(gone, "</title>" if "</title>" in gone else ""))
    assert problem.startswith("ground/post.html: the page does not say which edition it is: ")
    assert told in problem
    assert said(tmp_path, "  ") != []


def test_an_address_that_is_known_is_asked_of_every_page(tmp_path: Path) -> None:
    marks = EditionMarks("Network edition", "TLP:GREEN", "0.1.0", "23 November 2026", "2026-11-23", True, "https://a.org")
    assert "permanent address" in said(tmp_path, WHOLE, marks)[0]
    assert said(tmp_path, WHOLE.replace("<title>", '<link rel="canonical" href="https://a.org/x"><title>'), marks) == []


def test_a_build_stops_where_a_page_lost_its_band(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    theme = project.root / "theme"
    shutil.copytree(sphinx_run.THEME, theme)
    layout = theme / "templates/layout.html"
    layout.write_text(layout.read_text(encoding="utf-8").replace("edition-band", "band"), encoding="utf-8")
    monkeypatch.setattr(sphinx_run, "THEME", theme)
    problems = write(project).problems
    assert {problem.path for problem in problems} >= {"index.html", "ground/post.html"}


def test_each_edition_tells_machines_what_it_is_and_where_it_stands(project: Project) -> None:
    project.edit("pyproject.toml", 'title = "Sample Manual"', 'title = "Sample Manual"\naddress = "https://a.org/m/"')
    public, network = write(project), write(project, edition=Edition.NETWORK)
    assert public.problems == network.problems == []
    post, closed = public.page("ground/post"), network.page("ground/post")
    assert post.xpath("//link[@rel='canonical']/@href") == ["https://a.org/m/ground/post.html"]
    assert post.xpath("//meta[@name='description']/@content")[0].startswith("1 The post: ")
    assert post.xpath("//meta[@property='og:url']/@content") == ["https://a.org/m/ground/post.html"]
    assert post.xpath("//meta[@name='robots']") == []
    assert closed.xpath("//meta[@name='robots']/@content") == ["noindex, nofollow, noarchive"]
    assert closed.xpath("//meta[@property='og:title']") == []
    assert len(post.xpath("//meta[@name='viewport']")) == len(post.xpath("//h1")) == 1
    # A server shows the page of what is not there in any folder: it leads to whole addresses.
    lost = public.page("404")
    assert lost.xpath("//link[@rel='stylesheet']/@href") == ["https://a.org/m/_static/edition.css"]
    assert {"https://a.org/m/index.html", "https://a.org/m/manual.pdf"} <= set(lost.xpath("//main//a/@href"))


@pytest.mark.parametrize("address", ["a.org", "javascript:x", "https://a.org/?x", 'https://a.org/"><script>'])
def test_an_address_that_is_none_is_told(project: Project, address: str) -> None:
    project.edit("pyproject.toml", 'title = "Sample Manual"', f"title = \"Sample Manual\"\naddress = '{address}'")
    done = project.run("check")
    assert done.status == 1
    assert "address" in done.out + done.err
