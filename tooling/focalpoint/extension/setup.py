"""What the extension adds to Sphinx, as a table of contents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pybtex.plugin import register_plugin

from focalpoint.extension.blocks import number_blocks
from focalpoint.extension.boxes import box, depart_box, visit_box
from focalpoint.extension.briefs import FillBriefs, LeadToBriefs, pending_more, pending_place
from focalpoint.extension.catalogue import catalogue_filter, collect_actions, leave_filter, visit_filter
from focalpoint.extension.chapter import keep_images_inside, number_footnotes, open_chapter
from focalpoint.extension.closed_text import setup_closed_text
from focalpoint.extension.doctree_cache import Links
from focalpoint.extension.domain import setup_domain
from focalpoint.extension.forms import LinkDownloads, give_forms_room, pending_download
from focalpoint.extension.heard import ResolveHeard, collect_uses, pending_heard
from focalpoint.extension.numbers import BookNumbers, replace_toctree_numbers
from focalpoint.extension.paragraphs import (
    depart_paragraph_number,
    number_paragraphs,
    paragraph_number,
    visit_paragraph_number,
)
from focalpoint.extension.points import ShowUses, number_points
from focalpoint.extension.provenance import FillTables, pending_table
from focalpoint.extension.sources import SourceStyle, class_sources
from focalpoint.extension.stale_pages import keep_state, stale_documents

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

VERSION = "1"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the manual's domain, nodes, events and citation style to a Sphinx application."""
    app.add_config_value("focalpoint_code", "", "env", types=(str,))
    app.add_config_value("focalpoint_edition", "public", "env", types=(str,))
    app.add_config_value("focalpoint_draft", False, "env", types=(bool,))
    setup_closed_text(app)
    setup_domain(app)
    app.add_domain(Links, override=True)

    app.add_node(paragraph_number, html=(visit_paragraph_number, depart_paragraph_number))
    app.add_node(box, html=(visit_box, depart_box))
    app.add_node(catalogue_filter, html=(visit_filter, leave_filter))
    app.add_node(pending_heard)
    app.add_node(pending_table)
    app.add_node(pending_download)
    app.add_node(pending_more)
    app.add_node(pending_place)

    register_plugin("pybtex.style.formatting", "focalpoint", SourceStyle)

    app.connect("doctree-read", keep_images_inside, 400)
    app.connect("doctree-read", class_sources, 500)
    app.connect("doctree-read", open_chapter, 600)
    app.connect("doctree-read", give_forms_room, 605)
    app.connect("doctree-read", number_paragraphs, 610)
    app.connect("doctree-read", number_points, 620)
    app.connect("doctree-read", number_footnotes, 630)
    app.connect("doctree-read", collect_uses, 640)
    app.connect("doctree-read", collect_actions, 640)
    app.connect("doctree-read", number_blocks, 650)

    app.add_env_collector(BookNumbers)
    app.connect("builder-inited", replace_toctree_numbers)
    app.connect("env-get-updated", stale_documents, 900)
    app.connect("build-finished", keep_state)

    app.add_post_transform(FillTables)
    app.add_post_transform(LinkDownloads)
    app.add_post_transform(FillBriefs)
    app.add_post_transform(LeadToBriefs)
    app.add_post_transform(ResolveHeard)
    app.add_post_transform(ShowUses)
    return {"version": VERSION, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
