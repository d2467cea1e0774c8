"""The rules that the tree keeps: the flow between rooms, sizes, names, and the map in ARCHITECTURE.md."""

from __future__ import annotations

import ast
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
PACKAGE = "focalpoint"
TOOLING = REPOSITORY / "tooling" / PACKAGE
FLOW = (
    (
        *("problems", "config", "records", "lists", "handouts", "vocabulary", "vocabulary_file"),
        *("conflict_marks", "files", "digests"),
    ),
    ("content",),
    ("checks",),
    ("assembly",),
    ("mending",),
    ("leaks",),
    ("extension",),
    ("html", "press"),
    ("review",),
    ("word",),
    ("release",),
    ("local_pages",),
    ("preview", "desk", "demo", "templates", "conversion"),
    ("setup",),
    ("cli",),
)
"""The rooms in order; those of one line may use each other, and whatever stands before them."""
STEP = {room: step for step, rooms in enumerate(FLOW) for room in rooms}
BARE = ("focalpoint/setup/bootstrap.py",)
"""Files that run before anything is installed: they import the standard library alone."""
SPHINX_ROOMS = ("extension", "html", "press", "preview")
PARSER = ("content", "myst_parser")
"""The one parser of chapters and notes: the checks read with it what Sphinx will build."""
SPHINX = {"sphinx", "docutils", "myst_parser", "sphinxcontrib"}
LONGEST = 250
FULLEST = 20
"""Files of a folder, `__init__.py` apart."""
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
        if path in BARE:
            allowed = top in sys.stdlib_module_names
        elif top == PACKAGE and target in STEP:
            allowed = room in STEP and STEP[target] <= STEP[room]
        elif top in SPHINX:
            allowed = room in SPHINX_ROOMS or (room, top) == PARSER
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
    """The Python files under a folder, by their path inside it; a manual in `project` is no code."""
    for path in sorted((REPOSITORY / folder).rglob("*.py")):
        if "project" in path.relative_to(REPOSITORY / folder).parts:
            continue
        yield path.relative_to(REPOSITORY / folder).as_posix(), path.read_text(encoding="utf-8")


def crowded(paths: Iterable[str]) -> list[str]:
    """The folders with more files than a reader can survey."""
    counts = Counter(path.rpartition("/")[0] for path in paths if not path.endswith("__init__.py"))
    return [f"{folder}: {count} files" for folder, count in counts.items() if count > FULLEST]


def rooms_of(paths: Iterable[str]) -> set[str]:
    """Rooms and sub-rooms: the folders that hold Python files, and the files beside them."""
    inside = [path.removeprefix(f"{PACKAGE}/") for path in paths]
    return {folder or path for path in inside if (folder := path.rpartition("/")[0]) or path != "__init__.py"}


def named_rooms(page: str) -> list[str]:
    """The rooms in the first cells of a page's tables, in its order."""
    cells = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
    return [name for cell in cells for name in re.findall(r"`([^`]+)`", cell)]


def missing_files(page: str) -> list[str]:
    """The paths that a page names and that do not exist; what a build makes, or stands for several, aside."""
    names = [
        name
        for name in re.findall(r"`([\w./-]+(?:/|\.(?:css|lock|md|py|toml|txt|yaml)))`", page)
        if not name.startswith(("build/", "dist/"))
    ]
    return [name for name in names if not any((top / name).exists() for top in (REPOSITORY, TOOLING))]


def out_of_order(rooms: Sequence[str]) -> list[str]:
    """The rooms that stand before one that they may import from."""
    steps = [STEP[name.split("/")[0].removesuffix(".py")] for name in rooms]
    return [room for room, step, before in zip(rooms[1:], steps[1:], steps, strict=False) if step < before]
