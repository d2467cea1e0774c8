"""Make the e-book of an edition from its web pages and its finished print edition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from io import BytesIO

from focalpoint.release.job import Job
from focalpoint.release.publish import Output

FOLDER, NAME = "epub", "manual.epub"


def write_ebook(job: Job) -> Job:
    """Make the e-book, to be published in place of the web pages that it was made from."""
    from focalpoint.html.epub import make_epub
    from focalpoint.html.epub_package import EbookFacts
    from focalpoint.html.page_facts import READERS

    job.tell.step("Making the e-book")
    written = job.folder / "html"
    named = {name.removesuffix(".html").replace("/", "-"): name.removesuffix(".html") for name in _pages(job)}
    documents = [named[section.name] for section in job.sections if section.name in named]
    settings, facts = job.config.settings, job.facts
    address = settings.address or f"urn:focalpoint:{'-'.join(settings.title.lower().split())}"
    about = EbookFacts(
        title=settings.title,
        publisher=settings.publisher,
        status=settings.status,
        edition=facts.edition,
        handling=job.edition.clearance.value,
        readers=READERS[job.edition],
        version=job.config.version,
        dated=facts.dated,
        day=facts.date.isoformat(),
        identifier=f"{address}:{job.edition.value}:{job.config.version}:{facts.date.isoformat()}",
    )
    printed = printed_pages(job.pdf)
    begun = {docname: printed.get(docname.replace("/", "-"), ()) for docname in documents}
    book = make_epub(written, documents, about, begun)
    return replace(job, folders=(Output(job.pdf_target.with_name(FOLDER), {NAME: book}),))


def _pages(job: Job) -> list[str]:
    folder = job.folder / "html"
    return [file.relative_to(folder).as_posix() for file in sorted(folder.rglob("*.html"))]


def printed_pages(pdf: bytes) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return by section the printed pages that begin in it: the page's number, and the id of the first thing on it.

    The places come from the PDF's own destinations, `section.id`; a page on which no destination lies is left out.
    """
    import pikepdf
    import pypdfium2  # type: ignore[import-untyped]

    with pypdfium2.PdfDocument(pdf) as read:
        numbers = [read.get_page_label(page) or str(page + 1) for page in range(len(read))]
    highest: dict[int, tuple[float, str]] = {}
    with pikepdf.open(BytesIO(pdf)) as opened:
        places = {page.obj.objgen: number for number, page in enumerate(opened.pages)}
        for name, target in pikepdf.NameTree(opened.Root.Names.Dests).items():
            page = places.get(target[0].objgen)
            if page is None or name.startswith("call:"):
                continue
            height = float(target[3])
            if page not in highest or height > highest[page][0]:
                highest[page] = height, name
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for page, (_height, name) in sorted(highest.items()):
        section, _, anchor = name.partition(".")
        found[section].append((numbers[page], anchor))
    return found
