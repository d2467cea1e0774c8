"""Which edition may carry which label."""

from __future__ import annotations

import pytest

from focalpoint.content.consultation.handling import Edition, Handling
from focalpoint.content.consultation.records import NoteFields
from focalpoint.content.text.frontmatter import read_fields

CARRIES = {
    Edition.PUBLIC: ["TLP:CLEAR"],
    Edition.NETWORK: ["TLP:CLEAR", "TLP:GREEN"],
    Edition.SECRETARIAT: ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT"],
}


@pytest.mark.parametrize("edition", Edition)
def test_an_edition_carries_its_labels_and_no_others(edition: Edition) -> None:
    assert [label.value for label in Handling if edition.may_carry(label)] == CARRIES[edition]
    assert [label.value for label in Handling if edition.may_show(label.value)] == CARRIES[edition]


@pytest.mark.parametrize("label", ["", "TLP:WHITE", "tlp:clear", "CLEAR", "TLP:CLEAR ", "TLP:RED"])
@pytest.mark.parametrize("edition", Edition)
def test_no_edition_shows_what_is_not_labelled_by_the_protocol(edition: Edition, label: str) -> None:
    assert not edition.may_show(label)


def test_what_does_not_say_goes_to_nobody_but_the_secretariat() -> None:
    silent = "---\nid: x-2026\ntitle: X\nkind: written\ndate: 2026-03-02\nplace: X\nchallenge: 1\n---\nWords.\n"
    fields, problems = read_fields(NoteFields, "a.md", silent, None)
    assert fields is not None and problems == []
    assert fields.handling == "TLP:AMBER+STRICT"
    assert [edition.value for edition in Edition if edition.may_carry(fields.handling)] == ["secretariat"]
