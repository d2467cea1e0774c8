"""A large round stays quick: its ledgers are read once, one change reads one again, and the list is packed."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.request import build_opener

import pytest
from desk_round import Desk

from focalpoint.config import Config
from focalpoint.content.rounds import ledger
from focalpoint.content.text import fast_yaml
from focalpoint.desk.commands import Observe, save, version
from focalpoint.desk.round import RoundWatcher
from focalpoint.review.ledger.ledger import issued_draft
from large_round import make_large_round
from sample_project import make_project


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """A round of six members with eight comments each."""
    return make_large_round(make_project(tmp_path / "project").root, 6, 8)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The texts of ledgers that were read as YAML, as in a process that has read none before."""
    ledger._LATEST.clear()
    found: list[str] = []
    real = fast_yaml.fast_fields.__wrapped__

    def counted(text: str, listed: str) -> object:
        found.append(text)
        return real(text, listed)

    monkeypatch.setattr(fast_yaml, "fast_fields", counted)
    monkeypatch.setattr(ledger, "fast_fields", counted)
    yield found


def start_again(read: list[str]) -> None:
    """Forget what a process knows."""
    ledger._LATEST.clear()
    read.clear()


def test_each_ledger_is_read_once_and_after_a_change_one_is_read_again(config: Config, read: list[str]) -> None:
    first = RoundWatcher(config, issued_draft(config))
    comments = first.refresh().comments
    assert (len(comments), len(read)) == (48, 6)
    start_again(read)
    again = RoundWatcher(config, issued_draft(config))
    assert again.refresh().comments == comments
    assert read == []
    one = comments[0]
    save(config, 1, one.id, Observe(action="observe", version=version(one), observation="Words of today."))
    again.refresh()
    assert len(read) == 1 and "Words of today." in read[0]
    assert again.round.by_id[one.id].observation == "Words of today."


@pytest.mark.parametrize("damage", ["", "{", '{"sign": 1}', "text"])
def test_what_is_kept_counts_only_for_the_text_that_it_was_read_from(
    config: Config, read: list[str], damage: str
) -> None:
    comments = RoundWatcher(config, issued_draft(config)).refresh().comments
    file = next((config.build / "ledgers" / "read").glob("*XA.yaml.json"))
    path = config.root / "consultations/comments/1/XA.yaml"
    if damage == "text":
        path.write_text(path.read_text(encoding="utf-8").replace("received: 2026-11-23", "received: 2026-11-22", 1))
    else:
        file.write_text(damage, encoding="utf-8")
    start_again(read)
    now = RoundWatcher(config, issued_draft(config)).refresh().comments
    assert len(read) == 1
    assert (now == comments) is (damage != "text")


def test_the_list_is_sent_packed_and_stays_small(config: Config) -> None:
    project = make_project(config.root)
    with Desk.start(project) as desk:
        opener = build_opener()
        opener.addheaders = [*desk.enter().items(), ("Accept-Encoding", "gzip")]
        data = opener.open(desk.at("round")).read()
        comments = json.loads(gzip.decompress(data))["comments"]
        assert len(comments) == 48
        # 4,800 of them, with the page, its scripts and its typefaces, are to stay under a megabyte.
        assert len(data) / 48 < 220
        fonts = desk.opener.open(desk.at("fonts/SourceSans3-Regular.woff2")).read()
        assert fonts[:4] == b"wOF2" and len(fonts) < 40_000
