"""The command `fonts`: renew the typefaces of other scripts, and add the characters that a text needs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from focalpoint.cli.command import guarded
from focalpoint.cli.telling import OUT
from focalpoint.content.characters import FOLDER


@guarded
def fonts(
    folders: Annotated[list[Path], typer.Argument(metavar="FOLDER…", help=f"Where full fonts are, such as {FOLDER}.")],
    add: Annotated[
        str, typer.Option(metavar="CHARACTERS", help="Characters that a text needs, one after another.")
    ] = "",
) -> None:
    """Cut the typefaces of other scripts from full fonts, and record source, version and licence of each.

    Without --add, renews all of which the full font lies in the folders: Amiri and Noto, under the SIL Open Font
    Licence. With --add, adds characters to the typeface of their script; a script that has none gets one. On Debian
    the full fonts come with: sudo apt install fonts-noto-core fonts-noto-cjk fonts-hosny-amiri
    """
    # What cuts fonts takes its time to load.
    from focalpoint.press.typefaces.renewing import renew

    made, left = renew(folders, add, OUT.print)
    for one in made:
        size = f"{len(one.data) / 1_000_000:.1f} MB" if len(one.data) > 99_999 else f"{len(one.data) / 1000:.0f} kB"
        version = one.version.partition(";")[0]
        OUT.print(f"Wrote {one.name}.ttf: {len(one.points)} characters, {size}; from {one.source}, {version}")
    for name, reason in left.items():
        OUT.print(f"Left {name}.ttf as it is: {reason}")
    if add and not made:
        OUT.print("The typefaces have these characters already; nothing was changed")
    elif made:
        OUT.print("Commit what changed in tooling/focalpoint/press/fonts and tooling/focalpoint/content/characters.txt")
