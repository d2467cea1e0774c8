"""What is plainly courtesy in a letter is counted and no comment; what may be a comment is one."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import docx
import pytest
from forms_sample import saved
from hand_made import make
from hypothesis import given
from hypothesis import strategies as st

from focalpoint.content.rounds.drafts import Draft
from focalpoint.content.rounds.returned import Returned
from focalpoint.problems import Trouble
from focalpoint.review.forms.read_word import read_word
from focalpoint.review.letters.read_letter import read_letter


@cache
def draft() -> Draft:
    return make().archive(Path(mkdtemp()))


def read(text: str) -> Returned:
    return read_letter(text.encode(), (draft(),))


def left_out(said: Returned) -> list[tuple[str, str, int]]:
    """Kind, place and words of all that was left out; no word may be without account."""
    assert said.count.missing == 0, said.count
    return [(one.kind.value, one.place, one.words) for one in said.count.left_out]


def test_what_is_left_out_is_counted_by_kind_and_lines() -> None:
    said = read(
        "\nDear colleagues,\n\nplease find our comments on\ndraft 1.\n\nPara 1.3: yes\n> Para 1.4: ours\nno\n\n"
        "With kind regards\nThe office of Freedonia\n-- \nTel: 12 34\n\nOn Monday the desk wrote:\n> Old\n"
    )
    assert [(one.comment, one.source.asked) for one in said.findings] == [("yes", ""), ("no", "Para 1.4: ours")]
    assert left_out(said) == [
        ("quoted earlier mail", "lines 8, 17", 5),
        ("heads of mail", "line 16", 5),
        ("courtesy", "lines 2, 4-5, 11", 12),
        ("signature", "lines 12-14", 7),
    ]
    assert (said.count.words, said.count.entered, said.warnings) == (34, 5, ())


@pytest.mark.parametrize(
    "written",
    [
        "Dear all,", "Dear colleagues", "Excellency,", "Secretariat of the Network,\n",
        "Sehr geehrte Damen und Herren,", "Good morning!", "Comments on draft 1", "Re: draft 1",
        "Please find below the comments of Freedonia.",
        "Thank you for the opportunity to comment on draft 1.", "Many thanks for sharing the draft.",
    ],
)  # fmt: skip
def test_a_plain_opening_is_no_comment(written: str) -> None:
    said = read(f"{written}\nPara 1.3: yes\n")
    assert [one.comment for one in said.findings] == ["yes"]
    assert [(kind, place) for kind, place, _ in left_out(said)] == [("courtesy", "line 1")]


@pytest.mark.parametrize(
    "written",
    [
        "All States should report,\neven small ones.", "Please see our comment that it is too legal.", "Draft unclear",
        "Thank you for the new chapter on children.", "On the whole,\nwe like it.", "Hello is a word to avoid here",
        "Overall we are pleased.\n\nDear colleagues,",
    ],
)  # fmt: skip
def test_what_may_be_a_comment_at_the_head_is_one(written: str) -> None:
    said = read(f"{written}\n\nPara 1.3: yes\n")
    assert said.findings[0].comment == written
    assert left_out(said) == []


@pytest.mark.parametrize(
    "ending",
    [
        "Yours is the clearer word.\nKeep it.", "Best regards,\nThe office\n\nP.S. Please drop the annex",
        "Thank you.\nOne more thing: drop the annex", "Thanks for the change of the title\nIt reads well.",
        "Kind regards\nThe whole annex should be shortened by half before it is sent.", "Regards\nSee 1.4 as well",
    ],
)  # fmt: skip
def test_what_may_be_a_comment_at_the_end_is_one(ending: str) -> None:
    said = read(f"Draft 1\n\nPara 1.3: yes\n\n{ending}\n")
    assert "\n".join(one.comment for one in said.findings).endswith(ending.rpartition("\n")[2])
    assert sum(words for _, _, words in left_out(said)) - 2 in (0, 4)


def test_a_rule_across_the_page_ends_no_letter() -> None:
    said = read(f"Draft 1\n\nPara 1.3: yes\n{'_' * 20}\nPara 1.4: no\n{'_' * 20}\n\nFrom: desk\nPara 1.5: old\n")
    assert [one.place.paragraph for one in said.findings] == ["1.3", "1.4"]


@given(st.lists(st.sampled_from(["Dear all,", "Regards", "", "Para 1.3: x", "> old", "Words.", " \tPS"]), max_size=12))
def test_every_line_is_told_somewhere(lines: list[str]) -> None:
    try:
        said = read("\n".join(lines))
    except Trouble:
        assert not any(map(str.strip, lines))
        return
    left_out(said)


def test_paragraphs_of_courtesy_in_a_word_file_are_counted() -> None:
    document = docx.Document()
    for words in ("Dear colleagues,", "", "Para 1.3: on draft 1 all is well.", "Kind regards", "The office"):
        document.add_paragraph(words)
    said = read_word(saved(document), (draft(),))
    assert [one.comment for one in said.findings] == ["on draft 1 all is well."]
    assert left_out(said) == [("courtesy", "paragraphs 1, 4", 4), ("signature", "paragraph 5", 2)]
    assert said.count.missing == 0 and said.warnings == ()
