"""Every package that the tools or their tests import is declared in pyproject.toml, and locked."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]


def normal(name: str) -> str:
    """Return the form of a package's name in which `ruamel.yaml` and `Ruamel_YAML` are the same."""
    return re.sub(r"[-_.]+", "-", name).lower()


def named(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found, requirement
    return normal(found[0])


def declared(*, development: bool) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extra = project["optional-dependencies"]["dev"] if development else []
    return {named(each) for each in [*project["dependencies"], *extra]}


@cache
def owners() -> dict[str, str]:
    """Map each installed module to the package that brings it."""
    found = {}
    for package in distributions():
        for file in package.files or []:
            if file.suffix in {".py", ".so", ".pyd"}:
                parts = [*file.parts[:-1], file.name.split(".")[0]]
                found[".".join(part for part in parts if part != "__init__")] = normal(package.metadata["Name"])
    return found


def owner(module: str) -> str:
    """Name the package of a module; a module that nothing installed brings is named as it is."""
    name = module
    while name and name not in owners():
        name = name.rpartition(".")[0]
    return owners().get(name, module)


def imported(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            # The packages of a namespace stand in the names: `from sphinxcontrib import bibtex`.
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def undeclared(source: str, known: set[str], own: set[str]) -> list[str]:
    """List the packages that a file imports and nothing declares."""
    strange = {name for name in imported(source) if name.split(".")[0] not in sys.stdlib_module_names | own}
    return sorted({owner(name) for name in strange} - known)


@pytest.mark.parametrize("folder", ["tooling", "tests"])
def test_every_import_is_declared(folder: str) -> None:
    known = declared(development=folder == "tests")
    files = sorted((ROOT / folder).rglob("*.py"))
    assert len(files) > 100
    own = {"focalpoint", "tests", "uno", "com"}  # the last two are LibreOffice's, for the Python of the system
    if folder == "tests":
        own |= {path.stem for path in files} | {path.parent.name for path in files}
    faults = {path.name: undeclared(path.read_text(encoding="utf-8"), known, own) for path in files}
    assert {name: packages for name, packages in faults.items() if packages} == {}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import yaml", ["pyyaml"]),
        ("def f():\n    from PIL import Image", ["pillow"]),
        ("from sphinxcontrib import bibtex", ["sphinxcontrib-bibtex"]),
        ("import ruamel.yaml.resolver", ["ruamel-yaml"]),
        ("import lxml.etree, os", ["lxml"]),
        ("import absent.part", ["absent.part"]),
        ("from . import yaml\nfrom focalpoint import cli", []),
    ],
)
def test_an_undeclared_import_is_found(source: str, found: list[str]) -> None:
    assert undeclared(source, set(), {"focalpoint"}) == found


def test_every_declared_package_is_locked_with_its_hashes() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = re.findall(r"^(\S+)==\S+(?: ;.*)? \\\n    --hash=sha256:[0-9a-f]{64}", lock, re.MULTILINE)
    assert len(pinned) == len(re.findall(r"^[a-z0-9]", lock, re.MULTILINE))
    assert declared(development=True) <= {normal(name) for name in pinned}


def test_the_lock_says_how_it_was_made_and_names_no_host() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert re.match(r"# Made from pyproject\.toml by `make upgrade`.*\n#   uv pip compile --universal ", lock)
    assert not re.search(r"https?://|index-url|find-links", lock)
