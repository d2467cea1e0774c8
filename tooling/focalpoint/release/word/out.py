"""Send chapters out as Word files: from an edition's text, with a record of what was sent to whom."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.git import git, need_commit, to_commit
from focalpoint.content.text.imprint import imprint
from focalpoint.files import folder_lock
from focalpoint.leaks.leak_gate import leak_gate
from focalpoint.press.section import Section
from focalpoint.problems import Problem, ProblemKind, Trouble, stopped
from focalpoint.release.job import Job, Stage, Teller, run
from focalpoint.release.publish import Output, publish_folder
from focalpoint.release.stages import assemble, check, load, read
from focalpoint.word.out.pictures import PictureReader
from focalpoint.word.out.sending import Letter, Paged, Source, paged, word_file_of
from focalpoint.word.sent import (
    PAGES,
    RECORD,
    SentFields,
    SentFile,
    next_number,
    pack_pages,
    sent_record,
    word_folder,
)

_NAME = re.compile(r"[^\w-]+")


@dataclass(frozen=True)
class OutRequest:
    """What a person asks for."""

    chapters: Sequence[str]
    """Chapters or parts, by their paths or the ends of them; all where there is none."""
    to: str
    """The office or member that they go to."""
    edition: Edition = Edition.NETWORK
    together: bool = False
    """Whether all chapters go into one file."""


@dataclass(frozen=True)
class WordJob(Job):
    """A sending between two stages."""

    request: OutRequest | None = None


@dataclass(frozen=True)
class SentOut:
    """What was written."""

    fields: SentFields
    files: tuple[Path, ...]
    archive: Path


STAGES: tuple[Stage[WordJob], ...] = (load, check, assemble, read)


def send_out(config: Config, request: OutRequest, tell: Teller) -> SentOut:
    """Write the Word files of some chapters into dist/, and archive what was sent, or raise Trouble and do neither."""
    from focalpoint.press.book import Press
    from focalpoint.press.workers.cache import Cache

    commit = need_commit(config)
    folder = config.build / "word"
    cache = Cache(config.build / "cache" / "press")
    waiting = "Waiting for other Word files to be written"
    with folder_lock(folder, lambda: tell.step(waiting)), Press(os.cpu_count() or 1, cache) as press:
        facts = imprint(config, request.edition)
        job = WordJob(config, request.edition, facts, folder, tell, press, numbered_blocks=True, request=request)
        done = run(STAGES, job)
        sources = [one for one in sources_of(done) if not request.chapters or _asked(one.path, request.chapters)]
        _refuse(config, request, sources)
        tell.step("Writing the Word files")
        number = next_number(config)
        digest = sha256(repr((number, commit, request.to, [one.page for one in sources])).encode()).hexdigest()[:10]
        id = f"focalpoint-word-{number}-{digest}"
        out = config.dist / "word" / f"{number}-{_NAME.sub('-', request.to).strip('-')}"
        foot = f"{config.settings.title} · {facts.dated}"
        letter = Letter(id, config.settings.title, foot, request.to, config.today, request.edition.value)
        pages = list(paged(sources, letter))
        groups = [pages] if request.together else [[one] for one in pages]
        files: dict[str, tuple[bytes, list[Paged]]] = {}
        for place, group in enumerate(groups):
            named = (request.chapters or ("manual",))[0] if request.together else group[0].page.path
            stem = Path(named).stem
            name = next(n for n in (f"{stem}{again}.docx" for again in ("", *map(str, range(2, 99)))) if n not in files)
            mine = replace(letter, id=f"{id}-{place}")
            files[name] = (word_file_of(mine, group, PictureReader(done.sections[0].assets)), group)
    fields = SentFields(
        number=number,
        id=id,
        to=request.to,
        sent_on=config.today,
        edition=request.edition.value,
        commit=commit,
        files=tuple(
            SentFile(name=name, chapters=tuple(one.page.path for one in group), sha256=sha256(data).hexdigest())
            for name, (data, group) in files.items()
        ),
    )
    archive = word_folder(config) / str(number)
    record = {PAGES: pack_pages(tuple(one.page for one in pages)), RECORD: sent_record(fields)}
    gate = leak_gate(done.assembled, config.shown(out), folder / "searched-and-clean")
    published = Output(out, {name: data for name, (data, _) in files.items()})
    with publish_folder(published, gate), publish_folder(Output(archive, record)):
        pass
    return SentOut(fields, tuple(out / name for name in files), archive)


def sources_of(job: Job) -> list[Source]:
    """Pair each printed section with the text that it was made from."""
    pages = {name.removesuffix(".md").replace("/", "-"): piece for name, piece in job.assembled.tree.items()}
    return [
        Source(section, pages[section.name].path, pages[section.name].data.decode())
        for section in job.sections
        if _is_authors(job.config, section, pages[section.name].path if section.name in pages else "")
    ]


def _is_authors(config: Config, section: Section, path: str) -> bool:
    """Tell whether a section is a chapter that an author wrote."""
    return path.endswith(".md") and path.startswith(config.shown(config.manual)) and (config.root / path).is_file()


def _asked(path: str, names: Sequence[str]) -> bool:
    whole = path.removesuffix(".md")
    return any(
        f"/{whole}".endswith(f"/{wanted}") or f"/{whole}/".find(f"/{wanted}/") >= 0
        for wanted in (name.removeprefix("./").rstrip("/").removesuffix(".md") for name in names)
    )


def _refuse(config: Config, request: OutRequest, sources: Sequence[Source]) -> None:
    """Refuse names of no chapter, and chapters that are not committed."""
    for name in request.chapters:
        if not any(_asked(one.path, [name]) for one in sources):
            raise stopped(f"`{name}` is no chapter of the {request.edition} edition; name its file, or a part's folder")
    changed = (git(config, "status", "--porcelain", "-z", "--", *(one.path for one in sources)) or b"").decode()
    message = f"is not committed; commit it ({to_commit(config)}), and send it then"
    if names := [entry[3:] for entry in changed.split("\0") if len(entry) > 3]:
        raise Trouble(Problem(name, 0, ProblemKind.DRAFT, message) for name in names)
