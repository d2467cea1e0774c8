"""The manual's own Sphinx extension: numbered paragraphs, lettered sections, citations of notes and UN documents."""

from focalpoint.extension.setup import setup

__all__ = ["setup"]
