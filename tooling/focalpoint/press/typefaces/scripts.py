"""The typefaces of other scripts: which full font each is cut from, and which characters it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

Points = frozenset[int]


@dataclass(frozen=True)
class Script:
    """One typeface of the manual that is cut from a full font."""

    name: str
    """PostScript name, and the name of its file without `.ttf`."""
    sources: tuple[str, ...]
    """Names that the full font's file has in packages."""
    holds: Callable[[], Points]
    """The characters that it holds of those that the full font has."""
    takes: Points = frozenset()
    """Characters that may be added to it when a text needs them."""
    own_family: str = ""
    """Its family, where it is not that of the full font."""
    font: str = ""
    """In a collection of fonts (`.ttc`): the family of the one that it is cut from."""


def _ranges(*pairs: tuple[int, int]) -> Points:
    return frozenset(point for first, last in pairs for point in range(first, last + 1))


def _decoded(codec: str, leads: Iterable[int], trails: Iterable[int]) -> Points:
    """Return what the pairs of bytes mean in a national standard; pairs without a meaning are left out."""
    pairs = (bytes((lead, trail)) for lead in leads for trail in trails)
    return frozenset(ord(one) for pair in pairs if len(one := pair.decode(codec, "ignore")) == 1)


_GRID = range(0xA1, 0xFF)
_ARABIC = _ranges((0x600, 0x6FF), (0x750, 0x77F), (0x8A0, 0x8FF))
_HEBREW = _ranges((0x591, 0x5F4), (0x20AA, 0x20AA), (0xFB1D, 0xFB4F))
_DEVANAGARI = _ranges((0x900, 0x97F), (0xA8E0, 0xA8FF), (0x1CD0, 0x1CFF), (0x200C, 0x200D), (0x25CC, 0x25CC))
_THAI = _ranges((0xE01, 0xE3A), (0xE3F, 0xE5B), (0x25CC, 0x25CC))
_EAST_ASIAN_SIGNS = _ranges(
    *((0x3000, 0x30FF), (0x3105, 0x312F), (0x31F0, 0x31FF), (0x3220, 0x3243), (0xFF01, 0xFF9F), (0xFFE0, 0xFFE6)),
    # Quotation marks, dashes and points, which Chinese sets wider than Latin scripts do.
    *((0xB7, 0xB7), (0x2014, 0x2014), (0x2018, 0x2019), (0x201C, 0x201D), (0x2026, 0x2026), (0x2460, 0x2473)),
)


def _common_chinese() -> Points:
    """Return the commonest 3,755 characters of Chinese (GB 2312, first level), kana and the signs of East Asia."""
    return _decoded("gb2312", range(0xB0, 0xD8), _GRID) | _EAST_ASIAN_SIGNS


def _other_chinese() -> Points:
    """Return the rest of GB 2312, and the common characters of Taiwan (Big5) and Japan (JIS X 0208)."""
    taiwan = _decoded("big5", range(0xA4, 0xC7), (*range(0x40, 0x7F), *_GRID))
    japan = _decoded("euc_jp", range(0xB0, 0xD0), _GRID)
    return (_decoded("gb2312", range(0xD8, 0xF8), _GRID) | taiwan | japan) - _common_chinese() - _ranges((0, 0x2E7F))


def _korean() -> Points:
    """Return the 2,350 syllables of KS X 1001 and the letters of which they are made."""
    return _decoded("euc_kr", range(0xB0, 0xC9), _GRID) | _ranges((0x3131, 0x318E))


_AMIRI = ("Amiri-Regular.ttf", "Amiri_400Regular.ttf")
_CJK = ("NotoSansCJK-Regular.ttc",)
_CHINESE = "Noto Sans CJK SC"
_MORE_ARABIC = _ranges((0x600, 0x8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC))
_MORE_CHINESE = _ranges((0x2E80, 0xABFF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF), (0x20000, 0x3FFFF))
_MORE_KOREAN = _ranges((0x1100, 0x11FF), (0xA960, 0xA97C), (0xAC00, 0xD7FB))
SCRIPTS = (
    Script("Amiri-Regular", _AMIRI, lambda: _ARABIC, _MORE_ARABIC),
    Script("NotoSerifHebrew-Regular", ("NotoSerifHebrew-Regular.ttf",), lambda: _HEBREW, _HEBREW),
    Script("NotoSerifDevanagari-Regular", ("NotoSerifDevanagari-Regular.ttf",), lambda: _DEVANAGARI, _DEVANAGARI),
    Script("NotoSerifThai-Regular", ("NotoSerifThai-Regular.ttf",), lambda: _THAI, _THAI),
    Script("NotoSansCJKkr-Regular", _CJK, _korean, _MORE_KOREAN, font="Noto Sans CJK KR"),
    # The common ones apart, so that a web page with one name loads a third of the whole.
    Script("NotoSansCJKsc-Regular", _CJK, _common_chinese, font=_CHINESE),
    Script("NotoSansCJKscRare-Regular", _CJK, _other_chinese, _MORE_CHINESE, f"{_CHINESE} Rare", _CHINESE),
)
EVERYWHERE = _ranges((0x20, 0x20), (0xA0, 0xA0))
"""Held by every typeface: words of a line are parted by spaces in the typeface of the words."""
