"""The order of the book as Sphinx has read it: its documents with their numbers and parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx import addnodes

from focalpoint.content.text.contents import Matter
from focalpoint.extension.doctree_cache import tree_to_read

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split()


@dataclass(frozen=True)
class Place:
    """Where a document stands in the book."""

    docname: str
    number: str
    """`3` in the body, `i` in the front matter, `A` for an annex; empty for what hangs below an annex."""
    part: str
    matter: Matter
    level: int


def is_note(docname: str) -> bool:
    """Whether the document is a consultation note."""
    return docname.startswith("consultations/") and docname != "consultations/index"


def is_brief(docname: str) -> bool:
    """Whether the document belongs to the briefs: it stands in no book."""
    return docname.startswith("briefs/")


def book_order(env: BuildEnvironment) -> list[Place]:
    """Every document of the book in order, from the tables of contents of the root document."""
    places: list[Place] = []
    counts: dict[Matter, int] = {"front": 0, "body": 0, "annex": 0}
    for toctree in tree_to_read(env, env.config.root_doc).findall(addnodes.toctree):
        matter: Matter = "body" if toctree.get("numbered") else "annex" if counts["body"] else "front"
        for docname in toctree["includefiles"]:
            number = _number(matter, counts[matter])
            counts[matter] += 1
            places.append(Place(docname, number, toctree.get("caption") or "", matter, 1))
            places.extend(
                Place(below, "", toctree.get("caption") or "", matter, 2)
                for below in env.toctree_includes.get(docname, ())
            )
    return places


def _number(matter: Matter, count: int) -> str:
    match matter:
        case "front":
            return _ROMAN[count] if count < len(_ROMAN) else f"x{count}"
        case "body":
            return f"{count + 1}"
        case "annex":
            return letter(count)


def letter(count: int) -> str:
    """A for 0, B for 1, … Z, AA, AB and so on."""
    return (letter(count // 26 - 1) if count >= 26 else "") + chr(65 + count % 26)


def iter_chapters(env: BuildEnvironment) -> Iterator[tuple[str, Place]]:
    """The documents by the name that `{chapter}` cites."""
    for place in book_order(env):
        yield place.docname.rpartition("/")[2], place
