"""The web half of the preview: one chapter's article, written as the site's own builder writes it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from lxml import html
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.parallel import SerialTasks

from focalpoint.extension.boxes import box

if TYPE_CHECKING:
    from sphinx.application import Sphinx

MARK = "at-"
"""Begins the id of a block that has none of its own."""
BLOCKS = (
    nodes.paragraph, nodes.bullet_list, nodes.enumerated_list, nodes.list_item, nodes.definition_list_item,
    nodes.table, nodes.row, nodes.figure, nodes.literal_block, nodes.block_quote, nodes.Admonition, box,
)  # fmt: skip


def mark_blocks(app: Sphinx, doctree: nodes.document) -> None:
    """Give every block an id, the same in both editions: by it one pane finds what the other shows."""
    for number, node in enumerate(node for node in doctree.findall(nodes.Element) if isinstance(node, BLOCKS)):
        if not node["ids"]:
            node["ids"].append(f"{MARK}{number}")


class ArticleBuilder(StandaloneHTMLBuilder):
    """Writes a document with the site's writer, without the page around it, which takes longer than the text."""

    name = "html"
    search = False
    article = ""
    """The document written last."""

    def get_doc_context(self, docname: str, body: str, metatags: str) -> dict[str, Any]:
        """The article alone: what stands around it in the site is not shown."""
        return {"body": body}

    def handle_page(self, pagename: str, addctx: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        """Keep the article."""
        self.article = addctx["body"]


def shared_files(builder: Any) -> tuple[str, ...]:
    """Copy what all pages share, and read from one whole page the addresses of its style sheets."""
    root = builder.config.root_doc
    builder.finish_tasks = SerialTasks()
    builder.search = False
    builder.prepare_writing({root})
    builder.copy_assets()
    builder.handle_page(root, builder.get_doc_context(root, "", ""))
    page = html.parse(str(Path(builder.outdir) / f"{root}.html"))
    return tuple(str(link) for link in page.xpath("//link[@rel='stylesheet']/@href"))
