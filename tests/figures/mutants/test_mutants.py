"""The ways to break code are those that are meant; what is named as a survivor is a mutant of today's code."""

from __future__ import annotations

from itertools import starmap
from types import FunctionType
from typing import Any

import pytest

from figures.mutants.lines import places
from figures.mutants.mutation import Mutation, mutations
from figures.mutants.rooms import files_of
from figures.mutants.survivors import PACKAGE, named
from figures.mutants.trial import can_be_swapped, chosen_tests, swap

SOURCE = '''"""A file."""
FEWEST = 3


class Table:
    def shown(self, counts, least=FEWEST):
        """The counts."""
        total = 0
        for count in counts:
            if count < least and not count:
                raise ValueError("a count is too small")
            total += count - 1
        return total or "none"


def words(text):
    return [word[1:] for word in text.split(",") if word not in "a b".split()]
'''
BROKEN = [
    ("", "FEWEST = 3 → FEWEST = 4"), ("", "FEWEST = 3 → FEWEST = 2"),
    ("Table.shown", "total = 0 → total = 1"), ("Table.shown", "total = 0 → total = -1"),
    ("Table.shown", "if count < least and (not count) → if True"),
    ("Table.shown", "if count < least and (not count) → if False"),
    ("Table.shown", "count < least and (not count) → count < least or not count"),
    ("Table.shown", "count < least → count <= least"), ("Table.shown", "not count → count"),
    ("Table.shown", "raise ValueError('a count is too small') → pass"),
    ("Table.shown", "total += count - 1 → pass"), ("Table.shown", "count - 1 → count + 1"),
    ("Table.shown", "count - 1 → count - 2"), ("Table.shown", "count - 1 → count - 0"),
    ("Table.shown", "return total or 'none' → return None"), ("Table.shown", "total or 'none' → total and 'none'"),
    ("Table.shown", "total or 'none' → total or 'XXnoneXX'"),
    ("words", "return [word[1:] for word in text.split(',') if word not in 'a b'.split()] → return None"),
    ("words", "word[1:] → word[2:]"), ("words", "word[1:] → word[0:]"),
    ("words", "text.split(',') → text.split('XX,XX')"), ("words", "if word not in 'a b'.split() → if True"),
    ("words", "word not in 'a b'.split() → word in 'a b'.split()"),
    ("words", "'a b'.split() → 'b'.split()"), ("words", "'a b'.split() → 'a'.split()"),
]  # fmt: skip


def found() -> list[Mutation]:
    return mutations("a.py", SOURCE.encode())


def test_a_file_is_broken_in_each_place_by_itself() -> None:
    assert sorted((one.function, one.text) for one in found()) == sorted(BROKEN)


def test_what_is_broken_still_compiles_and_other_lines_keep_their_numbers() -> None:
    for one in found():
        made = one.apply(SOURCE.encode()).decode()
        compile(made, "a.py", "exec")
        before, after = SOURCE.split("\n"), made.split("\n")
        assert len(before) == len(after)
        assert [number for number, pair in enumerate(zip(before, after, strict=True), 1) if len({*pair}) > 1] in (
            [one.line], [one.line, one.line + 1]
        )  # fmt: skip


def test_equal_texts_in_one_function_are_told_apart() -> None:
    texts = [one.text for one in mutations("a.py", b"def f(a):\n    return g(a > 1, a > 1)\n")]
    assert texts.count("a > 1 → a >= 1") == texts.count("a > 1 → a >= 1 (2)") == 1


def function(name: str, code: str = SOURCE) -> Any:
    space: dict[str, Any] = {}
    exec(compile(code, "a.py", "exec"), space)
    return space[name]


def test_a_running_function_takes_the_broken_code_over() -> None:
    (one,) = (one for one in found() if one.text == "count - 1 → count + 1")
    shown = function("Table").shown
    assert isinstance(shown, FunctionType) and shown(None, [5, 6]) == 9
    assert can_be_swapped(one, SOURCE.encode(), "a.py")
    swap([shown], compile(one.apply(SOURCE.encode()), "a.py", "exec"))
    assert shown(None, [5, 6]) == 13


def test_what_lies_outside_of_functions_or_changes_a_closure_is_read_anew() -> None:
    assert not can_be_swapped(found()[0], SOURCE.encode(), "a.py")
    closed = b"def outer(n):\n    def inner():\n        x = 1\n        x = n\n        return x\n    return inner\n"
    assert all(can_be_swapped(one, closed, "a.py") for one in mutations("a.py", closed))
    method = b"class A:\n    def f(self):\n        g(super())\n"
    assert not any(can_be_swapped(one, method, "a.py") for one in mutations("a.py", method) if "pass" in one.text)


def test_the_quickest_tests_that_run_the_line_are_asked() -> None:
    lines = starmap(places, [(SOURCE, {6, 8, 9}), (SOURCE, {6, 8, 9, 10, 11}), (SOURCE, {17}), (SOURCE, {6, 8, 9, 10})])
    tests = {f"t{number}": {"cost": 9 - number, "lines": {"a.py": one}} for number, one in enumerate(lines)}
    by_text = {one.text: one for one in found()}
    assert chosen_tests(by_text["count < least → count <= least"], tests, 99) == ["t3", "t1"]
    assert chosen_tests(by_text["raise ValueError('a count is too small') → pass"], tests, 99) == ["t1"]
    assert chosen_tests(by_text["FEWEST = 3 → FEWEST = 2"], tests, 99) == ["t3", "t2", "t1", "t0"]
    assert chosen_tests(by_text["FEWEST = 3 → FEWEST = 2"], tests, 14) == ["t3", "t2"]


def test_every_room_has_files() -> None:
    rooms = files_of(PACKAGE)
    assert set(rooms.values()) == {
        "withholding", "clearing", "language", "leaks", "anchoring", "numbering", "ledger", "importing", "gates",
    }  # fmt: skip
    assert rooms["assembly/withhold.py"] == "withholding" and rooms["leaks/leak_gate.py"] == "leaks"


@pytest.mark.parametrize("file", sorted({file for file, _function, _text in named()}))
def test_each_named_survivor_is_a_mutant_of_the_code_as_it_is(file: str) -> None:
    known = {one.name for one in mutations(file, (PACKAGE / file).read_bytes())}
    assert [name for name in named() if name[0] == file and name not in known] == []
