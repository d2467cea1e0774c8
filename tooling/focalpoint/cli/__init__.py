"""The words a person types. Only this room prints."""

__all__ = ["main"]


def main() -> None:
    """Run the command line."""
    # Loaded here: the press's workers load this file too, and need nothing of what it leads to.
    try:
        from focalpoint.cli.main import main as run
    except KeyboardInterrupt:
        raise SystemExit("stopped by Ctrl-C [stopped]") from None
    run()
