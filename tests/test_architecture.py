"""The rooms and the one-way flow between them, read from the imports of every file."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
PACKAGE = "focalpoint"
FLOW = (
    ("problems", "config", "digests"),
    ("content",),
    ("checks",),
    ("assembly",),
    ("leaks",),
    ("extension",),
    ("html", "press"),
    ("review",),
    ("release",),
    ("local_pages",),
    ("preview", "desk", "demo"),
    ("cli",),
)
"""The rooms in order; those of one line may use each other, and whatever stands before them."""
STEP = {room: step for step, rooms in enumerate(FLOW) for room in rooms}
SET_UP = ("bootstrap", "environment", "libraries")
"""Files that run before anything is installed: the standard library and each other."""
ASIDE = {("cli", "libraries")}
"""What may look at the set-up: the command line, which tells what is missing."""
SPHINX_ROOMS = ("extension", "html", "press", "preview")
SPHINX = {"sphinx", "docutils", "myst_parser", "sphinxcontrib"}
LONGEST = 250
Rule = Callable[[str, str], list[str]]
"""Takes a file's path and text, and returns its faults."""
VAGUE = {"utils", "util", "helpers", "helper", "base", "common", "manager", "managers", "misc"}


def imported(tree: ast.AST, package: str) -> Iterator[tuple[str, int]]:
    """Every module that a file imports, wherever the import stands, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            module = ".".join([*above, *([node.module] if node.module else [])])
            yield module, node.lineno
            yield from ((f"{module}.{alias.name}", node.lineno) for alias in node.names)


def room_of(module: str) -> str:
    """The room of `focalpoint.press.book` is `press`."""
    return module.split(".")[1] if module.startswith(f"{PACKAGE}.") else ""


def wrong_imports(path: str, source: str) -> list[str]:
    """The imports of one file under `tooling/` that run against the flow."""
    parts = Path(path).with_suffix("").parts
    package = ".".join(parts[:-1])
    room = parts[1] if len(parts) > 1 else ""
    found = []
    for module, line in imported(ast.parse(source), package):
        top, target = module.split(".")[0], room_of(module)
        if room in SET_UP:
            allowed = top in sys.stdlib_module_names or module == PACKAGE or target in SET_UP
        elif top == PACKAGE and target in SET_UP:
            allowed = (room, target) in ASIDE
        elif top == PACKAGE and target in STEP:
            allowed = room in STEP and STEP[target] <= STEP[room]
        elif top in SPHINX:
            allowed = room in SPHINX_ROOMS
        else:
            allowed = True
        if not allowed:
            found.append(f"{path}:{line}: {room or PACKAGE} imports {module}")
    return found


def undocumented(path: str, source: str) -> list[str]:
    """The public names of one file that carry no docstring."""
    tree = ast.parse(source)
    found = [] if ast.get_docstring(tree) else [f"{path}:1: the file"]
    todo: list[ast.AST] = [tree]
    while todo:
        for node in ast.iter_child_nodes(todo.pop()):
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                if node.name.startswith("_"):
                    continue
                if not ast.get_docstring(node):
                    found.append(f"{path}:{node.lineno}: {node.name}")
                if isinstance(node, ast.ClassDef):
                    todo.append(node)
            elif isinstance(node, ast.If):
                todo.append(node)
    return found


def too_long(path: str, source: str) -> list[str]:
    """The file, where it has more lines than a reader holds in mind."""
    lines = len(source.splitlines())
    return [f"{path}: {lines} lines"] if lines > LONGEST else []


def vague(path: str, source: str) -> list[str]:
    """The file, where its name or a folder's says nothing."""
    return [path] if VAGUE.intersection(Path(path).with_suffix("").parts) else []


def files(folder: str) -> Iterator[tuple[str, str]]:
    """The Python files under a folder, by their path inside it."""
    for path in sorted((REPOSITORY / folder).rglob("*.py")):
        yield path.relative_to(REPOSITORY / folder).as_posix(), path.read_text(encoding="utf-8")


@pytest.mark.parametrize("rule", [wrong_imports, undocumented, too_long, vague])
def test_the_package_keeps_the_rule(rule: Rule) -> None:
    assert [fault for path, source in files("tooling") for fault in rule(path, source)] == []


@pytest.mark.parametrize("rule", [too_long, vague])
def test_the_tests_keep_the_rule(rule: Rule) -> None:
    assert [fault for path, source in files("tests") for fault in rule(path, source)] == []


def test_style_sheets_are_no_longer_than_other_files() -> None:
    sheets = [path for path in (REPOSITORY / "tooling").rglob("*.css") if "static/vendor" not in path.as_posix()]
    assert [fault for path in sheets for fault in too_long(path.name, path.read_text(encoding="utf-8"))] == []


def test_every_room_has_its_place_in_the_flow() -> None:
    rooms = {path.split("/")[1].removesuffix(".py") for path, _source in files("tooling")} - {"__init__"}
    assert rooms <= {*STEP, *SET_UP}


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
        ("bootstrap.py", "import typer", "bootstrap imports typer"),
        ("environment.py", "from focalpoint.problems import Trouble", "environment imports focalpoint.problems"),
        ("press/book.py", "from focalpoint.libraries import advice", "press imports focalpoint.libraries"),
        ("__init__.py", "from focalpoint.cli import main", "imports focalpoint.cli"),
    ],
)
def test_an_import_against_the_flow_is_found(path: str, source: str, says: str) -> None:
    assert says in wrong_imports(f"focalpoint/{path}", source)[0]


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("cli/main.py", "from focalpoint.libraries import advice\nfrom focalpoint.release.build import Format"),
        ("press/fragments.py", "from focalpoint.html.edition import THEME\nimport sphinx"),
        ("bootstrap.py", "import os, focalpoint.libraries\nfrom focalpoint import environment"),
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
