"""The project and its settings: found from any folder of it, and told where they are wrong."""

from __future__ import annotations

from datetime import date

import pytest

from focalpoint.config import Config
from focalpoint.problems import Trouble
from sample_project import Project

TODAY = date(2026, 11, 23)


def test_the_project_is_found_from_any_folder_of_it(project: Project) -> None:
    config = Config.load(project.root / "manual" / "ground", TODAY)
    assert config.root == project.root
    assert (config.settings.title, config.version, config.today) == ("Sample Manual", "0.1.0", TODAY)
    assert config.shown(config.manual / "index.md") == "manual/index.md"


def test_the_settings_of_another_program_are_passed_over(project: Project) -> None:
    project.write("manual/pyproject.toml", "[tool.other]\n")
    assert Config.load(project.root / "manual", TODAY).root == project.root


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('title = "Sample Manual"', 'tittle = "x"', "[tool.focalpoint] tittle: Extra inputs are not permitted"),
        ('title = "Sample Manual"', "", "[tool.focalpoint] title: Field required"),
        ('status = "Working text."', 'status = "x"\npage-size = "A5"', "[tool.focalpoint] page-size:"),
        ('title = "Sample Manual"', "title = ", "the settings cannot be read (Invalid value (at line 6"),
        ('version = "0.1.0"', "", "the settings cannot be read (no `version` in a table `[project]`)"),
        ("[tool.focalpoint]", "[tool]\nfocalpoint = 1\n[tool.x]", "[tool.focalpoint] "),
        ("[project]", "tool = 1\n[project]", "the settings cannot be read ("),
    ],
)
def test_wrong_settings_are_told(project: Project, old: str, new: str, says: str) -> None:
    project.edit("pyproject.toml", old, new)
    with pytest.raises(Trouble) as caught:
        Config.load(project.root, TODAY)
    assert any(str(problem).startswith(f"pyproject.toml: {says}") for problem in caught.value.problems)


def test_settings_that_are_no_text_are_told(project: Project) -> None:
    project.write("pyproject.toml", b"\xff\xfe")
    with pytest.raises(Trouble, match=r"pyproject\.toml: the settings cannot be read"):
        Config.load(project.root, TODAY)


def test_a_folder_without_a_manual_is_told(project: Project) -> None:
    (project.root / "pyproject.toml").unlink()
    with pytest.raises(Trouble, match="no manual here: type the command in the folder that holds"):
        Config.load(project.root, TODAY)
