"""The process that tries mutants in a copy of the repository; it has all libraries in memory, and no tests yet.

python -m tests.figures.mutants.host map|check|try WORK.json OUT
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from .lines import LineMap, places
from .mutation import Mutation
from .plugins import Failed, Hypothesis, options
from .rooms import PATIENCE
from .trial import Plan, Results, Trials, broken, can_be_swapped, chosen_tests, fresh, in_child

TREE = Path(__file__).resolve().parents[3]
PACKAGE = TREE / "tooling" / "focalpoint"
LIBRARIES = (
    "docx docutils.core fontTools.ttLib hypothesis.extra.pytestplugin lxml.html markdown_it mdit_py_plugins.footnote "
    "myst_parser.sphinx_ext.main openpyxl pikepdf playwright.sync_api PIL.Image pybtex.database pydantic pypdfium2 "
    "rapidfuzz.distance rapidfuzz.fuzz rich.table ruamel.yaml snowballstemmer sphinx.application sphinx.builders.html "
    "sphinxcontrib.bibtex starlette.applications typer.testing uharfbuzz uvicorn watchfiles weasyprint"
).split()


def main() -> None:
    """Do what the driver asks for."""
    what, work, out = sys.argv[1], json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")), Path(sys.argv[3])
    for name in LIBRARIES:
        importlib.import_module(name)
    scratch = out.with_suffix(".tmp")
    if what == "map":
        _map(work["paths"], {str(PACKAGE / file) for file in work["files"]}, scratch, out)
    elif what == "check":
        _check(work["ids"], scratch, out)
    else:
        _try([Mutation(**one) for one in work["mutations"]], work["tests"], scratch, out)


def _map(paths: list[str], files: set[str], scratch: Path, out: Path) -> None:
    """Write cost and lines of each test."""
    found = LineMap(files)
    arguments = [one for one in options(scratch) if one != "-x"]
    pytest.main([*arguments, *paths], plugins=[Hypothesis(), found])
    sources = {file: Path(file).read_text(encoding="utf-8") for file in files}
    tests = {
        id: {
            "cost": one["cost"],
            "lines": {
                Path(file).relative_to(PACKAGE).as_posix(): places(sources[file], lines)
                for file, lines in one["lines"].items()
            },
        }
        for id, one in found.passed().items()
    }
    out.write_text(json.dumps({"tests": tests, "failed": sorted(set(found.failed))}), encoding="utf-8")


def _check(ids: list[str], scratch: Path, out: Path) -> None:
    """Write which tests fail with nothing broken."""
    failed = Failed(ids)
    paths = sorted({id.partition("::")[0] for id in ids})
    if ids:
        pytest.main([*(one for one in options(scratch) if one != "-x"), *paths], plugins=[Hypothesis(), failed])
    out.write_text(json.dumps(sorted(failed.ids)), encoding="utf-8")


def _try(mutations: list[Mutation], tests: dict[str, dict[str, Any]], scratch: Path, out: Path) -> None:
    """Write a line for each mutant: what became of it, and the test that saw it."""
    with out.open("w", encoding="utf-8") as lines:
        results = Results(lines)
        plans: list[Plan] = []
        gc.freeze()
        for mutation in mutations:
            path = PACKAGE / mutation.file
            ids = chosen_tests(mutation, tests, PATIENCE)
            seconds = 20 + 2 * sum(tests[id]["cost"] for id in ids)
            if not ids:
                results.add(mutation, "survived", "no test runs it")
            elif can_be_swapped(mutation, path.read_bytes(), str(path)):
                plans.append((mutation, path, ids, seconds))
            else:
                with broken(path, mutation):
                    results.add(
                        mutation, *in_child(partial(fresh, results.order(mutation.file, ids), scratch), seconds)
                    )
        paths = sorted({id.partition("::")[0] for _mutation, _path, ids, _seconds in plans for id in ids})
        if plans:
            trials = Trials(plans, results)
            pytest.main([*options(scratch), *paths], plugins=[Hypothesis(), trials])


if __name__ == "__main__":
    os.chdir(TREE)
    main()
