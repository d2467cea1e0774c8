"""Bring files of other tools in as chapters: texts, pictures and entries in the contents, all of them or nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from focalpoint.config import MAX_TEXT_BYTES, Config
from focalpoint.content.manual import load_manual
from focalpoint.conversion.blocks import Block, Figure, Foreign
from focalpoint.conversion.figures import CONVERTED, SHOWN, Figures
from focalpoint.conversion.links import Links, name_of
from focalpoint.conversion.markdown_blocks import read_foreign
from focalpoint.conversion.word_blocks import read_word
from focalpoint.conversion.writing import body_of
from focalpoint.files import write_all
from focalpoint.mending.texts import mended
from focalpoint.problems import stopped
from focalpoint.templates.contents import Entered, entered
from focalpoint.templates.texts import as_yaml, chapter_text

MARKDOWN = frozenset({".md", ".markdown", ".mdx"})
WORD = ".docx"
MOST_BYTES = 100_000_000
"""Bytes of a Word file."""
UNTOUCHED = "nothing was changed"
_STRANGE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x85\u2028\u2029]")


@dataclass(frozen=True)
class Brought:
    """What was made of one file."""

    source: str
    chapter: Path
    foreign: Foreign


@dataclass(frozen=True)
class Import:
    """What was made of all files."""

    chapters: list[Brought]
    figures: list[Path]
    contents: Entered


def bring_in(config: Config, files: Sequence[Path], folder: str) -> Import:
    """Write a chapter for each file into a folder of the manual, with its pictures and its entry in the contents.

    Raises Trouble where a file cannot be read or a chapter of its name is there already; then nothing is written.
    """
    known = frozenset(chapter.slug for chapter in load_manual(config)[0].chapters)
    slugs = {file: name_of(file.name) or "chapter" for file in files}
    _check_names(slugs, known)
    contents = entered(config, folder, list(slugs.values()))
    links = Links(slugs, known)
    chapters = [
        Brought(file.name, config.manual / contents.folder / f"{slug}.md", _read(file, slug, links))
        for file, slug in slugs.items()
    ]
    for one in chapters:
        links.give_labels(one.foreign, one.chapter.stem)
    written: dict[Path, bytes] = {}
    texts = {one.chapter: _text_of(config, one, links, written).encode() for one in chapters}
    figures = [figure for figure in written if not figure.exists()]
    write_all({**written, **texts, contents.index: contents.text.encode()})
    return Import(chapters, figures, contents)


def _check_names(slugs: Mapping[Path, str], known: frozenset[str]) -> None:
    taken = set(known)
    for file, slug in slugs.items():
        if file.suffix.lower() not in MARKDOWN | {WORD}:
            raise stopped(f"is neither Markdown (.md) nor Word (.docx); save it as one of them; {UNTOUCHED}", str(file))
        if not file.is_file():
            raise stopped(f"is not there; check the name; {UNTOUCHED}", str(file))
        if slug in taken:
            raise stopped(f"a chapter is called `{slug}` already; give this file another name; {UNTOUCHED}", str(file))
        taken.add(slug)


def _read(file: Path, slug: str, links: Links) -> Foreign:
    if file.stat().st_size > (MOST_BYTES if file.suffix.lower() == WORD else MAX_TEXT_BYTES):
        raise stopped(f"is too large for a chapter; split it; {UNTOUCHED}", str(file))
    data, foreign = file.read_bytes(), Foreign()

    def link(words: str, address: str, line: int) -> str:
        return links.link(slug, foreign, (words, address), line)

    def picture(address: str, alternative: str, line: int) -> Block | None:
        found = _picture(file, address)
        if found is None:
            said = f" (“{alternative}”)" if alternative else ""
            foreign.leave(line, f"the picture `{address}`{said}; save it beside the file, or enter it as a figure")
            return None
        return Figure(found.name, found.read_bytes(), alternative, line)

    if file.suffix.lower() == WORD:
        read_word(data, str(file), foreign, link)
        return foreign
    return read_foreign(_decoded(data, foreign), foreign, link, picture)


def _decoded(data: bytes, foreign: Foreign) -> str:
    """The text of a file in UTF-8, UTF-16 or the Windows characters, with one kind of line end."""
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
        foreign.leave(0, "the file is not UTF-8 and was read as Windows text; look at its accents")
    return _STRANGE.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def _picture(file: Path, address: str) -> Path | None:
    """The picture that a text shows, where it lies beside the text, below it, or beside its folder."""
    bare = address.split("?")[0].split("#")[0].strip().lstrip("/")
    if not bare or "://" in address or Path(bare).suffix.lower() not in SHOWN | CONVERTED:
        return None
    around = file.parent.parent.resolve()
    for folder in (file.parent, file.parent.parent):
        found = (folder / bare).resolve()
        if found.is_relative_to(around) and found.is_file() and found.stat().st_size <= 10 * MAX_TEXT_BYTES:
            return found
    return None


def _text_of(config: Config, one: Brought, links: Links, written: dict[Path, bytes]) -> str:
    """The chapter's text: the fields that a new one has, and the body."""
    title = " ".join(one.foreign.title.split()) or one.chapter.stem.replace("-", " ").capitalize()
    head = chapter_text(config.vocabulary, title, config.today).split("\n---\n")[0]
    samples = "`question:` and `readers:` are samples; write the question that it answers, and for whom"
    if question := " ".join(one.foreign.question.split()):
        head = re.sub(r"(?m)^question: .*$", lambda _found: f"question: {as_yaml(question)}", head)
        samples = "`readers:` is a sample; write who should read it"
    one.foreign.leave(0, samples)
    figures = Figures(config.manual / "figures", one.chapter, one.foreign, written)
    body = body_of(one.foreign, figures.address_of, one.chapter.stem)
    return mended(f"{head}\n---\n\n{links.without_dead(body, one.foreign)}")
