"""The words that the search lets pass are those that the tools print, and no others."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from coined_texts import COINED
from lxml import html
from planted_leaks import index, page
from searched import leaks

from focalpoint.assembly.tree import assemble, write_tree
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.consultation.withheld import Withheld
from focalpoint.content.manual import load_manual
from focalpoint.content.text.imprint import Imprint
from focalpoint.html.sphinx_run import run_sphinx, sphinx_settings
from focalpoint.leaks import allowlist
from focalpoint.leaks.extract_file import extract
from focalpoint.leaks.leak_gate import carried_texts
from focalpoint.leaks.text_spans import Budget, TextSpan
from sample_project import Project

pytestmark = pytest.mark.slow

MONTHS = {month.lower() for month in calendar.month_name[1:]}
LABELS = (
    "justice national human rights institution ministry the of month into existing work across government "
    "focal points pillars risk factors"
).split()
"""The labels of the vocabulary that the coined manual uses, and words of the settings."""


def words(text: str) -> set[str]:
    """The words of a text that are long enough to be searched."""
    return {word for word in re.findall(r"[^\W\d_]+", text.lower()) if len(word) > 2}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The folders of two editions of the manual in coined words, each with `source` and `html`."""
    project = Project(tmp_path_factory.mktemp("coined"))
    for path, text in COINED.items():
        project.write(path, text)
    config = Config.load(project.root, date(2026, 11, 23))
    manual, _problems = load_manual(config)
    for edition in (Edition.PUBLIC, Edition.NETWORK):
        tree = assemble(config, manual, edition, briefs=True).tree
        write_tree(tree, config.build / edition / "source")
        settings = sphinx_settings(config, edition, Imprint("Edition", date(2026, 11, 23)))
        assert run_sphinx(config.build / edition, tree, "html", settings).problems == []
    return [config.build / edition for edition in (Edition.PUBLIC, Edition.NETWORK)]


def said_by_tools(edition: Path) -> Iterator[str]:
    """The words of pages that neither an author nor the assembled text says."""
    for file in (edition / "html").rglob("*.html"):
        docname = file.relative_to(edition / "html").with_suffix("").as_posix()
        source = edition / "source" / f"{docname}.md"
        coined = f"manual/{docname}.md" in COINED or f"consultations/notes/{file.stem}.md" in COINED
        assembled = words(source.read_text(encoding="utf-8")) if source.exists() and not coined else set()
        for article in html.fromstring(file.read_text(encoding="utf-8")).find_class("bd-article"):
            for form in article.findall(".//form"):
                form.drop_tree()
            said = words(" \n".join(article.itertext()))
            yield from (word for word in said - assembled - {*LABELS} if not word.startswith("z"))


def test_the_words_in_texts_are_those_that_the_tools_write(written: list[Path]) -> None:
    said = {word for edition in written for word in said_by_tools(edition)} - {"res"}  # a coined author's S/RES/2286
    listed = set(allowlist.words_in_text())
    assert listed >= MONTHS
    assert "november" in said
    missing, needless = sorted(said - listed), sorted(listed - said - MONTHS)
    assert (missing, needless) == ([], []), f"enter {missing} in leaks/allowlist.toml, and remove {needless}"


def test_the_words_on_pages_stand_in_a_finished_edition(built: Project) -> None:
    """Sphinx, the theme, the press and the library for Word files put them there."""
    found: set[str] = set()
    for file in (built.root / "dist/network").rglob("*"):
        if file.is_file() and file.suffix in (".html", ".pdf", ".css", ".js"):
            for place in extract(file.read_bytes(), Budget(10**9, pictures=False)):
                if isinstance(place, TextSpan) and not place.binary:
                    found |= words(place.text)
    needless = sorted(allowlist.words_on_pages() - allowlist.words_in_text() - found)
    assert needless == [], f"remove {needless} from leaks/allowlist.toml"


DOCSTRINGS = ("abbreviates", "unpacked", "letters", "returned", "complaint", "frozen", "resolve", "replaces")
"""Words that describe the tools in their own files, and that the tools never print."""


@pytest.mark.parametrize("word", DOCSTRINGS)
def test_a_word_about_the_tools_is_not_harmless(word: str, tmp_path: Path) -> None:
    secret = Withheld("manual/a.md", 9, "passage", (f"Nobody knows of the {word}.",))
    files = {"searchindex.js": index(terms={word: 0})}
    assert leaks(tmp_path, files, [secret], carried=["Nobody knows of the."])
    called = Withheld("manual/a.md", 1, "chapter", (), (word.capitalize(), word))
    assert leaks(tmp_path, {"a.html": page(f"<p>{word}</p>")}, [called])


def test_a_secret_made_of_words_about_the_tools_is_found(tmp_path: Path) -> None:
    secret = "Letters returned without complaint are unpacked whole before anybody replaces them with frozen copies"
    closed = Withheld("manual/a.md", 9, "passage", (secret,))
    assert leaks(tmp_path, {"a.html": page(f"<p>{secret}</p>")}, [closed])


@pytest.mark.parametrize("word", ["Index", "Search", "Contents", "Start", "Version"])
def test_a_withheld_chapter_may_be_called_like_a_part_of_every_page(word: str, tmp_path: Path, built: Project) -> None:
    called = Withheld("manual/a.md", 1, "chapter", (), (word,))
    files = {name: (built.root / "dist/public/html" / name).read_bytes() for name in ("index.html", "search.html")}
    assert leaks(tmp_path, files, [called]) == []


def test_what_the_settings_and_labels_of_the_project_say_gives_nothing_away(project: Project) -> None:
    config = Config.load(project.root, date(2026, 11, 23))
    manual, _problems = load_manual(config)
    said = carried_texts(assemble(config, manual, Edition.PUBLIC))
    assert {"Sample Manual", "Sample Network", "Cite paragraphs by number."} <= {*said}
    assert {"justice", "an afternoon", "Focal Points", "pillars"} <= {*said}
    # No action of the manual is for these.
    assert not {"partners in society", "health", "trade and export control"} & {*said}
