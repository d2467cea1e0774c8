"""The pages that only the Secretariat's own edition has: who was consulted, and where it went."""

from __future__ import annotations

from focalpoint.assembly.consulted import consultation_log_page
from focalpoint.assembly.provenance_page import provenance_page
from focalpoint.config import Config
from focalpoint.content.manual import Manual

FOLDER = "desk"


def desk_pages(config: Config, manual: Manual) -> dict[str, bytes]:
    """The pages and their figures by path in the tree; none where nobody was consulted and no member is known."""
    if not manual.notes and not manual.roster.members:
        return {}
    log, figures = consultation_log_page(config, manual)
    pages = {"log.md": log.encode(), "provenance.md": provenance_page(manual).encode(), **figures}
    return {f"{FOLDER}/{name}": data for name, data in pages.items()}
