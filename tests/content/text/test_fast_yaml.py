"""The quick reader says what the thorough one says, or leaves it to that one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from focalpoint.content.consultation.roster import NEWER_YAML
from focalpoint.content.text.fast_yaml import fast_fields
from focalpoint.content.text.fields import line_of, load_fields

PIECES = (
    *("a", "b: ", "- ", "\n", "\n  ", "\n    ", " ", "'", '"', "|-", "|", ">", "#", " #x", "{", "}", "[", "]", ","),
    *("yes", "no", "true", "null", "~", "1", "0o7", "017", "0x1F", "1_0", "1.5", "1e5", ".inf", "2026-11-23", "12:30"),
    *(
        "&x ",
        "*x",
        "!!str ",
        "!!binary ",
        "!",
        "<<: ",
        "? ",
        "---",
        "...",
        "%",
        "\t",
        "é",
        "😀",
        "\\",
        "=",
        ":",
        "- id: ",
    ),
)


def thorough(text: str) -> Any:
    """What the thorough reader says; None where it refuses."""
    try:
        return load_fields(text, NEWER_YAML)
    except Exception:
        return None


def plain(value: Any) -> Any:
    """A value with its kind, so that 1 and true differ."""
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    kind = next((kind for kind in (bool, int, float, str) if isinstance(value, kind)), type(value))
    return kind.__name__, kind(value) if value is not None else None


def agree(text: str) -> bool:
    """Whether both say the same; True where the quick one says nothing."""
    quick = fast_fields(text, "comments")
    if quick is None:
        return True
    slow = thorough(text)
    entries = slow["comments"] if isinstance(slow, dict) and isinstance(slow.get("comments"), list) else []
    lines = tuple(line_of(slow, ("comments", number)) for number in range(len(entries)))
    return (plain(quick[0]), quick[1]) == (plain(slow), lines)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@settings(max_examples=400)
def test_both_say_the_same_of_whatever_is_written(text: str) -> None:
    assert agree(f"draft: 1\ncomments:\n  - id: XA-001\n    comment: {text}\n")


@pytest.mark.parametrize(
    "value",
    ["yes", "NO", "true", "~", "", "12", "1.5", "2026-11-23", "'12'", "|-\n      a\n      # b", "{a: [1.0, 2]}"],
)
def test_what_a_ledger_holds_is_read_quickly(value: str) -> None:
    text = f"draft: 1\ncomments:\n  # one\n  - id: XA-001\n    x: {value}\n  - id: XA-002\n"
    quick = fast_fields(text, "comments")
    assert quick is not None and agree(text)
    assert quick[1] == (4, text[: text.index("XA-002")].count("\n") + 1)


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\na: 2",
        "a: &x 1\nb: *x",
        "a: 017",
        "a: 0x1F",
        "a: 1e5",
        "a: !!binary aGk=",
        "a: !x 1",
        "<<: {a: 1}",
        "1: a",
    ],
)
def test_what_no_ledger_holds_is_left_to_the_thorough_reader(text: str) -> None:
    assert fast_fields(text, "comments") is None


@pytest.mark.parametrize("text", ["- a", "a", "", "a: [", "a: 1\n---\nb: 2", "%YAML 1.1\n---\na: yes", "a: \tb"])
def test_what_is_in_doubt_is_left_to_the_thorough_reader(text: str) -> None:
    assert fast_fields(text, "comments") is None
