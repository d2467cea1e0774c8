"""Quicker ways to set up a line of text and to draw it, in the place of two functions of WeasyPrint, which is pinned.

Both do the plain case, of which a book is full, to the same bytes, and leave every other to the library's own.
"""

from __future__ import annotations

from struct import Struct
from typing import Any, NamedTuple

from weasyprint.draw import text as drawing  # type: ignore[import-untyped]
from weasyprint.text.constants import PANGO_DIRECTION  # type: ignore[import-untyped]
from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango, unicode_to_char_p  # type: ignore[import-untyped]
from weasyprint.text.fonts import font_features, get_font_description  # type: ignore[import-untyped]
from weasyprint.text.line_break import Layout  # type: ignore[import-untyped]

library_set_up = Layout.setup
library_draw_line = drawing.draw_first_line

SHAPING = (
    "font_kerning",
    "font_variant_ligatures",
    "font_variant_position",
    "font_variant_caps",
    "font_variant_numeric",
    "font_variant_alternates",
    "font_variant_east_asian",
    "font_feature_settings",
)
GLYPH = Struct(f"=Iiii{ffi.sizeof('PangoGlyphInfo') - 16}x")
"""A glyph's number, its width, and how far it is moved to the right and down, in Pango's units."""
NO_LETTER = int(pango.PANGO_GLYPH_EMPTY)
"""Glyph numbers from here on stand for nothing, or for what no typeface has."""
TINY = 1e-6


class _Setting(NamedTuple):
    """What all lines of one style share."""

    context: Any
    language: Any
    font: Any
    features: Any


def set_up(layout: Any, style: Any) -> None:
    """Make a layout of Pango ready for the text of a style; what it takes is made once for each style."""
    if style["text_decoration_line"] != "none" or style["font_language_override"] != "normal":
        library_set_up(layout, style)
        return
    setting = style.__dict__.get("setting")
    if setting is None:
        setting = style.setting = _setting(style)
    layout.style, layout.language = style, setting.language
    layout.first_line_direction = 0
    layout.ascent = layout.underline_position = layout.strikethrough_position = None
    layout.layout = ffi.gc(pango.pango_layout_new(setting.context), gobject.g_object_unref)
    pango.pango_layout_set_auto_dir(layout.layout, False)
    pango.pango_layout_set_font_description(layout.layout, setting.font)
    if setting.features is not None:
        # A list of its own: the library adds the widths of spaces to it.
        listed = pango.pango_attr_list_new()
        pango.pango_attr_list_insert(listed, setting.features)
        pango.pango_layout_set_attributes(layout.layout, listed)


def _setting(style: Any) -> _Setting:
    context = ffi.gc(pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    language = pango.pango_language_get_default()
    if style["lang"]:
        named, _kept = unicode_to_char_p(style["lang"])
        language = pango.pango_language_from_string(named)
        pango.pango_context_set_language(context, language)
    return _Setting(context, language, get_font_description(style), _features(style))


def _features(style: Any) -> Any:
    """The typeface's features that the style asks for, or None."""
    asked = font_features(*(style[name] for name in SHAPING))
    if not asked:
        return None
    words = ",".join(f"{name} {value}" for name, value in asked.items()).encode()
    known = style.font_config.font_features
    if words not in known:
        known[words] = pango.pango_attr_font_features_new(words)
    return known[words]


class _Run(NamedTuple):
    """Letters of a line that are of one typeface."""

    item: Any
    glyphs: list[tuple[int, int, int, int]]
    font: Any
    size: float
    written: dict[tuple[int, int, int, int], str]
    """What the page says for each glyph that the typeface has had at this size."""

    @property
    def plain(self) -> bool:
        """Whether all glyphs are letters on the baseline, of a typeface without pictures."""
        font = self.font
        new = set(self.glyphs).difference(self.written)
        pictures = font.bitmap or font.svg or font.png or font.colr
        return not pictures and all(number < NO_LETTER and not down for number, _, _, down in new)


def draw_line(stream: Any, box: Any, overflow: str, ellipsis: Any, matrix: Any) -> Any:
    """Write the glyphs of a line into the page; what a glyph is written as is kept for the next of its kind."""
    if overflow == "ellipsis" or ellipsis != "none" or box.style["font_size"] < TINY or not box.text.strip():
        return library_draw_line(stream, box, overflow, ellipsis, matrix)
    layout = box.pango_layout
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
    runs = _runs(stream, layout.get_first_line()[0])
    if not all(run.plain for run in runs):
        return library_draw_line(stream, box, overflow, ellipsis, matrix)
    stream.set_text_matrix(*matrix.values)
    said, before = "", ffi.NULL
    for run in runs:
        face = run.item.item.analysis.font
        if face != before:
            before = face
            if said:
                stream.show_text(said)
            said = ""
            stream.set_font_size(run.font.hash, run.size)
        said += "<" + _said(stream, layout.text, run)
        # Nothing may stand between the last pair of brackets.
        said = said[:-1] if said.endswith("<") else said + ">"
    stream.show_text(said)
    return []


def _runs(stream: Any, line: Any) -> list[_Run]:
    found, run = [], line.runs[0]
    while run != ffi.NULL:
        item = run.data
        glyphs = GLYPH.iter_unpack(ffi.buffer(item.glyphs.glyphs, item.glyphs.num_glyphs * GLYPH.size))
        font, size = stream.add_font(item.item.analysis.font)
        written = font.__dict__.setdefault("written", {}).setdefault(size, {})
        found.append(_Run(item, list(glyphs), font, size, written))
        run = run.next
    return found


def _said(stream: Any, text: str, run: _Run) -> str:
    try:
        return "".join([run.written[glyph] for glyph in run.glyphs])
    except KeyError:
        for index in range(len(run.glyphs)):
            _learn(stream, text, run, index)
        return _said(stream, text, run)


def _learn(stream: Any, text: str, run: _Run, index: int) -> None:
    """Have the typeface remember a glyph: the letters it stands for, its own width, and what the page says for it."""
    font, size = run.font, run.size
    number, width, right, _ = run.glyphs[index]
    if number not in font.to_unicode:
        font.to_unicode[number] = _letters(text, run.item, index)
    if number not in font.widths:
        pango.pango_font_get_glyph_extents(run.item.item.analysis.font, number, stream.ink_rect, stream.logical_rect)
        font.widths[number] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
    moved = right / size
    kerning = font.widths[number] + moved - width * 1000 * FROM_UNITS / size
    said = (f">{-moved}<" if moved else "") + f"{number:04x}" + (f">{int(kerning)}<" if kerning else "")
    run.written[run.glyphs[index]] = said


def _letters(text: str, item: Any, index: int) -> str:
    """The letters that a glyph stands for; Pango counts in bytes, and in Arabic from the line's left."""
    starts, first = item.glyphs.log_clusters, item.item.offset
    neighbour = index - 1 if item.item.analysis.level % 2 else index + 1
    end = starts[neighbour] if 0 <= neighbour < item.glyphs.num_glyphs else item.item.length
    return text.encode()[first + starts[index] : first + end].decode()


def quicken_lines() -> None:
    """Have the library set up and draw lines by these functions."""
    Layout.setup = set_up
    # The library works around an older Pango there.
    if pango.pango_version() >= 14802:
        drawing.draw_first_line = draw_line
