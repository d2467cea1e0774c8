"""Write what holds an e-book together: its package document, its navigation and its title page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import PurePosixPath

MEDIA = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
NAMESPACES = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'


@dataclass(frozen=True)
class EbookFacts:
    """What the e-book says of itself."""

    title: str
    publisher: str
    status: str
    edition: str
    handling: str
    readers: str
    version: str
    dated: str
    day: str
    identifier: str
    """What tells this edition of this day from any other: its permanent address, or a name made of these facts."""


@dataclass(frozen=True)
class Chapter:
    """A chapter of the e-book: its file, its title, the titles of its sections with their ids, and its text."""

    file: str
    title: str
    sections: Sequence[tuple[str, str]]
    body: str
    images: frozenset[str]


def page_file(title: str, body: str) -> str:
    """Write a page of the e-book around a body."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html {NAMESPACES} lang="en" xml:lang="en">\n'
        f'<head><title>{escape(title)}</title><link rel="stylesheet" type="text/css" href="style.css"/></head>\n'
        f"<body>{body}</body>\n</html>\n"
    )


def title_page(facts: EbookFacts) -> str:
    """Write the body of the title page, which says which edition it is."""
    lines = [f"{facts.edition}, {facts.handling}", facts.readers, f"Version {facts.version}, {facts.dated}",
             facts.publisher, facts.status]  # fmt: skip
    said = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    return f'<section epub:type="titlepage"><h1>{escape(facts.title)}</h1>{said}</section>'


def navigation(facts: EbookFacts, chapters: Sequence[Chapter], pages: Sequence[tuple[str, str]]) -> str:
    """Write the navigation: contents, printed pages (number and address of each) and landmarks."""
    items = "".join(f'<li><a href="{one.file}">{escape(one.title)}</a>{_below(one)}</li>\n' for one in chapters)
    body = f'<nav epub:type="toc" id="toc" role="doc-toc"><h1>Contents</h1><ol>\n{items}</ol></nav>\n'
    if pages:
        numbers = "".join(f'<li><a href="{address}">{number}</a></li>' for number, address in pages)
        body += f'<nav epub:type="page-list" role="doc-pagelist" hidden=""><h2>Pages</h2><ol>{numbers}</ol></nav>\n'
    first = chapters[0].file
    marks = '<li><a epub:type="toc" href="#toc">Contents</a></li>'
    marks += f'<li><a epub:type="bodymatter" href="{first}">Text</a></li>'
    body += f'<nav epub:type="landmarks" hidden=""><h2>Landmarks</h2><ol>{marks}</ol></nav>'
    return page_file(facts.title, body)


def _below(chapter: Chapter) -> str:
    items = "".join(f'<li><a href="{chapter.file}#{one}">{escape(title)}</a></li>' for one, title in chapter.sections)
    return f"<ol>{items}</ol>" if items else ""


CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


def package(facts: EbookFacts, chapters: Sequence[Chapter], images: Sequence[str], *, paged: bool) -> str:
    """Write the package document: what the e-book says of itself, its files, and their order."""
    hazards = ("noFlashingHazard", "noMotionSimulationHazard", "noSoundHazard")
    features = ["structuralNavigation", "tableOfContents", "readingOrder", "alternativeText"]
    features += ["pageBreakMarkers", "pageNavigation"] if paged else []
    said = [("accessMode", "textual"), ("accessModeSufficient", "textual")]
    said += [("accessMode", "visual")] if images else []
    said += [("accessibilityFeature", one) for one in features] + [("accessibilityHazard", one) for one in hazards]
    said.append(("accessibilitySummary", "Text with headings, lists, tables and notes; every figure is described."))
    metas = "".join(f'<meta property="schema:{name}">{escape(value)}</meta>\n' for name, value in said)
    source = f"<dc:source>{escape(facts.title)}, print edition, {escape(facts.dated)}</dc:source>\n" if paged else ""
    source += f'<meta property="pageBreakSource">{escape(facts.identifier)} (print)</meta>\n' if paged else ""
    items = ""
    for n, one in enumerate(chapters):
        items += f'<item id="c{n}" href="{one.file}" media-type="application/xhtml+xml"/>\n'
    for n, image in enumerate(images):
        name = PurePosixPath(image)
        items += f'<item id="i{n}" href="images/{escape(name.name)}" media-type="{MEDIA[name.suffix.lower()]}"/>\n'
    spine = "".join(f'<itemref idref="c{n}"/>\n' for n in range(len(chapters)))
    return f"""<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">{escape(facts.identifier)}</dc:identifier>
<dc:title>{escape(facts.title)}, {escape(facts.edition)}</dc:title>
<dc:language>en</dc:language>
<dc:creator>{escape(facts.publisher)}</dc:creator>
<dc:publisher>{escape(facts.publisher)}</dc:publisher>
<dc:date>{facts.day}</dc:date>
<dc:rights>{escape(facts.handling)}: {escape(facts.readers)}</dc:rights>
{source}<meta property="dcterms:modified">{facts.day}T00:00:00Z</meta>
{metas}</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="title" href="title.xhtml" media-type="application/xhtml+xml"/>
<item id="style" href="style.css" media-type="text/css"/>
{items}</manifest>
<spine>
<itemref idref="title"/>
<itemref idref="nav"/>
{spine}</spine>
</package>
"""
