"""Read the network edition as a draft has it: every block numbered, and each section's file known."""

from __future__ import annotations

from focalpoint.content.consultation.handling import Edition
from focalpoint.content.rounds.draft_map import Block
from focalpoint.release.job import Job

EDITION = Edition.NETWORK
"""Drafts go to the Network: they carry what its edition carries."""


def section_files(job: Job) -> dict[str, str]:
    """Return the author's file of each section, by its name; empty for what the toolchain wrote."""
    written = {name.removesuffix(".md").replace("/", "-"): piece.path for name, piece in job.assembled.tree.items()}
    paths = {section.name: written.get(section.name, "") for section in job.sections}
    own = {path for path in paths.values() if path.endswith(".md") and (job.config.root / path).is_file()}
    return {name: path if path in own else "" for name, path in paths.items()}


def blocks(job: Job) -> list[Block]:
    """List all blocks of what was read, in the order of the book, without the places where they are printed."""
    from focalpoint.press.layout.blocks import unit_blocks

    files = section_files(job)
    return [block for section in job.sections for block in unit_blocks(section, files[section.name])]
