"""Say what of a release goes to whom, and write the covering text for each member with its own replies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.consultation.roster import Member
from focalpoint.content.manual import Manual
from focalpoint.files import write_all
from focalpoint.release.package.making import Released
from focalpoint.release.package.since_last import FOLDER

READERS = {
    Edition.PUBLIC: "may go to everybody; publish html/ with the headers in HEADERS.txt, or pass on the PDF or the zip",
    Edition.NETWORK: "goes to the members alone; send each its covering text, manual.pdf and html.zip",
    Edition.SECRETARIAT: "stays with the Secretariat; send it to nobody",
}
"""What becomes of each edition."""
_TEXT = """Attach these files, and take out all down to the line:
{paths}
----------------------------------------
To {name}

{title}, release {version}

With this come, for members alone ({handling}):
{files}
{replies}
Numbers of paragraphs are those of this release. An error is told with its paragraph; errata are sent to all.

{publisher}
"""
_REPLIES = """
What became of your own comments is told in:
{replies}
Nobody else gets these files.
"""


def what_goes_out(released: Released, shown: str) -> Iterator[str]:
    """Yield for each edition where it lies, who may read it, and what becomes of it."""
    for edition, handling in released.manifest.editions.items():
        yield f"{shown}/{edition} ({handling}) {READERS[edition]}"


def covering_texts(config: Config, manual: Manual, released: Released) -> dict[Path, bytes]:
    """Write the covering text for each member, by its path; none where the members' edition was not released."""
    version = released.manifest.version
    if Edition.NETWORK not in released.manifest.editions:
        return {}
    folder = released.folder / Edition.NETWORK
    names = ("manual.pdf", "html.zip", f"{FOLDER}/changes.pdf")
    files = [folder / name for name in names if (folder / name).is_file()]
    return {
        config.dist / "covering" / version / f"{member.id}.txt": _text(config, member, version, files)
        for member in manual.roster.members
    }


def _text(config: Config, member: Member, version: str, files: Sequence[Path]) -> bytes:
    replies = sorted((config.dist / "drafts").glob(f"*/replies/{member.id}/*.pdf"))
    return _TEXT.format(
        name=member.name,
        title=config.settings.title,
        version=version,
        handling=Edition.NETWORK.clearance,
        paths=_listed(config.shown(file) for file in (*files, *replies)),
        files=_listed(file.name for file in files),
        replies=_REPLIES.format(replies=_listed(file.name for file in replies)) if replies else "",
        publisher=config.settings.publisher,
    ).encode()


def _listed(names: Iterable[str]) -> str:
    return "\n".join(f"  {name}" for name in names)


def write_covering(files: dict[Path, bytes]) -> Sequence[Path]:
    """Write the texts that are not there yet; what somebody has changed stays as it is. Return those written."""
    fresh = {file: data for file, data in files.items() if not file.exists()}
    write_all(fresh)
    return list(fresh)
