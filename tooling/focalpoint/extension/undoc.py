"""The role `{undoc}`: cites a UN document by its symbol."""

from __future__ import annotations

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from focalpoint.content.text.symbols import document_address, wrong_symbol

LOGGER = logging.getLogger(__name__)


class UndocRole(SphinxRole):
    """A symbol that links to the document and stays on one line."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The link; a symbol out of form is an error at its line."""
        wrong = wrong_symbol(self.text)
        if wrong:
            LOGGER.error(
                "`%s` is not a UN symbol: %s",
                self.text,
                wrong,
                location=self.get_location(),
                type="focalpoint",
                subtype="symbol",
            )
        link = nodes.reference("", self.text, refuri=document_address(self.text), internal=False, classes=["undoc"])
        return [link], []
