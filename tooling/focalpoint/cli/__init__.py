"""The words a person types. Only this room prints."""

try:
    from focalpoint.cli.main import main
except KeyboardInterrupt:
    # Loading takes a moment, in which nothing else is there to say it.
    raise SystemExit("stopped by Ctrl-C [stopped]") from None

__all__ = ["main"]
