"""Find what changed since a release, a draft or a commit, and write it for the readers of one edition."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp

from focalpoint.assembly.tree import assemble
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.git import git_says, need_commit
from focalpoint.content.releases import load_releases
from focalpoint.content.rounds.drafts import load_drafts
from focalpoint.content.text.reading_cache import ReadingCache
from focalpoint.files import write_whole
from focalpoint.leaks.leak_gate import leak_gate
from focalpoint.problems import stopped
from focalpoint.release.changes.change_files import SHEET, ChangeReport, print_report, web_page, word_report
from focalpoint.release.changes.comparing import Comparison, compare
from focalpoint.release.changes.edition_text import EditionText, edition_text
from focalpoint.release.readiness import read_manual
from focalpoint.review.anchoring.text_history import texts_at

_DRAFT = re.compile(r"draft[- ]?(\d+)")
PAGE, PDF, WORD = "index.html", "changes.pdf", "changes.docx"


def commit_meant(config: Config, since: str) -> tuple[str, str]:
    """Find the commit that is meant, and what people call it; raises Trouble where there is none."""
    need_commit(config)
    for release in load_releases(config)[0]:
        if release.version == since:
            return release.commit, since
    if found := _DRAFT.fullmatch(since):
        draft = next((one for one in load_drafts(config)[0] if one.number == int(found[1])), None)
        if draft is not None:
            return draft.fields.commit, f"draft {draft.number}"
    commit = None if since.startswith("-") else git_says(config, "rev-parse", "--verify", "-q", f"{since}^{{commit}}")
    if not commit:
        raise stopped(
            f"`{since[:60]}` is no release, no draft and no commit; name one, such as 0.9, draft-2 or 1f0c9a7b52"
        )
    return commit, since if len(since) < len(commit) else commit[:10]


def changes_since(config: Config, since: str, until: str, edition: Edition) -> ChangeReport:
    """Compare two states of the text as the edition carries each of them; without `until` the one on disk."""
    commit, name = commit_meant(config, since)
    later, today = commit_meant(config, until) if until else ("", "today’s text")
    comparison = compare_commits(config, (commit, name), (later, today), edition)
    return ChangeReport(comparison, config.settings.title, edition, config.today)


def compare_commits(config: Config, old: tuple[str, str], new: tuple[str, str], edition: Edition) -> Comparison:
    """Compare two states, each given by its commit and by what people call it; an empty commit is the text on disk.

    What was open to the readers of the edition and is closed to them now is not told again: it counts as removed, and
    its words are left out.
    """
    before, now = texts_at(config, old[0]), texts_at(config, new[0])
    with ReadingCache(config.build / "cache" / "changes") as readings:
        was = edition_text(config, old[1], before, edition, readings.read)
        is_now = edition_text(config, new[1], now, edition, readings.read)
        closed = _closed_words(config, (new[1], now), is_now, readings)
    readings.save()
    return without_words(compare(was, is_now), closed)


def _closed_words(
    config: Config, new: tuple[str, Mapping[str, str]], shown: EditionText, readings: ReadingCache
) -> frozenset[str]:
    """Collect the words of the new state's blocks that the edition does not carry."""
    whole = edition_text(config, new[0], new[1], Edition.SECRETARIAT, readings.read)
    return frozenset(whole.texts) - frozenset(shown.texts)


def without_words(comparison: Comparison, closed: frozenset[str]) -> Comparison:
    """Leave out the old words of blocks that are still in the text, and closed now to the edition's readers."""
    changes = tuple(
        replace(change, before=(), redline=change.after)
        if any(block.text in closed for block in change.old)
        else change
        for change in comparison.changes
    )
    return replace(comparison, changes=changes)


def report_files(config: Config, report: ChangeReport, *, printed: bool) -> dict[str, bytes]:
    """Make the files of a report by their names: the web page and its sheet, and if asked the PDF and Word file."""
    files = {PAGE: web_page(report).encode(), SHEET.name: SHEET.read_bytes()}
    if printed:
        files |= {PDF: print_report(config, report), WORD: word_report(config, report)}
    return files


def write_report(config: Config, report: ChangeReport, folder: Path, *, printed: bool) -> list[Path]:
    """Write the files into a folder, all or none, once they were searched for what the edition may not carry."""
    files = report_files(config, report, printed=printed)
    search_report(config, report.edition, files)
    for name, data in files.items():
        write_whole(folder / name, data)
    return [folder / name for name in files]


def search_report(config: Config, edition: Edition, files: Mapping[str, bytes]) -> None:
    """Search the files for what the edition may not carry today; raises Trouble with each place."""
    if edition is Edition.SECRETARIAT:
        return
    manual, _problems = read_manual(config)
    config.build.mkdir(parents=True, exist_ok=True)
    folder = Path(mkdtemp(prefix="changes-", dir=config.build)) / edition
    try:
        for name, data in files.items():
            write_whole(folder / name, data)
        leak_gate(assemble(config, manual, edition), f"changes/{edition}")(folder)
    finally:
        shutil.rmtree(folder.parent, ignore_errors=True)
