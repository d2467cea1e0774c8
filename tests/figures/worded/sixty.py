"""How long sixty returned files of one chapter take: `python -m tests.figures.worded.sixty [FILES]`.

Each file is an invented chapter with an edit of another kind and habit; each is read in a process of its own, found
among what was sent, and compared, as `focalpoint word in` does it.
"""

from __future__ import annotations

import resource
import shutil
import sys
import tempfile
from pathlib import Path
from random import Random

from focalpoint.config import Config
from focalpoint.word.returned.changes import compare
from focalpoint.word.returned.sandboxed import read_returned_word

from ..word_edits import DAY, HERE
from .chapter import sent_chapter
from .habits import HABITS
from .hands import WordFile
from .kinds import KINDS

FILES = 60


def measure(files: int, folder: Path) -> tuple[int, float]:
    """Read and compare so many files; return how many had changes, and the processor time in seconds."""
    sample = sent_chapter()
    (folder / "pyproject.toml").write_text((HERE.parent / "pyproject.toml").read_text(encoding="utf-8"), "utf-8")
    shutil.copytree(HERE.parent / "manual", folder / "manual")
    config = Config.load(folder, DAY)
    paths: list[Path] = []
    for number in range(files):
        dice, file = Random(f"sixty {number}"), WordFile(sample.data, tracked=number % 2 == 0)
        list(KINDS.values())[number % len(KINDS)](file, dice)
        list(HABITS.values())[number % len(HABITS)](file, dice)
        paths.append(folder / f"{number}.docx")
        paths[-1].write_bytes(file.saved())
    before = _spent()
    changed = sum(bool(compare(read_returned_word(path, config), [sample.page]).changes) for path in paths)
    return changed, _spent() - before


def _spent() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)


def main() -> None:
    """Measure, and print the figure."""
    files = int(sys.argv[1]) if len(sys.argv) > 1 else FILES
    with tempfile.TemporaryDirectory() as folder:
        changed, seconds = measure(files, Path(folder))
    print(f"{files} returned files, {changed} of them with changes, in {seconds:.1f} s of processor time")


if __name__ == "__main__":
    main()
