"""Write and read MANIFEST.json: what a release consists of, and what it was made with."""

from __future__ import annotations

import ctypes
import platform
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition, Handling
from focalpoint.content.releases import Commit, OverruleFields, Version
from focalpoint.digests import code_digest, installed_packages
from focalpoint.problems import Problem, ProblemKind, Trouble
from focalpoint.records import Record, Words

MANIFEST = "MANIFEST.json"
SUMS = "SHA256SUMS"
_FONTCONFIG = ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll")
_LOCK = "requirements.lock"
_OTHER = "it is no manifest of a release"


class FileFacts(Record):
    """One file of a release."""

    size: Annotated[int, Field(ge=0)]
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class Tools(Record):
    """What a release was made with."""

    pango: str
    harfbuzz: str
    fontconfig: str
    python: str
    packages: str
    """The digest of the names and versions of all installed packages."""
    lock: str
    """The digest of the project's requirements.lock; empty where it has none."""
    code: str
    """The digest of the toolchain's own files."""


class Manifest(Record):
    """What a release consists of."""

    format: Literal["focalpoint-release/1"] = "focalpoint-release/1"
    title: Words
    version: Version
    commit: Commit
    epoch: Annotated[int, Field(ge=0)]
    """The moment that its files carry, in seconds since 1970."""
    editions: Mapping[Edition, Handling]
    """Each edition with the widest circle that may read it."""
    tools: Tools
    overrules: tuple[OverruleFields, ...] = ()
    files: Mapping[str, FileFacts]
    """By their paths in the release, this file and the sums apart."""


def tools_of(config: Config) -> Tools:
    """Find what is used here and now."""
    from focalpoint.press.workers.cache import library_version

    lock = config.root / _LOCK
    return Tools(
        pango=library_version("pango_version_string"),
        harfbuzz=library_version("hb_version_string"),
        fontconfig=_fontconfig(),
        python=platform.python_version(),
        packages=sha256("\n".join(installed_packages()).encode()).hexdigest(),
        lock=sha256(lock.read_bytes()).hexdigest() if lock.is_file() else "",
        code=code_digest(),
    )


def _fontconfig() -> str:
    for name in _FONTCONFIG:
        try:
            number = int(ctypes.CDLL(name).FcGetVersion())
        except (OSError, AttributeError):
            continue
        return f"{number // 10000}.{number // 100 % 100}.{number % 100}"
    return ""


def file_facts(folder: Path) -> dict[str, FileFacts]:
    """Measure every file of a release, sorted by path; the manifest and the sums at its top are left out."""
    found = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file() or path.is_symlink()):
        name = path.relative_to(folder).as_posix()
        if name not in (MANIFEST, SUMS):
            data = path.read_bytes() if not path.is_symlink() else b""
            found[name] = FileFacts(size=len(data), sha256=sha256(data).hexdigest())
    return found


def sums(facts: Mapping[str, FileFacts]) -> bytes:
    """Write SHA256SUMS as the command sha256sum reads it."""
    return "".join(f"{one.sha256}  {name}\n" for name, one in sorted(facts.items())).encode()


def read_manifest(folder: Path, shown: str) -> Manifest:
    """Read the manifest of a release; raises Trouble where the folder is no release."""
    try:
        return Manifest.model_validate_json((folder / MANIFEST).read_bytes())
    except OSError:
        told = f"holds no {MANIFEST}; name the folder of a release, such as dist/releases/1.0"
    except ValidationError as error:
        told = f"{MANIFEST} cannot be read ({_reason(error)}); restore the release from another copy"
    raise Trouble([Problem(shown, 0, ProblemKind.RELEASE, told)])


def _reason(error: ValidationError) -> str:
    wrong = error.errors()[0]
    return ".".join(map(str, wrong["loc"])) or _OTHER


def altered(folder: Path, manifest: Manifest) -> Iterator[str]:
    """Yield in words every file of a release that is not as its manifest says."""
    now = file_facts(folder)
    if now == manifest.files:
        yield from _wrong_sums(folder, now)
    for name in sorted({*now, *manifest.files}):
        if name not in now:
            yield f"{name}: is missing"
        elif name not in manifest.files:
            yield f"{name}: does not belong to the release"
        elif now[name] != manifest.files[name]:
            yield f"{name}: was altered after the release"


def _wrong_sums(folder: Path, facts: Mapping[str, FileFacts]) -> Iterator[str]:
    written = (folder / MANIFEST).read_bytes()
    own = FileFacts(size=len(written), sha256=sha256(written).hexdigest())
    if not (folder / SUMS).is_file() or (folder / SUMS).read_bytes() != sums({**facts, MANIFEST: own}):
        yield f"{SUMS}: does not give the sums of these files"
