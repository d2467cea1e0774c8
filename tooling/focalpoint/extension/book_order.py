"""Order and number the book: which document stands where, and the numbers of chapters, sections, tables and figures.

Chapters are numbered through all numbered parts. Sections are lettered, so that no section number can be mistaken for
a paragraph number. Tables and figures are numbered within their chapter. Sphinx's own numbering starts again in every
part and has no letters; these numbers are stored where Sphinx keeps its own, so that every writer prints them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.environment.collectors import EnvironmentCollector

from focalpoint.content.text.contents import PartOfBook, chapter_number, letter, ordinal
from focalpoint.extension.boxes import box
from focalpoint.extension.doctree_cache import cached_doctree
from focalpoint.extension.sphinx_private import set_numbers, stop_sphinx_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


@dataclass(frozen=True)
class Place:
    """Where a document stands in the book."""

    docname: str
    number: str
    """`3` in the body, `i` in the front matter, `A` for an annex; empty for documents below an annex."""
    part: str
    part_of_book: PartOfBook
    level: int


def is_note(docname: str) -> bool:
    """Return whether a document is a consultation note."""
    return docname.startswith("consultations/") and docname != "consultations/index"


def is_handout(docname: str) -> bool:
    """Return whether a document belongs to the briefs or the pocket edition, which are in no book."""
    return docname.startswith(("briefs/", "pocket/"))


def book_order(env: BuildEnvironment) -> list[Place]:
    """List the documents of the book in order, from the tables of contents of the root document."""
    places: list[Place] = []
    counts: dict[PartOfBook, int] = {"front": 0, "body": 0, "annex": 0}
    for toctree in cached_doctree(env, env.config.root_doc).findall(addnodes.toctree):
        part_of_book: PartOfBook = "body" if toctree.get("numbered") else "annex" if counts["body"] else "front"
        for docname in toctree["includefiles"]:
            number = chapter_number(part_of_book, counts[part_of_book])
            counts[part_of_book] += 1
            places.append(Place(docname, number, toctree.get("caption") or "", part_of_book, 1))
            places.extend(
                Place(below, "", toctree.get("caption") or "", part_of_book, 2)
                for below in env.toctree_includes.get(docname, ())
            )
    return places


def iter_chapters(env: BuildEnvironment) -> Iterator[tuple[str, Place]]:
    """Yield the documents with the names that `{chapter}` cites."""
    for place in book_order(env):
        yield place.docname.rpartition("/")[2], place


Secnumber = tuple[str, ...]


class BookNumbers(EnvironmentCollector):
    """Collects each document's tables and figures as it is read, and numbers the book when all documents are read."""

    def clear_doc(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Remove the data of a document that is read again or deleted."""
        _floats(env).pop(docname, None)

    def merge_other(self, app: Sphinx, env: BuildEnvironment, docnames: Set[str], other: BuildEnvironment) -> None:
        """Merge the data that another process read."""
        _floats(env).update({name: floats for name, floats in _floats(other).items() if name in docnames})

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        """Collect the captioned tables and figures, in order."""
        _floats(app.env)[app.env.docname] = list(_captioned(app.env, doctree))

    def get_updated_docs(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Number everything; `stale_pages` decides which pages must be written again."""
        sections: dict[str, dict[str, Secnumber]] = {}
        floats: dict[str, dict[str, dict[str, Secnumber]]] = {}
        for place in book_order(env):
            if place.docname not in env.tocs:
                continue
            number = (place.number,) if place.number else ()
            sections[place.docname] = _number_sections(env, place.docname, number)
            floats[place.docname] = _number_floats(_floats(env).get(place.docname, []), number)
        set_numbers(env, sections, floats)
        return []


def _floats(env: BuildEnvironment) -> dict[str, list[tuple[str, str, bool]]]:
    floats: dict[str, list[tuple[str, str, bool]]] = env.domaindata["focalpoint"]["floats"]
    return floats


def _captioned(env: BuildEnvironment, doctree: nodes.document) -> Iterator[tuple[str, str, bool]]:
    """Yield kind and id of every captioned table and figure, and whether it is in a handling passage."""
    standard = env.domains.standard_domain
    for node in doctree.findall(nodes.Element):
        if standard.is_enumerable_node(node) and node["ids"] and standard.get_numfig_title(node):
            handled, parent = False, node.parent
            while parent is not None and not handled:
                handled = isinstance(parent, box) and "handling" in parent["classes"]
                parent = parent.parent
            yield standard.get_enumerable_node_type(node) or "figure", node["ids"][0], handled


def _number_sections(env: BuildEnvironment, docname: str, number: Secnumber) -> dict[str, Secnumber]:
    """Return the number of every heading by its anchor; empty for deeper ones, or writers would show the chapter's."""
    numbers: dict[str, Secnumber] = {"": number}
    sections = 0
    for reference in env.tocs[docname].findall(nodes.reference):
        if reference.get("refuri") != docname:
            continue
        anchor = reference["anchorname"]
        if anchor:
            numbers[anchor] = ()
            if _depth(reference) == 2 and number and not is_note(docname):
                numbers[anchor] = (f"{letter(sections)}.",)
                sections += 1
        if numbers[anchor]:
            reference["secnumber"] = numbers[anchor]
        else:
            reference.attributes.pop("secnumber", None)
    if number:
        env.titles[docname]["secnumber"] = number
    return numbers


def _depth(reference: nodes.reference) -> int:
    depth, parent = 0, reference.parent
    while parent is not None:
        depth += isinstance(parent, nodes.bullet_list)
        parent = parent.parent
    return depth


def _number_floats(floats: list[tuple[str, str, bool]], number: Secnumber) -> dict[str, dict[str, Secnumber]]:
    """Return the number of every table and figure; in a handling passage it is the number before it and a letter."""
    numbers: dict[str, dict[str, Secnumber]] = {}
    counts: dict[str, tuple[int, int]] = {}
    for kind, anchor, handled in floats:
        count, letters = counts.get(kind, (0, 0))
        counts[kind] = count, letters = (count, letters + 1) if handled else (count + 1, 0)
        numbers.setdefault(kind, {})[anchor] = (*number, ordinal(count, letters))
    return numbers


def setup_numbers(app: Sphinx) -> None:
    """Add the numbers of the book, and turn Sphinx's own numbering off."""
    app.add_env_collector(BookNumbers)
    app.connect("builder-inited", stop_sphinx_numbers)
