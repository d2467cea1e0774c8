"""The print edition of a small manual, from its Markdown to the PDF that a ministry receives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from lxml import html
from press_sample import page_texts

from sample_project import Project, make_project

pytestmark = pytest.mark.slow

NOTE = "consultations/notes/accra-2026.md"
WORD = re.compile(r"[^\W\d_]+")
LONG = (
    "The desk reads what comes in, and writes down what it means for the people whom it is about.\n"
    "It asks the mission for what is missing, and tells the ministry by the end of the week.\n"
    "Nothing is thrown away before a year has passed."
)
CITING = (
    "It rests on {para}`deep-3`, {para}`deep-17` and {para}`deep-29`. {heard}`accra-2026 7, 19-21, 40`\n"
    "Look at {numref}`table-tasks`.\n\n"
)


@dataclass(frozen=True)
class Link:
    """A link inside the book: what it says, and the text that stands where it leads."""

    text: str
    target: str
    page: int
    there: str


@dataclass
class Manual:
    """The PDF of the public edition, opened with both readers."""

    data: bytes
    pdf: pikepdf.Pdf
    pages: list[str]

    @property
    def links(self) -> Iterator[Link]:
        """Every link inside the book."""
        places = dict(pikepdf.NameTree(self.pdf.Root.Names.Dests).items())
        numbers = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages)}
        with pypdfium2.PdfDocument(self.data) as document:
            for page, text in zip(self.pdf.pages, (page.get_textpage() for page in document), strict=True):
                for link in (found for found in page.obj.get("/Annots", ()) if "/Dest" in found):
                    target = str(link.Dest)
                    number = numbers[places[target][0].objgen]
                    top = float(places[target][3])
                    below = document[number].get_textpage().get_text_bounded(bottom=top - 40, top=top + 4)
                    said = text.get_text_bounded(*map(float, link.Rect))
                    yield Link(" ".join(said.split()), target, number, " ".join(below.split()))

    def chapter(self, title: str) -> list[str]:
        """The texts of the pages of one chapter, by its line in the outline."""
        with self.pdf.open_outline() as outline:
            items = [
                item for top in outline.root for item in (top, *(c for c in top.children if "." not in c.title[:3]))
            ]
            starts = [(item.title, self._page(item)) for item in items]
        first = next(page for name, page in starts if name == title)
        after = [page for _name, page in starts if page > first]
        return self.pages[first : after[0] if after else None]

    def _page(self, item: pikepdf.OutlineItem) -> int:
        assert isinstance(item.destination, pikepdf.Array)
        return pikepdf.Page(item.destination[0]).index


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The sample project with a chapter and a note of several pages, printed."""
    project = make_project(tmp_path_factory.mktemp("printed") / "project")
    deep = "".join(f"(deep-{number})=\nDeep{number} is here.\n{LONG}\n\n" for number in range(30))
    project.edit("manual/ground/post.md", "Members work from", f"{deep}Members work from")
    project.edit("manual/task/mapping.md", "Much is done", f"{CITING}Much is done")
    points = "".join(f"{n}. Point{n} is here.\n   {LONG.replace(chr(10), chr(10) + '   ')}\n" for n in range(5, 41))
    project.write(NOTE, project.read(NOTE) + points)
    result = project.run("build", "--format", "pdf")
    assert (result.status, result.err) == (0, "")
    return project


@pytest.fixture(scope="module")
def manual(project: Project) -> Iterator[Manual]:
    data = project.files("dist/public")["manual.pdf"]
    with pikepdf.open(BytesIO(data)) as pdf:
        yield Manual(data, pdf, page_texts(data))


def test_title_language_and_day_are_the_manuals_own(manual: Manual) -> None:
    assert str(manual.pdf.docinfo.Title) == "Sample Manual"
    assert str(manual.pdf.Root.Lang) == "en-GB"
    assert str(manual.pdf.docinfo.CreationDate).startswith("D:20261123")
    with manual.pdf.open_metadata() as said:
        assert said["dc:title"] == "Sample Manual"
        assert "en-GB" in said["dc:language"]


def test_bookmarks_are_the_headings(manual: Manual) -> None:
    with manual.pdf.open_outline() as outline:
        found = [(item.title, [child.title for child in item.children]) for item in outline.root]
    assert found == [
        ("Contents", []),
        ("1. The post", ["A. What it is", "B. What to do"]),
        ("2. Mapping", ["A. What to look for"]),
        ("Annex A. Glossary", []),
        ("Annex B. Sources", []),
        ("Annex C. Consultations", ["First meeting"]),
    ]


def test_pages_before_the_first_chapter_are_roman_and_the_first_chapter_begins_at_one(manual: Manual) -> None:
    labels = [page.label for page in manual.pdf.pages]
    front = next(number for number, text in enumerate(manual.pages) if "What is the post for?" in text)
    assert labels == ["i", "ii", "iii", "iv", "v"][:front] + [str(number + 1) for number in range(len(labels) - front)]


def test_a_citation_of_a_paragraph_leads_to_that_paragraph(manual: Manual) -> None:
    cited = [link for link in manual.links if re.fullmatch(r".*\.p\d+[a-z]?", link.target)]
    assert {link.text for link in cited} >= {"1.1", "1.5", "1.19", "1.31", "2.1"}
    assert len({link.page for link in cited}) > 3
    for link in cited:
        assert link.there.startswith(f"{link.text} "), link


def test_a_citation_of_a_consultation_leads_to_the_first_point_it_names(manual: Manual) -> None:
    heard = [link for link in manual.links if ".point-" in link.target]
    assert [link.text for link in heard if link.text.startswith("Accra 2026")]
    assert len({link.page for link in heard}) > 2
    for link in heard:
        point = link.text.removeprefix("Accra 2026, ").partition("–")[0]
        assert link.target.endswith(f".point-{point}"), link
        assert link.there.startswith(f"{point} "), link


def test_every_other_link_leads_to_the_page_of_what_it_names(manual: Manual) -> None:
    there = {link.text: manual.pages[link.page] for link in manual.links}
    assert "Table 1.1 Tasks of the post" in there["Table 1.1"]
    assert "Figure 2.1 The inner ring" in there["Figure 2.1"]
    assert "Focal Point A senior official" in there["Focal Point"]
    assert "Mapping What is done already?" in there["chapter 2"]


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("1. The post", "ground/post"),
        ("2. Mapping", "task/mapping"),
        ("Annex A. Glossary", "glossary"),
        ("Annex B. Sources", "sources"),
        ("First meeting", "consultations/accra-2026"),
    ],
)
def test_every_word_of_a_chapter_is_on_its_pages_in_order(
    manual: Manual, project: Project, title: str, unit: str
) -> None:
    root = html.fromstring(f"<div>{project.read(f'build/public/print/{unit}.unit')}</div>")
    for note in root.find_class("footnote"):
        note.drop_tree()
    written, printed = WORD.findall(_spaced(root)), WORD.findall(" ".join(manual.chapter(title)))
    assert len(written) > 10
    assert _in_order(written, printed)
    assert not _in_order([*written, "zymurgy"], printed)
    assert not _in_order(written[5:] + written[:5], printed)


def test_footnotes_stand_on_the_page_of_their_call(manual: Manual) -> None:
    (page,) = [text for text in manual.pages if "is a senior official." in text and "The post" in text]
    assert "General Assembly, World Summit Outcome, A/RES/60/1 (2005)." in page


def test_every_font_is_the_presss_own(manual: Manual) -> None:
    names = {
        str(thing.BaseFont)
        for thing in manual.pdf.objects
        if isinstance(thing, pikepdf.Dictionary) and "/BaseFont" in thing
    }
    assert len(names) > 3
    assert all(re.fullmatch(r"/[A-Z]{6}\+Source-?(Serif-?4|Sans-?3).*", name) for name in names), names


def _spaced(root: html.HtmlElement) -> str:
    """The text of a unit, with a space between its elements."""
    return " ".join(str(text) for text in root.itertext())


def _in_order(words: list[str], printed: list[str]) -> bool:
    """Whether the printed words hold all the others, in their order."""
    rest = iter(printed)
    return all(word in rest for word in words)
