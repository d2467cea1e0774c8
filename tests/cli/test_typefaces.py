"""The command `focalpoint fonts`: what it says when there is nothing to add, and when the font is not there."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from focalpoint.cli.main import app


def test_characters_that_the_typefaces_have_change_nothing(tmp_path: Path) -> None:
    said = CliRunner().invoke(app, ["fonts", "--add", "保é", str(tmp_path)])
    assert said.exit_code == 0
    assert said.output == "The typefaces have these characters already; nothing was changed\n"


def test_a_folder_without_the_font_is_told(tmp_path: Path) -> None:
    said = CliRunner().invoke(app, ["fonts", "--add", "𠀀", str(tmp_path)])
    assert said.exit_code == 1
    assert "add 𠀀 (U+20000" in said.output
    assert "from NotoSansCJK-Regular.ttc, which lies in no folder that you gave" in said.output
