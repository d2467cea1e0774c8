"""The manual of this repository becomes an edition that the search for leaks lets pass, light and easy to search."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from sample_project import Project
from search_queries import QUERIES

pytestmark = pytest.mark.slow

REPOSITORY = Path(__file__).resolve().parents[2]
KILOBYTES = 1000


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the published network edition; the public one is printed by `make pdf` on CI's bare machine."""
    root = tmp_path_factory.mktemp("shipped")
    for name in ("manual", "consultations"):
        shutil.copytree(REPOSITORY / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(REPOSITORY / "pyproject.toml", root)
    done = Project(root).run("build", "--edition", "network")
    assert done.status == 0, done.err
    return root / "dist/network"


def test_the_shipped_manual_is_published(edition: Path) -> None:
    assert (edition / "manual.pdf").is_file()
    assert (edition / "html/index.html").is_file()


FIRST = """async ([typed]) => {
    const made = await (globalThis.made ??= (async () => {
        let source = "";
        globalThis.focalpointIndex = text => { source = text; };
        for (const name of ["vendor/minisearch.js", "search-engine.js", "search-index.js"]) await new Promise(done => {
            const script = document.createElement("script");
            document.head.append(Object.assign(script, {src: `_static/${name}`, onload: done}));
        });
        return focalpointSearch.makeSearch(source, MiniSearch);
    })());
    const [first] = focalpointSearch.find(typed, made);
    return first ? first.page.address + (first.anchor ? `#${first.anchor}` : "") : "";
}"""
"""The place of the first answer, by the edition's own scripts."""


def test_of_sixty_questions_the_first_answer_is_right_and_its_place_exists(browser: Browser, edition: Path) -> None:
    assert len(QUERIES) == 60
    with browser.new_context() as context:
        page = context.new_page()
        page.goto((edition / "html/index.html").as_uri())
        found = {query: page.evaluate(FIRST, [query]) for query in QUERIES}
    wrong = {query: place for query, place in found.items() if not place.startswith(QUERIES[query])}
    wrong |= {query: place for query, place in found.items() if "#" not in place and place not in QUERIES[query]}
    assert len(wrong) <= 3, wrong
    for place in found.values():
        parts = urlsplit(place)
        text = (edition / "html" / parts.path).read_text(encoding="utf-8")
        assert not parts.fragment or f'id="{parts.fragment}"' in text, place


def test_pages_and_the_search_index_are_light(browser: Browser, edition: Path) -> None:
    assert len(gzip.compress((edition / "html/_static/search-index.js").read_bytes())) <= 130 * KILOBYTES
    for name, most in (("across-government/justice.html", 350), ("index.html", 250)):
        with browser.new_context() as context:
            page = context.new_page()
            asked: list[str] = []
            page.on("request", lambda request, asked=asked: asked.append(request.url))
            page.goto((edition / "html" / name).as_uri())
            page.wait_for_load_state("networkidle")
        files = {Path(urlsplit(address).path) for address in asked}
        assert len(files) <= 15, sorted(file.name for file in files)
        # A typeface is packed already.
        sizes = [len(data if file.suffix == ".woff2" else gzip.compress(data)) for file in files
                 for data in [file.read_bytes()]]  # fmt: skip
        assert sum(sizes) <= most * KILOBYTES
