"""What a note at the foot of a page says of its source: the list of sources alone prints the address."""

from __future__ import annotations

import pytest
from docutils import nodes

from focalpoint.press.translator import _printed

ADDRESS = "https://example.org/report"


def source(*after: nodes.Node) -> nodes.paragraph:
    title = nodes.reference("", "", nodes.emphasis("", "Report"), refuri=ADDRESS)
    return nodes.paragraph("", "", nodes.Text("Office, "), title, *after)


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (
            [nodes.Text(" (May 2024), "), nodes.reference("", ADDRESS, refuri=ADDRESS), nodes.Text(" (read 2026).")],
            "Office, Report (May 2024).",
        ),
        ([nodes.Text(" (May 2024), "), nodes.reference("", ADDRESS, refuri=ADDRESS)], "Office, Report (May 2024)."),
        ([nodes.Text(", A/RES/60/1 (2005).")], "Office, Report, A/RES/60/1 (2005)."),
    ],
)
def test_an_address_that_the_title_leads_to_is_not_printed_again(after: list[nodes.Node], said: str) -> None:
    paragraph = source(*after)
    whole = paragraph.astext()
    assert "".join(child.astext() for child in _printed(paragraph)) == said
    assert paragraph.astext() == whole


def test_an_address_that_an_author_wrote_is_printed() -> None:
    written = nodes.paragraph("", "", nodes.Text("See "), nodes.reference("", ADDRESS, refuri=ADDRESS), nodes.Text("."))
    assert "".join(child.astext() for child in _printed(written)) == f"See {ADDRESS}."
