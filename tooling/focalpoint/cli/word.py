"""The commands `word out` and `word in`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from focalpoint.cli.command import guarded, here, needs_printing
from focalpoint.cli.telling import OUT, Telling
from focalpoint.content.consultation.handling import Edition

if TYPE_CHECKING:
    from focalpoint.word.home.comparison import Change

app = typer.Typer(help="Send chapters out as Word files, and bring them home.", no_args_is_help=True)
WIDTH = 300
"""Characters of a paragraph that are shown before and after a change."""


@app.command(short_help="Write chapters as Word files for an office to edit.")
@guarded
def out(
    chapters: Annotated[
        list[str] | None, typer.Argument(metavar="CHAPTER…", help="Chapters or parts, such as education; else all.")
    ] = None,
    to: Annotated[str, typer.Option("--to", metavar="NAME", help="The office or member that they go to.")] = ...,  # type: ignore[assignment]
    edition: Annotated[Edition, typer.Option(help="Whose text they carry.")] = Edition.NETWORK,
    together: Annotated[bool, typer.Option("--together", help="Write all chapters into one file.")] = False,
) -> None:
    """Write chapters as Word files, with tracked changes switched on and a page on how to edit them.

    They carry what the edition carries, and nothing else. What was sent is archived under consultations/word/: commit
    that. Bring an edited file home with: focalpoint word in FILE
    """
    from focalpoint.release.word.out import OutRequest, send_out

    config = here()
    needs_printing()
    with Telling() as tell:
        sent = send_out(config, OutRequest(chapters or [], to, edition, together), tell)
    for file in sent.files:
        OUT.print(config.shown(file))
    archive = config.shown(sent.archive)
    OUT.print(f"Archived; now type: git add {archive} && git commit -m 'Word files {sent.fields.number}'")
    OUT.print(f"Done in {tell.seconds:.1f} seconds")


@app.command("in", short_help="Take the changes of returned Word files into the text.")
@guarded
def in_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Word files (.docx) that came back.")],
    name: Annotated[
        str, typer.Option("--from", metavar="NAME", help="Whose office it is; else whom it was sent to.")
    ] = "",
    sent: Annotated[
        str, typer.Option("--sent", metavar="NUMBER", help="What was sent, as 3, or d2 for draft 2; else it is found.")
    ] = "",
    take: Annotated[
        str, typer.Option("--take", metavar="NUMBERS", help="Answer yes to these questions: 2,5 or all.")
    ] = "",
    show: Annotated[bool, typer.Option("--show", help="Show the changes and questions, and change nothing.")] = False,
) -> None:
    """Take the changes of returned Word files into the text, as one commit.

    Each change is shown. What deletes a reference, a note or a paragraph, joins text to a heading, meets another change
    or breaks a rule is asked about; without an answer it is not taken. Formats and pictures are never taken over.
    """
    from focalpoint.release.word.home import HomeRequest, bring_home, read_home

    config = here()
    request = HomeRequest([file.resolve() for file in files], sent, name)
    returned = read_home(config, request)
    numbers: dict[int, int] = {}
    for one in returned:
        fields = one.sent.fields
        OUT.print(f"{config.shown(one.path)}: sent to {fields.to} on {fields.sent_on} as {fields.number}")
        OUT.print(f"  {len(one.found.changes)} changes; paragraphs changed without tracking: {one.found.untracked}")
        if one.found.missing:
            OUT.print(f"  the file lacks {one.found.missing} paragraphs; it is read as a part of what was sent")
        for change in one.found.changes:
            numbers[id(change)] = len(numbers) + 1
            _show(numbers[id(change)], change)
    if show:
        return
    wanted = {int(part) for part in take.replace(" ", "").split(",") if part.isdecimal()}

    def ask(change: Change, why: Sequence[str]) -> bool:
        number = numbers[id(change)]
        if take == "all" or number in wanted:
            return True
        if not sys.stdin.isatty():
            return False
        return typer.confirm(f"{number}. {change.path}, {change.where}: {'; '.join(why)}. Take it?", default=False)

    done = bring_home(config, returned, request, ask)
    OUT.print(f"Taken: {len(done.taken)}; not taken: {len(done.refused)}")
    for change, why in done.refused:
        OUT.print(f"  not taken: {numbers[id(change)]}. {change.path}, {change.where}: {why}")
    for line in done.untaken:
        OUT.print(f"  not taken over: {line}")
    if done.commit:
        OUT.print(f"Committed as {done.commit[:12]}: {', '.join(done.paths)}")
    else:
        OUT.print("Nothing was changed")


def _show(number: int, change: Change) -> None:
    """Print a change as a person reads it."""
    asked = f"  ({'; '.join(one.value for one in change.asked)})" if change.asked else ""
    OUT.print(f"{number}. {change.path}, {change.where}{asked}")
    for sign, text in (("-", change.before), ("+", change.after)):
        if text:
            OUT.print(f"   {sign} {text if len(text) <= WIDTH else text[:WIDTH] + '…'}")
