"""Write the HTTP headers with which a web server should publish a web edition: nothing from elsewhere may run in it."""

from __future__ import annotations

from collections.abc import Mapping

from focalpoint.html.page_facts import POLICY

FILE = "HEADERS.txt"
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": f"{POLICY}; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""The policy that each page carries, and what a page cannot say of itself."""


def headers_file() -> bytes:
    """Write the headers one a line, as `docs/publishing.md` says to use them."""
    return "".join(f"{name}: {value}\n" for name, value in HEADERS.items()).encode()
