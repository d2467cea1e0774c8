"""Read a block of HTML in foreign Markdown: comments, pictures, tables, and the words of everything else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from lxml import html
from lxml.html import defs

from focalpoint.conversion.blocks import Block, Figure, Foreign, Heading, Items, Paragraph, Quotation, Remark, Table

Picture = Callable[[str, str, int], Block | None]
Inline = Callable[[str, int], list[Block]]
"""Reads one run of Markdown with HTML in it."""
HTML = frozenset(defs.tags) | frozenset("mark details summary figure figcaption main nav section article aside".split())
"""Names of the tags of HTML; anything else between such brackets is a word, as in `<name>`."""
_ANY_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)([^<>]*)>")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_SILENT = frozenset({"script", "style", "iframe", "video", "audio", "object", "svg", "form", "noscript"})
_BLOCKS = frozenset(
    "p div section article aside header footer main nav details summary center blockquote ul ol li dl dt dd table "
    "figure figcaption h1 h2 h3 h4 h5 h6 pre hr img".split()
)


def blocks_of_html(text: str, line: int, foreign: Foreign, picture: Picture, inline: Inline) -> Iterator[Block]:
    """Yield the blocks of a piece of HTML."""
    yield from (Remark(found[1].strip()) for found in _COMMENT.finditer(text) if found[1].strip())
    bare = _ANY_TAG.sub(_known, _COMMENT.sub("", text)).strip()
    # A piece often is one tag alone, whose end follows after Markdown: nothing of it is words.
    if not bare or (
        re.fullmatch(r"(?:</?[A-Za-z][^<>]*>\s*)+", bare) and not re.search(r"<(?:img|iframe|video)\b", bare)
    ):
        return
    try:
        parser = html.HTMLParser(no_network=True, huge_tree=False)
        root = html.fragment_fromstring(bare, create_parent="div", parser=parser)
    except Exception:  # what lxml refuses it refuses in many ways
        foreign.leave(line, f"HTML that cannot be read: `{bare}`; write what it said")
        return
    yield from _Html(line, foreign, picture, inline).blocks(root)


def _known(found: re.Match[str]) -> str:
    return found[0] if found[2].lower() in HTML else f"&lt;{found[1]}{found[2]}{found[3]}&gt;"


class _Html:
    def __init__(self, line: int, foreign: Foreign, picture: Picture, inline: Inline) -> None:
        self._line = line
        self._foreign = foreign
        self._picture = picture
        self._inline = inline

    def blocks(self, node: Any) -> Iterator[Block]:
        """Yield the blocks below a node; words between them are paragraphs."""
        run = _text(node.text)
        for child in node:
            if not isinstance(child.tag, str):
                run += _text(child.tail)
                continue
            if child.tag in _BLOCKS | _SILENT:
                yield from self._words(run)
                run = _text(child.tail)
                yield from self._block(child)
            else:
                run += html.tostring(child, encoding="unicode", with_tail=True)
        yield from self._words(run)

    def _words(self, run: str) -> Iterator[Block]:
        if run.strip():
            yield from self._inline(" ".join(run.split()), self._line)

    def _block(self, node: Any) -> Iterator[Block]:
        tag = node.tag
        if tag in _SILENT:
            said = " ".join([*node.text_content().split(), *(node.get("src") or "").split()])
            self._foreign.leave(self._line, f"`<{tag}>`: “{said}”; a page that is printed cannot have it")
        elif tag == "img":
            if found := self._picture(node.get("src") or "", node.get("alt") or "", self._line):
                yield found
        elif re.fullmatch(r"h[1-6]", tag):
            for block in self.blocks(node):
                yield Heading(int(tag[1]), block.words, self._line) if isinstance(block, Paragraph) else block
        elif tag in ("ul", "ol"):
            yield Items("-" if tag == "ul" else "1", [list(self.blocks(item)) for item in node if item.tag == "li"])
        elif tag == "table":
            yield Table([[self._cell(cell) for cell in row if cell.tag in ("td", "th")] for row in node.iter("tr")])
        elif tag == "blockquote":
            yield Quotation(list(self.blocks(node)))
        elif tag == "figure":
            yield from self._figure(node)
        elif tag == "summary":
            for block in self.blocks(node):
                yield Paragraph(f"**{block.words}**") if isinstance(block, Paragraph) else block
        else:
            yield from self.blocks(node)

    def _figure(self, node: Any) -> Iterator[Block]:
        blocks = list(self.blocks(node))
        figure = next((block for block in blocks if isinstance(block, Figure)), None)
        caption = next((block for block in blocks if isinstance(block, Paragraph)), None)
        if figure and caption:
            figure.caption = caption.words
            blocks.remove(caption)
        yield from blocks

    def _cell(self, node: Any) -> list[str]:
        said: list[str] = []
        for block in self.blocks(node):
            if isinstance(block, Paragraph):
                said += block.words.split("\n")
            elif isinstance(block, Items):
                said += [one.words for item in block.items for one in item if isinstance(one, Paragraph)]
            else:
                self._foreign.leave(self._line, f"a block within a table ({block}); put it before the table")
        return said


def _text(words: str | None) -> str:
    """Words between tags, in which nothing is a tag."""
    return (words or "").replace("&", "&amp;").replace("<", "&lt;")
