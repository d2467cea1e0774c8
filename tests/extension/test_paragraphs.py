from __future__ import annotations

import pytest
from extension_texts import FIRST

from focalpoint.content.consultation.handling import Edition
from focalpoint.problems import Trouble
from sample_project import Project
from sphinx_pages import Written, article, paragraphs, words, write


def test_paragraphs_are_numbered_through_the_sections_of_a_chapter(web: Written) -> None:
    found = paragraphs(web.page("ground/first"))
    assert list(found) == [f"1.{number}" for number in range(1, 8)]
    assert [text.split()[0] for text in found.values()] == "One Two Three Four Five Six Seven".split()


def test_front_matter_counts_in_roman_and_an_annex_by_its_letter(web: Written) -> None:
    assert list(paragraphs(web.page("front/about"))) == ["i.1", "i.2"]
    assert list(paragraphs(web.page("annexes/lists"))) == ["A.1"]


def test_chapters_count_through_all_parts(web: Written) -> None:
    assert list(paragraphs(web.page("ground/second"))) == ["2.1", "2.2", "2.3"]
    assert list(paragraphs(web.page("task/third"))) == ["3.1"]


@pytest.mark.parametrize(
    "place", ["ul", "ol", "table", "div[@class='action']", "div[@class='practice']", "div[@class='admonition note']"]
)
def test_lists_tables_and_boxes_have_paragraphs_without_numbers(web: Written, place: str) -> None:
    inside = article(web.page("ground/first")).xpath(f".//{place}//p")
    assert inside
    assert not any("numbered" in p.get("class", "") for p in inside)


def test_a_passage_takes_letters_and_leaves_the_numbers_of_other_editions_alone(web: Written, network: Written) -> None:
    public, wider = (paragraphs(written.page("ground/first")) for written in (web, network))
    assert [number for number in wider if number not in public] == ["1.5a", "1.5b"]
    assert {number: wider[number] for number in public} == public
    assert list(wider).index("1.5a") == list(wider).index("1.5") + 1


def test_the_public_pages_hold_nothing_of_the_passage(web: Written) -> None:
    assert "passage. [" not in words(article(web.page("ground/first")))
    assert not (web.folder / "consultations/lima-2026.html").exists()


def test_para_cites_a_paragraph_of_another_chapter_of_the_front_and_of_an_annex(web: Written) -> None:
    first = article(web.page("ground/first")).xpath(".//p[@id='p1']")[0]
    assert words(first) == "1.1 One cites 2.1, i.1 and A.1."
    assert [link.get("href") for link in first.xpath("./a")][1:] == [
        "second.html#p1", "../front/about.html#p1", "../annexes/lists.html#p1",
    ]  # fmt: skip


def test_a_number_links_to_its_own_paragraph(web: Written) -> None:
    number = article(web.page("ground/first")).xpath(".//p[@id='p3']/a[@class='paragraph-number']")[0]
    assert (words(number), number.get("href")) == ("1.3", "#p3")


def test_print_says_the_same_numbers_in_the_open(web: Written, units: Written) -> None:
    for docname in ("front/about", "ground/first", "ground/second", "annexes/lists"):
        unit = units.page(docname)
        assert list(paragraphs(unit)) == list(paragraphs(web.page(docname)))
        assert [p.get("data-number") for p in unit.find_class("numbered")] == list(paragraphs(unit))
    slugs = {element.get("id") for element in units.page("ground/second").iter() if element.get("id")}
    cited = units.page("ground/first").xpath("//p[@data-number='1.1']/a/@href")
    assert cited[0].removeprefix("#") in slugs


@pytest.mark.parametrize(
    ("label", "what"),
    [
        ("nowhere", "an unknown label"),
        ("table-rows", "the label of a table"),
        ("part-passages", "the label of a section"),
    ],
)
def test_para_of_what_is_no_paragraph_is_an_error_at_the_authors_line(texts: Project, label: str, what: str) -> None:
    text = FIRST.replace("## Passages", "(part-passages)=\n## Passages")
    texts.write("manual/ground/first.md", text.replace("Seven is last.", f"Seven cites {{para}}`{label}`."))
    (problem,) = write(texts, "print").problems
    assert (problem.path, problem.line) == ("manual/ground/first.md", texts.line("manual/ground/first.md", "Seven")), (
        what
    )
    assert f"no paragraph has the label `{label}`" in problem.message


def test_a_label_inside_a_passage_may_be_cited_where_the_edition_carries_it(texts: Project) -> None:
    texts.edit("manual/task/third.md", "One cites", "One cites {para}`kept-b` and")
    with pytest.raises(Trouble) as caught:
        write(texts, "print")
    line = texts.line("manual/task/third.md", "kept-b")
    assert [(problem.path, problem.line) for problem in caught.value.problems] == [("manual/task/third.md", line)]
    wider = write(texts, "print", Edition.NETWORK)
    assert wider.problems == []
    assert "1.5b" in paragraphs(wider.page("task/third"))["3.1"]
