"""The commands `focalpoint comments`: returned files in, every comment listed, decided, placed and exported."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from focalpoint.cli.command import guarded, here, with_options_of
from focalpoint.cli.comment_views import decision, print_comments, show_comment, walk
from focalpoint.cli.import_summary import print_import
from focalpoint.cli.telling import OUT
from focalpoint.content.rounds.channels import Channel
from focalpoint.content.rounds.comments import CommentType, Disposition
from focalpoint.problems import Trouble

app = typer.Typer(help="Read, decide and place the comments on a draft.", no_args_is_help=True)

Number = Annotated[int | None, typer.Option("--draft", metavar="NUMBER", min=1, help="Which draft; else the latest.")]


def _id(typed: str) -> str:
    """Return the id as the ledger has it for one typed as `gh-7` or `GH007`."""
    found = re.fullmatch(r"([A-Z]{2,10})-?([0-9]{1,6})", typed.strip().upper())
    return f"{found[1]}-{int(found[2]):03d}" if found else typed


Id = Annotated[str, typer.Argument(metavar="ID", hidden=True, parser=_id)]
From = Annotated[str, typer.Option("--from", metavar="MEMBER", help="Whose it is: the id on the roster, such as GH.")]


class Format(StrEnum):
    """What an export is written as."""

    DOCX = "docx"
    XLSX = "xlsx"


@app.command("import", short_help="Enter the comments of files that came back.")
@guarded
def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="PDF, Word, Excel or e-mail as it came.")],
    member: From,
    draft: Annotated[
        int | None, typer.Option(metavar="NUMBER", min=1, help="Which draft, where a file does not say so.")
    ] = None,
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Enter also what seems to be of another member: its copy, or its file.")
    ] = False,
) -> None:
    """Enter the comments of files that a member sent back: annotated PDF, Word or Excel form, or the text of an e-mail.

    Each file is entered whole or not at all. The same file twice adds nothing; a corrected one adds what is new.
    """
    from focalpoint.review.intake.importing import ImportRequest, import_returned

    config = here()
    given = [file.resolve() for file in files]
    done = import_returned(config, given, ImportRequest(member.upper(), config.today, draft, anyway))
    print_import(done)
    if done.problems:
        raise Trouble(done.problems)


@app.command("list", short_help="List the comments, and where each stands today.")
@guarded
def list_(
    draft: Number = None,
    chapter: Annotated[str, typer.Option(metavar="NAME", help="Only those on a chapter, by its name or number.")] = "",
    member: Annotated[str, typer.Option(metavar="MEMBER", help="Only those of a member, such as GH.")] = "",
    type: Annotated[
        CommentType | None, typer.Option(help="Only general, substantive (te), editorial, or translation ones.")
    ] = None,
    open: Annotated[bool, typer.Option("--open", help="Only those that somebody still has to decide.")] = False,
    all: Annotated[bool, typer.Option("--all", help="All of them, however many.")] = False,
) -> None:
    """List the comments on a draft, and tell which of them cannot both be followed or probably say the same.

    Today says where a comment's paragraph stands in the text now: exact, edited, moved, gone, or ask, where only a
    person can tell (focalpoint comments place).
    """
    from focalpoint.review.round import Filter

    print_comments(here(), draft, Filter(chapter, member.upper(), type, open), all=all)


@app.command(short_help="Show one comment with all that is known of it.")
@guarded
def show(id: Id, draft: Number = None) -> None:
    """Show a comment, the paragraph as it was and as it is, and the other comments on it.

    Give the comment's id, such as: focalpoint comments show GH-007
    """
    show_comment(here(), draft, id)


@dataclass(frozen=True)
class DecisionOptions:
    """The options by which a decision is typed."""

    observation: Annotated[str, typer.Option(metavar="TEXT", help="The reason, which the commenter will read.")]
    applied_in: Annotated[
        str, typer.Option(metavar="COMMIT", help="The commit that made the change; needed where it is accepted.")
    ] = ""
    again: Annotated[bool, typer.Option("--again", help="Replace a decision; the earlier stays readable.")] = False
    together_with: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="An accepted one that it seems to contradict.", parser=_id)
    ] = None


@app.command(short_help="Decide what becomes of a comment.")
@guarded
@with_options_of(DecisionOptions)
def decide(
    id: Id,
    disposition: Annotated[Disposition, typer.Argument(help="What is decided.")],
    said: DecisionOptions,
    draft: Number = None,
) -> None:
    """Decide on a comment: accepted, accepted-with-modification, noted or not-accepted, with the reason.

    Give the comment's id and the decision, such as: focalpoint comments decide GH-007 noted --observation "See 3.4."
    """
    from focalpoint.review.ledger.deciding import Decision
    from focalpoint.review.ledger.deciding import decide as write
    from focalpoint.review.ledger.ledger import issued_draft

    config = here()
    number = issued_draft(config, draft).number
    wanted = Decision(disposition, said.observation, said.applied_in, tuple(said.together_with or ()))
    done = write(config, number, id, wanted, again=said.again)
    commit = f", applied in {done.applied_in[:12]}" if done.applied_in else ""
    OUT.print(f"{id} on draft {number}: {disposition.label}{commit}")


@app.command(short_help="Say that a comment says the same as another.")
@guarded
def duplicate(
    id: Id,
    of: Annotated[str, typer.Argument(metavar="OTHER", hidden=True, parser=_id)],
    draft: Number = None,
) -> None:
    """Say that a comment says the same as another on the same draft; the decision on the other answers both.

    Give first the one that needs no decision then, such as: focalpoint comments duplicate GH-007 FR-002
    """
    from focalpoint.review.ledger.deciding import mark_duplicate
    from focalpoint.review.ledger.ledger import issued_draft

    config = here()
    mark_duplicate(config, issued_draft(config, draft).number, id, of)
    OUT.print(f"{id} is a duplicate of {of}")


@app.command(short_help="Say that a member has taken a comment back.")
@guarded
def withdraw(id: Id, draft: Number = None) -> None:
    """Say that a member has taken a comment back today; it stays in the ledger and needs no decision.

    Give the comment's id, such as: focalpoint comments withdraw GH-007
    """
    from focalpoint.review.ledger.deciding import withdraw as write
    from focalpoint.review.ledger.ledger import issued_draft

    config = here()
    write(config, issued_draft(config, draft).number, id)
    OUT.print(f"{id} was withdrawn on {config.today}")


@app.command(short_help="Take back a decision, a duplicate or a withdrawal.")
@guarded
def reopen(id: Id, draft: Number = None) -> None:
    """Take back what was said last of a comment: its decision, that it is a duplicate, or that it was withdrawn.

    What stood there stays readable in the ledger, and the observation stays, to be written on.
    Give the comment's id, such as: focalpoint comments reopen GH-007
    """
    from focalpoint.review.ledger.deciding import reopen as write
    from focalpoint.review.ledger.ledger import issued_draft

    config = here()
    number = issued_draft(config, draft).number
    done = write(config, number, id)
    OUT.print(f"{id} on draft {number}: {decision(done)} again")


@dataclass(frozen=True)
class SpokenOptions:
    """The options by which a spoken comment is typed."""

    channel: Annotated[Channel, typer.Option(help="How it came: meeting, call or email.")]
    comment: Annotated[str, typer.Option(metavar="TEXT", help="What was said.")] = ""
    change: Annotated[str, typer.Option(metavar="TEXT", help="The words that were proposed.")] = ""
    paragraph: Annotated[str, typer.Option(metavar="NUMBER", help="Paragraph in the draft, such as 3.12.")] = ""
    type: Annotated[CommentType, typer.Option(help="General, substantive (te), editorial, or on a translation.")] = (
        CommentType.GENERAL
    )


@app.command(short_help="Enter what was said in a meeting or a call.")
@guarded
@with_options_of(SpokenOptions)
def add(member: From, spoken: SpokenOptions, draft: Number = None) -> None:
    """Enter a comment that was not written into a file, but said in a meeting or a call."""
    from focalpoint.review.ledger.ledger import issued_draft
    from focalpoint.review.round import SpokenComment, add_comment

    config = here()
    said = SpokenComment(spoken.channel, spoken.comment, spoken.change, spoken.paragraph, spoken.type)
    done = add_comment(config, issued_draft(config, draft), member.upper(), said)
    where = f" on paragraph {done.place.paragraph}" if done.place.paragraph else ", on no paragraph"
    OUT.print(f"Entered as {done.id}{where}")


@app.command(short_help="Say where comments belong that only a person can place.")
@guarded
def place(draft: Number = None) -> None:
    """Go through the comments whose paragraph was not found again, one by one, and say where each belongs.

    For each the old paragraph is shown, and up to five of today that are like it. Answer with a number, with a file
    and line such as manual/ground/post.md:12, with gone, or with nothing to leave it for later.
    """
    walk(here(), draft)


@app.command(short_help="Write all comments with their decisions as Word or Excel.")
@guarded
def export(
    format: Annotated[Format, typer.Option(help="docx: Word; xlsx: Excel.")] = Format.DOCX,
    draft: Number = None,
) -> None:
    """Write all comments on a draft into the form of ISO and IEC, with the decisions filled in. Nothing is sent."""
    from focalpoint.review.round import export_comments

    config = here()
    OUT.print(f"Wrote {config.shown(export_comments(config, draft, format))}; nothing was sent")
