"""The table of contents and the files on disk agree."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from focalpoint.config import Config
from focalpoint.content.consultation.records import SLUG
from focalpoint.content.data.data import DATA
from focalpoint.content.data.data_file import data_file
from focalpoint.content.manual import GENERATED, HEARD, Manual
from focalpoint.content.text.text_files import read_text
from focalpoint.problems import Problem, ProblemKind

MADE = frozenset({"search", "genindex"})
"""Pages that the web edition makes by itself, besides those of the notes."""
UNLISTED = "is not in the table of contents"
STRAY = (
    f"{UNLISTED}, and its name would break links to it; if it is a copy of a chapter, move it out of manual/; else "
    "use small letters, figures and dashes for its name, such as the-post.md, and add that to manual/index.md"
)
KNOWN = frozenset({".md", ".svg", ".png", ".jpg", ".jpeg"})


def check_contents(config: Config, manual: Manual) -> Iterator[Problem]:
    """Every chapter stands once in `manual/index.md`, and everything that stands there exists and says something."""
    entries = [entry for part in manual.parts for entry in part.entries]
    chapters = {chapter.docname for chapter in manual.chapters}
    files = {path.relative_to(config.manual).with_suffix("").as_posix() for path in config.manual.rglob("*.md")}
    if manual.index.text.strip() and not entries:
        yield Problem(manual.index.path, 0, ProblemKind.CONTENTS, "lists no chapter; add a `toctree` with their names")
    unlisted = sorted(chapters - {entry.docname for entry in entries})
    meant: set[str] = set()
    for entry in entries:
        if entry.docname not in files | GENERATED:
            likely = get_close_matches(entry.docname.removesuffix(".md"), unlisted, 1, 0.75)
            meant.update(likely)
            what = f"write `{likely[0]}`" if likely else f"write manual/{entry.docname}.md or take the line out"
            message = f"there is no chapter `{entry.docname}`; {what}"
            yield Problem(manual.index.path, entry.line, ProblemKind.CONTENTS, message)
    for docname, times in Counter(entry.docname for entry in entries).items():
        if times > 1:
            line = [entry.line for entry in entries if entry.docname == docname][-1]
            yield Problem(
                manual.index.path, line, ProblemKind.CONTENTS, f"`{docname}` stands here twice; keep one line"
            )
    listed = {entry.docname for entry in entries}
    for chapter in manual.chapters:
        wrong_names = list(_wrong_name(chapter.docname))
        if manual.index.text.strip() and chapter.docname not in listed | meant:
            what = STRAY if wrong_names else f"{UNLISTED}; add `{chapter.docname}` to manual/index.md"
            yield Problem(chapter.path, 0, ProblemKind.CONTENTS, what)
            wrong_names = []
        if not chapter.reading.prose and not chapter.reading.directives:
            yield Problem(
                chapter.path, 0, ProblemKind.EMPTY, "has front matter but no text; write it, or delete the file"
            )
        for wrong in wrong_names:
            yield Problem(chapter.path, 0, ProblemKind.CONTENTS, wrong)
    if manual.index.text.strip() and manual.notes and HEARD not in listed:
        yield Problem(
            manual.index.path,
            0,
            ProblemKind.CONTENTS,
            "does not list the consultations; add `consultations/index` to the last `toctree`",
        )
    slugs = Counter(chapter.slug for chapter in manual.chapters)
    for chapter in manual.chapters:
        if slugs[chapter.slug] > 1:
            yield Problem(
                chapter.path,
                0,
                ProblemKind.DUPLICATE,
                f"another chapter's file is also called {chapter.slug}.md; give one of them another name",
            )
    assert chapters <= files


def _wrong_name(docname: str) -> Iterator[str]:
    """Why a chapter's file may not be called so."""
    if any(not re.fullmatch(SLUG, part) for part in docname.split("/")):
        yield "its name would break links to it; use small letters, figures and dashes, such as the-post.md"
    if docname in MADE | GENERATED or docname.startswith("consultations/"):
        yield "has the name of a page that the web edition makes by itself; give it another name or folder"


def check_files(config: Config, manual: Manual) -> Iterator[Problem]:
    """Nothing lies in `manual/` or among the notes that no text uses, and every file lies where its kind belongs."""
    used = {
        os.path.realpath((config.root / text.path).parent / address)
        for text in manual.texts
        for address, _alt, _line in text.reading.images
    }
    for figure in manual.figures:
        if os.path.realpath(figure) not in used:
            yield Problem(
                config.shown(figure), 0, ProblemKind.ORPHAN, "no chapter shows this figure; use it or delete it"
            )
    own = {config.manual / name for name in ("conf.py", "sources.bib", "vocabulary.toml")}
    own |= {data_file(config, name) for name in DATA}
    for path in sorted(config.manual.rglob("*")):
        if path.is_file() and path not in own and path.suffix not in KNOWN and "__pycache__" not in path.parts:
            yield Problem(
                config.shown(path), 0, ProblemKind.ORPHAN, "is not a chapter (.md) or a figure; move it out of manual/"
            )
        elif path.suffix in KNOWN - {".md"} and _outside_figures(config, path):
            yield Problem(
                config.shown(path), 0, ProblemKind.ORPHAN, "pictures belong into manual/figures; move it there"
            )
    if config.notes.is_dir():
        for path in sorted(config.notes.rglob("*")):
            if path.is_file() and (path.suffix != ".md" or path.parent != config.notes):
                yield Problem(
                    config.shown(path),
                    0,
                    ProblemKind.ORPHAN,
                    "is not a note; a note is one file consultations/notes/ID.md",
                )
    if not (config.manual / "conf.py").is_file():
        yield Problem(
            "manual/conf.py", 0, ProblemKind.UNREADABLE, "is missing; restore it (git checkout manual/conf.py)"
        )
    else:
        yield from read_text(config, config.manual / "conf.py")[1]


def _outside_figures(config: Config, path: Path) -> bool:
    return not path.is_relative_to(config.manual / "figures")
