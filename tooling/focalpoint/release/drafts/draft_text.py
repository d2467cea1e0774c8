"""Reads the network edition as a draft has it: every block numbered, and each unit's file known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from focalpoint.assembly.tree import Assembled, assemble, write_tree
from focalpoint.checks import check_manual
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.rounds.draft_map import Block
from focalpoint.content.text.imprint import imprint
from focalpoint.files import folder_lock
from focalpoint.problems import Trouble

if TYPE_CHECKING:
    from focalpoint.press import Section

EDITION = Edition.NETWORK
"""Drafts go to the Network: they carry what its edition carries."""


@dataclass(frozen=True)
class DraftText:
    """The text of a draft before it is printed."""

    assembled: Assembled
    units: tuple[Section, ...]
    files: Mapping[str, str]
    """The author's file of each unit, by its name; empty for what the toolchain wrote."""

    def blocks(self) -> list[Block]:
        """All blocks in the order of the book, without the places where they are printed."""
        from focalpoint.press.layout.blocks import unit_blocks

        return [block for unit in self.units for block in unit_blocks(unit, self.files[unit.name])]


def read_draft_text(config: Config, folder: Path, readers: int = 1) -> DraftText:
    """The text as it is now, read in a folder for Sphinx to work in; raises Trouble with all that is wrong in it."""
    from focalpoint.html.edition import sphinx_settings
    from focalpoint.html.sphinx_run import run_sphinx
    from focalpoint.press.print_builder import units

    assembled = assemble(config, check_manual(config), EDITION)
    tree = assembled.tree
    write_tree(tree, folder / "source")
    settings = {**sphinx_settings(config, EDITION, imprint(config, EDITION)), "focalpoint_draft": True}
    run = run_sphinx(folder, tree, "print", settings, readers=readers)
    if run.problems or run.app is None:
        raise Trouble(run.problems)
    found = tuple(units(run.app))
    written = {name.removesuffix(".md").replace("/", "-"): piece.path for name, piece in tree.items()}
    return DraftText(assembled, found, {unit.name: _file(config, written.get(unit.name, "")) for unit in found})


def _file(config: Config, path: str) -> str:
    return path if path.endswith(".md") and (config.root / path).is_file() else ""


def read_today(config: Config) -> tuple[Block, ...]:
    """The blocks of the text as it is in the files now, with their paragraph numbers; nothing is printed."""
    folder = config.build / "today"
    with folder_lock(folder):
        return tuple(read_draft_text(config, folder).blocks())
