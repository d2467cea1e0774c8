"""Write one chapter as a web article, and find the block that a save has changed."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from lxml import html
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.parallel import SerialTasks

from focalpoint.extension.boxes import box
from focalpoint.html.page_builder import write_style_sheet

if TYPE_CHECKING:
    from sphinx.application import Sphinx
from lxml.html import HtmlElement

MARK = "at-"
"""Prefix of the id of a block that has none of its own."""
BLOCKS = (
    nodes.paragraph, nodes.bullet_list, nodes.enumerated_list, nodes.list_item, nodes.definition_list_item,
    nodes.table, nodes.row, nodes.figure, nodes.literal_block, nodes.block_quote, nodes.Admonition, box,
)  # fmt: skip


def mark_blocks(app: Sphinx, doctree: nodes.document) -> None:
    """Give every block an id, the same on the web page and in print, so that both panes can show the same place."""
    for number, node in enumerate(node for node in doctree.findall(nodes.Element) if isinstance(node, BLOCKS)):
        if not node["ids"]:
            node["ids"].append(f"{MARK}{number}")


def block_lines(doctree: nodes.document) -> tuple[tuple[int, str], ...]:
    """List the line on which each block begins, with its id, in the order of the lines."""
    blocks = (node for node in doctree.findall(nodes.Element) if isinstance(node, (*BLOCKS, nodes.title)))
    named = ((node.line, node["ids"] or node.parent["ids"]) for node in blocks if node.line)
    return tuple(sorted((line, ids[0]) for line, ids in named if ids))


class ArticleBuilder(StandaloneHTMLBuilder):
    """Write a document as the web edition does, without the page around the text, which would take longer."""

    name = "html"
    search = False
    article = ""
    """The document written last."""
    lines: tuple[tuple[int, str], ...] = ()
    """Its blocks, by their lines."""

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write a document, and keep the lines of its blocks."""
        self.lines = block_lines(doctree)
        super().write_doc(docname, doctree)

    def get_doc_context(self, docname: str, body: str, metatags: str) -> dict[str, Any]:
        """Return the article only; the preview does not show the rest of the page."""
        return {"body": body}

    def handle_page(self, pagename: str, addctx: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        """Keep the article."""
        self.article = addctx["body"]


def shared_files(builder: Any, characters: Collection[str]) -> tuple[str, ...]:
    """Write the files that all pages share, and read the addresses of the style sheets from one whole page.

    `characters` are those that have a typeface in the style sheet beyond the languages in Latin script.
    """
    root = builder.config.root_doc
    builder.finish_tasks = SerialTasks()
    builder.search = False
    builder.prepare_writing({root})
    builder.copy_assets()
    write_style_sheet(Path(builder.outdir), characters)
    builder.handle_page(root, builder.get_doc_context(root, "", ""))
    page = html.parse(str(Path(builder.outdir) / f"{root}.html"))
    return tuple(str(link) for link in page.xpath("//link[@rel='stylesheet']/@href"))


LEAVES = frozenset("p li tr dt dd figure pre h1 h2 h3 h4 h5 h6".split())


def changed_block(before: str, after: str) -> str:
    """Find the id of the first block of `after` that is new or changed since `before`; empty where there is none."""
    old, new = _blocks(before), _blocks(after)
    if old == new or not new:
        return ""
    # An inserted block shifts the ids of all blocks after it, so only the blocks before the first change are equal.
    place = next((place for place, (one, two) in enumerate(zip(old, new, strict=False)) if one != two), len(old))
    return new[min(place, len(new) - 1)][0]


def _blocks(body: str) -> list[tuple[str, str]]:
    """List every block that contains no other, each after its id or the id of the last element before it."""
    if not body.strip():
        return []
    found, name = [], ""
    for element in html.fragment_fromstring(body, create_parent="div").iter():
        if isinstance(element.tag, str):
            name = (element.get("id") or name) if element.tag in LEAVES | {"section", "div", "table"} else name
            if element.tag in LEAVES and not _contains_block(element):
                found.append((name, html.tostring(element, encoding="unicode", with_tail=False)))
    return found


def _contains_block(element: HtmlElement) -> bool:
    return any(child.tag in LEAVES for child in element.iterdescendants())
