"""`make bench`: how long the stages of a build take, and the book against WeasyPrint on one document."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from . import builds, latex_route
from .ratios import Bench, table
from .report import Figures, Report
from .synthetic import OTHER_PAGES, PAGES_PER_CHAPTER, write_manual

ROOT = Path(__file__).resolve().parents[2]
SCRATCH = ROOT / "build" / "bench"
STAGES = {
    "check": "Load and check",
    "assemble": "Assemble the source tree",
    "sphinx": "Sphinx: read, write for print",
    "layout": "Lay out the units",
    "book_assembly": "Put the book together",
    "html": "Sphinx: write HTML",
}
"""Every stage with its name in the table, in the order of a build."""
ONE_DOCUMENT = {
    "one_document": "page numbers in the table of contents",
    "one_document_cited_by_page": "page numbers there and after every link inside the book",
}
"""The ways in which WeasyPrint prints the same book as one document, by what asks for a page number."""
LONG = 1000
"""Pages of the long manual."""
PREVIEWED = (250, 1000)
"""Pages of the manuals whose live preview is measured."""
ENVIRONMENT = {**os.environ, "SOURCE_DATE_EPOCH": "1767571200", "CI": "1"}


def main() -> None:
    """Measure what was asked for, print the tables and keep them."""
    words = argparse.ArgumentParser(prog="python -m tests.figures", description=__doc__)
    words.add_argument(
        "--only", choices=["shipped", "synthetic", "ratios"], help="measure one of the manuals, or ratios"
    )
    words.add_argument("--baseline", type=Path, help="another checkout with a .venv, to compare with")
    words.add_argument("--pages", type=int, default=250, help="length of the synthetic manual (250)")
    words.add_argument("--runs", type=int, default=3, help="runs of each measure, of which the median counts (3)")
    given = words.parse_args()
    report = Report(os.cpu_count() or 1, given.runs)
    if given.only in (None, "ratios"):
        _say("What an edit costs, and this checkout beside the baseline")
        bench = Bench(ROOT, given.baseline, SCRATCH / "ratios", ENVIRONMENT, _copy_shipped, given.runs)
        report.parts.append(table(bench.ratios()))
    if given.only in (None, "shipped"):
        _measure("The shipped manual", "shipped", _copy_shipped, given.runs, report)
    if given.only in (None, "synthetic"):
        chapters = max(1, round((given.pages - OTHER_PAGES) / PAGES_PER_CHAPTER))
        title = f"A synthetic manual of {chapters} chapters"
        _measure(title, "synthetic", lambda project: write_manual(project, chapters), given.runs, report)
        _measure_long(report)
        report.add_preview({pages: _preview(pages) for pages in PREVIEWED})
    file = ROOT / "build" / "bench.md"
    file.write_text(report.markdown, encoding="utf-8")
    print(report.markdown)
    _say(f"Kept in {file.relative_to(ROOT)}")


def _measure(title: str, name: str, write: Callable[[Path], object], runs: int, report: Report) -> None:
    """Measure one manual: each stage, the whole command, and one-document WeasyPrint."""
    project, folder = SCRATCH / name / "project", SCRATCH / name / "kept"
    shutil.rmtree(SCRATCH / name, ignore_errors=True)
    folder.mkdir(parents=True)
    write(project)
    stages: dict[str, Figures] = {}
    for stage, called in STAGES.items():
        stages[called] = _median(lambda s=stage: _stage(s, project, folder), f"{title}: {called}", runs)
    command = builds.Command(project, ENVIRONMENT)
    # The two sides of the comparison take turns, so that whatever else the machine does falls on both.
    whole: list[Figures] = []
    single: dict[str, list[Figures]] = {name: [] for name in ONE_DOCUMENT}
    for turn in range(runs):
        _say(f"{title}: the whole book and one document, {turn + 1} of {runs}")
        whole.append(command.clean())
        for name, found in single.items():
            found.append(_stage(name, project, folder))
    route = _stage("xelatex", project, folder) if latex_route.can_run() else None
    report.add(title, stages, _middle(whole), {ONE_DOCUMENT[name]: _middle(found) for name, found in single.items()})
    report.add_latex(_middle(whole), route)
    again = {
        "one paragraph edited": _median(lambda: command.edited(), f"{title}: an edit", runs),
        "nothing edited": _median(lambda: command.build(), f"{title}: nothing edited", runs),
    }
    report.add_builds({"from nothing": _middle(whole), **again})


def _measure_long(report: Report) -> None:
    """The whole command on a long manual, once, and the same as one document with page references."""
    project, folder = SCRATCH / "long" / "project", SCRATCH / "long" / "kept"
    shutil.rmtree(SCRATCH / "long", ignore_errors=True)
    folder.mkdir(parents=True)
    write_manual(project, round((LONG - OTHER_PAGES) / PAGES_PER_CHAPTER))
    _say(f"A manual of {LONG} pages, once")
    whole = builds.Command(project, ENVIRONMENT).clean()
    _stage("sphinx", project, folder)
    report.add_long(LONG, whole, _stage("one_document_cited_by_page", project, folder))


def _median(measure: Callable[[], Figures], what: str, runs: int) -> Figures:
    _say(what)
    return _middle([measure() for _ in range(runs)])


def _middle(found: list[Figures]) -> Figures:
    """The median of every figure."""
    return {key: median(figures[key] for figures in found) for key in found[0]}


def _stage(stage: str, project: Path, folder: Path) -> Figures:
    """One stage in a process of its own; `process` is its wall time with the start of Python and what it read."""
    build = project / "build" / "public"
    # Sphinx starts from nothing each time, but HTML finds the texts read.
    cold = {"sphinx": [build / "doctrees", build / "print"], "html": [build / "html"], "layout": [folder / "laid-out"]}
    for made in cold.get(stage, ()):
        shutil.rmtree(made, ignore_errors=True)
    command = [sys.executable, "-m", f"{__package__}.stages", stage, str(project), str(folder)]
    started = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.PIPE, check=True)
    process = time.perf_counter() - started
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return {**figures, "process": process}


def _preview(pages: int) -> Figures:
    """What the live preview of a synthetic manual takes to show an edit."""
    _say(f"The live preview at {pages} pages")
    project = SCRATCH / f"preview-{pages}"
    shutil.rmtree(project, ignore_errors=True)
    write_manual(project, round((pages - OTHER_PAGES) / PAGES_PER_CHAPTER))
    command = [sys.executable, "-m", f"{__package__}.preview", str(project)]
    done = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.PIPE, check=True)
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def _copy_shipped(project: Path) -> None:
    """The manual of this repository, where building it disturbs nobody."""
    for name in ("manual", "consultations"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", project)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
