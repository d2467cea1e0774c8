"""A project whose open chapter rests on a closed note, of which some words are cleared."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from focalpoint.assembly.tree import Piece, assemble
from focalpoint.checks import check_manual
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.problems import Trouble
from sample_project import Project

NOTE = "consultations/notes/lima-2026.md"
CHAPTER = "manual/ground/post.md"
SENTENCE = "Neighbours of several States wished for a *quieter* list."


def config_of(project: Project) -> Config:
    return Config.load(project.root, date(2026, 11, 23))


def tree_of(project: Project, edition: Edition = Edition.PUBLIC) -> Mapping[str, Piece]:
    return assemble(config_of(project), check_manual(config_of(project)), edition).tree


def chapter_of(tree: Mapping[str, Piece], name: str = "ground/post.md") -> str:
    return tree[name].data.decode()


def refused(project: Project, edition: Edition = Edition.PUBLIC) -> list[str]:
    with pytest.raises(Trouble) as caught:
        tree_of(project, edition)
    return [str(problem) for problem in caught.value.problems]


def clear(project: Project, text: str = "Neighbours of several states wished for a quieter list") -> None:
    """Clear a sentence of the closed note."""
    project.edit(NOTE, "challenge: 2", f"challenge: 2\ncleared_text: {text}.\ncleared_on: 2026-06-01")


def rest_on_it(project: Project, sentence: str = SENTENCE) -> int:
    """Have the open chapter rest on the closed note; returns the line."""
    project.edit(CHAPTER, "Members work from many ministries.", f"{sentence} {{heard}}`lima-2026 1`\nMembers work.")
    return project.line(CHAPTER, sentence)
