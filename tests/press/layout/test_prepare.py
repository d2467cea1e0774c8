from __future__ import annotations

import pytest
from press_sample import Shop, section

from focalpoint.press import PressError
from focalpoint.press.layout.layout import lay_out
from focalpoint.press.layout.prepare import prepare


def prepared(shop: Shop, *blocks: str) -> str:
    return prepare(shop.unit(section("one", "One", *blocks)), shop.book).html


def test_no_element_is_left_inside_a_link(shop: Shop) -> None:
    html = prepared(shop, '<p><a href="https://x.org/"><span>See <em>this</em></span></a>.</p>')
    assert '<a href="https://x.org/">See this</a>.' in html


def test_emphasis_of_a_whole_link_stays(shop: Shop) -> None:
    html = prepared(shop, '<p><a href="https://x.org/"><em>Title</em></a>.</p>')
    assert '<em><a href="https://x.org/">Title</a></em>.' in html


def test_only_links_to_other_units_go_afar(shop: Shop) -> None:
    html = prepared(shop, '<p id="near"><a href="#near">a</a> <a href="#far">b</a></p>')
    assert '<a href="#near">' in html
    assert '<a href="book:#far">' in html


def test_the_language_is_hyphenated_as_british_english_and_kept_in_parts(shop: Shop) -> None:
    html = prepared(shop, '<p><span lang="fr">génocide</span></p>')
    assert '<html lang="en-GB">' in html
    assert '<span lang="fr">' in html


def test_head_cells_get_a_scope_unless_they_have_one(shop: Shop) -> None:
    html = prepared(
        shop,
        "<table><thead><tr><th>a</th></tr></thead><tbody><tr><th>b</th></tr>"
        '<tr><th scope="rowgroup">c</th></tr></tbody></table>',
    )
    assert '<th scope="col">a' in html
    assert '<th scope="row">b' in html
    assert '<th scope="rowgroup">c' in html


def test_the_last_words_of_a_title_stay_together(shop: Shop) -> None:
    html = prepared(shop, "<section><h2>What a Focal Point is, and is not</h2></section>")
    assert "Focal Point is, and\N{NO-BREAK SPACE}is\N{NO-BREAK SPACE}not</h2>" in html.replace("&#160;", "\u00a0")


def test_the_last_words_of_a_paragraph_stay_together(shop: Shop) -> None:
    html = prepared(shop, "<p>Whatever was agreed is as strong as the office which applies it.</p>")
    assert "the office which applies\u00a0it.</p>" in html.replace("&#160;", "\u00a0")


@pytest.mark.parametrize(
    ("before", "cited", "after", "bound"),
    [
        ("It was said. ", "[Doha 2017, 71]", " Look", "It was <span>said.\u00a0"),
        ("It was said. ", "[Doha 2017, 15, 21, 39 and 43]", "", "It was <span>said.\u00a0"),
        ("It was said. ", "[Doha 2017, 15, 21, 39 and 43]", " Look", "It was said. "),
        ("From:\u00a0", "[Doha 2017, 71]", "", "<span>From:\u00a0"),
        (
            'The <a href="#u-term">crimes</a>. ',
            "[Doha 2017, 71]",
            "",
            'The <span><a href="book:#u-term">crimes</a>.\u00a0',
        ),
    ],
)
def test_a_citation_stays_with_its_word_unless_that_leaves_a_gap(
    shop: Shop, before: str, cited: str, after: str, bound: str
) -> None:
    html = prepared(shop, f'<p>{before}<span class="heard">{cited}</span>{after}</p>').replace("&#160;", "\u00a0")
    assert bound.replace("<span>", '<span class="with-call">') + f'<span class="heard">{cited}</span>' in html


def test_the_number_of_a_paragraph_stays_with_that_word(shop: Shop) -> None:
    html = prepared(shop, '<p>Offer the lines of paragraph <a href="#u.p8">12.8</a>.</p>').replace("&#160;", "\u00a0")
    assert 'of <span class="with-call">paragraph\u00a0<a href="book:#u.p8">12.8</a></span>.' in html


def test_an_index_tells_its_ministries_in_the_running_head(shop: Shop) -> None:
    index = '<h2 class="rubric">Justice</h2><h3 class="rubric">A month</h3>' + "<p>Line.</p>" * 60
    unit = shop.unit(section("one", "One", index, '<h2 class="rubric">Defence</h2><p>Line.</p>'))
    assert lay_out(unit, shop.book).ranges[1:] == (("Justice", "Justice"), ("Justice", "Defence"))


def test_labels_say_where_a_link_leads(shop: Shop) -> None:
    html = section(
        "one",
        "One",
        '<section id="s"><h2>A. Ground</h2><p class="numbered" id="p" data-number="1.1">x</p></section>',
        '<figure id="f"><img alt="x" src="x"><figcaption>Figure 1.1 Box</figcaption></figure>',
        '<div class="action" id="a"><p class="action-label">Action J-1</p></div>',
        '<p>x<span class="footnote" id="n">y</span></p>',
        '<ol class="points"><li id="l" value="12"><p>z</p></li></ol><dl><dt id="d">term</dt><dd><p>x</p></dd></dl>',
    )
    assert prepare(shop.unit(html), shop.book).labels == {
        "one": "1. One",
        "s": "A. Ground",
        "p": "Paragraph 1.1",
        "f": "Figure 1.1 Box",
        "a": "Action J-1",
        "n": "Note 1",
        "l": "One, point 12",
        "d": "term",
        "call:n": "Back to the text below paragraph 1.1",
    }


@pytest.mark.parametrize(
    ("html", "says", "kind"),
    [
        ('<p><img src="x.svg" alt=" "></p>', "x.svg has no text alternative", "image"),
        ("<h3>Deep</h3>", "“Deep” skips a level; use level 2", "print"),
        ('<p><a href="other.html">x</a></p>', "'other.html'; give #id", "link"),
        ('<p><a href="file:///etc/passwd">x</a></p>', "give #id", "link"),
        ("<style>p { color: red }</style>", "<style> cannot be printed", "construct"),
        ("<svg></svg>", "<svg> cannot be printed", "construct"),
        ('<p id="x">a</p><p id="x">b</p>', "the id x is given twice", "duplicate"),
    ],
)
def test_what_cannot_be_printed_is_refused(shop: Shop, html: str, says: str, kind: str) -> None:
    with pytest.raises(PressError) as caught:
        prepared(shop, html)
    (problem,) = caught.value.problems
    assert says in problem.message
    assert (problem.path, problem.kind) == ("one", kind)


def test_all_faults_of_a_unit_come_at_once(shop: Shop) -> None:
    with pytest.raises(PressError) as caught:
        prepared(shop, '<h4>x</h4><p><img src="x"><img src="y"></p>')
    assert len(caught.value.problems) == 3
