"""Print for people: progress on a terminal or plain lines in a log, problems, tables, addresses."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table
from rich.text import Text

from focalpoint.problems import Problem, in_order

OUT = Console(highlight=False, soft_wrap=True, markup=False, emoji=False)
ERR = Console(stderr=True, highlight=False, soft_wrap=True, markup=False, emoji=False)


class Telling:
    """Tells the steps of one command: a progress bar on a terminal, one line a step elsewhere."""

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
        """Say that a step begins."""
        if self._progress:
            self._progress.update(self._task, description=text, completed=0, total=None)
        else:
            OUT.print(text)

    def piece(self, title: str, done: int, total: int) -> None:
        """Say that one of several pieces of the step is done."""
        if self._progress:
            self._progress.update(self._task, description=f"Printing: {title}", completed=done, total=total)
        elif done == total:
            OUT.print(f"Printed {total} {'piece' if total == 1 else 'pieces'}")

    @property
    def seconds(self) -> float:
        """Return the seconds since the command began."""
        return time.monotonic() - self._started


def tell_problems(problems: list[Problem] | tuple[Problem, ...]) -> None:
    """Print every problem once, worst first, and how many there are."""
    ordered = in_order(problems)
    for problem in ordered:
        ERR.print(str(problem))
    if len(ordered) > 1:
        ERR.print(f"{len(ordered)} problems")


def print_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table with its title above; where it is wider than the terminal or the pipe, each row as one sentence."""
    cells = [list(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(columns, *cells, strict=True)]
    if sum(widths) + GAP * len(widths) > OUT.width:
        OUT.print(Text(f"{title}:", style="bold"))
        for row in cells:
            OUT.print(Padding(Text(", ".join(_phrases(columns, row))), (0, 0, 0, 2)), soft_wrap=False)
        return
    table = Table(title=Text(title), title_justify="left", title_style="bold", box=SIMPLE_HEAD)
    for column in columns:
        table.add_column(Text(column), overflow="fold")
    for row in cells:
        table.add_row(*(Text(cell) for cell in row))
    OUT.print(table, soft_wrap=False)


GAP = 3
"""Columns of the screen between two cells."""


def _phrases(columns: Sequence[str], row: Sequence[str]) -> Iterator[str]:
    """Yield the cells of a row, a number with the name of its column; a cell without words says nothing."""
    for column, cell in zip(columns, row, strict=True):
        if cell.isdecimal():
            yield f"{column.lower()} {cell}"
        elif any(character.isalnum() for character in cell):
            yield cell


def announce(what: str, address: str, *, browser: bool) -> None:
    """Print the address of a local page, and open it in the browser where somebody sits at a terminal."""
    OUT.print(f"{what} is at {address} (Ctrl-C ends it)")
    if browser and OUT.is_terminal:
        typer.launch(address)
