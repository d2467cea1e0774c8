"""The manual as the preview reads it at every save: what can be drawn, and all that is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from focalpoint.assembly.tree import Piece, assemble
from focalpoint.checks import find_problems
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.local_pages.watching import is_passing
from focalpoint.problems import Problem, ProblemKind, Trouble

WORDING = frozenset(
    {
        *(ProblemKind.OUTDATED, ProblemKind.ACCEPTANCE, ProblemKind.UNCITED_FIGURE, ProblemKind.UNUSED_SOURCE),
        *(ProblemKind.LONG_SENTENCE, ProblemKind.TERM, ProblemKind.SPELLING),
    }
)
"""Faults of wording, which an editor sees while writing: they stop a build, and no page from being drawn."""


@dataclass(frozen=True)
class Source:
    """An edition's tree, with the problems of the files that it was made from."""

    tree: Mapping[str, Piece]
    problems: tuple[Problem, ...]

    def is_sound(self, docname: str) -> bool:
        """Whether nothing is wrong with a text itself."""
        piece = self.tree.get(f"{docname}.md")
        return piece is not None and piece.path not in hindered(self.problems)

    def path(self, docname: str) -> str:
        """The path by which a text's author knows it."""
        piece = self.tree.get(f"{docname}.md")
        return piece.path if piece else ""


def hindered(problems: Iterable[Problem]) -> set[str]:
    """The files that cannot be drawn for what is wrong with them."""
    return {problem.path for problem in problems if problem.kind not in WORDING}


def read_source(config: Config, edition: Edition, before: Mapping[str, Piece]) -> Source:
    """The manual as it is now; where something is wrong, as it was before with those texts renewed that are sound."""
    manual, problems = find_problems(config)
    problems = [problem for problem in problems if not is_passing(problem.path)]
    # An editor's own copy of a chapter would stand beside it as a second one.
    manual = replace(manual, chapters=tuple(one for one in manual.chapters if not is_passing(one.path)))
    try:
        tree: Mapping[str, Piece] = assemble(config, manual, edition).tree
    except Trouble as trouble:
        problems += trouble.problems
        tree = {}
    if (wrong := hindered(problems)) and before:
        texts = {text.path for text in manual.texts} - {manual.index.path}
        sound = {
            name: piece
            for name, piece in tree.items()
            if name in before and piece.path not in wrong and (piece.path in texts or not name.endswith(".md"))
        }
        kept = {name: before[name] for name in ("conf.py", "sources.bib")}
        tree = {**before, **sound, **kept}
    return Source(tree, tuple(problems))


def changed_texts(before: Mapping[str, Piece], after: Mapping[str, Piece]) -> list[str]:
    """The documents whose text is new or another."""
    return [
        name.removesuffix(".md")
        for name, piece in after.items()
        if name.endswith(".md") and name in before and before[name].data != piece.data
    ]
