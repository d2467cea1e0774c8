from __future__ import annotations

import pytest
from extension_texts import ACCRA

from sample_project import Project
from sphinx_pages import Written, article, links, paragraphs, words, write

pytestmark = pytest.mark.slow

NOTE = "consultations/accra-2026"


def used(written: Written) -> list[str]:
    """The line below each point of the note."""
    return [words(line) for line in article(written.page(NOTE)).find_class("used-in")]


def test_a_citation_names_the_meeting_and_joins_runs_of_three_points(web: Written) -> None:
    found = article(web.page("ground/second")).find_class("heard")
    assert [words(citation) for citation in found] == ["[Accra 2026, 1 and 3–5]", "[Accra 2026, 1 and 2]"]
    assert [[link.get("href").rpartition("#")[2] for link in citation] for citation in found] == [
        ["point-1", "point-3"], ["point-1", "point-2"],
    ]  # fmt: skip


def test_points_are_numbered_through_the_sections_of_a_note(web: Written, units: Written) -> None:
    for written, prefix in ((web, ""), (units, "consultations-accra-2026.")):
        points = article(written.page(NOTE)).xpath(".//ol[contains(@class, 'points')]/li")
        assert [point.get("id") for point in points] == [f"{prefix}point-{number}" for number in range(1, 7)]


def test_paragraphs_of_a_note_have_no_number_since_its_points_have(network: Written) -> None:
    for name in (NOTE, "consultations/lima-2026"):
        assert article(network.page(name)).xpath(".//section/p")
        assert paragraphs(network.page(name)) == {}


def test_each_point_tells_who_used_it(web: Written) -> None:
    assert used(web) == [
        "Used in action F-1, 2.3", "Used in 1.3, 2.3", "Used in action F-1, 2.3", "Used in 2.3",
        "Used in 2.3, “focal point”", "Not yet used",
    ]  # fmt: skip


def test_those_lines_link_to_paragraph_action_and_term(web: Written) -> None:
    found = links(web.page(NOTE))
    assert found["2.3"] == "../ground/second.html#p3"
    assert found["action F-1"] == "../ground/first.html#action-f-1"
    assert found["“focal point”"] == "../glossary.html#term-focal-point"


def test_the_note_tells_which_points_nothing_uses(texts: Project, web: Written) -> None:
    assert words(web.page(NOTE).find_class("unused-points")[0]) == "Not yet used by any paragraph: point 6."
    texts.write(f"{NOTE.replace('/', '/notes/')}.md", f"{ACCRA}7. Point seven.\n")
    page = write(texts).page(NOTE)
    assert words(page.find_class("unused-points")[0]) == "Not yet used by any paragraph: points 6, 7."
    texts.edit("manual/task/third.md", "One cites", "One heard it. {heard}`accra-2026 6-7`\nIt cites")
    page = write(texts).page(NOTE)
    assert words(page.find_class("unused-points")[0]) == "Every point is used."


def test_the_note_is_written_again_when_a_chapter_starts_and_when_it_stops_to_use_a_point(texts: Project) -> None:
    assert used(write(texts))[5] == "Not yet used"
    texts.edit("manual/task/third.md", "One cites", "One heard it. {heard}`accra-2026 6`\nIt cites")
    assert used(write(texts))[5] == "Used in 3.1"
    texts.edit("manual/task/third.md", " {heard}`accra-2026 6`", "")
    assert used(write(texts))[5] == "Not yet used"


def test_a_point_or_note_that_does_not_exist_is_an_error_at_the_citation(texts: Project) -> None:
    heard = "One heard. {heard}`accra-2026 7`\n\nTwo. {heard}`nowhere 1`\n\nIt cites"
    texts.edit("manual/task/third.md", "One cites", heard)
    line = texts.line("manual/task/third.md", "One heard")
    assert [(problem.path, problem.line, problem.message) for problem in write(texts, "print").problems] == [
        ("manual/task/third.md", line, "the note `accra-2026` has no point 7"),
        ("manual/task/third.md", line + 2, "no note is called `nowhere`"),
    ]


def test_a_citation_that_names_no_points_is_an_error_at_its_line(texts: Project) -> None:
    texts.edit("manual/task/third.md", "One cites", "One heard. {heard}`accra-2026 some`\nIt cites")
    (problem,) = write(texts, "print").problems
    assert (problem.path, problem.line) == ("manual/task/third.md", texts.line("manual/task/third.md", "some"))
    assert "write a note's id and its points" in problem.message
