"""Find links of finished web pages that lead to a page or place which is not there."""

from __future__ import annotations

import os
from collections.abc import Mapping, Set
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

from focalpoint.problems import Problem, ProblemKind

_SETTING = "="
"""What a fragment holds that sets what a page shows, as `actions.html#ministry=justice`, and names no place."""
_ADVICE = "mend the chapter or the page that writes it"


def dead_links(folder: Path) -> list[Problem]:
    """List each link between the pages of a folder that leads nowhere, with the page it stands on."""
    pages = {path: html.document_fromstring(path.read_bytes()) for path in sorted(folder.rglob("*.html"))}
    places = {path: _values(page, "id", "name") for path, page in pages.items()}
    found = []
    for path, page in pages.items():
        for address in sorted(_values(page, "href", "src")):
            if why := _wrong_with(folder, path, address, places):
                name = path.relative_to(folder).as_posix()
                found.append(Problem(name, 0, ProblemKind.LINK, f"the link `{address}` leads {why}; {_ADVICE}"))
    return found


def _values(page: html.HtmlElement, *names: str) -> set[str]:
    return {str(value) for node in page.iter() for name in names if (value := node.get(name)) is not None}


def _wrong_with(folder: Path, page: Path, address: str, places: Mapping[Path, Set[str]]) -> str:
    """Say where a link leads that leads nowhere; empty where it is right, or leads to another site."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return ""
    target = Path(os.path.normpath(page.parent / unquote(parts.path))) if parts.path else page
    if not target.is_relative_to(folder):
        return "out of the edition"
    target = target / "index.html" if target.is_dir() else target
    if target not in places and not target.is_file():
        return "to no file of the edition"
    known = places.get(target)
    if _SETTING in parts.fragment:
        return ""
    lost = parts.fragment and known is not None and known.isdisjoint({parts.fragment, unquote(parts.fragment)})
    return "to no place of that page" if lost else ""
