"""Strings and names of a PDF are decoded in each form in which they may be written."""

from __future__ import annotations

import pytest

from focalpoint.leaks.pdf_syntax import name_of, string_of


@pytest.mark.parametrize(
    "written",
    [
        b"(The list)",
        b"(The\\040list)",
        b"(\\124\\150e l\\\nist)",
        b"(\\124he\\40list)",
        b"<546865206c697374>",
        b"<5468 6520\n6c69 7374>",
        b"<FEFF0054006800650020006C006900730074>",
        b"(\\376\\377\\000T\\000h\\000e\\000 \\000l\\000i\\000s\\000t)",
        b"(\\377\\376T\\000h\\000e\\000 \\000l\\000i\\000s\\000t\\000)",
    ],
)
def test_a_string_is_read_in_every_form(written: bytes) -> None:
    assert string_of(written) == "The list"


def test_brackets_and_backslashes_of_a_string_are_its_own() -> None:
    assert string_of(b"(a \\(b\\) \\\\ c)") == "a (b) \\ c"
    assert string_of(b"<41 4>") == "A@"


def test_a_name_is_read_with_its_escapes() -> None:
    assert name_of(b"/The#20li#73t") == "The list"
