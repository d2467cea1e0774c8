"""Write the release notes of one edition: what it is, what changed, and how to check it."""

from __future__ import annotations

from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.text.imprint import imprint

NOTES = "RELEASE-NOTES.txt"
_TEXT = """{title}
{edition}, version {version}, {day}

Who may read it: {handling}.

manual.pdf            the print edition
manual-printer.pdf    the same for a print shop, with bleed and crop marks
html/                 the web edition; open html/index.html, no server is needed
html.zip              the same as one file, for a mail or a stick
briefs/               two pages for each ministry, where the manual has them
forms/                forms as Word files, where the manual has them
HEADERS.txt           the headers with which a web server should publish html/
SHA256SUMS            to check that all files are whole: sha256sum --check SHA256SUMS

{changes}"""
_FIRST = "This is the first release.\n"


def release_notes(config: Config, edition: Edition, changes: str) -> bytes:
    """Write the notes; they say nothing of another edition, so that they may go out with this one.

    `changes` says how much has changed since the release before; it is empty for the first.
    """
    facts = imprint(config, edition)
    text = _TEXT.format(
        title=config.settings.title,
        edition=facts.edition,
        version=config.version,
        day=facts.dated,
        handling=edition.clearance,
        changes=changes or _FIRST,
    )
    return text.encode()
