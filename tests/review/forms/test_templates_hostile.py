"""Word files that were made to do harm, or that are broken."""

from __future__ import annotations

import pytest
from forms_sample import draft, part, table_of, with_parts, word_file

from focalpoint.problems import Trouble
from focalpoint.review.forms.read_word import read_word

DOCUMENT = "word/document.xml"


def harmful() -> dict[str, bytes]:
    form = word_file(lambda _: None)
    document = part(form, DOCUMENT)
    head, body = document.split(b"<w:document", 1)
    entity = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    return {
        "entity": with_parts(form, {DOCUMENT: head + entity + b"<w:document" + body}),
        "entity in UTF-16": with_parts(form, {DOCUMENT: entity.decode().encode("utf-16")}),
        "bomb": with_parts(form, {DOCUMENT: document + b" " * 30_000_000}),
        "cut": form[: len(form) // 2],
        "no zip": b"PK\x03\x04" + b"\0" * 200,
        "no document": with_parts(form, {DOCUMENT: b"<x/>"}),
        "not well-formed": with_parts(form, {DOCUMENT: document[:-20]}),
    }


@pytest.mark.parametrize("name", list(harmful()))
def test_a_file_made_to_do_harm_is_refused_in_a_line(name: str) -> None:
    with pytest.raises(Trouble) as refused:
        read_word(harmful()[name], (draft(),))
    (problem,) = refused.value.problems
    assert "\n" not in problem.message and "; " in problem.message
    assert "root:" not in problem.message


def test_what_a_form_refers_to_outside_itself_is_not_opened() -> None:
    form = table_of(("Paragraph", "Comment", "Proposed change"), ("1.13", "x", ""))
    relations = part(form, "word/_rels/document.xml.rels")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    outside = f'<Relationship Id="r99" Type="{kind}" Target="file:///etc/passwd" TargetMode="External"/>'.encode()
    changed = relations.replace(b"</Relationships>", outside + b"</Relationships>")
    assert len(read_word(with_parts(form, {"word/_rels/document.xml.rels": changed}), (draft(),)).findings) == 1


def test_a_form_that_names_two_drafts_is_read_as_the_one_in_sight_and_says_so() -> None:
    form = word_file(lambda _: None)
    properties = part(form, "docProps/custom.xml").replace(draft().fields.id.encode(), b"draft-9-0123456789")
    returned = read_word(with_parts(form, {"docProps/custom.xml": properties}), (draft(),))
    assert returned.draft == 1
    assert any("several drafts" in one and "draft-9-0123456789" in one for one in returned.warnings)
