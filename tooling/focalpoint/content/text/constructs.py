"""The directives and roles of the manual's language: what each is called, who writes it, and what reads it.

This is the one place of their names: the checks refuse what is not here, and the Sphinx extension reads what is.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class Writer(Enum):
    """Who may write a directive or role."""

    AUTHOR = auto()
    """Authors of chapters and notes."""
    CONTENTS = auto()
    """The table of contents alone."""
    TOOLS = auto()
    """The pages that are assembled, and no author."""


@dataclass(frozen=True)
class Construct:
    """One directive or role."""

    name: str
    code: str = ""
    """Class in the room `extension` that reads it, as `file:Class`; empty where Sphinx or docutils reads it."""
    writer: Writer = Writer.AUTHOR
    options: frozenset[str] = frozenset()
    """Names of the options that an author may give a directive."""


_ACTION = frozenset("id challenge pillar ministries risk-factors effort from handling ask takes".split())
_PRACTICE = frozenset("from handling".split())
_TABLE = frozenset("name class widths width align landscape header-rows stub-columns".split())
_FIGURE = frozenset("name class alt width align figclass".split())
_NAMED = frozenset("name class".split())
PLAIN_BOX = "boxes:PlainBox"
"""Reads a directive that needs no code of its own: a box with a class of its name, a first line, and a body."""

DIRECTIVES = (
    Construct("action", "boxes:Action", options=_ACTION),
    Construct("practice", "boxes:Practice", options=_PRACTICE),
    Construct("handling", "boxes:HandlingPassage"),
    Construct("brief", "briefs:BriefPassage"),
    Construct("form", "forms:Form", options=frozenset({"file"})),
    Construct("lines", "forms:Lines"),
    Construct("from-data", "from_data:FromData", options=frozenset({"name"})),
    Construct("table", "tables:Table", options=_TABLE),
    Construct("list-table", "tables:RowsTable", options=_TABLE),
    Construct("figure", options=_FIGURE),
    Construct("glossary", options=frozenset({"sorted"})),
    Construct("bibliography", options=frozenset("list all cited style".split())),
    *(Construct(name, options=_NAMED) for name in ("note", "important", "epigraph")),
    Construct("toctree", writer=Writer.CONTENTS, options=frozenset("caption maxdepth numbered hidden".split())),
    Construct("by-hand", "briefs:ByHand", Writer.TOOLS),
    Construct("proposed", "briefs:Proposed", Writer.TOOLS),
    Construct("read-more", "briefs:ReadMore", Writer.TOOLS),
    Construct("small-print", "briefs:SmallPrint", Writer.TOOLS),
    Construct("catalogue", "catalogue:Catalogue", Writer.TOOLS),
    Construct("catalogued", "catalogue:Catalogued", Writer.TOOLS),
    Construct("points-used", "provenance:PointsUsed", Writer.TOOLS),
    Construct("rests-on", "provenance:RestsOn", Writer.TOOLS),
    Construct("rests-on-one", "provenance:RestsOnOne", Writer.TOOLS),
)
ROLES = (
    Construct("heard", "points:HeardRole"),
    Construct("undoc", "inline_roles:UndocRole"),
    Construct("lang", "inline_roles:LangRole"),
    Construct("blank", "forms:BlankRole"),
    Construct("para", "domain:ParagraphRole"),
    Construct("chapter", "domain:PlaceRole"),
    *map(Construct, ("footcite", "term", "numref", "ref", "doc", "abbr", "sub", "sup")),
    Construct("action", "domain:PlaceRole", Writer.TOOLS),
    Construct("action-place", "domain:PlaceRole", Writer.TOOLS),
    Construct("consulted", "points:ConsultedRole", Writer.TOOLS),
)


def names_for(constructs: tuple[Construct, ...], *writers: Writer) -> frozenset[str]:
    """List the names of the constructs that may be written by any of these."""
    return frozenset(construct.name for construct in constructs if construct.writer in writers)


def options_of(name: str) -> frozenset[str]:
    """Return the options of a directive; none for an unknown one."""
    return next((one.options for one in DIRECTIVES if one.name == name), frozenset())
