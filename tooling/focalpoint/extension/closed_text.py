"""Check, after Sphinx has read a text, that no part of it comes from a line that the edition may not carry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging

from focalpoint.assembly.withhold import GONE

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

LOGGER = logging.getLogger(__name__)
EARLY = 100
"""Priority before all other handlers, which add nodes that no author wrote."""


def setup_closed_text(app: Sphinx) -> ExtensionMetadata:
    """Add the check, and the setting that names the closed lines of each text."""
    app.add_config_value("focalpoint_closed", {}, "", types=(dict,))
    app.connect("doctree-read", refuse_closed_text, EARLY)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def refuse_closed_text(app: Sphinx, doctree: nodes.document) -> None:
    """Warn of every line with words that the edition may not carry; a warning stops the build."""
    closed = app.config.focalpoint_closed.get(app.env.current_document.docname, ())
    if not closed:
        return
    found: dict[int, nodes.Node] = {}
    for words in doctree.findall(nodes.Text):
        line = _line_of(words)
        if line in closed and words.astext().strip() and words.astext() != GONE:
            found.setdefault(line, words)
    for line in sorted(found):
        LOGGER.warning(
            "this line is closed for the edition and would be printed; put the block that closes it at the left margin",
            location=(app.env.current_document.docname, line),
            type="focalpoint",
            subtype="handling",
        )


def _line_of(node: nodes.Node) -> int:
    """Return the source line of the nearest element that knows it; 0 if none does."""
    parent = node.parent
    while parent is not None:
        if line := getattr(parent, "line", None):
            return int(line)
        parent = parent.parent
    return 0
