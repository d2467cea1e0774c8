"""Each element is of the kind that a reader should hear."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from press_sample import TEXT, Shop, note, section
from screen_reader import Reader, is_element, kids_of, parts, read_aloud

from focalpoint.press.preflight.structure_index import StructureIndex

pytestmark = pytest.mark.slow


def printed(shop: Shop, *blocks: str) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(shop.print([shop.unit(section("one", "One", *blocks))])))


def shape(element: pikepdf.Object) -> str:
    """An element and what is in it: `P(Link)`."""
    inside = ",".join(shape(kid) for kid in kids_of(element) if is_element(kid))
    return f"{str(element.S)[1:]}({inside})" if inside else str(element.S)[1:]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a <em>b</em> <strong>c</strong> <code>d</code> x<sub>2</sub></p>", "P"),
        ('<p>See <em><a href="https://x.org/">b</a></em></p>', "P(Link)"),
        (f"<p>a{note(1)}b</p>", "P(Reference(Link)),Note(Lbl(Link),P)"),
        (f"<h2>a{note(1)}</h2>", "H2(Reference(Link)),Note(Lbl(Link),P)"),
        ("<div>a <em>b</em> c</div>", "Div(P)"),
        ("<div>a<p>b</p>c</div>", "Div(Div(P),P,Div(P))"),
        ("<blockquote><p>a</p></blockquote>", "BlockQuote(P)"),
        ("<ul><li><p>a</p></li><li>b <em>c</em></li></ul>", "L(LI(Lbl,LBody(P)),LI(Lbl,LBody))"),
        ("<dl><dt>a</dt><dd><p>b</p></dd></dl>", "L(LI(Lbl,LBody(P)))"),
        (
            f"<dl><dt>a{note(1)}</dt><dd><p>b</p></dd></dl>",
            "L(LI(Lbl(Reference(Link)),LBody(Note(Lbl(Link),P),P)))",
        ),
        ("<dl><dt>a</dt><dt>b</dt><dd>c</dd><dd>d</dd></dl>", "L(LI(LBody),LI(Lbl,LBody),LI(LBody))"),
        (
            '<figure><img alt="x" src="_images/box.svg"><figcaption><p>b</p></figcaption></figure>',
            "Figure,Caption(P)",
        ),
        (
            "<table><caption>a</caption><thead><tr><th>b</th></tr></thead><tbody><tr><td>c</td></tr></tbody></table>",
            "Table(Caption,THead(TR(TH)),TBody(TR(TD)))",
        ),
    ],
)
def test_html_becomes_the_elements_that_it_means(shop: Shop, html: str, expected: str) -> None:
    with printed(shop, html) as pdf:
        assert shape(parts(pdf)[-1]) == f"Part(Sect(H1,{expected}))"


def test_the_contents_are_a_table_of_contents(pdf: pikepdf.Pdf) -> None:
    toc = parts(pdf)[2]
    entry = "TOCI(Reference(Link))"
    groups = f"TOC({entry}),TOC(Caption,{entry},{entry}),TOC(Caption,{entry},{entry}),TOC(Caption,{entry})"
    assert shape(toc) == f"Part(Sect(H1,{groups}))"
    links = [link for page in pdf.pages[2:3] for link in page.obj.Annots]
    assert len(links) == 6


@pytest.mark.parametrize(
    "html",
    [
        '<p>In French: <span lang="fr">le mot</span>.</p>',
        '<p>In French: <em lang="fr">le mot</em>.</p>',
        '<p lang="fr">le mot</p>',
        '<div lang="fr"><p>le mot</p></div>',
        f'<p>{TEXT}<em lang="fr">{"le mot " * 30}</em></p>',
    ],
)
def test_words_of_another_language_have_it_in_their_tags(shop: Shop, html: str) -> None:
    with printed(shop, html) as pdf:
        elements = [node.element for nodes in StructureIndex(pdf).tree.kinds.values() for node in nodes]
        (foreign,) = [element for element in elements if "/Lang" in element]
        assert str(foreign.Lang) == "fr"
        assert set(Reader(pdf).text(foreign).split()) == {"le", "mot"}


def test_a_short_form_says_what_it_stands_for(shop: Shop) -> None:
    with printed(shop, '<p>The <abbr title="United Nations">UN</abbr> met.</p>') as pdf:
        assert "The UN ‹that is, United Nations› met." in read_aloud(pdf, parts(pdf)[-1])


def test_cells_name_the_heads_above_and_beside_them(shop: Shop) -> None:
    rows = (
        '<thead><tr><th rowspan="2">A</th><th colspan="2">B</th></tr><tr><th>C</th><th>D</th></tr></thead>'
        '<tbody><tr><th rowspan="2">x</th><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr>'
        '<tr><th>y</th><td colspan="2">5</td></tr></tbody>'
    )
    with printed(shop, f"<table>{rows}</table>") as pdf:
        walked, reader = StructureIndex(pdf), Reader(pdf)
        heads = {
            reader.text(node.element): [reader.heads[bytes(head)] for head in node.element.A.get("/Headers", ())]
            for node in (*walked.tree.kinds["TD"], *walked.tree.kinds["TH"])
        }
    assert heads == {
        "1": ["x", "B", "C"],
        "2": ["x", "B", "D"],
        "3": ["x", "B", "C"],
        "4": ["x", "B", "D"],
        "5": ["y", "B", "C", "D"],
        "x": ["A"],
        "y": ["A"],
        **{column: [] for column in "ABCD"},
    }
