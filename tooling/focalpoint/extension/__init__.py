"""The manual's own Sphinx extension: numbered paragraphs, lettered sections, citations of notes and UN documents."""

from focalpoint.extension.entry import setup

__all__ = ["setup"]
