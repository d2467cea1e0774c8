"""What an edit costs beside a build from nothing, and this checkout beside another one: `make bench BASELINE=path`.

The two sides of a ratio take turns in one run, so that whatever else the machine does falls on both.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from . import builds
from .report import Figures

CHAPTERS, LONG_CHAPTERS = 18, 74
"""Of synthetic manuals of 252 and of about 1,000 pages."""
WRITE = (
    "import importlib, importlib.util, pathlib, sys; sys.path.insert(0, ''); "
    "name = next(name for name in ('tests.figures', 'tests.benchmarks') if importlib.util.find_spec(name)); "
    "importlib.import_module(name + '.synthetic').write_manual(pathlib.Path(sys.argv[1]), int(sys.argv[2]))"
)
"""Writes the synthetic manual by the code of the checkout in which it is run, whose settings may differ from ours."""


@dataclass(frozen=True)
class Ratio:
    """One row: what was measured, the figure, and the most that it may be."""

    what: str
    figure: float | None
    """None where there is nothing to compare with."""
    most: float
    detail: str = ""

    @property
    def row(self) -> str:
        """The row as Markdown."""
        shown = "–" if self.figure is None else f"{self.figure:.2f}" if self.most < 10 else f"{self.figure:.0f}"
        return f"| {self.what} | {shown} | {self.most:g} | {self.detail} |\n"


@dataclass(frozen=True)
class Bench:
    """Where the ratios are measured, and how often."""

    checkout: Path
    baseline: Path | None
    """Another checkout, with a `.venv` of its own."""
    scratch: Path
    environment: dict[str, str]
    copy_shipped: Callable[[Path], object]
    runs: int

    def ratios(self) -> list[Ratio]:
        """Measure every row."""
        return [self._against_baseline(), self._edited("pdf"), self._edited("html"), self._memory()]

    def _synthetic(self, checkout: Path, name: str, chapters: int) -> builds.Command:
        """Write a synthetic manual by a checkout's own code; return the command that builds it."""
        project = self.scratch / name
        shutil.rmtree(project, ignore_errors=True)
        python = checkout / ".venv" / "bin" / "python"
        subprocess.run([python, "-c", WRITE, project, str(chapters)], cwd=checkout, check=True)
        return builds.Command(project, self.environment, python.with_name("focalpoint"))

    def _against_baseline(self) -> Ratio:
        what = "252 pages from nothing, processor time against the baseline's"
        if self.baseline is None:
            return Ratio(what, None, 0.9, "give BASELINE=path of another checkout")
        ours, theirs = (
            self._synthetic(checkout, name, CHAPTERS)
            for checkout, name in ((self.checkout, "ours"), (self.baseline, "theirs"))
        )
        pairs = [(ours.clean()["cpu"], theirs.clean()["cpu"]) for _ in range(self.runs)]
        one, other = (median(side) for side in zip(*pairs, strict=True))
        ratio = median(mine / his for mine, his in pairs)
        return Ratio(what, ratio, 0.9, f"{one:.1f} s beside {other:.1f} s")

    def _edited(self, form: str) -> Ratio:
        """Measure a build after an edit: of the synthetic manual's PDF, or of the shipped manual's web pages."""
        if form == "pdf":
            command = self._synthetic(self.checkout, "edited", CHAPTERS)
            what = "one paragraph edited, `make pdf`, 252 pages, against a build from nothing"
        else:
            project = self.scratch / "shipped"
            shutil.rmtree(project, ignore_errors=True)
            project.mkdir(parents=True)
            self.copy_shipped(project)
            command = builds.Command(project, self.environment, form="html")
            what = "one paragraph edited, `make html`, the shipped manual, against a build from nothing"
        pairs: list[tuple[Figures, Figures]] = []
        for _ in range(self.runs):
            whole = command.clean()
            pairs.append((command.edited(), whole))
        edit, whole_time = (median(side["process"] for side in sides) for sides in zip(*pairs, strict=True))
        ratio = median(edited["process"] / whole["process"] for edited, whole in pairs)
        return Ratio(what, ratio, 0.18, f"{edit:.1f} s beside {whole_time:.1f} s")

    def _memory(self) -> Ratio:
        built = self._synthetic(self.checkout, "long", LONG_CHAPTERS).clean()
        most = max(built["own_peak"], built["worker_peak"])
        return Ratio("about 1,000 pages: most memory of a process, MiB", most, 350, f"{built['process']:.0f} s")


def table(ratios: list[Ratio]) -> str:
    """The rows as a table in Markdown."""
    head = "## Ratios\n\n| | Measured | At most | |\n|---|--:|--:|---|\n"
    return head + "".join(one.row for one in ratios)
