"""The functions that take the place of WeasyPrint's own lead to the same bytes as these."""

from __future__ import annotations

import pytest
from press_sample import Shop, section
from reading_sample import chapter
from weasyprint.css import AnonymousStyle, ComputedStyle
from weasyprint.draw import text as drawing
from weasyprint.text.line_break import Layout

from focalpoint.press.layout import quick_lines, quick_styles
from focalpoint.press.layout.layout import lay_out

UNUSUAL = """
<p style="letter-spacing: 1px; text-align: justify">Letters set apart, <u>underlined</u>, <s>struck out</s>,
<sup>above</sup> and <sub>below</sub>, in <span style="font-variant-caps: small-caps">Small Capitals</span>,
<span style="font-variant-numeric: oldstyle-nums">1945 to 2005</span>, efficient offices, ﬁnal, Zürich, naïve.</p>
<p style="direction: rtl; padding-inline-start: 2em; border-inline-end: 1px solid">
<span lang="ar">المَسْؤُولِيَّةُ عَنِ الحِمَايَةِ</span> 2005 <span lang="zh">保护责任</span></p>
<p style="font-size: 0.0000001px">nothing</p><p style="text-transform: uppercase; word-spacing: 4px">two words</p>
<div style="overflow: hidden; white-space: nowrap; text-overflow: ellipsis; width: 3cm">A line that is cut off</div>
<p style="position: relative; top: 2px; float: left; margin-block-start: 1em; width: calc(20% + 1cm)">Beside</p>
"""


@pytest.mark.parametrize("html", ["", UNUSUAL], ids=["a chapter", "what is unusual"])
def test_the_bytes_are_those_of_the_library_alone(shop: Shop, monkeypatch: pytest.MonkeyPatch, html: str) -> None:
    unit = shop.unit(section("one", "One", html)) if html else chapter(shop)
    quick = lay_out(unit, shop.book)
    asked = []
    for owner, name, own in (
        (ComputedStyle, "__missing__", quick_styles.library_computed),
        (AnonymousStyle, "__missing__", quick_styles.library_anonymous),
        (Layout, "setup", quick_lines.library_set_up),
        (drawing, "draw_first_line", quick_lines.library_draw_line),
    ):
        assert getattr(owner, name) is not own
        monkeypatch.setattr(owner, name, lambda *given, own=own: asked.append(own) or own(*given))
    slow = lay_out(unit, shop.book)
    assert len(set(asked)) == 4
    assert quick == slow
