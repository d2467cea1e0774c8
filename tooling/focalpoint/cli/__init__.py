"""The words a person types. Only this room prints."""

from focalpoint.cli.main import main

__all__ = ["main"]
