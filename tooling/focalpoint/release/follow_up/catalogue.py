"""Write the catalogue of releases for the readers of each edition: what stands, what was withdrawn, what changed."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import pairwise
from pathlib import Path

from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.releases import ReleaseFields, load_releases
from focalpoint.files import write_all
from focalpoint.problems import Trouble
from focalpoint.release.changes.change_files import SHEET, ChangeReport
from focalpoint.release.changes.report import compare_commits, search_report
from focalpoint.release.follow_up.errata import correction

PAGE = "index.html"
_HEADS = ("Release", "Day", "State", "Since the release before")


def write_catalogue(config: Config) -> list[Path]:
    """Write the catalogue of each edition that was ever released, and return the pages."""
    releases, problems = load_releases(config)
    if problems:
        raise Trouble(problems)
    files: dict[Path, bytes] = {}
    for edition in Edition:
        theirs = [release for release in releases if edition in release.editions]
        if theirs:
            page = _page(config, edition, theirs).encode()
            search_report(config, edition, {PAGE: page})
            folder = config.dist / "catalogue" / edition
            files |= {folder / PAGE: page, folder / SHEET.name: SHEET.read_bytes()}
    write_all(files)
    return [file for file in files if file.name == PAGE]


def _page(config: Config, edition: Edition, releases: Sequence[ReleaseFields]) -> str:
    title = f"{config.settings.title}: releases of the {edition} edition"
    heads = "".join(f'<th scope="col">{head}</th>' for head in _HEADS)
    counts = {releases[0].version: "The first release."}
    for before, now in pairwise(releases):
        pair = ((before.commit, before.version), (now.commit, now.version))
        report = ChangeReport(compare_commits(config, *pair, edition), title, edition, config.today)
        counts[now.version] = report.counts
    rows = "".join(_row(config, edition, one, counts[one.version]) for one in reversed(releases))
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><link rel="stylesheet" href="{SHEET.name}">'
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    body = f"<main><h1>{escape(title)}</h1>{table}</main>"
    return f'<!doctype html>\n<html lang="en"><head>{head}</head><body>{body}</body></html>\n'


def _row(config: Config, edition: Edition, release: ReleaseFields, changed: str) -> str:
    day = f"{release.released_on.day} {release.released_on:%B %Y}"
    cells = (release.version, day, state_of(config, edition, release), changed)
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"


def state_of(config: Config, edition: Edition, release: ReleaseFields) -> str:
    """Say whether a release stands, for the readers of an edition, with its errata that they may read."""
    known = [
        one.paragraph for one in release.errata if correction(config, release, edition, one.paragraph, one.commit)
    ]
    errata = f"; errata on paragraph {', '.join(known)}" if known else ""
    if release.withdrawn:
        return f"withdrawn on {release.withdrawn.day}: {release.withdrawn.because}{errata}"
    return f"stands{errata}"
