"""Record errors of a release once the text is corrected, and write the errata of each edition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.git import need_commit, uncommitted_files
from focalpoint.content.releases import Erratum, ReleaseFields, Withdrawal, load_releases, release_file, release_record
from focalpoint.content.text.markdown import read_markdown
from focalpoint.files import write_whole
from focalpoint.problems import Problem, ProblemKind, Trouble, stopped
from focalpoint.release.changes.change_files import SHEET
from focalpoint.release.changes.comparing import Changed
from focalpoint.release.changes.edition_text import MANUAL
from focalpoint.release.changes.report import compare_commits, search_report
from focalpoint.review.anchoring.text_history import texts_at

PAGE, PDF = "index.html", "errata.pdf"
_BRIEF = "the brief of its ministry"
_CARRIED = {"brief": _BRIEF, "action": _BRIEF, "form": "its form", "pocket": "the pocket edition"}
"""Blocks of which something else is made too, with what it is."""


@dataclass(frozen=True)
class Entered:
    """An erratum that was recorded."""

    files: tuple[Path, ...]
    """The errata that were written, an edition each."""
    carried_by: tuple[str, ...]
    """What else of the release carries the error, in words."""


def find_release(config: Config, version: str) -> ReleaseFields:
    """Find the record of a release; raises Trouble where there is none."""
    releases, problems = load_releases(config)
    if problems:
        raise Trouble(problems)
    found = next((one for one in releases if one.version == version), None)
    if found is None:
        known = ", ".join(one.version for one in releases) or "none"
        raise stopped(f"there is no release {version[:40]}; the releases are: {known}")
    return found


def add_erratum(config: Config, version: str, paragraph: str, because: str) -> Entered:
    """Record that a paragraph of a release was wrong, and write the errata; raises Trouble.

    The text must be corrected and committed before: the errata print what it says now.
    """
    release = find_release(config, version)
    _refuse_unready(config, release, paragraph, because)
    commit = need_commit(config)
    corrected = {edition: correction(config, release, edition, paragraph, commit) for edition in release.editions}
    if not any(corrected.values()):
        raise _not_corrected(config, release, paragraph)
    erratum = Erratum(paragraph=paragraph, because=because.strip(), found_on=config.today, commit=commit)
    amended = release.model_copy(update={"errata": (*release.errata, erratum)})
    files = errata_files(config, amended)
    write_whole(release_file(config, version), release_record(amended))
    for file, data in files.items():
        write_whole(file, data)
    first = next(change for change in corrected.values() if change)
    return Entered(tuple(file for file in files if file.name != SHEET.name), tuple(_carriers(config, release, first)))


def _refuse_unready(config: Config, release: ReleaseFields, paragraph: str, because: str) -> None:
    if not because.strip():
        raise stopped("an erratum needs --because with what was wrong, which the readers will read")
    if any(one.paragraph == paragraph for one in release.errata):
        raise stopped(f"release {release.version} has an erratum on paragraph {paragraph} already")
    if changed := [name for name in uncommitted_files(config) if name.startswith(MANUAL)]:
        told = "is not committed; commit the corrected text first, then enter the erratum"
        raise Trouble(Problem(name, 0, ProblemKind.UNCOMMITTED, told) for name in changed)


def _not_corrected(config: Config, release: ReleaseFields, paragraph: str) -> Trouble:
    edition = max(release.editions, key=lambda one: one.clearance.strictness)
    texts = compare_commits(config, (release.commit, release.version), (release.commit, ""), edition)
    if all(block.number != paragraph or not block.numbered for block in texts.old.blocks):
        return stopped(f"release {release.version} has no paragraph {paragraph[:20]}; give its number in that release")
    return stopped(f"paragraph {paragraph} reads today as in release {release.version}; correct the text first")


def correction(
    config: Config, release: ReleaseFields, edition: Edition, paragraph: str, commit: str
) -> Changed | None:
    """Find how a paragraph of an edition was changed; None where it was not, or is not in that edition."""
    comparison = compare_commits(config, (release.commit, release.version), (commit, "today’s text"), edition)
    numbers = {one.number for change in comparison.changes for one in change.old}
    if paragraph not in numbers:
        return None
    found = [one for one in comparison.changes if any(block.number == paragraph for block in one.old)]
    # The paragraph itself before its items, cells and notes.
    return min(found, key=lambda one: not any(block.numbered for block in one.old))


def _carriers(config: Config, release: ReleaseFields, change: Changed) -> Iterator[str]:
    """Yield what else of the release carries the erroneous words."""
    block = change.old[0]
    text = texts_at(config, release.commit).get(f"{MANUAL}{block.chapter}.md", "")
    boxes = [box.name for box in read_markdown(text).directives if box.line <= block.line < box.end]
    yield from dict.fromkeys(_CARRIED[name] for name in boxes if name in _CARRIED)


def withdraw_release(config: Config, version: str, because: str) -> ReleaseFields:
    """Mark a release as withdrawn, with the reason; nothing is deleted. Raises Trouble."""
    release = find_release(config, version)
    if not because.strip():
        raise stopped("a withdrawal needs --because with the reason, which the readers will read")
    if release.withdrawn:
        raise stopped(f"release {version} was withdrawn on {release.withdrawn.day} already; nothing was changed")
    withdrawal = Withdrawal(day=config.today, because=because.strip())
    amended = release.model_copy(update={"withdrawn": withdrawal})
    write_whole(release_file(config, version), release_record(amended))
    return amended


def errata_files(config: Config, release: ReleaseFields) -> dict[Path, bytes]:
    """Make the errata of each edition of a release as web page and PDF, by their paths; none where it has none."""
    files: dict[Path, bytes] = {}
    for edition in release.editions:
        entries = [
            (erratum, change)
            for erratum in release.errata
            if (change := correction(config, release, edition, erratum.paragraph, erratum.commit))
        ]
        if entries:
            body = "".join(_entry(erratum, change) for erratum, change in entries)
            made = {PAGE: _web(release, body), PDF: _printed(config, release, edition, body)}
            search_report(config, edition, made)
            folder = config.dist / "errata" / release.version / edition
            files |= {folder / name: data for name, data in {**made, SHEET.name: SHEET.read_bytes()}.items()}
    return files


def _title(release: ReleaseFields) -> str:
    return f"Errata of release {release.version}"


def _entry(erratum: Erratum, change: Changed) -> str:
    from focalpoint.press.layout.printable import printable
    from focalpoint.review.replies.reply_files import line_html

    day = f"{erratum.found_on.day} {erratum.found_on:%B %Y}"
    now = line_html(change.redline) if change.new else "<p>The paragraph is no longer in the manual.</p>"
    heading = f"<h2>Paragraph {escape(erratum.paragraph)}</h2>"
    return f"<section>{heading}<p>{day}: {escape(printable(erratum.because))}</p>{now}</section>"


def _web(release: ReleaseFields, body: str) -> bytes:
    head = f'<meta charset="utf-8"><title>{_title(release)}</title><link rel="stylesheet" href="{SHEET.name}">'
    page = f"<head>{head}</head><body><main><h1>{_title(release)}</h1>{body}</main></body>"
    return f'<!doctype html>\n<html lang="en">{page}</html>\n'.encode()


def _printed(config: Config, release: ReleaseFields, edition: Edition, body: str) -> bytes:
    from focalpoint.release.changes.change_files import printed_alone

    return printed_alone(config, edition, config.today, _title(release), body)
