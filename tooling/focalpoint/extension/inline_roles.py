"""Define the roles `{lang}`, for words of another language, and `{undoc}`, for a UN document."""

from __future__ import annotations

import re

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from focalpoint.content.text.symbols import document_address, wrong_symbol

LOGGER = logging.getLogger(__name__)
CODE = re.compile(r"[a-z]{2,3}(-[A-Z][A-Za-z]{1,3})?")
"""A language as the web names it: `fr`, `pt-BR`, `sr-Latn`."""


class LangRole(SphinxRole):
    """`fr responsabilité de protéger`: the language's code, then the words."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the words with their language; report an error for any other form."""
        code, _, words = self.text.partition(" ")
        if not CODE.fullmatch(code) or not words.strip():
            LOGGER.error(
                "write a language's code and the words in it, such as `fr responsabilité de protéger`",
                location=self.get_location(),
                type="focalpoint",
                subtype="construct",
            )
            return [], []
        # Docutils writes such a class as the attribute `lang`.
        return [nodes.inline(self.rawtext, words.strip(), classes=[f"language-{code}"])], []


class UndocRole(SphinxRole):
    """A symbol that links to the document and stays on one line."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the link; report an error for a malformed symbol."""
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
