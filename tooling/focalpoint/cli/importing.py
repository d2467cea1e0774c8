"""The command `import`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from focalpoint.cli.command import guarded, here
from focalpoint.cli.telling import OUT
from focalpoint.config import Config
from focalpoint.problems import stopped


@guarded
def bring(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Word files (.docx) or Markdown (.md).")],
    to: Annotated[
        str, typer.Option(metavar="DIR", help="The part they go to, such as manual/first-steps; else the last part.")
    ] = "",
) -> None:
    """Bring chapters of other tools in: each file becomes a chapter, with an entry in the table of contents.

    Headings, lists, tables, notes, pictures, links and comments are carried over; what could not be is listed with
    its line (of a Word file, the paragraph), and the list is kept in build/import. Nothing that exists is changed but
    the table of contents. Afterwards type: focalpoint check
    """
    from focalpoint.conversion.chapters import bring_in

    config = here()
    done = bring_in(config, files, _folder(config, to))
    for one in done.chapters:
        lines = one.foreign.all_left(one.source)
        OUT.print(f"Wrote {config.shown(one.chapter)} from {one.source}")
        for line in lines:
            OUT.print(f"  {line}")
        kept = config.build / "import" / f"{one.chapter.stem}.txt"
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    for figure in done.figures:
        OUT.print(f"Wrote {config.shown(figure)}")
    contents, count = done.contents, len(done.chapters)
    last = f"lines {contents.line} to {contents.line + count - 1}" if count > 1 else f"line {contents.line}"
    OUT.print(f"Changed {config.shown(contents.index)}: added {last} to “{contents.caption}”")
    OUT.print("What was not carried over is listed above and kept in build/import; now type: focalpoint check")


def _folder(config: Config, to: str) -> str:
    """The folder of a part within the manual, from `manual/part/` or `part`."""
    if not to:
        return ""
    path = Path(to)
    whole = (path if path.is_absolute() else config.root / path).resolve()
    manual = config.manual.resolve()
    if not whole.is_relative_to(manual):
        whole = (config.manual / path).resolve()
    if not whole.is_relative_to(manual) or whole == manual:
        raise stopped(f"`{to}` is no folder of the manual; name a part's, such as manual/first-steps")
    return whole.relative_to(manual).as_posix()
