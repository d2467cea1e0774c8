"""Has a process load, before its first unit, all that a unit needs: typefaces, style sheets, hyphenation, the gates."""

from __future__ import annotations

from datetime import date

from focalpoint.press.layout.isolation import THEME
from focalpoint.press.section import Book, Section
from focalpoint.press.workers.worker_call import lay_out_checked

SENTENCE = "Consultations concerning responsibilities <em>throughout</em> <b>intergovernmental</b> organizations. "
SAMPLE = f"""
<section id="warm"><header class="opening"><p class="chapter-number">1</p><p class="part">Part</p><h1>Title</h1>
<p class="question">Question</p><p class="readers">Readers</p></header>
<section id="warm.a"><h2>Section</h2><h3>Below</h3>
<p class="numbered" id="warm.p1" data-number="1.1"><span class="paragraph-number">1.1</span> {SENTENCE * 4}<span
class="footnote" id="warm.n">{SENTENCE}</span> <a href="#warm">Here</a>, <a href="https://example.test/">there</a>,
<span class="heard">[Note]</span></p>
<ul><li><p>{SENTENCE * 2}</p></li></ul><ol><li><p>{SENTENCE}</p></li></ol>
<table><caption><span class="caption-number">Table 1</span> Caption</caption><thead><tr><th>One</th><th>Two</th></tr>
</thead><tbody><tr><th><p>Three</p></th><td><p>{SENTENCE}</p></td></tr></tbody></table>
<div class="action"><p class="action-label">Action</p><p class="action-text">{SENTENCE}</p>
<p class="action-with">With</p></div>
<div class="practice"><p class="practice-label">Practice</p><p>{SENTENCE}</p></div></section></section>
"""
"""One of every construct that chapters are full of."""


def warm_up() -> None:
    """Print a page that says nothing."""
    book = Book("", "", ("", ""), "", "", "", "", date.min, "", "", "")
    lay_out_checked(Section("warm", "Title", "1", "Part", "body", 1, SAMPLE, THEME), book)
