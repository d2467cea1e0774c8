"""The e-book of an edition: the same text and numbers, whole inside, with printed pages, and searched like all else."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from posixpath import normpath
from zipfile import ZIP_STORED, ZipFile

import pytest
from lxml import etree

from focalpoint.content.consultation.handling import Edition
from focalpoint.html.epub import make_epub
from focalpoint.html.epub_package import EbookFacts
from focalpoint.release.ebook import printed_pages
from sample_project import Project, make_project
from sphinx_pages import write

FACTS = EbookFacts(
    "Sample & Manual", "Secretariat", "Working text", "Public edition", "TLP:CLEAR", "for everyone", "0.1.0",
    "23 November 2026", "2026-11-23", "https://example.org/m:public:0.1.0:2026-11-23",
)  # fmt: skip
DOCUMENTS = ["ground/post", "task/mapping", "glossary", "sources", "consultations/index", "consultations/accra-2026"]
X = {"x": "http://www.w3.org/1999/xhtml", "o": "http://www.idpf.org/2007/ops", "p": "http://www.idpf.org/2007/opf"}
Files = dict[str, bytes]


def unpacked(data: bytes) -> Files:
    with ZipFile(BytesIO(data)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Path:
    written = write(make_project(tmp_path_factory.mktemp("ebook") / "project"))
    assert written.problems == []
    return written.folder


@pytest.fixture(scope="module")
def book(web: Path) -> bytes:
    pages = {"ground/post": [("1", ""), ("2", "p2"), ("3", "nowhere")], "glossary": [("5", "term-Focal-Point")]}
    return make_epub(web, DOCUMENTS, FACTS, pages)


def test_the_archive_begins_with_its_kind_unpacked_and_is_the_same_each_time(web: Path, book: bytes) -> None:
    with ZipFile(BytesIO(book)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
        assert archive.read(first) == b"application/epub+zip"
    pages = {"ground/post": [("1", ""), ("2", "p2"), ("3", "nowhere")], "glossary": [("5", "term-Focal-Point")]}
    assert make_epub(web, DOCUMENTS, FACTS, pages) == book


def test_every_file_is_listed_and_every_link_leads_to_a_place_inside(book: bytes) -> None:
    files = unpacked(book)
    package = etree.fromstring(files["EPUB/package.opf"])
    listed = {f"EPUB/{address}" for address in package.xpath("//p:item/@href", namespaces=X)}
    assert listed == {name for name in files if name.startswith("EPUB/")} - {"EPUB/package.opf"}
    known = set(package.xpath("//p:item/@id", namespaces=X))
    assert [ref for ref in package.xpath("//p:itemref/@idref", namespaces=X) if ref not in known] == []
    pages = {name: etree.fromstring(data) for name, data in files.items() if name.endswith(".xhtml")}
    ids = {name: page.xpath("//@id") for name, page in pages.items()}
    for name, page in pages.items():
        assert len(ids[name]) == len(set(ids[name])), name
        for address in page.xpath("//@href|//@src"):
            if address.startswith(("http", "mailto")):
                continue
            target, _, anchor = address.partition("#")
            inside = normpath(f"EPUB/{target}") if target else name
            assert inside in files, (name, address)
            assert not anchor or anchor in ids[inside], (name, address)
        # Nothing is fetched from outside, and nothing runs.
        assert page.xpath("//x:script|//x:form|//x:iframe|//@style", namespaces=X) == []
        assert [src for src in page.xpath("//@src") if src.startswith("http")] == []


def test_it_has_the_text_and_numbers_of_the_web_edition(web: Path, book: bytes) -> None:
    post = etree.fromstring(unpacked(book)["EPUB/ground-post.xhtml"])
    numbers = post.xpath("//x:a[@class='paragraph-number']/text()", namespaces=X)
    page = (web / "ground/post.html").read_text(encoding="utf-8")
    assert numbers == re.findall(r'class="paragraph-number"[^>]*>([^<]+)</a>', page)
    assert numbers[:2] == ["1.1", "1.2"]
    assert "Name a deputy" in "".join(post.itertext())
    assert "§" not in "".join(post.itertext())


def test_printed_pages_are_marked_where_their_first_words_stand(book: bytes) -> None:
    files = unpacked(book)
    contents = etree.fromstring(files["EPUB/nav.xhtml"])
    listed = contents.xpath("//x:nav[@o:type='page-list']//x:a", namespaces=X)
    found = [(link.text, link.get("href")) for link in listed]
    places = {"1": "ground-post.xhtml#page-1", "2": "ground-post.xhtml#page-2", "5": "glossary.xhtml#page-5"}
    assert found == [*places.items()]
    post = etree.fromstring(files["EPUB/ground-post.xhtml"])
    (second,) = post.xpath("//x:span[@id='page-2']", namespaces=X)
    assert second.getparent().get("id") == "p2"
    assert (second.get("role"), second.get("aria-label")) == ("doc-pagebreak", "2")


def test_it_says_which_edition_it_is_and_how_it_can_be_read(book: bytes) -> None:
    package = unpacked(book)["EPUB/package.opf"].decode()
    for said in ("Sample &amp; Manual, Public edition", "TLP:CLEAR: for everyone", "2026-11-23T00:00:00Z",
                 'schema:accessMode">textual<', 'schema:accessibilityFeature">pageNavigation<',
                 'schema:accessibilityHazard">noFlashingHazard<', "schema:accessibilitySummary"):  # fmt: skip
        assert said in package, said
    assert "Public edition, TLP:CLEAR" in unpacked(book)["EPUB/title.xhtml"].decode()


def test_without_printed_pages_it_claims_none(web: Path) -> None:
    files = unpacked(make_epub(web, DOCUMENTS, FACTS, {}))
    assert b"pageNavigation" not in files["EPUB/package.opf"]
    assert b"page-list" not in files["EPUB/nav.xhtml"]


def test_the_pages_are_read_from_the_print_edition(built: Project) -> None:
    found = printed_pages((built.root / "dist/public/manual.pdf").read_bytes())
    assert found["ground-post"][0][0].isdigit()
    assert {anchor for _number, anchor in found["ground-post"]} <= {"", "p1", "what-it-is", "what-to-do", "table-tasks"}


@pytest.mark.slow
def test_make_epub_publishes_it_without_what_the_edition_withholds(project: Project) -> None:
    for edition in (Edition.PUBLIC, Edition.NETWORK):
        done = project.run("build", "--format", "epub", "--edition", edition)
        assert done.status == 0, done.err
    said = {name: b"".join(unpacked(project.files(f"dist/{name}")["epub/manual.epub"]).values())
            for name in ("public", "network")}  # fmt: skip
    assert b"quieter" in said["network"]
    assert b"quieter" not in said["public"]
    assert b"Lima" not in said["public"]
    assert b'role="doc-pagebreak"' in said["public"]
