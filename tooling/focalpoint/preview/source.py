"""Read the manual at every save: the texts that can be shown, and all problems."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from focalpoint.assembly.tree import Piece, assemble
from focalpoint.checks import find_problems
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.local_pages.watching import is_temporary
from focalpoint.problems import Problem, ProblemKind, Trouble

WORDING = frozenset(
    {
        *(ProblemKind.OUTDATED, ProblemKind.ACCEPTANCE, ProblemKind.UNCITED_FIGURE, ProblemKind.UNUSED_SOURCE),
        *(ProblemKind.LONG_SENTENCE, ProblemKind.TERM, ProblemKind.SPELLING),
    }
)
"""Problems of wording: they stop a build, but the page can be shown."""


@dataclass(frozen=True)
class Source:
    """An edition's tree, and the problems of its files."""

    tree: Mapping[str, Piece]
    problems: tuple[Problem, ...]

    def is_sound(self, docname: str) -> bool:
        """Tell whether a text has no problem of its own."""
        piece = self.tree.get(f"{docname}.md")
        return piece is not None and piece.path not in unshowable(self.problems)

    def path(self, docname: str) -> str:
        """Find the author's path of a text; empty where there is none."""
        piece = self.tree.get(f"{docname}.md")
        return piece.path if piece else ""


def unshowable(problems: Iterable[Problem]) -> set[str]:
    """List the files that cannot be shown because of a problem."""
    return {problem.path for problem in problems if problem.kind not in WORDING}


def read_source(config: Config, edition: Edition, before: Mapping[str, Piece]) -> Source:
    """Read the manual as it is now; where there are problems, take the tree `before` and renew its sound texts."""
    manual, problems = find_problems(config)
    problems = [problem for problem in problems if not is_temporary(problem.path)]
    # An editor's temporary copy of a chapter would count as a second chapter.
    manual = replace(manual, chapters=tuple(one for one in manual.chapters if not is_temporary(one.path)))
    try:
        tree: Mapping[str, Piece] = assemble(config, manual, edition).tree
    except Trouble as trouble:
        problems += trouble.problems
        tree = {}
    if (wrong := unshowable(problems)) and before:
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
    """List the documents whose text has changed."""
    return [
        name.removesuffix(".md")
        for name, piece in after.items()
        if name.endswith(".md") and name in before and before[name].data != piece.data
    ]
