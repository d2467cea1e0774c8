"""A person who reads the web edition in a browser; all that the browser asks for is written down."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page


@dataclass
class Reader:
    """A person at a screen, who opens pages of the edition."""

    page: Page
    folder: Path
    asked: list[str] = field(default_factory=list)
    """The address of everything that the browser asked for."""
    complaints: list[str] = field(default_factory=list)
    """What it wrote to its console as an error, and what threw."""

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        self.page.on("requestfailed", lambda request: self.complaints.append(f"not found: {request.url}"))

    def open(self, name: str, query: str = "") -> Page:
        """Open a page of the edition from the disk."""
        self.page.goto((self.folder / name).as_uri() + query)
        return self.page
