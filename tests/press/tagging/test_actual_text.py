"""Text comes out of the PDF as it went in: no hyphen of a line in its words, none of a word's own lost."""

from __future__ import annotations

import re
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from press_sample import Shop, section
from screen_reader import Reader

from focalpoint.press.preflight.structure_index import StructureIndex

pytestmark = pytest.mark.slow

WORDS = (
    "responsibility internationally Attorney-General cross-border government’s office fluffy affluent 1–2 word — word"
)
TEXTS = [f"{'in ' * count}{WORDS}" for count in range(30)]


def printed(shop: Shop, texts: list[str]) -> bytes:
    return shop.print([shop.unit(section("one", "One", *(f"<p>{text}</p>" for text in texts)))])


def test_every_paragraph_is_said_as_it_was_written(shop: Shop) -> None:
    with pikepdf.open(BytesIO(printed(shop, TEXTS))) as pdf:
        said = [Reader(pdf).text(node.element) for node in StructureIndex(pdf).tree.kinds["P"] if node.part == 3]
    assert said == TEXTS


def test_the_hyphen_of_a_line_is_soft_and_that_of_a_word_hard(shop: Shop) -> None:
    with pikepdf.open(BytesIO(printed(shop, TEXTS))) as pdf:
        said = "\n".join(text for page in StructureIndex(pdf).said for n in page.pieces for text in [page.text(n)])
    assert re.findall(r"\w+\N{SOFT HYPHEN}(?=\n|$)", said)
    assert "\N{SOFT HYPHEN}" not in re.sub(r"\N{SOFT HYPHEN}(?=\n|$)", "", said)
    assert set(re.findall(r"\w+\N{HYPHEN}(?=\n|$)", said)) <= {"Attorney\N{HYPHEN}", "cross\N{HYPHEN}"}
    assert re.findall(r"\w+\N{HYPHEN}(?=\n|$)", said)


def test_another_reader_finds_the_same_words(shop: Shop) -> None:
    with pypdfium2.PdfDocument(printed(shop, TEXTS)) as document:
        shown = "\n".join(page.get_textpage().get_text_bounded() for page in list(document)[3:])
    joined = re.sub(r"[\x02\ufffe\N{SOFT HYPHEN}](\r?\n)?", "", shown)
    words = " ".join(re.sub(r"\N{HYPHEN}\s+", "-", joined).split())
    for text in TEXTS:
        assert text in words


def test_a_hyphen_of_another_kind_is_written_as_the_common_one(shop: Shop) -> None:
    with pikepdf.open(BytesIO(printed(shop, ["A follow\N{HYPHEN}up"]))) as pdf:
        said = [Reader(pdf).text(node.element) for node in StructureIndex(pdf).tree.kinds["P"] if node.part == 3]
    assert said == ["A follow-up"]


def test_a_space_between_two_links_is_said(shop: Shop) -> None:
    links = '<a href="https://x.org/1">One</a> <a href="https://x.org/2">Two</a> <em>Three</em> <b>Four</b>'
    with pikepdf.open(BytesIO(printed(shop, [links]))) as pdf:
        said = [Reader(pdf).text(node.element) for node in StructureIndex(pdf).tree.kinds["P"] if node.part == 3]
    assert said == ["‹link to the web: One› ‹link to the web: Two› Three Four"]
