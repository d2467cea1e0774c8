"""An edition of a few files, searched for what one closed note says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from planted_leaks import CHINESE, SECRET

from focalpoint.content.consultation.withheld import Withheld
from focalpoint.leaks.find_leaks import find_leaks
from focalpoint.problems import Problem, ProblemKind

RUSSIAN = "Делегация просила по секрету вычеркнуть портовый реестр этой зимой навсегда"
CLOSED = Withheld("consultations/notes/closed.md", 9, "note", (f"3. {SECRET}. {{heard}}`x 1`", RUSSIAN, CHINESE))
TELLING = {word.casefold() for word in (*SECRET.split(), *RUSSIAN.split()) if len(word) > 5}
ROOT = "/srv/fictional/press"


def write(folder: Path, files: dict[str, bytes]) -> Path:
    """An edition of these files."""
    edition = folder / "dist" / "public"
    for name, data in files.items():
        path = edition / "html" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return edition


def leaks(
    folder: Path,
    files: dict[str, bytes],
    withheld: Sequence[Withheld] = (CLOSED,),
    carried: Sequence[str] = ("Open.",),
    forbidden: Sequence[str] = (ROOT,),
) -> list[Problem]:
    """What is found in an edition of these files; whatever it is, it is a leak told without its words."""
    problems = find_leaks(write(folder, files), withheld, carried, forbidden)
    for problem in problems:
        assert problem.kind is ProblemKind.LEAK
        assert problem.path.startswith("dist/public")
        assert "; " in problem.message
        assert not [word for word in TELLING if word in str(problem).casefold()]
    return problems
