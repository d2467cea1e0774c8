"""The words of the reviewer's page and of the text that it writes, in each language of its buttons."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

_FOLDER = Path(__file__).with_name("words")
LANGUAGES = ("en", "fr", "es")
"""The first one is the page's own where nothing else is asked for."""
WORDS: Mapping[str, Mapping[str, str]] = {
    language: json.loads((_FOLDER / f"{language}.json").read_text(encoding="utf-8")) for language in LANGUAGES
}
"""By language, then by the name that the page has for the words."""
