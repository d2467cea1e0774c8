"""What was searched and found clean is not searched again; whatever else is, every time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from planted_leaks import SECRET, archive, index, page, picture
from planted_pdf_leaks import clean_pdf, drawn
from searched import CLOSED, ROOT, write

from focalpoint.content.consultation.withheld import Withheld
from focalpoint.leaks import find_leaks as finder
from focalpoint.leaks import search
from focalpoint.problems import Problem

OPEN = "Open for every reader."
CLEAN = {
    "a.html": page("<p>A list.</p>"),
    "b.html": page("<p>Another list.</p>"),
    "a.png": picture("PNG"),
    "a.docx": archive({"word/document.xml": "<w:p>Open</w:p>"}),
    "searchindex.js": index(terms={"list": 0}),
    "manual.pdf": clean_pdf(),
}


@dataclass
class Searches:
    """An edition that is searched again and again, and what was opened and looked at in the last search."""

    folder: Path
    opened: list[bytes] = field(default_factory=list)
    looked_at: list[str] = field(default_factory=list)

    @property
    def memory(self) -> Path:
        return self.folder / "build" / "searched"

    def __call__(
        self,
        files: dict[str, bytes],
        withheld: Sequence[Withheld] = (CLOSED,),
        carried: Sequence[str] = (OPEN,),
        forbidden: Sequence[str] = (ROOT,),
    ) -> list[Problem]:
        self.opened.clear()
        self.looked_at.clear()
        return finder.find_leaks(write(self.folder, files), withheld, carried, forbidden, remembered=self.memory)


@pytest.fixture
def searches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Searches:
    made = Searches(tmp_path)
    extract, hits_in = finder.extract, finder.Search.hits_in

    def opening(data: bytes, budget: Any) -> Iterator[Any]:
        made.opened.append(data)
        return extract(data, budget)

    def looking(searching: finder.Search, place: Any) -> Iterator[Any]:
        if place.name != "a file's name in it":
            made.looked_at.append(place.text)
        return hits_in(searching, place)

    monkeypatch.setattr(finder, "extract", opening)
    monkeypatch.setattr(finder.Search, "hits_in", looking)
    return made


def test_unchanged_files_are_not_opened_again(searches: Searches) -> None:
    assert searches(CLEAN) == []
    assert sorted(searches.opened) == sorted(CLEAN.values())
    assert searches(CLEAN) == []
    assert searches.opened == []


def test_only_a_changed_file_is_opened(searches: Searches) -> None:
    searches(CLEAN)
    changed = page("<p>A longer list.</p>")
    assert searches({"b.html": changed}) == []
    assert searches.opened == [changed]


def test_a_leak_in_a_changed_file_is_found(searches: Searches) -> None:
    searches(CLEAN)
    (problem,) = searches({"b.html": page(f"<p>{SECRET}</p>")})
    assert problem.path == "dist/public/html/b.html"


def test_of_a_changed_pdf_only_what_changed_is_looked_at(searches: Searches) -> None:
    """Its bytes as a whole, and the one page that is drawn otherwise."""
    first, second = (clean_pdf(drawn(f"BT /F 12 Tf 10 50 Td ({word}) Tj ET")) for word in ("Open.", "Public."))
    searches({"manual.pdf": first})
    every = len(searches.looked_at)
    searches({"manual.pdf": second})
    assert searches.opened == [second]
    assert "Public." in " ".join(searches.looked_at)
    assert len(searches.looked_at) < every


def test_a_find_is_never_remembered(searches: Searches) -> None:
    leaking = {**CLEAN, "c.html": page(f"<p>{SECRET}</p>")}
    first = searches(leaking)
    assert first
    assert searches(leaking) == first
    assert searches.opened == [leaking["c.html"]]


def test_a_fault_of_a_file_is_never_remembered(searches: Searches) -> None:
    doubled = {"manual.pdf": clean_pdf() + b"%%EOF\n"}
    assert [len(searches(doubled)) for _ in range(2)] == [1, 1]


def test_what_is_withheld_later_is_found_in_bytes_that_were_clean(searches: Searches) -> None:
    searches(CLEAN)
    later = Withheld("manual/a.md", 3, "passage", (), ("Another list",))
    (problem, *_) = searches(CLEAN, [CLOSED, later], carried=["Nothing."])
    assert "gives away the passage at manual/a.md:3" in problem.message


@pytest.mark.parametrize(
    "other",
    [
        {"carried": ("A ship.",), "withheld": (Withheld("manual/a.md", 3, "passage", ("Another shipwright",)),)},
        {"forbidden": (ROOT, "canary7f3a9c21e")},
        {"withheld": (CLOSED, Withheld("manual/a.md", 0, "file", (), (), (b"a picture's bytes",)))},
    ],
)
def test_other_terms_are_searched_for_in_everything(searches: Searches, other: dict[str, Any]) -> None:
    searches(CLEAN)
    searches(CLEAN, **other)
    assert sorted(searches.opened) == sorted(CLEAN.values())


def test_another_line_of_the_same_secret_changes_nothing(searches: Searches) -> None:
    """An edit above a withheld passage moves it; what it says is the same."""
    searches(CLEAN)
    moved = Withheld(CLOSED.path, 40, CLOSED.what, CLOSED.texts)
    searches(CLEAN, [moved])
    assert searches.opened == []


@pytest.mark.parametrize(
    "patch",
    [
        lambda patch: patch.setattr(search, "code_digest", lambda room: f"other code of {room}"),
        lambda patch: patch.setattr(search, "version", lambda package: "0.0"),
        lambda patch: patch.setattr("sys.version", "4.0"),
    ],
)
def test_other_code_searches_everything(
    searches: Searches, patch: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    searches(CLEAN)
    patch(monkeypatch)
    assert searches(CLEAN) == []
    assert sorted(searches.opened) == sorted(CLEAN.values())


def test_a_memory_that_was_tampered_with_counts_for_nothing(searches: Searches) -> None:
    searches(CLEAN)
    leaking = {"c.html": page(f"<p>{SECRET}</p>")}
    kept = searches.memory.read_bytes()
    searches.memory.write_bytes(kept + sha256(leaking["c.html"]).digest())
    assert searches({**CLEAN, **leaking})
    assert len(searches.opened) == len(CLEAN) + 1


@pytest.mark.parametrize("damage", [b"", b"x", b"x" * 640], ids=["empty", "short", "long"])
def test_a_damaged_memory_counts_for_nothing(searches: Searches, damage: bytes) -> None:
    searches(CLEAN)
    searches.memory.write_bytes(damage)
    assert searches(CLEAN) == []
    assert sorted(searches.opened) == sorted(CLEAN.values())


def test_names_of_files_are_looked_at_every_time(searches: Searches) -> None:
    searches(CLEAN)
    renamed = f"{SECRET.replace(' ', '-')}.html"
    (problem,) = searches({renamed: CLEAN["a.html"]})
    assert problem.message.startswith("a file's name")
    assert searches.opened == []


def test_what_sphinx_keeps_for_itself_is_told_though_its_bytes_are_known(searches: Searches) -> None:
    searches(CLEAN)
    assert searches({"build.log": CLEAN["a.html"]})


def test_equal_words_in_text_and_in_a_search_index_are_apart(searches: Searches) -> None:
    """A word that is no leak on a page can be one among the words of the search index."""
    rare = Withheld("manual/a.md", 2, "passage", ("Ask the harbourmaster first.",))
    assert searches({"a.txt": b"harbourmaster"}, [rare]) == []
    assert searches({"searchindex.js": index(terms={"harbourmaster": 0})}, [rare])


def test_the_latest_entries_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST_ENTRIES", 3)
    one, two, three, four = (sha256(bytes([number])).digest() for number in range(4))
    cache = search.SearchCache(b"k" * 32, tmp_path / "memory")
    for digest in (one, two, three):
        cache.add(digest)
    cache.save()
    cache = search.SearchCache(b"k" * 32, tmp_path / "memory")
    assert cache.is_clean(one)
    cache.add(four)
    cache.save()
    cache = search.SearchCache(b"k" * 32, tmp_path / "memory")
    assert [cache.is_clean(digest) for digest in (one, two, three, four)] == [True, False, True, True]
