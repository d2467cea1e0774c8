"""The figures as Markdown."""

from __future__ import annotations

Figures = dict[str, float]
HEAD = (
    "| Stage | Wall, s | CPU of the process, s | CPU of its workers, s | Peak of the process, MiB "
    "| Peak of the largest worker, MiB |\n|---|--:|--:|--:|--:|--:|\n"
)
ALLOWED = 0.5
"""The book may take this much of the wall time of one-document WeasyPrint on the same pages."""


class Report:
    """Tables for the manuals that were measured."""

    def __init__(self, cores: int, runs: int) -> None:
        runs_said = "one run" if runs == 1 else f"the median of {runs} runs"
        self.parts = [
            "# How long a build takes\n\n"
            f"On {cores} cores; each figure is {runs_said}, each run a fresh process. A stage's seconds leave out the start of "
            "Python and what earlier stages had made ready; its peak of memory (`ru_maxrss`) is that of the whole process.\n"
        ]

    def add(self, title: str, stages: dict[str, Figures], whole: Figures, single: Figures) -> None:
        """Add the table of one manual, and its comparison."""
        pages = round(stages["Put the book together"]["result"])
        rows = "".join(_row(name, figures) for name, figures in stages.items())
        self.parts.append(f"## {title}: {pages} pages\n\n{HEAD}{rows}\n{_comparison(pages, whole, single, stages)}")

    @property
    def markdown(self) -> str:
        """The whole report."""
        return "\n".join(self.parts)


def _row(name: str, figures: Figures) -> str:
    memory = [f"{figures[key]:.0f}" if figures[key] else "–" for key in ("own_peak", "worker_peak")]
    cells = [name, f"{figures['wall']:.2f}", f"{figures['own_cpu']:.2f}", f"{figures['worker_cpu']:.2f}", *memory]
    return f"| {' | '.join(cells)} |\n"


def _comparison(pages: int, whole: Figures, single: Figures, stages: dict[str, Figures]) -> str:
    ratio = whole["process"] / single["process"]
    verdict = "holds" if ratio <= ALLOWED else "does not hold"
    press = stages["Lay out the units"]["wall"] + stages["Put the book together"]["wall"]
    return (
        f"- `focalpoint build --format pdf`, cold, from the start of the process to its end, {pages} pages: "
        f"{whole['process']:.1f} s wall, {whole['bytes'] / 1e6:.1f} MB\n"
        f"- One-document WeasyPrint on the same prepared HTML and print CSS, tagged, contents with `target-counter`, one "
        f"process from its start to its end, Sphinx not counted, {single['result']:.0f} pages: {single['process']:.1f} s wall, "
        f"{single['own_cpu']:.1f} s CPU, peak {single['own_peak']:.0f} MiB\n"
        f"- Ratio of the two wall times: {ratio:.2f} (at most {ALLOWED} for 250 pages on 2 cores: {verdict})\n"
        f"- Layout and book assembly alone against one-document WeasyPrint's own work: {press / single['wall']:.2f}\n"
    )
