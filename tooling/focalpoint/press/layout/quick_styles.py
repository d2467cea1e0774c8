"""Quicker ways to the computed value of a property, in the place of two methods of WeasyPrint, which is pinned.

Most values are asked for where no rule sets them, and are then the parent's or the initial ones. The methods here
answer for these, and leave all others to the library's own.
"""

from __future__ import annotations

from typing import Any

from weasyprint.css import AnonymousStyle, ComputedStyle  # type: ignore[import-untyped]
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS  # type: ignore[import-untyped]
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES  # type: ignore[import-untyped]

library_computed = ComputedStyle.__missing__
library_anonymous = AnonymousStyle.__missing__

OF_THEIR_OWN = {"position", "float", "display", "page"}
"""Properties that depend on each other or on an ancestor in ways of their own; so do those of underlining."""
PLAIN = {
    key
    for key in INITIAL_VALUES
    if key not in OF_THEIR_OWN
    and not key.startswith("text_decoration_")
    and (key in INHERITED or key not in INITIAL_NOT_COMPUTED)
}
LOGICAL = {
    key: {direction: function(block="ttb", inline=direction) for direction in ("ltr", "rtl")}
    for key, function in PHYSICAL_FUNCTIONS.items()
}
"""Of a property of one side, the property that may set it as well, by the direction of writing."""


def computed(style: Any, key: str) -> Any:
    """The value of a property that an element's style does not hold yet; it is held from then on."""
    parent, cascaded = style.parent_style, style.cascaded
    if key not in PLAIN or key in cascaded or parent is None:
        return library_computed(style, key)
    if key in LOGICAL and LOGICAL[key][style["direction"]] in cascaded:
        return library_computed(style, key)
    value = style[key] = parent[key] if key in INHERITED else INITIAL_VALUES[key]
    return value


def anonymous(style: Any, key: str) -> Any:
    """The same for a box that no element stands for, and no rule speaks of."""
    if key not in PLAIN:
        return library_anonymous(style, key)
    value = style[key] = style.parent_style[key] if key in INHERITED else INITIAL_VALUES[key]
    return value


def quicken_styles() -> None:
    """Have the library compute values by these functions."""
    ComputedStyle.__missing__ = computed
    AnonymousStyle.__missing__ = anonymous
