"""The Sphinx builder of the print edition: every document as one unit of HTML, with ids that are unique in the book."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from lxml import html as lxml_html
from sphinx import addnodes
from sphinx.builders.html import StandaloneHTMLBuilder

from focalpoint.content.text.symbols import DOCUMENTS
from focalpoint.extension.book_order import Place, book_order, is_handout
from focalpoint.press.layout.blocks import mark_blocks
from focalpoint.press.layout.printable import printable
from focalpoint.press.section import Section
from focalpoint.press.translator import PrintTranslator

if TYPE_CHECKING:
    from collections.abc import Set

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

SUFFIX = ".unit"


class FragmentBuilder(StandaloneHTMLBuilder):
    """Writes `<docname>.unit` for every document of the book, and the pictures they show."""

    name = "print"
    search = False
    copysource = False
    add_permalinks = False
    supported_image_types: ClassVar[list[str]] = ["image/svg+xml", "image/png", "image/jpeg"]
    allow_parallel = False
    """Units are laid out as they are written: whoever writes them is never what keeps a build waiting."""
    place: Place
    written: Callable[[Section], object] = staticmethod(lambda unit: None)
    """Called with each unit as soon as it and its pictures are there."""

    def init(self) -> None:
        """Start as the HTML builder does, less what a theme would add to the writer."""
        super().init()
        self._copied = 0
        self.out_suffix = SUFFIX

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """A document's address inside the book."""
        return f"{slug(docname)}{SUFFIX}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """The same address from everywhere: the book is one file."""
        return self.get_target_uri(to, typ)

    def get_outdated_docs(self) -> Iterator[str]:
        """The documents whose reading is newer than what was written of them."""
        for docname in self.env.found_docs:
            written = Path(self.outdir) / f"{docname}{SUFFIX}"
            if (
                docname not in self.env.all_docs
                or not written.is_file()
                or (Path(self.doctreedir) / f"{docname}.doctree").stat().st_mtime > written.stat().st_mtime
            ):
                yield docname

    def prepare_writing(self, docnames: Set[str]) -> None:
        """Ready the writer; a theme's changes to it are for the screen."""
        super().prepare_writing(docnames)
        self.app.set_translator(self.name, PrintTranslator, override=True)
        self._places = {place.docname: place for place in (*book_order(self.env), *_handouts(self.app))}

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write one document."""
        if docname not in self._places:
            return
        self.place = self._places[docname]
        self.secnumbers = self.env.toc_secnumbers.get(docname, {})
        self.fignumbers = self.env.toc_fignumbers.get(docname, {})
        self.imgpath = "_images"
        self.post_process_images(doctree)
        self._copy_pictures()
        for toctree in list(doctree.findall(lambda n: isinstance(n, addnodes.toctree | nodes.comment))):
            toctree.parent.remove(toctree)
        for entries in list(
            doctree.findall(lambda n: isinstance(n, nodes.Element) and "toctree-wrapper" in n["classes"])
        ):
            entries.parent.remove(entries)
        doctree.settings = self.docsettings
        translator: Any = self.create_translator(doctree, self)
        doctree.walkabout(translator)
        file = Path(self.outdir) / f"{docname}{SUFFIX}"
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = self.config.focalpoint_draft
        html = _as_unit("".join(translator.body), docname, self.place, draft=draft)
        file.write_text(html, encoding="utf-8")
        if not is_handout(docname):
            self.written(_unit(self.app, self.place, html))

    def _copy_pictures(self) -> None:
        """Copy the pictures that are not there yet: a unit is laid out as soon as it is written."""
        for source, name in list(self.images.items())[self._copied :]:
            target = Path(self.outdir) / self.imagedir / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(Path(self.srcdir) / source, target)
        self._copied = len(self.images)

    default_translator_class = PrintTranslator

    def copy_assets(self) -> None:
        """Copy neither style sheets nor scripts: they are the web pages'."""

    def finish(self) -> None:
        """Nothing: what else a web edition has does not belong to the print edition."""


def slug(docname: str) -> str:
    """A document's name as an id: `ground-the-post`."""
    return docname.replace("/", "-")


def _as_unit(body: str, docname: str, place: Place, *, draft: bool) -> str:
    """The document's HTML by the contract of the press: ids with the document before them, links to ids alone."""
    root = lxml_html.fragment_fromstring(body, create_parent="div")
    section = root[0]
    own = slug(docname)
    for element in root.iter():
        anchor = element.get("id")
        if anchor:
            element.set("id", own if element is section else f"{own}.{anchor}")
    for link in root.iter("a"):
        address = link.get("href", "")
        document, _, anchor = address.partition("#")
        if document.endswith(SUFFIX):
            target = document.removesuffix(SUFFIX)
            link.set("href", f"#{target}.{anchor}" if anchor else f"#{target}")
        elif not document:
            link.set("href", f"#{own}.{anchor}")
        elif document.startswith(DOCUMENTS):
            link.set("class", "undoc")
    section.set("class", "chapter")
    for holder in root.xpath("//div[contains(@class, 'container')][not(*) and not(normalize-space())]"):
        holder.drop_tree()
    for sent in root.xpath("//table[contains(concat(' ', @class, ' '), ' as-sent ')]"):
        _name_letters(sent)
    _opening(section)
    _numbers(root, place)
    if draft:
        mark_blocks(root)
    return "".join(lxml_html.tostring(child, encoding="unicode") for child in root)


def _name_letters(sent: Any) -> None:
    """In words that somebody sent, name the letters that no typeface has: they are not for the author to mend."""
    for element in sent.iter():
        element.text, element.tail = (text and printable(text) for text in (element.text, element.tail))


def _opening(section: Any) -> None:
    """Gather number, part, title, question and readers into one header."""
    header = section.makeelement("header", {"class": "opening"})
    for child in list(section):
        if child.tag == "h1" or child.get("class", "").split(" ")[0] in (
            "chapter-number",
            "part",
            "question",
            "readers",
        ):
            header.append(child)
    section.insert(0, header)


def _numbers(root: Any, place: Place) -> None:
    """Paragraph numbers as plain text with the paragraph's own beside it; points with their value."""
    for number in root.iter("a"):
        if number.get("class") == "paragraph-number":
            number.tag = "span"
            for name in ("href", "title"):
                number.attrib.pop(name, None)
            number.getparent().set("data-number", number.text)
    for points in root.iter("ol"):
        if "points" in points.get("class", "").split():
            for value, item in enumerate(points.findall("li"), int(points.get("start", "1"))):
                item.set("value", f"{value}")


def units(app: Sphinx) -> list[Section]:
    """The units of the book in order, from what the builder wrote."""
    return [_unit(app, place, _written(app, place)) for place in book_order(app.env)]


def handout_units(app: Sphinx, field: str) -> list[Section]:
    """The units of the briefs (`brief-of`) or of the pocket edition (`pocket`), which stand outside the book."""
    return [_unit(app, place, _written(app, place)) for place in _handouts(app, field)]


def _handouts(app: Sphinx, *fields: str) -> list[Place]:
    """The places of the documents outside the book whose front matter has one of the fields."""
    wanted = {*(fields or ("brief-of", "pocket"))}
    names = sorted(name for name, given in app.env.metadata.items() if is_handout(name) and wanted & given.keys())
    return [Place(name, "", "", "body", 1) for name in names]


def _written(app: Sphinx, place: Place) -> str:
    """What the builder wrote of a document."""
    return (Path(app.outdir) / f"{place.docname}{SUFFIX}").read_text(encoding="utf-8")


def _unit(app: Sphinx, place: Place, html: str) -> Section:
    return Section(
        name=slug(place.docname),
        title=app.env.titles[place.docname].astext(),
        number=place.number,
        part=place.part,
        part_of_book=place.part_of_book,
        level=place.level,
        html=html,
        assets=Path(app.outdir),
    )


def tell_written(app: Sphinx, told: Callable[[Section], object]) -> None:
    """Have the builder of an application call `told` with each unit that it writes, while it writes the next."""
    builder: Any = app.builder
    builder.written = told


def setup(app: Sphinx) -> ExtensionMetadata:
    """Make the builder known to Sphinx."""
    app.add_builder(FragmentBuilder)
    return {"parallel_read_safe": True, "parallel_write_safe": False}
