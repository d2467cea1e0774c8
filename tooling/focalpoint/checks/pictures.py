"""Figures are there, inside the manual, and said in words as well."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from focalpoint.config import MAX_TEXT_BYTES, Config
from focalpoint.content.manual import Manual, Note
from focalpoint.problems import Problem, ProblemKind

_REACH = re.compile(r"""url\(\s*["']?(?!\s*["']?#)[^)]*|@import[^;]*""")
"""In a style: the address of something outside the drawing."""


def check_pictures(config: Config, manual: Manual) -> Iterator[Problem]:
    """Every picture is a file of `manual/figures`, can be read, reaches for nothing else and has a text alternative."""
    seen: dict[Path, str] = {}
    for text in manual.texts:
        for address, alternative, line in text.reading.images:
            if isinstance(text, Note):
                yield Problem(
                    text.path,
                    line,
                    ProblemKind.IMAGE,
                    "a note carries no picture; show it in a chapter that cites the note",
                )
                continue
            if not alternative.strip():
                yield Problem(
                    text.path, line, ProblemKind.IMAGE, "the picture has no text alternative; add a line `:alt: …`"
                )
            file = (config.root / text.path).parent / address
            if "://" in address or not lies_in(file, config.manual / "figures"):
                yield Problem(
                    text.path,
                    line,
                    ProblemKind.IMAGE,
                    f"`{address}` does not lie in manual/figures; put the picture there",
                )
                continue
            if file not in seen:
                seen[file] = _wrong_with(file)
            if seen[file]:
                yield Problem(text.path, line, ProblemKind.IMAGE, f"`{address}` {seen[file]}")


def check_alternatives(config: Config, manual: Manual) -> Iterator[Problem]:
    """A picture's text alternative says what it shows, and not its file's name or its caption again."""
    for text in manual.chapters:
        captions = {prose.line: prose for prose in reversed(text.reading.prose) if "figure" in prose.inside}
        for address, alternative, line in text.reading.images:
            said = " ".join(alternative.split()).strip(". ").casefold()
            caption = next((captions[number] for number in sorted(captions) if number > line), None)
            if not said:
                continue
            if said in _SAYS_NOTHING or said == Path(address).name.casefold():
                message = f"the text alternative `{alternative}` does not say what the picture shows; describe it"
            elif caption and said == " ".join(" ".join(caption.rows).split()).strip(". ").casefold():
                message = "the text alternative repeats the caption; say what the picture shows"
            else:
                continue
            yield Problem(text.path, line, ProblemKind.TEXT_ALTERNATIVE, message)


_SAYS_NOTHING = frozenset(
    "chart diagram drawing figure graph graphic illustration image map photo photograph picture".split()
)


def lies_in(file: Path, folder: Path) -> bool:
    """Whether a file lies in a folder once links are followed."""
    # Not Path.resolve, which raises for links in a circle.
    return Path(os.path.realpath(file)).is_relative_to(os.path.realpath(folder))


def _wrong_with(file: Path) -> str:
    try:
        if not file.is_file():
            return "does not exist; check the name" + _other_case(file)
        if file.stat().st_size > 10 * MAX_TEXT_BYTES:
            return "is over 20 MB; save it smaller"
        data = file.read_bytes()
    except OSError as error:
        return f"cannot be read ({error.strerror}); check the file"
    return _wrong_drawing(data) if file.suffix == ".svg" else _wrong_photograph(data, file.suffix)


def _wrong_photograph(data: bytes, suffix: str) -> str:
    jpeg = b"\xff\xd8\xff"
    begins = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": jpeg, ".jpeg": jpeg}.get(suffix)
    if begins is None:
        return "is not a picture the manual takes; use SVG, PNG or JPEG"
    return "" if data.startswith(begins) else f"is not what its name says ({suffix}); save it again"


def _wrong_drawing(data: bytes) -> str:
    """What keeps an SVG from being printed: broken XML, entities, scripts, or a reach for another file."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        return f"is not a readable drawing (line {error.lineno}); save it again as SVG"
    if root.getroottree().docinfo.internalDTD is not None and b"<!ENTITY" in data:
        return "defines entities; save it again as plain SVG"
    for element in root.iter(etree.Element):
        if etree.QName(element).localname in ("script", "foreignObject"):
            return "holds a script or a web page; save it again as plain SVG"
        for value in _addresses(element):
            return f"reaches for another file (`{value[:40]}`); put everything into the drawing"
    return ""


def _addresses(element: etree._Element) -> Iterator[str]:
    """What an element of a drawing asks for outside the drawing."""
    for name, value in element.attrib.items():
        if etree.QName(name).localname == "href" and not str(value).startswith("#"):
            yield str(value)
    for styled in (*map(str, element.attrib.values()), element.text or ""):
        if found := _REACH.search(styled):
            yield found[0]


def _other_case(file: Path) -> str:
    """A hint where a file differs only in capitals: that works on some machines and not on others."""
    try:
        near = [name for name in os.listdir(file.parent) if name.lower() == file.name.lower()]  # noqa: PTH208
    except OSError:
        return ""
    return f" (there is `{near[0]}`)" if near else ""
