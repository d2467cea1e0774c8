from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from press_sample import Shop, numbered, quiet, section

from focalpoint.press import LaidOut, Section
from focalpoint.press.book import Press
from focalpoint.press.workers import cache as keys_module
from focalpoint.press.workers.cache import Cache, section_key

pytestmark = pytest.mark.slow

KEY = "0" * 64
RANGES = (("1.1", "1.2"), None)
ONE = LaidOut(
    "one", b"%PDF\nbytes\n\n", 1, {"a": (0, 1.5, 2.0)}, {"a": "A"}, (), RANGES, lines=(("שורה",),), texts=("t",)
)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def entries(cache: Cache) -> list[Path]:
    return sorted(cache.folder.iterdir())


def book_of(shop: Shop, cache: Cache | None, units: list[Section], workers: int = 1) -> bytes:
    with Press(workers, cache) as press:
        return press.print(shop.book, units, quiet).pdf


def test_what_was_kept_comes_back_whole(cache: Cache) -> None:
    assert cache.read(KEY) is None
    cache.write(KEY, ONE)
    assert cache.read(KEY) == ONE


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda data: b"",
        lambda data: data[:-3] + b"x" + data[-2:],
        lambda data: data.replace(b"1.5", b"9.5"),
        lambda data: data + b"more",
    ],
)
def test_a_damaged_entry_counts_as_absent(cache: Cache, damage: Callable[[bytes], bytes]) -> None:
    cache.write(KEY, ONE)
    [file] = entries(cache)
    file.write_bytes(damage(file.read_bytes()))
    assert cache.read(KEY) is None


def test_an_entry_under_another_name_counts_as_absent(cache: Cache) -> None:
    cache.write(KEY, ONE)
    [file] = entries(cache)
    file.rename(file.with_name(f"{'1' * 64}.laidout"))
    assert cache.read("1" * 64) is None


def test_a_disk_that_refuses_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("not a folder")
    cache = Cache(tmp_path / "cache")
    cache.write(KEY, ONE)
    assert cache.read(KEY) is None
    cache.trim()


def test_the_longest_unused_go_first_and_leftovers_of_a_crash_too(cache: Cache) -> None:
    for place in range(4):
        cache.write(str(place), ONE)
        os.utime(cache.folder / f"{place}.laidout", (place, place))
    size = (cache.folder / "0.laidout").stat().st_size
    assert cache.read("0")
    for name, age in (("old.part", 48 * 3600), ("new.part", 0)):
        (cache.folder / name).write_bytes(b"half")
        os.utime(cache.folder / name, ((cache.folder / name).stat().st_mtime - age,) * 2)
    Cache(cache.folder, limit=2 * size).trim()
    assert [file.name for file in entries(cache)] == ["0.laidout", "3.laidout", "new.part"]


def test_a_book_from_the_cache_has_the_same_bytes(shop: Shop, cache: Cache, printed: bytes) -> None:
    assert book_of(shop, cache, shop.units()) == printed
    kept = entries(cache)
    # Seven and eight: the units with cover, imprint and contents.
    assert len(kept) == len(shop.units()) + 3
    assert book_of(shop, cache, shop.units(), workers=2) == printed
    assert entries(cache) == kept
    kept[0].write_bytes(kept[0].read_bytes()[:-1])
    assert book_of(shop, cache, shop.units()) == printed


def test_only_what_changed_is_laid_out_again(shop: Shop, cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    units = [shop.unit(section(f"u{n}", "One", numbered(f"{n}.1")), name) for n, name in enumerate(("one", "two"), 1)]
    book_of(shop, cache, units)
    laid_out: list[str] = []
    from focalpoint.press import book

    real = book.lay_out_checked
    monkeypatch.setattr(book, "lay_out_checked", lambda unit, said: (laid_out.append(unit.name), real(unit, said))[1])
    units[1] = replace(units[1], html=units[1].html.replace("rarely", "seldom"))
    book_of(shop, cache, units)
    assert laid_out == ["two"]


def test_a_fault_is_not_kept(shop: Shop, cache: Cache) -> None:
    units = [shop.unit(section("one", "One", '<p><a href="no">x</a></p>'))]
    for _ in range(2):
        with pytest.raises(Exception, match="give #id or a full address"):
            book_of(shop, cache, units)


def test_the_key_knows_all_that_the_pages_depend_on(make_shop: Callable[[], Shop]) -> None:
    shop = make_shop()
    unit = shop.unit(section("one", "One", '<p><img alt="A" src="_images/box.svg"></p>'))
    key = section_key(unit, shop.book)
    assert key == section_key(unit, replace(shop.book, edition="Network edition", version="9", title="Other"))
    assert key != section_key(replace(unit, html=unit.html + " "), shop.book)
    assert key != section_key(replace(unit, title="Two"), shop.book)
    assert key != section_key(unit, replace(shop.book, page_size="Letter"))
    assert key != section_key(unit, replace(shop.book, language="fr"))
    elsewhere = make_shop()
    assert key == section_key(replace(unit, assets=elsewhere.folder), shop.book)
    picture = elsewhere.folder / "_images" / "box.svg"
    picture.write_text(picture.read_text(encoding="utf-8").replace("200", "201"), encoding="utf-8")
    assert key != section_key(replace(unit, assets=elsewhere.folder), shop.book)


def test_the_key_knows_the_press_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    before = keys_module.press_digest.__wrapped__()
    monkeypatch.setattr(keys_module, "code_digest", {"press": "another press"}.__getitem__)
    assert keys_module.press_digest.__wrapped__() != before


@pytest.mark.parametrize("function", ["_package", "library_version"])
def test_the_key_knows_the_versions_it_prints_with(monkeypatch: pytest.MonkeyPatch, function: str) -> None:
    assert all(keys_module._package(name) for name in ("weasyprint", "pydyf", "pikepdf", "fonttools", "uharfbuzz"))
    assert all(keys_module.library_version(name)[0].isdigit() for name in keys_module.LIBRARIES)
    before = keys_module.press_digest.__wrapped__()
    monkeypatch.setattr(keys_module, function, lambda name: "0.0")
    assert keys_module.press_digest.__wrapped__() != before
