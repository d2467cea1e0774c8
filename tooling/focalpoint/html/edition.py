"""The settings of Sphinx that an edition adds to the manual's `conf.py`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.text.imprint import Imprint

THEME = Path(__file__).resolve().parent / "theme"
FONTS = Path(__file__).resolve().parent.parent / "press" / "fonts"


def sphinx_settings(config: Config, edition: Edition, imprint: Imprint) -> dict[str, Any]:
    """Overrides for one edition: names, dates, and the look of the pages."""
    settings = config.settings
    return {
        "focalpoint_edition": edition.value,
        "focalpoint_vocabulary": config.vocabulary,
        "project": settings.title,
        "author": settings.publisher,
        "copyright": f"{imprint.date.year}, {settings.publisher}",
        "language": "en",
        "version": config.version,
        "release": f"{imprint.edition}, {config.version}, {imprint.dated}",
        "html_title": settings.title,
        "html_static_path": [str(THEME / "static"), str(FONTS)],
        "html_css_files": ["focalpoint.css"],
        "html_js_files": [("catalogue.js", {"defer": "defer"})],
        "templates_path": [str(THEME / "templates")],
        "html_show_search_summary": False,
        "html_last_updated_fmt": None,
        "html_sidebars": {"**": ["edition.html", "search-button-field.html", "sbt-sidebar-nav.html"]},
        "html_context": {
            "edition": imprint.edition,
            "edition_date": imprint.dated,
            "network": settings.network,
            "briefs": config.vocabulary.brief.title if config.vocabulary.brief else "",
            "handling": edition.clearance.value,
            "default_mode": "auto",
        },
    }
