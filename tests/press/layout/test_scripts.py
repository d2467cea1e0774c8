"""Words in Arabic and Chinese: printed in typefaces of their own where they are marked as being in the language."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from press_sample import Shop, numbered

from focalpoint.problems import Trouble

ARABIC, CHINESE = "المسؤولية عن الحماية", "保护责任"


def test_marked_words_are_printed_in_their_own_typefaces(shop: Shop) -> None:
    words = f'<p>As <span lang="ar">{ARABIC}</span> and <span lang="zh">{CHINESE}</span> say.</p>'
    with pikepdf.open(BytesIO(shop.lay_out(numbered("1.1") + words).pdf)) as pdf:
        fonts = {str(one.BaseFont) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/BaseFont" in one}
    assert {name[8:].removesuffix("-Regular") for name in fonts} >= {"Amiri", "Noto-Sans-SC"}


@pytest.mark.parametrize(
    "words",
    [ARABIC, CHINESE, f'<span lang="ar">{CHINESE}</span>', f'<span lang="zh">{CHINESE}</span> {CHINESE}'],
)
def test_words_that_no_typeface_would_print_are_refused(shop: Shop, words: str) -> None:
    with pytest.raises(Trouble, match="no typeface of the print edition has the letter"):
        shop.lay_out(numbered("1.1") + f"<p>{words}</p>")
