"""Characters that no typeface prints: found with their line, told once a run, with advice for what they are."""

from __future__ import annotations

import time

from focalpoint.content.characters import coverage, missing, unprintable


def told(text: str) -> list[tuple[int, str]]:
    return [(one.line, one.characters) for one in unprintable(text)]


def test_what_the_typefaces_have_is_printable() -> None:
    assert (
        told(
            "Plain text, “quoted” – ½ № ™ «Привет» Ελλάδα Việt Nam\nỌ̀yọ́ e\u0301 a\u00adb\u200bc\r\n"
            "المسؤولية ذمہ שָׁלוֹם 保护责任 龍國 かな 보호 संरक्षण ไทย"
        )
        == []
    )


def test_a_run_of_characters_is_told_once_with_its_line() -> None:
    text = "First line.\nThe word \u10e5\u10d0\u10e0\u10d7 \u10e3\u10da\u10d8 is Georgian.\n"
    assert told(text) == [(2, "\u10e5\u10d0\u10e0\u10d7\u10e3\u10da\u10d8")]
    [one] = unprintable(text)
    assert one.message.startswith("no typeface of the manual has \u10e5 (U+10E5 GEORGIAN LETTER KHAR), ")
    assert "and 4 more; write it otherwise, or add it: " in one.message
    assert one.message.endswith("`focalpoint fonts --add \u10e5\u10d0\u10e0\u10d7\u10e3\u10da\u10d8 /usr/share/fonts`")


def test_emoji_and_signs_of_one_program_have_advice_of_their_own() -> None:
    emoji, bullet = unprintable("Good \U0001f642\U0001f469\u200d\U0001f692 or \uf0b7 item\n")
    assert emoji.characters == "\U0001f642\U0001f469\U0001f692"
    assert emoji.message.endswith("an emoji is not printed in any edition; write it in words")
    assert bullet.message.startswith("\uf0b7 (U+F0B7 unnamed): a sign of one program's own font")


def test_kinds_beside_each_other_are_told_apart() -> None:
    assert told("\U0001f642 \u10e5") == [(1, "\U0001f642"), (1, "\u10e5")]


def test_a_letter_is_looked_for_in_its_composed_form() -> None:
    assert missing("e\u0301") == frozenset()


def test_a_letter_that_is_built_from_its_parts_is_printable() -> None:
    assert missing("\u0228\u0308") == frozenset()
    assert missing("\u1f80") == frozenset()


def test_coverage_is_written_as_it_is_read() -> None:
    assert coverage({0x20, 0x21, 0x40, 0x4E00, 0x0A, 0x2028}) == " !@\u4e00\n"
    rows = coverage(set(range(0x4E00, 0x4E00 + 250))).split("\n")
    assert [len(row) for row in rows] == [100, 100, 50, 0]


def test_a_long_text_is_read_quickly() -> None:
    text = "A line of words with an accent é in it.\n" * 20_000
    missing("é")
    begin = time.process_time()
    assert missing(text) == frozenset()
    assert time.process_time() - begin < 0.5
