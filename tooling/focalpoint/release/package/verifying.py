"""Verify a release: make it again from its commit in a scratch clone, and compare the two file by file."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.git import git
from focalpoint.problems import Problem, ProblemKind, Trouble, stopped
from focalpoint.release.gate.overrules import Overrule
from focalpoint.release.job import Teller
from focalpoint.release.package.making import ReleaseRequest, build_release
from focalpoint.release.package.manifest import SUMS, Manifest, Tools, altered, read_manifest

_NAMES = {
    "pango": "Pango",
    "harfbuzz": "HarfBuzz",
    "fontconfig": "Fontconfig",
    "python": "Python",
    "packages": "the installed packages",
    "lock": "requirements.lock",
    "code": "the tools' own files",
}
"""What a release was made with, the likeliest cause of other bytes first."""


@dataclass(frozen=True)
class Verified:
    """A release that was made again, byte for byte."""

    manifest: Manifest
    files: int
    """How many files were compared."""


def verify_release(config: Config, folder: Path, edition: Edition | None, workers: int, tell: Teller) -> Verified:
    """Make a release again and compare, all of it or one edition; raises Trouble with every file that differs."""
    shown = config.shown(folder)
    manifest = read_manifest(folder, shown)
    if wrong := list(altered(folder, manifest)):
        raise Trouble(Problem(shown, 0, ProblemKind.RELEASE, one) for one in wrong)
    if edition is not None and edition not in manifest.editions:
        raise stopped(f"this release has no {edition} edition; it has {', '.join(manifest.editions)}")
    editions = (edition,) if edition else tuple(manifest.editions)
    scratch = Path(mkdtemp(prefix="verify-", dir=_made(config.build)))
    try:
        tell.step(f"Making commit {manifest.commit[:12]} again in a folder of its own")
        clone = _cloned(config, manifest.commit, scratch / "clone")
        overrules = tuple(Overrule(ProblemKind(one.kind), one.because, one.points) for one in manifest.overrules)
        request = ReleaseRequest(manifest.version, overrules, editions, workers)
        again = build_release(clone, scratch / "again", request, (manifest.commit, manifest.epoch), tell)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    if problems := list(differing(shown, manifest, again, editions)):
        raise Trouble([*problems, *causes(shown, manifest.tools, again.tools)])
    return Verified(manifest, len(again.files))


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _cloned(config: Config, commit: str, folder: Path) -> Config:
    """Clone the project as it was at a commit, from this repository alone; raises Trouble where it lacks the commit."""
    if git(config, "cat-file", "-e", f"{commit}^{{commit}}") is None:
        raise stopped(f"this repository has no commit {commit[:12]}; fetch it, or verify in a whole clone")
    top = (git(config, "rev-parse", "--show-toplevel") or b"").decode().strip()
    inside = config.root.resolve().relative_to(Path(top).resolve())
    plain = ("-c", "core.hooksPath=/dev/null", "-c", "advice.detachedHead=false")
    for command in (
        ["git", *plain, "clone", "--quiet", "--no-checkout", "--shared", top, str(folder)],
        ["git", *plain, "-C", str(folder), "checkout", "--quiet", commit],
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
        if done.returncode:
            raise stopped(f"Git cannot clone this repository ({(done.stderr.splitlines() or ['no reason'])[-1]})")
    return Config.load(folder / inside, config.today)


def differing(shown: str, before: Manifest, again: Manifest, editions: tuple[Edition, ...]) -> Iterator[Problem]:
    """Yield each file of these editions that is not the same in both."""
    compared = {name: facts for name, facts in before.files.items() if name.split("/")[0] in editions}
    # The sums of an edition differ only because another file does.
    names = {name for name in (*compared, *again.files) if not name.endswith(f"/{SUMS}")}
    for name in sorted(names):
        one, other = compared.get(name), again.files.get(name)
        if one is None:
            told = "is made now, and the release does not have it"
        elif other is None:
            told = "is in the release, and is not made now"
        elif one != other:
            told = f"has other bytes when it is made now ({one.size} bytes then, {other.size} now)"
        else:
            continue
        yield Problem(f"{shown}/{name}", 0, ProblemKind.RELEASE, told)


def causes(shown: str, then: Tools, now: Tools) -> Iterator[Problem]:
    """Yield what is used now and was not then, which is the likeliest cause."""
    for field, name in _NAMES.items():
        one, other = str(getattr(then, field)), str(getattr(now, field))
        if one != other:
            told = f"{name}: {one[:12] or 'none'} then, {other[:12] or 'none'} now; verify where it is as it was"
            yield Problem(shown, 0, ProblemKind.RELEASE, told)
