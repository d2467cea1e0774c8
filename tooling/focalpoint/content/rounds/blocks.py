"""Define which elements of Markdown, docutils and HTML are a block of text, and normalise its text for comparison.

Three parsers read blocks: markdown-it reads an author's file at any commit, docutils numbers the blocks of a draft,
and lxml reads the HTML that is laid out. A comment is carried from one to the other by its block.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import NamedTuple


class BlockKind(NamedTuple):
    """One kind of block."""

    name: str
    markdown: frozenset[str] = frozenset()
    """Types of markdown-it's tokens around its text, without `_open`."""
    docutils: frozenset[str] = frozenset()
    """Names of docutils' nodes that contain its text and no other block; a paragraph may be inside any other kind."""
    html: frozenset[str] = frozenset()
    """Names of HTML elements around its text."""


def _kind(name: str, markdown: str = "", docutils: str = "", html: str = "") -> BlockKind:
    return BlockKind(name, *(frozenset(names.split()) for names in (markdown, docutils, html)))


PARAGRAPH = _kind("paragraph", "paragraph", "paragraph", "p")
"""The kind of any block that is of no other kind."""
KINDS = (
    _kind("title", "heading", "title rubric", "h1 h2 h3 h4 h5 h6"),
    _kind("item", "list_item", "", "li"),
    _kind("cell", "th td", "", "th td"),
    _kind("caption", "", "caption", "caption figcaption"),
    _kind("term", "dt", "term", "dt"),
    _kind("definition", "dd", "", "dd"),
    _kind("footnote", "footnote_reference", "", ""),
    _kind("quote", "blockquote", "attribution", "blockquote"),
    _kind("code", "code_block fence", "literal_block", "pre"),
)
"""Every other kind; a block is of the kind of the innermost element around its text."""
MARKDOWN = {token: kind.name for kind in KINDS for token in kind.markdown}
DOCUTILS = frozenset(node for kind in (PARAGRAPH, *KINDS) for node in kind.docutils)
HTML = {tag: kind.name for kind in KINDS for tag in kind.html}
_SPACE = re.compile(r"\s+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_PLAIN = str.maketrans("‘’‚‛“”„«»‐‑–—\u00a0", '\'\'\'\'"""""---- ')


def block_text(text: str) -> str:
    """Normalise the text of a block: single spaces, common hyphens, no invisible characters."""
    return _SPACE.sub(" ", _INVISIBLE.sub("", text)).replace("\N{HYPHEN}", "-").strip()


def with_plain_signs(text: str) -> str:
    """Replace typographic quotation marks, dashes and spaces by plain ones; every character keeps its place."""
    return text.translate(_PLAIN)


def sent_id(draft: str, block: str) -> str:
    """Make the id by which a file that is sent names a block of a draft: a digest, which tells nothing of the text."""
    return sha256(f"{draft} {block}".encode()).hexdigest()[:16]
