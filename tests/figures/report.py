"""The figures as Markdown."""

from __future__ import annotations

Figures = dict[str, float]
HEAD = (
    "| Stage | Wall, s | CPU of the process, s | CPU of its workers, s | Peak of the process, MiB "
    "| Peak of the largest worker, MiB |\n|---|--:|--:|--:|--:|--:|\n"
)
BEFORE_PRINTING = ("Load and check", "Assemble the source tree", "Sphinx: read, write for print")
"""The stages that a one-document print needs as well."""
ALLOWED = 0.35
"""The book may take this much of the wall time of one-document WeasyPrint on the same pages."""


class Report:
    """Tables for the manuals that were measured."""

    def __init__(self, cores: int, runs: int) -> None:
        runs_said = "one run" if runs == 1 else f"the median of {runs} runs"
        self.parts = [
            "# How long a build takes\n\n"
            f"On {cores} cores; each figure is {runs_said}, each run a fresh process.\n"
            "A stage's seconds leave out the start of Python and what earlier stages had made ready; "
            "its peak of memory (`ru_maxrss`) is that of the whole process.\n"
        ]

    def add(self, title: str, stages: dict[str, Figures], whole: Figures, single: dict[str, Figures]) -> None:
        """Add the table of one manual, and its comparison with every kind of one document."""
        pages = round(stages["Put the book together"]["result"])
        rows = "".join(_row(name, figures) for name, figures in stages.items())
        lines = [
            f"- `focalpoint build --format pdf`, cold, from the start of the process to its end, Sphinx and all, "
            f"{pages} pages: {whole['process']:.1f} s wall, {whole['cpu']:.1f} s CPU, {whole['bytes'] / 1e6:.1f} MB\n",
            *(_against(kind, figures, whole, stages) for kind, figures in single.items()),
        ]
        self.parts.append(f"## {title}: {pages} pages\n\n{HEAD}{rows}\n{''.join(lines)}")

    def add_latex(self, whole: Figures, route: Figures | None) -> None:
        """Add Sphinx's own LaTeX route, where the machine has it."""
        self.parts.append(
            "- Sphinx's own LaTeX route (latexmk, xelatex): not on this machine\n"
            if route is None
            else f"- Sphinx's own LaTeX route (read, write, latexmk with xelatex, its own look, untagged, without the "
            f"drawings), {route['result']:.0f} pages: {route['process']:.1f} s wall; the command's time to its: "
            f"**{whole['process'] / route['process']:.2f}**\n"
        )

    def add_preview(self, found: dict[int, Figures]) -> None:
        """Add what the live preview takes, by the pages of the manual."""
        rows = "".join(
            f"| {pages} pages | {figures['web']:.2f} | {figures['print']:.2f} | {figures['slowest']:.2f} |\n"
            for pages, figures in found.items()
        )
        self.parts.append(
            "## The live preview: from the save of an edited sentence to its picture in the browser\n\n"
            "Medians of seven edits (target: under one second).\n\n"
            "| Manual | In the web page, s | On the printed page, s | The slowest of the seven, s |\n"
            "|---|--:|--:|--:|\n"
            f"{rows}"
        )

    def add_builds(self, found: dict[str, Figures]) -> None:
        """Add what the command takes from nothing, after an edit, and when there is nothing to do."""
        head = (
            "| `focalpoint build --format pdf` | Wall, s | CPU, s | Peak of the process, MiB "
            "| Peak of the largest worker, MiB |\n|---|--:|--:|--:|--:|\n"
        )
        rows = "".join(
            f"| {name} | {one['process']:.2f} | {one['cpu']:.2f} | {one['own_peak']:.0f} | {one['worker_peak']:.0f} |\n"
            for name, one in found.items()
        )
        self.parts.append(head + rows)

    def add_long(self, pages: int, whole: Figures, single: Figures) -> None:
        """Add the long manual, whose measure is its memory as much as its time."""
        self.add_builds({f"about {pages} pages, from nothing": whole})
        self.parts.append(
            f"- One document with page references, {single['result']:.0f} pages: {single['process']:.1f} s wall, peak "
            f"{single['own_peak']:.0f} MiB. The command's share of its wall time: "
            f"**{whole['process'] / single['process']:.2f}** (target: at most {ALLOWED}, no process above 400 MiB)\n"
        )

    @property
    def markdown(self) -> str:
        """The whole report."""
        return "\n".join(self.parts)


def _row(name: str, figures: Figures) -> str:
    memory = [f"{figures[key]:.0f}" if figures[key] else "–" for key in ("own_peak", "worker_peak")]
    cells = [name, f"{figures['wall']:.2f}", f"{figures['own_cpu']:.2f}", f"{figures['worker_cpu']:.2f}", *memory]
    return f"| {' | '.join(cells)} |\n"


def _against(kind: str, single: Figures, whole: Figures, stages: dict[str, Figures]) -> str:
    """One way of printing one document, and the command's share of its wall time."""
    ratio = whole["process"] / single["process"]
    press = (stages["Lay out the units"]["wall"] + stages["Put the book together"]["wall"]) / single["wall"]
    before = sum(stages[name]["wall"] for name in BEFORE_PRINTING)
    route = whole["process"] / (before + single["process"])
    return (
        f"- One-document WeasyPrint, one process, tagged, on the same prepared HTML and print CSS, {kind} "
        f"(`target-counter`), {single['result']:.0f} pages: {single['process']:.1f} s wall, "
        f"{single['own_cpu']:.1f} s CPU, peak {single['own_peak']:.0f} MiB. "
        f"The command's share of its wall time: **{ratio:.2f}** (target: at most {ALLOWED} at 250 pages on 2 cores); "
        f"with the Sphinx run that the one document needs as well: {route:.2f}; "
        f"layout and book assembly alone: {press:.2f}\n"
    )
