"""A person who reads the web edition in a browser; all that the browser asks for is written down."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page, Request

LUMINANCE = """element => {
    const linear = share => share <= .04045 ? share / 12.92 : ((share + .055) / 1.055) ** 2.4;
    const light = text => {
        const [red, green, blue] = text.match(/[\\d.]+/g).slice(0, 3).map(part => linear(part / 255));
        return .2126 * red + .7152 * green + .0722 * blue;
    };
    let behind = element;
    while (/, 0\\)$|transparent/.test(getComputedStyle(behind).backgroundColor)) behind = behind.parentElement;
    return [light(getComputedStyle(element).color), light(getComputedStyle(behind).backgroundColor)];
}"""
"""How light an element's text is and what is behind it, from 0 to 1."""


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
        self.page.set_default_timeout(60_000)  # milliseconds, which a busy machine may take
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        self.page.on("requestfailed", lambda request: self.complaints.extend(_unanswered(request)))

    def open(self, name: str, query: str = "") -> Page:
        """Open a page of the edition from the disk."""
        self.page.goto((self.folder / name).as_uri() + query)
        return self.page


def _unanswered(request: Request) -> list[str]:
    """What is told of a request that failed; nothing where the reader had left the page before the answer."""
    return [] if request.failure == "net::ERR_ABORTED" else [f"not found: {request.url}"]


def contrast(page: Page, selector: str) -> tuple[float, float]:
    """The contrast of the first such element's text by WCAG, and how light the ground is."""
    ink, ground = page.locator(selector).first.evaluate(LUMINANCE)
    return (max(ink, ground) + 0.05) / (min(ink, ground) + 0.05), ground
