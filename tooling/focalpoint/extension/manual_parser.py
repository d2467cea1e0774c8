"""Read Markdown as MyST does, and lettered lists: the same rules by which the checks read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser

from focalpoint.content.lettered_lists import lettered_lists

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


class ManualParser(MystParser):
    """MyST's parser with lettered lists; a front matter changes no setting of it."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Add what a text holds to a document."""
        parser = create_md_parser(document.settings.env.myst_config, SphinxRenderer)
        lettered_lists(parser)
        parser.options["document"] = document
        parser.render(inputstring)


def setup_parser(app: Sphinx) -> None:
    """Have Sphinx read Markdown with it, in the place of MyST's own."""
    app.add_source_parser(ManualParser, override=True)
