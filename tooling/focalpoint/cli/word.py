"""The commands `word out` and `word in`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from focalpoint.cli.command import guarded, here, needs_printing, with_options_of
from focalpoint.cli.telling import OUT, Telling
from focalpoint.content.consultation.handling import Edition
from focalpoint.problems import Trouble

if TYPE_CHECKING:
    from focalpoint.config import Config
    from focalpoint.word.returned.comparison import Change

app = typer.Typer(help="Send chapters out as Word files, and bring them home.", no_args_is_help=True)
SIDE_BY_SIDE = 80
"""Columns of a terminal from which both texts of a change are shown beside each other."""


@app.command(short_help="Write chapters as Word files for an office to edit.")
@guarded
def out(
    to: Annotated[str, typer.Option("--to", metavar="NAME", help="The office or member that they go to.")],
    chapters: Annotated[
        list[str] | None, typer.Argument(metavar="CHAPTER…", help="Chapters or parts, such as education; else all.")
    ] = None,
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


@dataclass(frozen=True)
class HomeOptions:
    """What a person says of returned files."""

    name: Annotated[
        str, typer.Option("--from", metavar="NAME", help="Whose office it is, or the member's id; else to whom sent.")
    ] = ""
    sent: Annotated[
        str, typer.Option("--sent", metavar="NUMBER", help="What was sent, as 3, or d2 for draft 2; else it is found.")
    ] = ""
    take: Annotated[
        str, typer.Option("--take", metavar="NUMBERS", help="Answer yes to these questions: 2,5 or all.")
    ] = ""
    as_comments: Annotated[
        bool, typer.Option("--as-comments", help="Enter each change as a comment on the draft; change no text.")
    ] = False
    draft: Annotated[
        int | None, typer.Option(metavar="NUMBER", min=1, help="The draft that comments are on, else the one it holds.")
    ] = None
    show: Annotated[bool, typer.Option("--show", help="Show the changes and questions, and change nothing.")] = False


@app.command("in", short_help="Take the changes of returned Word files into the text.")
@guarded
@with_options_of(HomeOptions)
def in_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Word files (.docx) that came back.")],
    options: HomeOptions,
) -> None:
    """Take the changes of returned Word files into the text, as one commit.

    Each change is shown, and comments in the margin enter the ledger of the draft. What deletes a reference, a note
    or a paragraph, joins text to a heading, meets another change or breaks a rule is asked about; without an answer
    it is not taken. Formats and pictures are never taken over.
    """
    from focalpoint.release.word.home import HomeRequest, bring_home, read_home

    config = here()
    given = [file.resolve() for file in files]
    if options.as_comments:
        _enter(config, given, options, changes=True)
        return
    request = HomeRequest(given, options.sent, options.name)
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
    if options.show:
        return
    wanted = {int(part) for part in options.take.replace(" ", "").split(",") if part.isdecimal()}

    def ask(change: Change, why: Sequence[str]) -> bool:
        number = numbers[id(change)]
        if options.take == "all" or number in wanted:
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
    for one in [one for one in returned if one.found.comments]:
        if options.name:
            _enter(config, [one.path], options, changes=False)
        else:
            OUT.print(f"{one.found.comments} comments in the margin; name the member to enter them: --from MEMBER")


def _enter(config: Config, files: Sequence[Path], options: HomeOptions, *, changes: bool) -> None:
    """Enter the comments of files into the ledger, and print what became of them."""
    from focalpoint.cli.import_summary import print_import
    from focalpoint.release.word.comments import enter_comments
    from focalpoint.review.intake.importing import ImportRequest

    request = ImportRequest(options.name.upper(), config.today, options.draft)
    done = enter_comments(config, files, request, changes=changes)
    print_import(done)
    if done.problems:
        raise Trouble(done.problems)


def _show(number: int, change: Change) -> None:
    """Print a change as a person reads it: side by side on a terminal, else one text below the other."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    from focalpoint.cli.import_summary import visible_text
    from focalpoint.word.returned.reading_changes import marked

    asked = f"  ({'; '.join(one.value for one in change.asked)})" if change.asked else ""
    OUT.print(f"{number}. {change.path}, {change.where}{asked}")
    before, after = map(visible_text, marked(change.before, change.after))
    if OUT.is_terminal and OUT.width >= SIDE_BY_SIDE:
        table = Table("as sent", "as returned", box=SIMPLE_HEAD, expand=True, pad_edge=False)
        table.columns[0].ratio = table.columns[1].ratio = 1
        table.add_row(Text(before or "—"), Text(after or "—"))
        OUT.print(table)
        return
    for sign, text in (("-", before), ("+", after)):
        if text:
            OUT.print(f"   {sign} {text}")
