"""Renew the typefaces of other scripts from full fonts, and add to them the characters that a text needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from focalpoint.content.characters import COVERAGE, known, missing, named
from focalpoint.files import write_all
from focalpoint.press.layout.isolation import FONTS
from focalpoint.press.typefaces.cutting import VERSION, Cut, NotOpenError, cut, opened
from focalpoint.press.typefaces.record import Recorded, coverage_of, held_by, read_record, record_files
from focalpoint.press.typefaces.scripts import EVERYWHERE, SCRIPTS, Script
from focalpoint.problems import Problem, ProblemKind, Trouble, stopped

NUMBER = re.compile(r"\d+(\.\d+)?")
KINDS = ("Noto Serif", "Noto Sans")
"""Beginnings of the families that another script's typeface is looked for among, the first that has it first."""


@dataclass
class Order:
    """One typeface to cut."""

    script: Script
    file: Path
    added: str
    """Characters beyond the usual ones."""


@dataclass
class Found:
    """What lies in the folders, and what is to be cut of it."""

    files: dict[str, Path]
    orders: list[Order] = field(default_factory=list)
    left: dict[str, str] = field(default_factory=dict)
    """Names of typefaces that are left as they are, with the reason."""


def renew(
    folders: Iterable[Path],
    add: str,
    telling: Callable[[str], object],
    fonts: Path = FONTS,
    coverage: Path = COVERAGE,
) -> tuple[list[Cut], dict[str, str]]:
    """Cut typefaces from the full fonts in some folders, and write them with record, licence and coverage.

    With characters to add, only the typefaces that get one are cut. Returns what was cut, and the names of the
    typefaces that were left as they are with the reason. Raises Trouble for a folder that is not there, a font that is
    not open, a file that is broken, and for characters that no font there has: then nothing is written.
    """
    found = Found(_fonts_in(folders))
    records = read_record(fonts)
    if add:
        _order_added(found, records, add)
    else:
        _order_all(found, records)
    made = []
    for order in found.orders:
        telling(f"Cutting {order.script.name} from {order.file.name}")
        made.append(_cut(order))
    if made:
        _write(made, {order.script.name: order.added for order in found.orders}, fonts, coverage)
    return made, found.left


def _fonts_in(folders: Iterable[Path]) -> dict[str, Path]:
    files: dict[str, Path] = {}
    for folder in folders:
        if not folder.exists():
            raise stopped(f"{folder} is not there; give a folder with full fonts, such as /usr/share/fonts")
        inside = [folder] if folder.is_file() else sorted(folder.rglob("*"))
        files.update((file.name, file) for file in inside if file.suffix in (".ttf", ".otf", ".ttc"))
    return files


def _source(found: Found, script: Script) -> Path | None:
    return next((found.files[name] for name in script.sources if name in found.files), None)


def _order_all(found: Found, records: Mapping[str, Recorded]) -> None:
    for script in (*SCRIPTS, *_others(records)):
        file = _source(found, script)
        recorded = records.get(script.name)
        if file is None:
            found.left[script.name] = f"{' or '.join(script.sources)} lies in no folder that you gave"
        elif recorded and (older := _older(file, script, recorded)):
            found.left[script.name] = older
        else:
            found.orders.append(Order(script, file, recorded.added if recorded else ""))


def _older(file: Path, script: Script, recorded: Recorded) -> str:
    """Tell that a full font is older than the one that a typeface was cut from; nothing where it is not."""
    with _telling_of(file):
        version = str(opened(file, script.font)["name"].getDebugName(VERSION))
    numbers = [float(found[0]) if (found := NUMBER.search(one)) else 0.0 for one in (version, recorded.version)]
    return f"{file.name} is older ({version}) than the one that it was cut from" if numbers[0] < numbers[1] else ""


def _others(records: Mapping[str, Recorded]) -> Iterator[Script]:
    """The scripts that were added later, of which each holds all that its full font has."""
    usual = {script.name for script in SCRIPTS}
    for name, one in records.items():
        if name not in usual:
            yield Script(name, (one.source,), lambda: frozenset(range(0x370, 0x110000)))


def _order_added(found: Found, records: Mapping[str, Recorded], add: str) -> None:
    """Order the typefaces that get the wanted characters; a script that none of them has gets one of its own."""
    wanted = set(missing(add))
    for script in SCRIPTS:
        takes = {one for one in wanted if ord(one) in script.takes}
        file = _source(found, script)
        if takes and file is None:
            raise stopped(f"add {_shown(takes)} from {script.sources[0]}, which lies in no folder that you gave")
        if takes and file is not None:
            if script.name in records and (older := _older(file, script, records[script.name])):
                raise stopped(f"{older} ({records[script.name].version}); give a folder with that one or a newer one")
            takes &= _held(file, script.font)
            before = records[script.name].added if script.name in records else ""
            found.orders.append(Order(script, file, "".join(sorted({*before, *takes}))))
            wanted -= takes
    for file in _open_families(found):
        if wanted and (has := wanted & _held(file)):
            script = Script(file.stem, (file.name,), lambda: frozenset(range(0x370, 0x110000)) - _usual())
            found.orders.append(Order(script, file, ""))
            wanted -= has
    if wanted:
        raise stopped(f"no open font in the folders that you gave has {_shown(wanted)}; write it otherwise")


def _usual() -> frozenset[int]:
    """The characters that typefaces have already."""
    return frozenset(map(ord, known()))


def _open_families(found: Found) -> Iterator[Path]:
    for kind in KINDS:
        begin = kind.replace(" ", "")
        names = sorted(name for name in found.files if name.startswith(begin) and name.endswith("-Regular.ttf"))
        yield from (found.files[name] for name in names)


def _shown(characters: set[str]) -> str:
    return ", ".join(map(named, sorted(characters)))


def _cut(order: Order) -> Cut:
    script = order.script
    points = script.holds() | EVERYWHERE | {ord(one) for one in order.added}
    with _telling_of(order.file):
        return cut(opened(order.file, script.font), order.file.name, points, script.name, script.own_family)


def _held(file: Path, font: str = "") -> set[str]:
    """Return the characters of a full font."""
    with _telling_of(file):
        return set(map(chr, opened(file, font).getBestCmap()))


@contextmanager
def _telling_of(file: Path) -> Iterator[None]:
    """Say of which font it is that something is wrong."""
    try:
        yield
    except NotOpenError as error:
        raise stopped(str(error)) from None
    except Exception as error:
        # Every broken table of a font has an error of its own.
        message = f"is not a font that can be cut ({type(error).__name__}); get it again from its package"
        raise Trouble([Problem(str(file), 0, ProblemKind.UNREADABLE, message)]) from error


def _write(made: list[Cut], added: Mapping[str, str], fonts: Path, coverage: Path) -> None:
    after = read_record(fonts)
    points = {file.stem: held_by(file) for file in sorted(fonts.glob("*.ttf"))}
    for one in made:
        facts = Recorded(
            family=one.family,
            source=one.source,
            version=one.version,
            copyright=one.copyright,
            added=added[one.name],
            characters=len(one.points),
        )
        after[one.name] = facts
        points[one.name] = one.points
    files = {fonts / f"{one.name}.ttf": one.data for one in made}
    write_all({**files, **record_files(fonts, after, points), coverage: coverage_of(points)})
