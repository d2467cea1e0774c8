"""The fetcher that WeasyPrint asks for every file a unit names."""

from __future__ import annotations

from pathlib import Path

from weasyprint.urls import URLFetcher, URLFetcherResponse  # type: ignore[import-untyped]

from focalpoint.press.layout.isolation import FONTS, THEME, RefusedError, media_type, readable


class Fetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Serves a unit's own files and the press's, and keeps a list of what it refused."""

    def __init__(self, assets: Path) -> None:
        super().__init__(allowed_protocols=("file",), allow_redirects=False)
        self.folders = (assets, THEME, FONTS)
        self.refused: list[str] = []
        """What was refused and why; WeasyPrint itself would print on without the file."""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Serve one file, or refuse it."""
        try:
            path = readable(url, self.folders)
        except RefusedError as reason:
            self.refused.append(str(reason))
            raise
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": media_type(path)})
