"""Make a release: hold the gate, build the editions, and publish them with their record and tag, or nothing."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from focalpoint.config import EPOCH, Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.git import git, git_says, need_commit
from focalpoint.content.releases import VERSION, OverruleFields, ReleaseFields, release_file, release_record
from focalpoint.files import folder_lock, write_whole
from focalpoint.problems import Problem, ProblemKind, Trouble, stopped
from focalpoint.release.addresses.address_pages import add_addresses
from focalpoint.release.addresses.registry import advanced, load_registry, registry_file, registry_text
from focalpoint.release.gate.open_points import open_points
from focalpoint.release.gate.overrules import Overrule, apply_overrules
from focalpoint.release.job import Teller
from focalpoint.release.package.edition_files import WEB, ZIP, Making, fix_modes, make_edition, write_sums, zipped
from focalpoint.release.package.manifest import (
    MANIFEST,
    SUMS,
    FileFacts,
    Manifest,
    altered,
    file_facts,
    read_manifest,
    sums,
    tools_of,
)
from focalpoint.release.package.notes import NOTES, release_notes
from focalpoint.release.package.since_last import add_changes
from focalpoint.release.package.web_headers import FILE as HEADERS
from focalpoint.release.package.web_headers import headers_file
from focalpoint.release.package.web_links import dead_links

TEXTS = ("manual", "consultations")


@dataclass(frozen=True)
class ReleaseRequest:
    """What a person asks for."""

    version: str
    overrules: tuple[Overrule, ...] = ()
    editions: tuple[Edition, ...] = tuple(Edition)
    workers: int = 0


@dataclass(frozen=True)
class Released:
    """A release that lies in `dist/releases/`."""

    folder: Path
    manifest: Manifest
    completed: bool = False
    """Whether it was there already, and only its record or its tag was missing."""


def release_folder(config: Config, version: str) -> Path:
    """Make the path of a release."""
    return config.dist / "releases" / version


def tag_of(version: str) -> str:
    """Name the tag that a release gets in Git."""
    return f"release-{version}"


def make_release(config: Config, request: ReleaseRequest, tell: Teller) -> Released:
    """Make a release; raises Trouble, and makes none, where anything keeps it back.

    A release that is there is never touched. Where a run was ended before its record or tag was written, both are
    written now.
    """
    if re.fullmatch(VERSION, request.version) is None:
        raise stopped(f"`{request.version[:40]}` is no version; write it as 1.0, 2.1.3 or 1.0-rc1")
    target = release_folder(config, request.version)
    with folder_lock(config.build / "release", lambda: tell.step("Waiting for another release to be made")):
        if target.exists():
            return _complete(config, target, request.version)
        if tag := git_says(config, "tag", "--list", tag_of(request.version)):
            told = f"Git has the tag {tag} already; a version is released once: choose the next"
            raise Trouble([Problem("", 0, ProblemKind.RELEASE, told)])
        tell.step("Looking for what keeps the release back")
        left, overrules = apply_overrules(open_points(config), request.overrules)
        if left:
            raise Trouble(left)
        commit = need_commit(config)
        epoch = epoch_of(config)
        aside = config.build / "release" / "out"
        shutil.rmtree(aside, ignore_errors=True)
        wanted = replace(request, overrules=overrules)
        manifest = build_release(config, aside, wanted, (commit, epoch), tell)
        if need_commit(config) != commit:
            raise stopped("the text was committed to while the release was made; nothing was released: try again")
        tell.step("Publishing")
        publish(aside, target)
        record(config, target, manifest)
    return Released(target, manifest)


def epoch_of(config: Config) -> int:
    """Find the moment that the files of a release carry: SOURCE_DATE_EPOCH, else that of the text's last commit."""
    given = os.environ.get(EPOCH) or git_says(config, "log", "-1", "--format=%ct", "--", *TEXTS)
    return int(given) if given else 0


def build_release(
    config: Config, folder: Path, request: ReleaseRequest, made_from: tuple[str, int], tell: Teller
) -> Manifest:
    """Put all files of a release into a folder that is not there yet; the same commit and epoch give the same bytes.

    `made_from` is the commit of the text, and the epoch.
    """
    commit, epoch = made_from
    kinds = frozenset(one.kind for one in request.overrules)
    making = Making(epoch, kinds, request.workers, tell)
    day = datetime.fromtimestamp(epoch, UTC).date()
    dated = replace(config, version=request.version, today=day)
    with _as_of(epoch):
        registry = advanced(dated, load_registry(dated), commit, request.editions)
        for edition in request.editions:
            make_edition(dated, edition, folder / edition, making)
            tell.step(f"Adding the permanent addresses of the {edition} edition")
            add_addresses(dated, edition, commit, registry, folder / edition / WEB)
            (folder / edition / ZIP).write_bytes(zipped(folder / edition / WEB, epoch))
            (folder / edition / HEADERS).write_bytes(headers_file())
            tell.step(f"Telling the readers of the {edition} edition what changed")
            changes = add_changes(dated, edition, commit, folder / edition)
            (folder / edition / NOTES).write_bytes(release_notes(dated, edition, changes))
    if dead := [one for edition in request.editions for one in dead_links(folder / edition / WEB)]:
        raise Trouble(dead)
    write_sums(folder / edition for edition in request.editions)
    manifest = Manifest(
        title=config.settings.title,
        version=request.version,
        commit=commit,
        epoch=epoch,
        editions={edition: edition.clearance for edition in request.editions},
        tools=tools_of(config),
        overrules=tuple(
            OverruleFields(kind=one.kind, because=one.because, points=one.points) for one in request.overrules
        ),
        files=file_facts(folder),
    )
    written = manifest.model_dump_json(indent=1).encode() + b"\n"
    (folder / MANIFEST).write_bytes(written)
    own = FileFacts(size=len(written), sha256=sha256(written).hexdigest())
    (folder / SUMS).write_bytes(sums({**manifest.files, MANIFEST: own}))
    fix_modes(folder, epoch)
    return manifest


@contextmanager
def _as_of(epoch: int) -> Iterator[None]:
    """Let everything that is made in the block carry one moment."""
    before = os.environ.get(EPOCH)
    os.environ[EPOCH] = str(epoch)
    try:
        yield
    finally:
        if before is None:
            del os.environ[EPOCH]
        else:
            os.environ[EPOCH] = before


def publish(aside: Path, target: Path) -> None:
    """Move a finished release to its place by one rename; a release that is there is never touched."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        raise _is_there(target.name)
    aside.rename(target)


def record(config: Config, target: Path, manifest: Manifest) -> None:
    """Write the ids and the record of a published release, and tag its commit; what is there stays as it is."""
    registry = load_registry(config)
    if registry.commit != manifest.commit:
        now = advanced(config, registry, manifest.commit, tuple(manifest.editions))
        write_whole(registry_file(config), registry_text(now))
    file = release_file(config, manifest.version)
    if not file.exists():
        fields = ReleaseFields(
            version=manifest.version,
            released_on=config.today,
            commit=manifest.commit,
            epoch=manifest.epoch,
            editions=tuple(manifest.editions),
            manifest=sha256((target / MANIFEST).read_bytes()).hexdigest(),
            overrules=manifest.overrules,
        )
        write_whole(file, release_record(fields))
    tag = tag_of(manifest.version)
    if not git_says(config, "tag", "--list", tag):
        message = f"{manifest.title}, release {manifest.version}"
        if git(config, "tag", "--annotate", "--message", message, tag, manifest.commit) is None:
            raise stopped(
                f"the release is whole and in its place, but Git refuses its tag; tell Git who you are "
                f"(git config user.name, user.email), then type the command again to add the tag {tag}"
            )


def _complete(config: Config, target: Path, version: str) -> Released:
    """Write what a run that was ended left out beside a release; raises Trouble where nothing is missing."""
    manifest = read_manifest(target, config.shown(target))
    tagged = git_says(config, "tag", "--list", tag_of(version))
    if tagged and release_file(config, version).exists():
        raise _is_there(version)
    if wrong := list(altered(target, manifest)):
        raise Trouble(Problem(config.shown(target), 0, ProblemKind.RELEASE, one) for one in wrong)
    record(config, target, manifest)
    return Released(target, manifest, completed=True)


def _is_there(version: str) -> Trouble:
    told = f"release {version} is there already and is never touched; release the next version"
    return Trouble([Problem(f"dist/releases/{version}", 0, ProblemKind.RELEASE, told)])
