"""Put into a release what changed since the release before, for the readers of each edition."""

from __future__ import annotations

from pathlib import Path

from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.releases import ReleaseFields, load_releases
from focalpoint.problems import Trouble
from focalpoint.release.changes.change_files import ChangeReport
from focalpoint.release.changes.report import compare_commits, write_report
from focalpoint.release.follow_up.errata import correction

FOLDER = "changes"


def release_before(config: Config) -> ReleaseFields | None:
    """Find the latest release that stands, as the records in the text's own commit tell; None for the first."""
    releases, problems = load_releases(config)
    if problems:
        raise Trouble(problems)
    standing = [one for one in releases if one.withdrawn is None and one.version != config.version]
    return standing[-1] if standing else None


def add_changes(config: Config, edition: Edition, commit: str, folder: Path) -> str:
    """Write what changed since the release before below an edition's folder; return the counts, empty for the first."""
    before = release_before(config)
    if before is None or edition not in before.editions:
        return ""
    old, new = (before.commit, before.version), (commit, config.version)
    comparison = compare_commits(config, old, new, edition)
    report = ChangeReport(comparison, config.settings.title, edition, config.today)
    write_report(config, report, folder / FOLDER, printed=True)
    corrected = [
        f"Corrected since {before.version}: paragraph {one.paragraph}. {one.because}\n"
        for one in before.errata
        if correction(config, before, edition, one.paragraph, one.commit)
    ]
    told = f"{report.heading} is told in {FOLDER}/ (web page, PDF, Word file).\n{report.counts}\n"
    return "".join([told, *corrected])
