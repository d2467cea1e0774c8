"""The command `language`."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from focalpoint.cli.command import guarded
from focalpoint.cli.telling import OUT
from focalpoint.content.language import language_page, language_schema
from focalpoint.content.schemas import DIALECT
from focalpoint.files import write_whole


class Form(StrEnum):
    """How the language is written down."""

    MARKDOWN = "markdown"
    """As a page to read."""
    SCHEMA = "schema"
    """As a JSON schema of the blocks and their options, for an editor."""


@guarded
def language(
    form: Annotated[Form, typer.Option("--as", help="markdown: a page; schema: for an editor.")] = Form.MARKDOWN,
    into: Annotated[Path | None, typer.Option(metavar="FILE", help="Write it into a file.")] = None,
) -> None:
    """Say what a text may hold: kinds of Markdown, blocks with their options, roles, and where each may stand.

    What is not there is refused by `focalpoint check`.
    """
    page = language_page()
    if form is Form.SCHEMA:
        page = json.dumps({"$schema": DIALECT, **language_schema()}, indent=2, ensure_ascii=False) + "\n"
    if into is None:
        OUT.print(page, end="", soft_wrap=True, markup=False, highlight=False)
        return
    write_whole(into, page.encode())
    OUT.print(f"Wrote {into}")
