"""What was found in a text is kept on disk for the same text, code and packages; what is damaged is parsed again."""

from __future__ import annotations

from pathlib import Path

import pytest

from focalpoint.content.sources import read_sources
from focalpoint.content.text import markdown, reading_cache
from focalpoint.content.text.fields import line_of, load_fields
from focalpoint.content.text.markdown import read_markdown
from focalpoint.content.text.reading import Reading
from focalpoint.content.text.reading_cache import ReadingCache

TEXT = "# A post\n\nSee {para}`first` in 2005.[^1]\n\n:::{note}\n:name: one\n\nWords.\n:::\n\n[^1]: A note.\n"
parsed: list[str] = []


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that holds the reading of `TEXT`; from then on, `parsed` lists every text that is parsed."""
    whole, again = markdown._walk, read_markdown.cache_clear

    def counted(text: str, offset: int, inside: tuple[str, ...], reading: Reading) -> None:
        if not inside:
            parsed.append(text)
        whole(text, offset, inside, reading)

    monkeypatch.setattr(markdown, "_walk", counted)
    again()
    cache = ReadingCache(tmp_path / "cache" / "readings")
    cache.read(TEXT)
    cache.save()
    again()
    parsed.clear()
    return tmp_path / "cache" / "readings"


def test_the_same_text_is_parsed_once_and_reads_the_same(file: Path) -> None:
    kept = ReadingCache(file).read(TEXT)
    assert read_markdown(TEXT) is kept
    assert parsed == []
    read_markdown.cache_clear()
    assert read_markdown(TEXT) == kept
    assert parsed == [TEXT]
    assert [role.content for role in kept.roles] == ["first"]
    assert kept.calls == [("1", 3)]


def test_a_text_with_one_more_character_is_parsed(file: Path) -> None:
    assert ReadingCache(file).read(TEXT + "x") == read_markdown(TEXT + "x")
    assert parsed == [TEXT + "x"]


@pytest.mark.parametrize("at", [0, 40, 70, -1])
def test_a_damaged_file_counts_for_nothing_and_is_written_anew(file: Path, at: int) -> None:
    data = bytearray(file.read_bytes())
    data[at] ^= 1
    file.write_bytes(data)
    cache = ReadingCache(file)
    assert cache.read(TEXT) == read_markdown(TEXT)
    cache.save()
    assert parsed == [TEXT]
    read_markdown.cache_clear()
    assert ReadingCache(file).read(TEXT) == read_markdown(TEXT)
    assert parsed == [TEXT]


@pytest.mark.parametrize("length", [0, 10, 64, 100])
def test_a_file_that_was_cut_short_counts_for_nothing(file: Path, length: int) -> None:
    file.write_bytes(file.read_bytes()[:length])
    assert ReadingCache(file).read(TEXT) == read_markdown(TEXT)
    assert parsed == [TEXT]


@pytest.mark.parametrize("what", ["code_digest", "installed_packages"])
def test_with_other_code_or_packages_every_text_is_parsed(
    file: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_cache, what, lambda: "another")
    ReadingCache(file).read(TEXT)
    assert parsed == [TEXT]


def test_the_latest_are_kept_up_to_a_number(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_cache, "MOST", 3)
    for number in range(5):
        cache = ReadingCache(file)
        cache.read(f"Text {number}.")
        cache.save()
    parsed.clear()
    read_markdown.cache_clear()
    for number in range(5):
        ReadingCache(file).read(f"Text {number}.")
    assert parsed == ["Text 0.", "Text 1."]


def test_a_folder_that_takes_no_file_stops_nothing(file: Path) -> None:
    blocked = file / "readings"
    cache = ReadingCache(blocked)
    cache.read(TEXT)
    cache.save()
    assert not blocked.exists()


def test_fields_and_sources_are_kept_as_well_each_under_its_own_parser(tmp_path: Path) -> None:
    block, text = "name: one\nlist: [a, b]\n", "@misc{a,\n  title = {One},\n}\n"
    with ReadingCache(tmp_path / "readings") as cache:
        fields, sources = load_fields(block, (1, 2)), read_sources(text)
    cache.save()
    load_fields.cache_clear()
    read_sources.cache_clear()
    later = ReadingCache(tmp_path / "readings")
    assert later.recalled("BibTeX", text) == sources
    assert later.recalled("YAML (1, 2)", block) == fields
    assert later.recalled("YAML (1, 1)", block) is None
    assert later.recalled("markdown", block) is None
    with later:
        assert line_of(load_fields(block, (1, 2)), ("list",)) == 2
