"""Read the manual at every save: the texts that can be shown, and all problems."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from typing import TypeVar

from focalpoint.assembly.tree import Piece, assemble
from focalpoint.checks import find_problems
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.manual import SOURCES, Chapter, Manual, Note
from focalpoint.content.text.citations import cited_keys
from focalpoint.local_pages.watching import is_temporary
from focalpoint.problems import Problem, ProblemKind, Trouble

HOLDING = frozenset(
    {
        *(ProblemKind.UNREADABLE, ProblemKind.VOCABULARY, ProblemKind.FRONT_MATTER, ProblemKind.HANDLING),
        *(ProblemKind.LEAK, ProblemKind.CONSENT, ProblemKind.CONTENTS, ProblemKind.EMPTY, ProblemKind.IMAGE),
        *(ProblemKind.SOURCE, ProblemKind.DATA, ProblemKind.CONSTRUCT, ProblemKind.STOPPED),
    }
)
"""Problems because of which a file is shown as it was before: nothing could be drawn of it, or what it closes."""
HOLDING_ELSEWHERE = HOLDING | {ProblemKind.STRAY_MARKUP}
"""Those outside the Secretariat's edition: a piece of markup that was read as words may be a label that closes."""
CONF, BIB = "manual/conf.py", SOURCES


@dataclass(frozen=True)
class Source:
    """An edition's tree, and the problems of its files."""

    tree: Mapping[str, Piece]
    problems: tuple[Problem, ...]
    manual: Manual | None = None
    """What the tree was made from; of a text that cannot be shown, its last version that could be."""
    held: frozenset[str] = frozenset()
    """Paths of the files that are in the tree as they were before."""

    def path(self, docname: str) -> str:
        """Find the author's path of a text; empty where there is none."""
        piece = self.tree.get(f"{docname}.md")
        return piece.path if piece else ""


def holding(problems: Iterable[Problem], edition: Edition) -> set[str]:
    """List the files that cannot be shown as they are because of a problem."""
    kinds = HOLDING if edition is Edition.SECRETARIAT else HOLDING_ELSEWHERE
    return {problem.path for problem in problems if problem.kind in kinds}


def read_source(config: Config, edition: Edition, before: Source) -> Source:
    """Read the manual as it is now; a text that cannot be shown stays as it was `before`."""
    manual, problems = find_problems(config)
    problems = [problem for problem in problems if not is_temporary(problem.path)]
    # An editor's temporary copy of a chapter would count as a second chapter.
    manual = replace(manual, chapters=tuple(one for one in manual.chapters if not is_temporary(one.path)))
    wrong = holding(problems, edition)
    if not before.manual and edition is Edition.SECRETARIAT:
        # Where nothing was shown before, all is drawn that can be; another edition may have to leave it out.
        wrong -= {text.path for text in manual.texts if text.path not in manual.unread}
    for _ in range(2):
        shown = _last_sound(manual, before.manual, wrong) if wrong else manual
        try:
            tree = assemble(config, shown, edition).tree
        except Trouble as trouble:
            problems += trouble.problems
            wrong = wrong | {problem.path for problem in trouble.problems}
        except OSError:
            # A file went after it was found: the save that restores it follows.
            break
        else:
            old = {name for name in ("conf.py", "sources.bib") if f"manual/{name}" in wrong and name in before.tree}
            kept = {name: before.tree[name] for name in old}
            return Source({**tree, **kept}, tuple(problems), shown, frozenset(wrong))
    return replace(before, problems=tuple(problems), held=frozenset(one.path for one in before.tree.values()))


One = TypeVar("One", Chapter, Note)


def _last_sound(manual: Manual, last: Manual | None, wrong: Set[str]) -> Manual:
    """Put the last version that could be shown in the place of each text that cannot; leave out a text without one."""
    index_held = last is not None and manual.index.path in wrong
    if last is not None and index_held:
        manual = replace(manual, index=last.index, parts=last.parts)
    named = {entry.docname for part in manual.parts for entry in part.entries}

    def sound(now: tuple[One, ...], then: tuple[One, ...]) -> Iterator[One]:
        old = {text.path: text for text in then}
        for text in now:
            if text.path not in wrong:
                yield text
            elif text.path in old:
                yield old[text.path]
        if index_held:
            yield from (old[path] for path in old.keys() - {text.path for text in now})

    chapters = sound(manual.chapters, last.chapters if last else ())
    notes = sound(manual.notes, last.notes if last else ())
    return replace(
        manual,
        # The contents as they were do not name a chapter that is new.
        chapters=tuple(one for one in chapters if one.docname in named or not index_held),
        notes=tuple(notes),
    )


def changed_texts(before: Source, after: Source) -> list[str]:
    """List the documents whose text has changed, that are new, or that cite a source that has changed."""
    if not before.tree:
        return []
    changed = [
        name.removesuffix(".md")
        for name, piece in after.tree.items()
        if name.endswith(".md") and (name not in before.tree or before.tree[name].data != piece.data)
    ]
    keys = _changed_sources(before.tree.get("sources.bib"), after.tree.get("sources.bib"))
    texts = after.manual.texts if keys and after.manual else ()
    citing = [text.docname for text in texts if any(key in keys for key, _line in cited_keys(text.reading))]
    return list(dict.fromkeys([*changed, *citing]))


def changed_files(before: Source, after: Source) -> set[str]:
    """List the pictures and data whose content has changed, by their names in the tree."""
    return {
        name
        for name, piece in after.tree.items()
        if not name.endswith((".md", ".bib", ".py")) and name in before.tree and before.tree[name].data != piece.data
    }


_ENTRY = re.compile(r"^@\w+\s*\{\s*([^,\s]+)\s*,.*?(?=^@|\Z)", re.MULTILINE | re.DOTALL)


def _changed_sources(before: Piece | None, after: Piece | None) -> set[str]:
    """List the keys of the sources that read otherwise than before."""
    old, new = ({m[1]: m[0] for m in _ENTRY.finditer(one.data.decode())} if one else {} for one in (before, after))
    return {key for key in old.keys() & new.keys() if old[key].strip() != new[key].strip()}
