"""Set up the manual's Sphinx extension; `setup` lists everything that it adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from focalpoint.extension.blocks import setup_blocks
from focalpoint.extension.book_order import setup_numbers
from focalpoint.extension.boxes import setup_boxes
from focalpoint.extension.briefs import setup_briefs
from focalpoint.extension.catalogue import setup_catalogue
from focalpoint.extension.chapter import setup_chapter
from focalpoint.extension.closed_text import setup_closed_text
from focalpoint.extension.doctree_cache import setup_doctree_cache
from focalpoint.extension.domain import setup_domain
from focalpoint.extension.forms import setup_forms
from focalpoint.extension.manual_parser import setup_parser
from focalpoint.extension.paragraphs import setup_paragraphs
from focalpoint.extension.points import setup_points
from focalpoint.extension.provenance import setup_provenance
from focalpoint.extension.sources import setup_sources
from focalpoint.extension.sphinx_private import refuse_untried_release
from focalpoint.extension.stale_pages import setup_stale_pages
from focalpoint.extension.subjects import setup_subjects
from focalpoint.vocabulary import Vocabulary

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

VERSION = "1"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the manual's domain, nodes, events and citation style to a Sphinx application.

    What has the same priority runs in the order of these lines.
    """
    refuse_untried_release()
    app.add_config_value("focalpoint_code", "", "env", types=(str,))
    app.add_config_value("focalpoint_edition", "public", "env", types=(str,))
    app.add_config_value("focalpoint_vocabulary", None, "env", types=(Vocabulary,))
    app.add_config_value("focalpoint_draft", False, "env", types=(bool,))
    setup_parser(app)
    setup_closed_text(app)
    setup_domain(app)
    setup_doctree_cache(app)
    setup_boxes(app)
    setup_sources(app)
    setup_chapter(app)
    setup_paragraphs(app)
    setup_provenance(app)
    setup_forms(app)
    setup_briefs(app)
    setup_points(app)
    setup_catalogue(app)
    setup_subjects(app)
    setup_blocks(app)
    setup_numbers(app)
    setup_stale_pages(app)
    return {"version": VERSION, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
