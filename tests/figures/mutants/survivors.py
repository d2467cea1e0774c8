"""The mutants that no test can or need see, each with the reason, as a person has reviewed them."""

from __future__ import annotations

import tomllib
from pathlib import Path

Name = tuple[str, str, str]
"""File, function and text of a mutation."""
FILE = Path(__file__).with_name("survivors.toml")
PACKAGE = Path(__file__).resolve().parents[3] / "tooling" / "focalpoint"


def named() -> dict[Name, str]:
    """Read the reason of each survivor; raise where one has none, or stands twice."""
    found: dict[Name, str] = {}
    for entry in tomllib.loads(FILE.read_text(encoding="utf-8")).get("survivor", []):
        assert len(entry["reason"]) > 10, f"{entry}: give the reason"
        for text in entry["mutations"]:
            name = (entry["file"], entry["function"], text)
            assert name not in found, f"{name} stands twice"
            found[name] = entry["reason"]
    return found
