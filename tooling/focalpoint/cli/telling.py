"""How the command line tells a person how the work goes: moving on a terminal, plain lines in a log."""

from __future__ import annotations

import time
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from focalpoint.problems import Problem, in_order

OUT = Console(highlight=False, soft_wrap=True, markup=False, emoji=False)
ERR = Console(stderr=True, highlight=False, soft_wrap=True, markup=False, emoji=False)


class Telling:
    """Tells the steps of one command, with a bar on a terminal and one line a step elsewhere."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._progress: Progress | None = None
        if OUT.is_terminal:
            self._progress = Progress(
                SpinnerColumn(),
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                console=OUT,
                transient=True,
            )
            self._task = self._progress.add_task("Starting", total=None)

    def __enter__(self) -> Telling:
        if self._progress:
            self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._progress:
            self._progress.stop()

    def step(self, text: str) -> None:
        """A step begins."""
        if self._progress:
            self._progress.update(self._task, description=text, completed=0, total=None)
        else:
            OUT.print(text)

    def piece(self, title: str, done: int, total: int) -> None:
        """One of several pieces of the step is done."""
        if self._progress:
            self._progress.update(self._task, description=f"Printing: {title}", completed=done, total=total)
        elif done == total:
            OUT.print(f"Printed {total} pieces")

    @property
    def seconds(self) -> float:
        """Seconds since the command began."""
        return time.monotonic() - self._started


def tell_problems(problems: list[Problem] | tuple[Problem, ...]) -> None:
    """Print every problem once, worst first, and how many there are."""
    ordered = in_order(problems)
    for problem in ordered:
        ERR.print(str(problem))
    if len(ordered) > 1:
        ERR.print(f"{len(ordered)} problems")
