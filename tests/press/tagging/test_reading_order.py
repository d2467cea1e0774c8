"""What a blind reader hears of a chapter is kept as a golden file: read it aloud before you change it."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from press_sample import Shop
from reading_sample import chapter
from screen_reader import parts, read_aloud

GOLDEN = Path(__file__).parent / "golden" / "reading.txt"


def heard(pdf: pikepdf.Pdf, place: int) -> list[str]:
    return list(read_aloud(pdf, parts(pdf)[place]))


def test_a_chapter_is_heard_as_a_person_would_read_it(aloud: pikepdf.Pdf) -> None:
    assert "\n".join(heard(aloud, -1)) + "\n" == GOLDEN.read_text(encoding="utf-8")


def test_the_contents_are_heard_as_entries(aloud: pikepdf.Pdf) -> None:
    assert heard(aloud, 2) == [
        "Part: Contents",
        "Heading level 1: Contents",
        "  ‹link: 3 The post 1, to 3. The post›",
        "Contents of Tables:",
        "  ‹link: 3.1 Duties of a Focal Point 2, to Table 3.1 Duties of a Focal Point›",
    ]


def test_cover_and_imprint_are_heard_in_order(aloud: pikepdf.Pdf) -> None:
    cover, imprint = " ".join(heard(aloud, 0)), " ".join(heard(aloud, 1))
    assert cover.startswith("Part: Manual for Focal Points Global Network Manual for Focal Points A working text")
    assert "1 How to incorporate it" in cover
    assert cover.endswith(
        "Draft for consultation Public edition · 1 December 2026 Secretariat "
        "TLP:CLEAR · There is no limit on disclosure."
    )
    assert "Published by Secretariat Edition Public edition, version 0.1, 1 December 2026 Status" in imprint


def test_the_imprint_says_how_to_cite_and_to_report_an_error(aloud: pikepdf.Pdf) -> None:
    imprint = " ".join(heard(aloud, 1))
    assert "Citing Secretariat, Manual for Focal Points, public edition, 1 December 2026. Give chapter and" in imprint
    assert "Errors Report an error to the publisher, with the number of the paragraph" in imprint
    assert imprint.count("Licence") == 1 and "Web site" not in imprint


def test_heads_and_feet_of_pages_are_never_heard(aloud: pikepdf.Pdf) -> None:
    chapter_heard = " ".join(heard(aloud, -1))
    assert "Public edition" not in chapter_heard
    assert "3.1–3" not in chapter_heard


@pytest.mark.parametrize("kind", ["Artifact", "NonStruct", "Span"])
def test_the_tree_has_no_element_without_a_meaning(aloud: pikepdf.Pdf, kind: str) -> None:
    found = [
        thing
        for thing in aloud.objects
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/StructElem" and f"/{kind}" == thing.S
    ]
    assert all("/Lang" in element or "/E" in element for element in found)


def test_the_chapter_has_what_is_hard_to_read(shop: Shop) -> None:
    html = chapter(shop).html
    for tag in ("<table", "<figure", "footnote", "<ul", "<dl", 'lang="fr"', "<abbr", "action"):
        assert tag in html
