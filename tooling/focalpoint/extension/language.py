"""The role `{lang}`: words of another language, so that they are read aloud and hyphenated in it."""

from __future__ import annotations

import re

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

LOGGER = logging.getLogger(__name__)
CODE = re.compile(r"[a-z]{2,3}(-[A-Z][A-Za-z]{1,3})?")
"""A language as the web names it: `fr`, `pt-BR`, `sr-Latn`."""


class LangRole(SphinxRole):
    """`fr responsabilité de protéger`: the language's code, then the words."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The words under their language; what is not of this form is an error at its line."""
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
