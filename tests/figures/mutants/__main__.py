"""`make mutants`: break the code of the rooms that keep promises, one place at a time, and print what no test sees.

Without ALL a fixed sample of each file is tried. Each that survives is named, with the reason, in survivors.toml.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from fnmatch import fnmatch
from hashlib import sha256
from pathlib import Path
from typing import Any

from .copies import ROOT, SCRATCH, copy
from .mutation import Mutation, mutations
from .rooms import COSTLIEST, PATIENCE, files_of, tests_of
from .survivors import Name, named
from .trial import ENDLESS, chosen_tests

PACKAGE = ROOT / "tooling" / "focalpoint"
LAST = SCRATCH / "survivors.json"
LEAST = 90.0
"""Percent of a room's mutants that must die."""


def main() -> int:
    """Try the mutants that were asked for."""
    words = argparse.ArgumentParser(prog="python -m tests.figures.mutants", description=__doc__)
    words.add_argument("--all", action="store_true", help="every mutant, not a sample")
    words.add_argument("--file", default="*", help="only the files below tooling/focalpoint that match: 'leaks/*'")
    words.add_argument("--each", type=int, default=24, help="size of the sample of each file (24)")
    words.add_argument("--again", action="store_true", help="only those that survived the last time")
    words.add_argument("--stale", action="store_true", help="measure only tests whose own file has changed")
    words.add_argument("--jobs", type=int, default=2, help="how many at once (2)")
    given = words.parse_args()
    rooms = files_of(PACKAGE)
    every = {file: mutations(file, (PACKAGE / file).read_bytes()) for file in rooms}
    chosen = [one for file in rooms if fnmatch(file, given.file) for one in _sample(every[file], given)]
    pythons = [copy(number) for number in range(given.jobs)]
    files = tests_of({rooms[one.file] for one in chosen}, ROOT)
    tests = _tests(rooms, files, pythons, stale=given.stale)
    if given.stale:
        tests = _passing(tests, chosen, pythons)
    began = time.monotonic()
    # Neighbours cost about the same: each process gets a part of every file.
    parts = [chosen[number :: given.jobs] for number in range(given.jobs)]
    works = [{"mutations": [asdict(one) for one in part], "tests": tests} for part in parts]
    results = [json.loads(line) for text in _start("try", pythons, works) for line in text.splitlines()]
    assert len(results) == len(chosen), f"{len(chosen) - len(results)} mutants have no result; see {SCRATCH}"
    reasons = named()
    known = {one.name for found in every.values() for one in found}
    faults = [f"{': '.join(name)}: is named, but no mutant any more; correct survivors.toml" for name in reasons]
    faults = [fault for fault, name in zip(faults, reasons, strict=True) if name not in known]
    wrong = _report(results, rooms, reasons)
    for fault in faults:
        print(fault)
    spent = sum(os.times()[2:4]) / 60
    endless = sum(one[5] == ENDLESS for one in results)
    print(f"{len(results)} mutants in {(time.monotonic() - began) / 60:.0f} minutes, {spent:.0f} of the processor; "
          f"{endless} of those killed did not end")  # fmt: skip
    return 1 if wrong or faults else 0


def _sample(found: list[Mutation], given: argparse.Namespace) -> list[Mutation]:
    """Choose what is tried of one file: always the same, until the file changes."""
    if given.again:
        last = {tuple(name) for name in json.loads(LAST.read_text(encoding="utf-8"))}
        return [one for one in found if one.name in last]
    if given.all or len(found) <= given.each:
        return found
    return random.Random(found[0].file).sample(found, given.each)


def _passing(tests: dict[str, Any], chosen: Iterable[Mutation], pythons: Sequence[Path]) -> dict[str, Any]:
    """Leave out the tests that fail with nothing broken, which only a stale measure does not know."""
    asked = sorted({id for one in chosen for id in chosen_tests(one, tests, PATIENCE)})
    works = [{"ids": asked[number :: len(pythons)]} for number in range(len(pythons))]
    failed = {id for text in _start("check", pythons, works) for id in json.loads(text)}
    for id in sorted(failed):
        print(f"{id}: fails with nothing broken; it is not asked")
    return {id: one for id, one in tests.items() if id not in failed}


def _tests(rooms: dict[str, str], files: list[Path], pythons: Sequence[Path], *, stale: bool) -> dict[str, Any]:
    """Cost and lines of every test, measured again where the test, a helper of tests, or the package has changed."""
    helpers = [path for path in (ROOT / "tests").rglob("*.py") if not path.name.startswith("test_")]
    base = _digest([*sorted(path for path in helpers if path.parent != Path(__file__).parent),
                    *sorted((ROOT / "tooling").rglob("*.py"))])  # fmt: skip
    kept = SCRATCH / "lines"
    kept.mkdir(parents=True, exist_ok=True)
    place = {path: kept / f"{_digest([path])}-{base}.json" for path in files}
    if stale:
        place |= {path: found for path in files for found in kept.glob(f"{_digest([path])}-*.json")}
    new = [path.relative_to(ROOT).as_posix() for path in files if not place[path].exists()]
    if new:
        print(f"Measuring the tests of {len(new)} files", flush=True)
        works = [{"paths": new[number :: len(pythons)], "files": list(rooms)} for number in range(len(pythons))]
        measured: dict[str, Any] = {}
        for text in _start("map", pythons, [work for work in works if work["paths"]]):
            found = json.loads(text)
            measured |= found["tests"]
            for id in found["failed"]:
                print(f"{id}: fails or is skipped with nothing broken; it is not asked")
        for name in new:
            for old in kept.glob(f"{place[ROOT / name].name.partition('-')[0]}-*"):
                old.unlink()
            own = {id: one for id, one in measured.items() if id.partition("::")[0] == name}
            place[ROOT / name].write_text(json.dumps(own), encoding="utf-8")
    tests = {id: one for path in place.values() for id, one in json.loads(path.read_text(encoding="utf-8")).items()}
    return {id: one for id, one in tests.items() if one["cost"] <= COSTLIEST}


def _digest(paths: Iterable[Path]) -> str:
    found = sha256()
    for path in paths:
        found.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return found.hexdigest()[:16]


def _start(what: str, pythons: Sequence[Path], works: Sequence[Any]) -> list[str]:
    """Let each copy do its part of the work; return what each has written."""
    # The tests' folders lie inside this repository, and are to be in none.
    environment = {**os.environ, "GIT_CEILING_DIRECTORIES": str(SCRATCH)}
    running = []
    for number, (python, work) in enumerate(zip(pythons, works, strict=False)):
        asked, out, log = (SCRATCH / f"{what}{number}.{ending}" for ending in ("json", "out", "log"))
        asked.write_text(json.dumps(work), encoding="utf-8")
        out.unlink(missing_ok=True)
        command = [str(python), "-m", "tests.figures.mutants.host", what, str(asked), str(out)]
        with log.open("wb") as told:
            done = subprocess.Popen(command, cwd=python.parents[2] / "tree", env=environment,
                                    stdin=subprocess.DEVNULL, stdout=told, stderr=told)  # fmt: skip
        running.append((done, out, log))
    for done, _out, log in running:
        if done.wait() != 0:
            raise SystemExit(f"a part of the work ended with {done.returncode}; see {log}")
    return [out.read_text(encoding="utf-8") for _done, out, _log in running]


def _report(results: list[list[Any]], rooms: dict[str, str], reasons: dict[Name, str]) -> bool:
    """Print the survivors and a line for each room; tell whether anything must be done."""
    survivors: dict[str, list[list[Any]]] = defaultdict(list)
    tried: Counter[str] = Counter()
    for file, function, text, line, became, by in sorted(results, key=lambda one: (one[0], one[3])):
        room = rooms[file]
        tried[room] += 1
        if became == "survived":
            survivors[room].append([file, function, text, line, by])
        elif (file, function, text) in reasons:
            print(f"{file}:{line}: {function}: `{text}` is named, and dies: take it out of survivors.toml")
    LAST.write_text(json.dumps([one[:3] for found in survivors.values() for one in found]), encoding="utf-8")
    wrong = False
    rows = []
    for room, number in tried.items():
        own = survivors[room]
        unnamed = [one for one in own if tuple(one[:3]) not in reasons]
        for file, function, text, line, by in unnamed:
            print(f"{file}:{line}: {function}: {text}" + (f"  ({by})" if by else ""))
        percent = 100 * (number - len(own)) / number
        wrong = wrong or bool(unnamed) or percent < LEAST
        rows.append(
            f"{room:12} {number:8} {number - len(own):7} {percent:6.1f} % {len(own) - len(unnamed):7} {len(unnamed):8}"
        )
    print(f"\n{'room':12} {'mutants':>8} {'killed':>7} {'':>8} {'named':>7} {'unnamed':>8}", *rows, sep="\n")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
