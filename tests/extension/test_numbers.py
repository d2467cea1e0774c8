from __future__ import annotations

from sphinx_pages import Written, article, links, words


def headings(written: Written, docname: str, tag: str) -> list[str]:
    return [words(heading).removesuffix("§") for heading in article(written.page(docname)).iter(tag)]


def captions(written: Written, docname: str) -> list[str]:
    return [words(number) for number in article(written.page(docname)).find_class("caption-number")]


def test_chapters_count_through_the_parts_and_annexes_have_letters(web: Written) -> None:
    titles = [headings(web, name, "h1")[0] for name in ("ground/first", "ground/second", "task/third", "annexes/lists")]
    assert titles == ["1 First", "2 Second", "3 Third", "A Lists"]
    assert headings(web, "glossary", "h1") == ["B Glossary"]


def test_sections_have_letters_and_start_again_in_each_chapter(web: Written) -> None:
    assert headings(web, "ground/first", "h2") == ["A. Numbers", "B. Passages"]
    assert headings(web, "ground/second", "h2") == ["A. Notes"]
    assert headings(web, "front/about", "h2") == ["A. What it is"]
    assert headings(web, "annexes/lists", "h2") == ["A. What is listed"]


def test_sections_of_a_consultation_note_have_no_letters(web: Written) -> None:
    assert headings(web, "consultations/accra-2026", "h2") == ["Morning", "Afternoon"]


def test_subsections_have_no_number(web: Written, units: Written) -> None:
    assert headings(web, "ground/first", "h3") == ["A subsection"]
    assert headings(units, "ground/first", "h3") == ["A subsection"]


def test_tables_and_figures_count_within_their_chapter(web: Written) -> None:
    assert captions(web, "ground/first") == ["Table 1.1", "Table 1.2"]
    assert captions(web, "task/third") == ["Figure 3.1"]
    assert captions(web, "annexes/lists") == ["Table A.1"]


def test_a_table_in_a_passage_takes_a_letter_and_leaves_the_others_alone(network: Written) -> None:
    assert captions(network, "ground/first") == ["Table 1.1", "Table 1.1a", "Table 1.2"]


def test_numref_cites_tables_and_figures_of_any_chapter_by_those_numbers(web: Written) -> None:
    found = links(web.page("ground/first"))
    assert found["Table 1.1"] == "#table-rows"
    assert found["Table 1.2"] == "#table-more"
    assert found["Figure 3.1"] == "../task/third.html#figure-rings"
    assert links(web.page("annexes/lists"))["Table A.1"] == "#table-annex"


def test_print_has_the_same_numbers(web: Written, units: Written) -> None:
    for docname in ("ground/first", "ground/second", "task/third", "annexes/lists", "front/about"):
        assert captions(units, docname) == captions(web, docname)
        assert headings(units, docname, "h2") == headings(web, docname, "h2")


def test_print_opens_a_chapter_with_its_number_and_part_and_an_annex_with_its_name(units: Written) -> None:
    opening = {
        name: words(units.page(name).find_class("opening")[0])
        for name in ("task/third", "annexes/lists", "front/about")
    }
    assert opening == {
        "task/third": "3Part II. WorkThird What is it?",
        "annexes/lists": "Annex ALists What is it?",
        "front/about": "About What is it?",
    }


def test_chapter_cites_body_by_number_annex_by_letter_and_front_matter_by_title(web: Written) -> None:
    found = links(web.page("ground/first"))
    assert found["chapter 2"] == "second.html"
    assert found["annex A"] == "../annexes/lists.html"
    assert found["About"] == "../front/about.html"


def test_term_links_to_the_glossary_in_the_words_of_the_text(web: Written, units: Written) -> None:
    assert links(web.page("ground/first"))["Focal Points"] == "../glossary.html#term-focal-point"
    target = links(units.page("ground/first"))["Focal Points"].removeprefix("#")
    assert units.page("glossary").xpath(f"//dt[@id='{target}']")
