"""The search index says what can be found, in lines that the leak search reads like any text."""

from __future__ import annotations

from pathlib import Path

from planted_leaks import SECRET
from searched import leaks

from focalpoint.content.consultation.handling import Edition
from focalpoint.html.search_entries import Entry, entries_of
from focalpoint.html.search_index import search_index, terms
from sample_project import Project
from sphinx_pages import write

PAGE = """<html><body><nav>Menu</nav><article class="bd-article"><section id="justice">
<h1><span class="section-number">13 </span>Justice<a class="headerlink" href="#justice">§</a></h1>
<p class="question">What for?</p><p class="readers">For: all</p>
<section id="law"><h2><span class="section-number">A. </span>Law
<a class="headerlink" href="#law">§</a></h2>
<p class="numbered" id="p1"><a class="paragraph-number" href="#p1">13.1</a> Courts come first.
<a class="footnote-reference"
 href="#f">[1]</a> <span class="heard">[Doha 2017, 3]</span></p><ul><li><p>One</p></li><li><p>Two</p></li></ul>
<div class="action" id="action-j-1">
<p class="action-label">Action J-1</p><p class="action-text">Ask.</p>
<p>Why.</p></div>
<div class="practice"><p class="practice-label">Practice · Oz</p><p>It asked.</p></div>
<div><table id="t">
<caption><span class="caption-number">Table 13.1 </span><span class="caption-text">Tasks</span></caption>
<thead><tr><th>Task</th><th>Who</th></tr></thead><tbody><tr><th><p>Read</p></th><td><p>All</p></td>
</tr></tbody></table></div>
<dl class="glossary"><dt id="term-a">pillar<a class="headerlink">§</a></dt><dd><p>A part.</p></dd></dl>
<ul class="sources"><li id="s1"><p>Centre, <em>Report</em>, https://x.org/a (2017).</p></li></ul>
<aside class="footnote-list"><p>Note.</p></aside></section></section></article></body></html>"""


def test_everything_that_can_be_found_is_an_entry_with_its_place() -> None:
    assert entries_of(PAGE) == [
        Entry("chapter", "", "13", "Justice", "What for?"),
        Entry("section", "law", "A", "Law", ""),
        Entry("paragraph", "p1", "13.1", "", "Courts come first. One Two"),
        Entry("action", "action-j-1", "J-1", "Ask.", "Why."),
        Entry("practice", "p1", "", "Practice · Oz", "It asked."),
        Entry("table", "t", "Table 13.1", "Tasks", "Task · Who"),
        Entry("row", "t", "Table 13.1", "Read", "All"),
        Entry("term", "term-a", "", "pillar", "A part."),
        Entry("source", "s1", "", "", "Centre, Report (2017)."),
    ]
    assert entries_of("<html><body><p>No article</p></body></html>") == []


def test_the_index_leaves_out_what_can_be_derived_and_escapes_what_a_script_would_read() -> None:
    entries = [*entries_of(PAGE)[:4], Entry("paragraph", "p2", "13.2", "", "A `b` \\ ${c}\td")]
    text = search_index({"a/justice.html": entries}).decode()
    assert text.split("\n") == [
        "focalpointIndex(`=\ta/justice.html\t13\tJustice\tWhat for?",
        "s\t\tA\tLaw",
        "p\tp1\t\t\tCourts come first. One Two",
        "a\taction-j-1\t\tAsk.\tWhy.",
        "p\tp2\t\t\tA \\`b\\` \\\\ \\${c} d`);",
        "",
    ]


def test_the_index_of_an_edition_holds_no_word_that_it_withholds(project: Project) -> None:
    index = "_static/search-index.js"
    public, network = write(project), write(project, edition=Edition.NETWORK)
    said = {written.folder: (written.folder / index).read_text(encoding="utf-8") for written in (public, network)}
    assert "quieter" in said[network.folder]
    assert "quieter" not in said[public.folder]
    assert "Name a deputy" in said[public.folder]


def test_the_leak_search_reads_the_index_and_the_terms(tmp_path: Path) -> None:
    said = Entry("paragraph", "p1", "13.1", "", SECRET)
    meant = Entry("term", "term-a", "", "pillar", SECRET)
    for number, data in enumerate((search_index({"a.html": [said]}), terms([meant]))):
        assert leaks(tmp_path / str(number), {"_static/search-index.js": data})
    open_said = search_index({"a.html": [said._replace(text="Open.")]})
    assert leaks(tmp_path / "open", {"_static/search-index.js": open_said}) == []
