"""The web edition as a folder of files: it works from a disk, asks nothing of any host and tells nothing of ours."""

from __future__ import annotations

import re

import pytest
from site_files import LEFT_BEHIND, abroad, broken, machine_words, pages, tell_tales

from sample_project import Project

EDITIONS = ("public", "network")


@pytest.fixture(scope="session", params=EDITIONS)
def files(request: pytest.FixtureRequest, built: Project) -> dict[str, bytes]:
    return built.files(f"dist/{request.param}/html")


def test_it_opens_at_index_html(files: dict[str, bytes]) -> None:
    assert pages(files)["index.html"].xpath("//h1")[0].text_content().startswith("Sample Manual")


def test_it_fetches_nothing_from_another_host(files: dict[str, bytes]) -> None:
    assert abroad(files) == []


@pytest.mark.parametrize(
    "planted",
    [
        '<script src="https://example.org/a.js"></script>',
        '<link rel="preconnect" href="//example.org">',
        '<img src="/root.png">',
        '<img src="../../above.png">',
        '<p style="background: url(http://example.org/a.png)">x</p>',
        '<style>@import "https://example.org/a.css";</style>',
        '<img srcset="a.png 1x, https://example.org/a.png 2x">',
    ],
)
def test_that_check_finds_an_address_elsewhere(planted: str) -> None:
    assert len(abroad({"a/page.html": f"<html><body>{planted}</body></html>".encode()})) == 1
    assert abroad({"a.css": b"a { background: url('https://example.org/x') }"}) == [("a.css", "https://example.org/x")]


def test_every_link_inside_it_leads_to_a_page_and_a_place_that_exist(files: dict[str, bytes]) -> None:
    assert broken(files) == []


def test_that_check_finds_a_link_to_nowhere(files: dict[str, bytes]) -> None:
    page = files["glossary.html"]
    for lost in (b'<a href="nowhere.html">x</a>', b'<a href="#nowhere">x</a>', b'<a href="index.html#nowhere">x</a>'):
        planted = {**files, "glossary.html": page.replace(b"</article>", lost + b"</article>")}
        assert [name for name, _address in broken(planted)] == ["glossary.html"]
    less = {name: data for name, data in files.items() if not name.endswith("rings.svg")}
    assert broken(less)


def test_it_holds_no_sources_and_nothing_that_sphinx_keeps_for_itself(files: dict[str, bytes]) -> None:
    assert [name for name in files if LEFT_BEHIND.search(name)] == []
    needless = (".md", ".txt", ".bib", ".py", ".map", ".po")
    assert [name for name in files if name.endswith(needless) and not name.endswith(("-OFL.md", "LICENSE.txt"))] == []


def test_no_byte_of_it_tells_where_it_was_made(built: Project, files: dict[str, bytes]) -> None:
    words = machine_words(built.root)
    assert tell_tales(files, words) == []
    for name in ("index.html", "_static/search-index.js"):
        assert tell_tales({name: files[name] + str(built.root).encode()}, words)


def test_the_print_edition_lies_in_it_and_every_page_links_to_it(built: Project, files: dict[str, bytes]) -> None:
    assert files["manual.pdf"] in (built.files(f"dist/{edition}")["manual.pdf"] for edition in EDITIONS)
    for name, page in pages(files).items():
        links = page.xpath("//a[contains(., 'PDF') or contains(., 'rint edition')]/@href")
        assert {*links} == {"../" * name.count("/") + "manual.pdf"}, name


def test_every_page_says_which_edition_it_is_and_of_what_day(files: dict[str, bytes]) -> None:
    for page in pages(files).values():
        band = " ".join(page.find_class("edition-band")[0].text_content().split())
        assert re.match(r"(Public edition TLP:CLEAR|Network edition TLP:GREEN) for .* version 0\.1\.0", band), band
        assert band.endswith("23 November 2026")
        assert re.search(r"(Public edition, TLP:CLEAR|Network edition, TLP:GREEN), 23 Nov", page.findtext(".//title"))
        assert "Sample Network" in page.find_class("edition")[0].text_content()


def test_the_public_edition_holds_no_word_of_what_is_for_the_network(built: Project) -> None:
    public, network = (built.files(f"dist/{edition}") for edition in EDITIONS)
    words = {b"quieter", b"lima", b"Lima", b"TLP:GREEN"}
    assert tell_tales(public, words) == []
    assert {word for _name, word in tell_tales(network, words)} >= {b"quieter", b"lima", b"Lima", b"TLP:GREEN"}
