"""Golden letters and mails, in the ways officials write: each comment on its place, none on a wrong one, none lost."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from hand_made import Made
from invented_draft import invented_map

from focalpoint.content.rounds.comments import Confidence
from focalpoint.content.rounds.draft_map import DraftMap
from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.returned import Finding, Returned
from focalpoint.review.letters.read_letter import read_letter

HERE = Path(__file__).parent
MAP = invented_map()


class InMemory(Draft):
    """A draft whose map is not read from its file again for every letter."""

    def map(self) -> DraftMap:
        return MAP


@cache
def draft() -> Draft:
    archived = Made(b"", MAP).archive(Path(mkdtemp()))
    return InMemory(archived.fields, archived.folder)


@cache
def golden() -> list[dict[str, Any]]:
    letters = tomllib.loads((HERE / "golden_letters.toml").read_text(encoding="utf-8"))["letter"]
    mails = tomllib.loads((HERE / "golden_mails.toml").read_text(encoding="utf-8"))["mail"]
    return [*letters, *mails]


def file_of(one: dict[str, Any]) -> bytes:
    if "text" in one:
        return str(one["text"]).lstrip("\n").encode()
    kind = one.get("type", "text/plain; charset=utf-8")
    head = (
        "From: Alda Quist <alda.quist@oz.invalid>\nTo: Secretariat <desk@network.invalid>\n"
        f"Subject: {one.get('subject', 'Re: Draft 1')}\nDate: Tue, 1 Dec 2026 09:00:00 +0000\nMIME-Version: 1.0\n"
        f"Content-Type: {kind}\nContent-Transfer-Encoding: 8bit\n\n"
    )
    return head.encode() + str(one["body"]).lstrip("\n").encode(one.get("encoding", "utf-8"))


def place_of(finding: Finding) -> str:
    block = MAP.by_id.get(finding.place.block)
    if block is None:
        return ""
    return block.section if block.kind == "title" else block.label or finding.place.paragraph or block.section


def returned(one: dict[str, Any]) -> Returned:
    return read_letter(file_of(one), (draft(),), 1)


def faults(one: dict[str, Any]) -> dict[str, list[str]]:
    """The comments of one file that are right, asked about, wrong or lost, and what should be in none."""
    said = returned(one)
    found = {name: [] for name in ("right", "asked", "wrong", "lost", "others", "never", "questions")}
    left = list(said.findings)
    for place, words in one["expected"]:
        match = next((it for it in left if words in it.comment or words in it.source.cited), None)
        if match is None:
            found["lost"].append(f"{place}: {words}")
            continue
        left.remove(match)
        certain = match.confidence is Confidence.EXACT
        right = place_of(match) == place
        name = "right" if right else "wrong" if certain else "asked"
        found[name].append(f"{place}: {words} → {place_of(match)} {match.confidence}")
    found["others"] = [it.comment for it in left]
    comments = "\n".join(f"{it.comment} {it.source.cited} {it.proposed_change}" for it in said.findings)
    found["never"] = [word for word in one.get("never", ()) if word in comments]
    asked = [it.source.asked for it in said.findings if it.source.asked]
    wanted = one.get("asked", asked)
    if len(asked) != len(wanted) or not all(part in whole for part, whole in zip(wanted, asked, strict=True)):
        found["questions"] = asked
    return found


@pytest.mark.parametrize("one", golden(), ids=lambda one: one["name"])
def test_each_comment_of_a_letter_is_on_its_place_and_none_is_lost(one: dict[str, Any]) -> None:
    found = faults(one)
    assert not any(found[name] for name in found if name not in ("right",)), found


def test_the_rates_over_all_golden_letters_and_mails() -> None:
    every = [faults(one) for one in golden()]
    total = {name: sum(len(one[name]) for one in every) for name in every[0]}
    expected = sum(len(one["expected"]) for one in golden())
    print(f"\n{len(golden())} letters and mails with {expected} comments: {total}")
    assert len(golden()) >= 120 and expected >= 200
    assert total["right"] >= 0.98 * expected
    assert (total["wrong"], total["lost"]) == (0, 0)
