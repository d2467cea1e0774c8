"""Write the HTTP headers with which a web server should publish a web edition: nothing from elsewhere may run in it."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from lxml import html

HEADERS = "HEADERS.txt"


def content_policy(folder: Path) -> str:
    """Make the strictest Content-Security-Policy that the pages of a folder pass: their own files, and their scripts.

    A script inside a page is allowed by the digest of its text, so that no other can run.
    """
    scripts = {
        str(script.text)
        for path in sorted(folder.rglob("*.html"))
        for script in html.document_fromstring(path.read_bytes()).iter("script")
        if script.get("src") is None and script.text
    }
    digests = sorted(b64encode(sha256(text.encode()).digest()).decode() for text in scripts)
    allowed = " ".join(["'self'", *(f"'sha256-{digest}'" for digest in digests)])
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def headers_of(folder: Path) -> dict[str, str]:
    """Make all headers for the pages of a folder."""
    return {
        "Content-Security-Policy": content_policy(folder),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def headers_file(folder: Path) -> bytes:
    """Write the headers one a line, as `docs/publishing.md` says to use them."""
    return "".join(f"{name}: {value}\n" for name, value in headers_of(folder).items()).encode()
