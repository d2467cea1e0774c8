"""The three editions of a project that does not exist: a canary sings in each withheld piece, and none may be heard."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from html import escape
from pathlib import Path

import pytest
from canaries import plant
from fictional import files, write_fictional
from fictional_notes import CLEARED, notes
from scanning import found_in, letters, said_in

from focalpoint.assembly.tree import assemble
from focalpoint.checks import check_manual
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.consultation.withheld import Withheld
from focalpoint.leaks.find_leaks import find_leaks
from focalpoint.leaks.leak_gate import carried_texts
from sample_project import Project

pytestmark = pytest.mark.slow

KINDS = frozenset(
    {
        *("text", "point", "heading", "caption", "footnote", "cell", "alt", "comment", "label", "term", "link", "part"),
        *("action", "practice", "list-table", "source", "picture file", "picture words", "note id", "chapter file"),
        *("chapter title", "chapter question", "chapter readers", "note title", "note place", "note themes"),
        *("note agreed_wording", "member name", "member office", "member verdict"),
    }
)
"""Every kind of place that a word is planted in."""
_PATH = re.compile(r"\S+\.(?:md|bib|yaml)")
UNPRINTED = ("comment", "note themes", "note agreed_wording", "member ")
"""Kinds that stand in the sources of the Secretariat's edition, or in the roster, and need not be printed."""


@dataclass(frozen=True)
class Editions:
    """The planted project with its three editions, and what was planted where."""

    project: Project
    closed_to_network: Mapping[str, str]
    closed_to_public: Mapping[str, str]

    @cached_property
    def planted(self) -> dict[str, str]:
        return {**self.closed_to_network, **self.closed_to_public}

    @cached_property
    def said(self) -> dict[str, dict[str, str]]:
        """By edition: what its files say."""
        return {edition: said_in(self.project.root / "dist" / edition) for edition in Edition}


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Editions:
    root = tmp_path_factory.mktemp("fictional") / "project"
    write_fictional(root)
    planted = Editions(Project(root), plant(root, "network", 1), plant(root, "public", 2))
    for edition in Edition:
        result = planted.project.run("build", "--edition", edition)
        assert result.status == 0, result.out + result.err
    return planted


@dataclass(frozen=True)
class Control:
    """What the search for leaks is asked in one edition."""

    withheld: tuple[Withheld, ...]
    carried: list[str]

    def leaks(self, folder: Path, *forbidden: str) -> list[str]:
        return [str(leak) for leak in find_leaks(folder, self.withheld, self.carried, forbidden)]


@pytest.fixture(scope="module", params=["public", "network"])
def asked(request: pytest.FixtureRequest, editions: Editions) -> tuple[str, Control]:
    config = Config.load(editions.project.root, date(2026, 11, 23))
    manual, edition = check_manual(config), Edition(request.param)
    found = assemble(config, manual, edition)
    return request.param, Control(found.withheld, carried_texts(found))


def kind_of(place: str) -> str:
    return place.rpartition(" ")[0]


def test_the_project_is_the_same_every_time_and_keeps_every_rule(tmp_path: Path) -> None:
    write_fictional(tmp_path / "project")
    project = Project(tmp_path / "project")
    assert project.files(".") == files()
    result = project.run("check")
    assert result.out == "9 chapters and 80 consultation notes: nothing to put right\n"


@pytest.mark.parametrize(
    ("field", "values"),
    [("handling", 5), ("kind", 4), ("rule", 2), ("attribution", 4), ("consent", 5), ("withdrawn", 2)],
)
def test_the_notes_have_every_value_of_a_field(field: str, values: int) -> None:
    assert len({getattr(note, field) for note in notes()}) == values
    assert len(notes()) == 80


def test_a_word_is_planted_in_every_kind_of_place(editions: Editions) -> None:
    for planted in (editions.closed_to_network, editions.closed_to_public):
        assert {kind_of(place) for place in planted.values()} == KINDS
    assert len(editions.closed_to_network) < len(editions.closed_to_public)


def test_no_planted_word_comes_out(editions: Editions) -> None:
    assert found_in(editions.said["public"], editions.planted) == {}
    assert found_in(editions.said["network"], editions.closed_to_network) == {}


def test_what_the_network_may_read_reaches_it(editions: Editions) -> None:
    said = found_in(editions.said["network"], editions.closed_to_public)
    assert {"text", "point", "heading", "caption", "alt"} <= {kind_of(editions.closed_to_public[word]) for word in said}


def test_the_secretariat_reads_every_planted_word(editions: Editions) -> None:
    gone = [note.id for note in notes() if note.withdrawn]
    expected = {
        word: place
        for word, place in editions.planted.items()
        if not place.startswith(UNPRINTED) and not any(id in place for id in gone)
        # Texts inside a photograph are taken out of every edition.
        if not (place.startswith("picture words") and ".png" in place)
    }
    heard = found_in(editions.said["secretariat"], expected)
    assert {place for word, place in expected.items() if word not in heard} == set()
    sources = said_in(editions.project.root / "build" / "secretariat" / "source")
    unprinted = [word for word, place in editions.planted.items() if place.startswith(UNPRINTED[:3])]
    assert len(found_in(sources, unprinted)) > len(unprinted) * 0.9


def test_a_cleared_sentence_is_all_that_comes_out_of_a_closed_note(editions: Editions) -> None:
    pages = editions.project.files("dist/public/html")
    text = "".join(data.decode() for name, data in pages.items() if name.endswith(".html"))
    for number, sentence in CLEARED.items():
        assert text.count(sentence) == 1
        after = text.partition(sentence)[2][:200]
        assert f"[consultations with Focal Points, {notes()[number].held.year}]" in after


def test_the_search_for_leaks_finds_nothing_in_an_edition(editions: Editions, asked: tuple[str, Control]) -> None:
    edition, control = asked
    words = list(editions.planted if edition == "public" else editions.closed_to_network)
    assert control.leaks(editions.project.root / "dist" / edition, *words[::50]) == []
    assert editions.project.run("leaks", f"dist/{edition}").status == 0


def leaked_rows(editions: Editions, edition: str, kind: str) -> Iterator[tuple[str, str]]:
    """Path and line, as it is written, of what is withheld and holds a planted word of this kind."""
    closed = editions.closed_to_public if edition == "public" else editions.closed_to_network
    words = [word for word, place in closed.items() if kind_of(place) == kind]
    for path, data in editions.project.files(".").items():
        if path.startswith(("manual/", "consultations/")) and path.endswith((".md", ".bib", ".yaml")):
            rows = (row for row in data.decode().split("\n") if any(word in row.casefold() for word in words))
            yield from ((path, row) for row in rows if kind != "note place" or len(row) > SHORTEST_PLACE)


SHORTEST_PLACE = len("place: ") + 20
"""Of two or three words, fewer than 20 characters are not searched for: they stand in other texts by chance."""


# An office is a post like others, which a chapter may name.
@pytest.mark.parametrize("kind", sorted(KINDS - {"picture words", "member office"}))
def test_withheld_words_in_a_page_are_found_without_being_said(
    kind: str, editions: Editions, asked: tuple[str, Control], tmp_path: Path
) -> None:
    edition, control = asked
    rows = list(leaked_rows(editions, edition, kind))
    for _path, row in rows[:: len(rows) // 3 + 1]:
        (tmp_path / "index.html").write_text(f"<p>{escape(row)}</p>", encoding="utf-8")
        leaks = control.leaks(tmp_path)
        assert leaks, row
        said = letters(_PATH.sub("", " ".join(leaks)))
        assert letters(row) not in said


def test_a_withheld_picture_is_found(editions: Editions, asked: tuple[str, Control], tmp_path: Path) -> None:
    edition, control = asked
    shown = set(editions.project.files(f"dist/{edition}/html").values())
    hidden = [data for data in editions.project.files("manual/figures").values() if data not in shown]
    assert hidden
    for data in hidden:
        (tmp_path / "image").write_bytes(data)
        assert control.leaks(tmp_path)


def test_a_canary_is_found_wherever_it_is_put(editions: Editions, asked: tuple[str, Control], tmp_path: Path) -> None:
    _edition, control = asked
    word = next(iter(editions.planted))
    for page in (
        f"<p>{word}</p>",
        f"<!-- {word} -->",
        f'<img alt="{word}">',
        f'<a id="{word}">',
        f"{word[:5]}&shy;{word[5:]}",
    ):
        (tmp_path / "index.html").write_text(page, encoding="utf-8")
        assert control.leaks(tmp_path, word), page
        assert not control.leaks(tmp_path, word[::-1])
