"""The pages that only the Secretariat's own edition has: who was consulted, where it went, and all comments."""

from __future__ import annotations

from focalpoint.assembly.generated_pages.comments_page import comments_page
from focalpoint.assembly.generated_pages.consulted import consultation_log_page
from focalpoint.assembly.generated_pages.provenance_page import provenance_page
from focalpoint.config import Config
from focalpoint.content.manual import Manual

FOLDER = "desk"


def desk_pages(config: Config, manual: Manual) -> dict[str, bytes]:
    """The pages and their figures by path in the tree; none where there is nothing to tell."""
    pages: dict[str, bytes] = {}
    if manual.notes or manual.roster.members:
        log, pages = consultation_log_page(config, manual)
        pages |= {"log.md": log.encode(), "provenance.md": provenance_page(manual).encode()}
    if comments := comments_page(manual):
        pages["comments.md"] = comments.encode()
    return {f"{FOLDER}/{name}": data for name, data in pages.items()}
