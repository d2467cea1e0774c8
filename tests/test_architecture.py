"""The tree keeps the rules of its rooms, and ARCHITECTURE.md says what the tree is."""

from __future__ import annotations

from collections import Counter

import pytest

from architecture import (
    REPOSITORY,
    STEP,
    Rule,
    crowded,
    files,
    missing_files,
    named_rooms,
    out_of_order,
    rooms_of,
    too_long,
    undocumented,
    vague,
    wrong_imports,
)


@pytest.mark.parametrize("rule", [wrong_imports, undocumented, too_long, vague])
def test_the_package_keeps_the_rule(rule: Rule) -> None:
    assert [fault for path, source in files("tooling") for fault in rule(path, source)] == []


@pytest.mark.parametrize("rule", [too_long, vague])
def test_the_tests_keep_the_rule(rule: Rule) -> None:
    assert [fault for path, source in files("tests") for fault in rule(path, source)] == []


@pytest.mark.parametrize("folder", ["tooling", "tests"])
def test_no_folder_holds_more_than_twenty_files(folder: str) -> None:
    assert crowded(path for path, _source in files(folder)) == []


def test_no_two_files_of_tests_have_the_same_name() -> None:
    # pytest imports them by their names alone, and would stop.
    names = Counter(file.name for file in (REPOSITORY / "tests").rglob("*.py") if not file.name.startswith("__"))
    names = Counter({name: times for name, times in names.items() if name != "conftest.py"})
    assert [name for name, times in names.items() if times > 1] == []


def test_a_crowded_folder_is_found() -> None:
    assert crowded(["a/__init__.py", *(f"a/{n}.py" for n in range(20))]) == []
    assert crowded(f"a/{n}.py" for n in range(21)) == ["a: 21 files"]


def test_the_map_names_every_room_in_the_order_of_the_flow() -> None:
    page = (REPOSITORY / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = named_rooms(page)
    assert sorted(named) == sorted(rooms_of(path for path, _source in files("tooling")))
    assert out_of_order(named) == []


@pytest.mark.parametrize("page", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_every_path_that_a_page_names_exists(page: str) -> None:
    assert missing_files((REPOSITORY / page).read_text(encoding="utf-8")) == []


def test_a_page_that_is_out_of_date_is_found() -> None:
    page = "| Room |\n|---|\n| `checks` | Rules, in `checks/gone.py` |\n| `content/text`, `config.py` | Text |\n"
    assert named_rooms(page) == ["checks", "content/text", "config.py"]
    assert out_of_order(named_rooms(page)) == ["content/text", "config.py"]
    assert missing_files(f"{page} `checks/__init__.py` `build/public/` `manual/index.md`") == ["checks/gone.py"]
    assert rooms_of(["focalpoint/a.py", "focalpoint/press/b.py", "focalpoint/__init__.py"]) == {"a.py", "press"}


def test_style_sheets_are_no_longer_than_other_files() -> None:
    sheets = [path for path in (REPOSITORY / "tooling").rglob("*.css") if "static/vendor" not in path.as_posix()]
    assert [fault for path in sheets for fault in too_long(path.name, path.read_text(encoding="utf-8"))] == []


def test_every_room_has_its_place_in_the_flow() -> None:
    rooms = {path.split("/")[1].removesuffix(".py") for path, _source in files("tooling")} - {"__init__"}
    assert rooms <= set(STEP)


@pytest.mark.parametrize(
    ("path", "source", "says"),
    [
        ("content/text.py", "from focalpoint.checks import CHECKS", "content imports focalpoint.checks"),
        ("content/text.py", "import focalpoint.release.build", "content imports focalpoint.release.build"),
        ("checks/links.py", "def f():\n    from focalpoint.cli import main", "checks imports focalpoint.cli"),
        ("checks/links.py", "from focalpoint import cli", "checks imports focalpoint.cli"),
        ("checks/links.py", "from ..assembly import tree", "checks imports focalpoint.assembly"),
        ("config.py", "from focalpoint.content import text", "config imports focalpoint.content"),
        ("assembly/tree.py", "import sphinx", "assembly imports sphinx"),
        ("release/build.py", "from docutils import nodes", "release imports docutils"),
        ("content/a.py", "if TYPE_CHECKING:\n    from sphinx.application import Sphinx", "content imports sphinx"),
        ("setup/bootstrap.py", "import typer", "setup imports typer"),
        ("setup/bootstrap.py", "from focalpoint.setup import libraries", "setup imports focalpoint.setup"),
        ("press/book.py", "from focalpoint.setup.libraries import advice", "press imports focalpoint.setup"),
        ("__init__.py", "from focalpoint.cli import main", "imports focalpoint.cli"),
    ],
)
def test_an_import_against_the_flow_is_found(path: str, source: str, says: str) -> None:
    assert says in wrong_imports(f"focalpoint/{path}", source)[0]


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("cli/main.py", "from focalpoint.setup.libraries import advice\nfrom focalpoint.release.build import Format"),
        ("press/fragments.py", "from focalpoint.html.sphinx_run import THEME\nimport sphinx"),
        ("setup/bootstrap.py", "import os\nfrom pathlib import Path"),
        ("setup/libraries.py", "import os\nfrom focalpoint.setup.bootstrap import ROOT"),
        ("content/text.py", "from focalpoint.problems import Problem\nimport lxml"),
    ],
)
def test_an_import_with_the_flow_is_not(path: str, source: str) -> None:
    assert wrong_imports(f"focalpoint/{path}", source) == []


def test_a_missing_docstring_is_found_wherever_it_is() -> None:
    source = '"""A file."""\nclass A:\n    """A."""\n    def b(self): ...\nif x:\n    def c(): ...\n'
    source += "def _d(): ...\nclass _E:\n    def f(self): ...\n"
    assert undocumented("a.py", source) == ["a.py:6: c", "a.py:4: b"]
    assert undocumented("a.py", "x = 1") == ["a.py:1: the file"]


def test_a_long_file_and_a_vague_name_are_found() -> None:
    assert too_long("a.py", "x = 1\n" * 250) == []
    assert too_long("a.py", "x = 1\n" * 251) == ["a.py: 251 lines"]
    assert vague("focalpoint/press/utils.py", "") == ["focalpoint/press/utils.py"]
    assert vague("focalpoint/common/fonts.py", "") == ["focalpoint/common/fonts.py"]
