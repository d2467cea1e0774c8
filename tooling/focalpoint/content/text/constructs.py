"""The manual's language, in one table: kinds of Markdown, directives with their options, roles.

This is the one place of their names: the checks refuse what is not here, the Sphinx extension reads what is, and the
page of the language, the README's table and the editor's schema are written from it (`language.py`).
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
class Kind:
    """One kind of plain Markdown."""

    purpose: str
    """What it is for: `begin a section`."""
    written: str
    """How it is written, as Markdown shows it."""
    tokens: str
    """The parser's names of it, apart from `_open` and `_close`."""


KINDS = (
    Kind("begin a section", "`## What the ministry already does`; `###` and `####` below it", "heading"),
    Kind("write a paragraph", "one sentence on each line; an empty line ends it", "paragraph inline text softbreak"),
    Kind("write a list", "`- an item`, `1. an item` or `(a) an item`", "bullet_list ordered_list list_item"),
    Kind("explain words in a list", "the word, and on the next line `: its meaning`", "dl dt dd"),
    Kind("quote", "`> ` before each line", "blockquote"),
    Kind(
        "make a small table",
        r"`\| Task \| Office \|`, below it `\|---\|---\|`, then the rows",
        "table thead tbody tr th td",
    ),
    Kind("stress words", "`*words*`, or `**words**`", "em strong"),
    Kind("show what is typed, or a file's name", "`` `name` ``", "code_inline"),
    Kind("link to a page, an office, a label", "`[words](https://…)`, `[words](mailto:…)`, `[words](#label)`", "link"),
    Kind(
        "write a footnote",
        "`words[^name]`, and `[^name]: Its text.` below",
        "footnote_reference footnote_anchor footnote_ref",
    ),
    Kind("name the paragraph, list or heading below", "`(first-question)=`", "myst_target"),
    Kind("show a small picture in the cell of a table", "`![what it shows](../figures/name.png)`", "image"),
    Kind("write to yourself", "`% Ask the office.`, with an empty line below", "myst_line_comment"),
    Kind("begin a chapter or note", "fields between two lines `---`", "front_matter"),
    Kind("write a block or a role", "see below", "fence colon_fence myst_role"),
    # Each is told by itself, with what to write instead.
    Kind("", "", "text_special html_block code_block html_inline"),
)
"""Every kind of Markdown that a text may hold; those without a purpose are refused with advice of their own."""
TOKENS = frozenset(name for kind in KINDS for name in kind.tokens.split())
"""The parser's names of all of them."""


@dataclass(frozen=True)
class Construct:
    """One directive or role."""

    name: str
    code: str = ""
    """Class in the room `extension` that reads it, as `file:Class`; empty where Sphinx or docutils reads it."""
    writer: Writer = Writer.AUTHOR
    options: frozenset[str] = frozenset()
    """Names of the options that an author may give a directive."""
    purpose: str = ""
    """What an author writes it for; empty where no author does."""
    example: str = ""
    """Its first line, or the role."""
    place: str = "chapters and notes"
    """Where it may stand."""


_ACTION = frozenset("id challenge pillar ministries risk-factors effort from handling ask takes".split())
_PRACTICE = frozenset("from handling".split())
_TABLE = frozenset("name class widths width align landscape header-rows stub-columns".split())
_FIGURE = frozenset("name class alt width align figclass".split())
_NAMED = frozenset("name class".split())
PLAIN_BOX = "boxes:PlainBox"
"""Reads a directive that needs no code of its own: a box with a class of its name, a first line, and a body."""

DIRECTIVES = (
    Construct(
        "action",
        "boxes:Action",
        options=_ACTION,
        purpose="propose an action",
        example="{action} Name a deputy.",
        place="chapters",
    ),
    Construct(
        "practice",
        "boxes:Practice",
        options=_PRACTICE,
        purpose="show what a State did",
        example="{practice} Freedonia",
        place="chapters",
    ),
    Construct(
        "handling",
        "boxes:HandlingPassage",
        purpose="keep a passage out of wider editions",
        example="{handling} TLP:GREEN",
    ),
    Construct(
        "brief",
        "briefs:BriefPassage",
        purpose="have a ministry's brief repeat a passage",
        example="{brief} why",
        place="chapters with `brief:` in their front matter",
    ),
    Construct(
        "pocket",
        "briefs:PocketPassage",
        purpose="have the pocket edition repeat a passage",
        example="{pocket} speaking",
        place="chapters",
    ),
    Construct(
        "index",
        "subjects:IndexMark",
        purpose="list the paragraph below in the index of subjects",
        example="{index} arms licences; sanctions",
        place="chapters",
    ),
    Construct(
        "form",
        "forms:Form",
        options=frozenset({"file"}),
        purpose="make a form that is a Word file too",
        example="{form} Letter to an office",
        place="chapters",
    ),
    Construct(
        "lines",
        "forms:Lines",
        purpose="leave lines to write on",
        example="{lines} 3",
        place="forms",
    ),
    Construct(
        "from-data",
        "tables:FromData",
        options=frozenset({"name"}),
        purpose="show data of `manual/data` or the roster",
        example="{from-data} risk-factors",
        place="chapters",
    ),
    Construct(
        "table",
        "tables:Table",
        options=_TABLE,
        purpose="give a table of `|` a caption",
        example="{table} Offices and their tasks",
    ),
    Construct(
        "list-table",
        "tables:RowsTable",
        options=_TABLE,
        purpose="make a table with long cells",
        example="{list-table} Offices and their tasks",
    ),
    Construct(
        "figure",
        options=_FIGURE,
        purpose="show a picture",
        example="{figure} ../figures/name.png",
        place="chapters",
    ),
    Construct(
        "glossary",
        options=frozenset({"sorted"}),
        purpose="list terms with their meanings",
        example="{glossary}",
        place="manual/glossary.md",
    ),
    Construct(
        "bibliography",
        options=frozenset("list all cited style".split()),
        purpose="list the sources",
        example="{bibliography}",
        place="manual/sources.md",
    ),
    Construct("note", options=_NAMED, purpose="set a remark apart", example="{note}"),
    Construct("important", options=_NAMED, purpose="set a warning apart", example="{important}"),
    Construct("epigraph", options=_NAMED, purpose="begin with a quotation", example="{epigraph}"),
    Construct(
        "toctree",
        writer=Writer.CONTENTS,
        options=frozenset("caption maxdepth numbered hidden".split()),
        purpose="list the chapters of a part",
        example="{toctree}",
        place="manual/index.md",
    ),
    Construct("by-hand", "briefs:ByHand", Writer.TOOLS),
    Construct("proposed", "briefs:Proposed", Writer.TOOLS),
    Construct("read-more", "briefs:ReadMore", Writer.TOOLS),
    Construct("small-print", "briefs:SmallPrint", Writer.TOOLS),
    Construct("catalogue", "catalogue:Catalogue", Writer.TOOLS),
    Construct("catalogued", "catalogue:Catalogued", Writer.TOOLS),
    Construct("points-used", "provenance:PointsUsed", Writer.TOOLS),
    Construct("subject-index", "subjects:SubjectIndex", Writer.TOOLS),
    Construct("rests-on", "provenance:RestsOn", Writer.TOOLS),
    Construct("rests-on-one", "provenance:RestsOnOne", Writer.TOOLS),
)
ROLES = (
    Construct("heard", "points:HeardRole", purpose="cite points of a note", example="{heard}`accra-2027 12, 14-16`"),
    Construct("undoc", "inline_roles:UndocRole", purpose="cite a UN document", example="{undoc}`S/RES/2286 (2016)`"),
    Construct("lang", "inline_roles:LangRole", purpose="mark words of another language", example="{lang}`fr mot`"),
    Construct("blank", "forms:BlankRole", purpose="leave room for a word", example="{blank}`office`", place="forms"),
    Construct("para", "domain:ParagraphRole", purpose="cite a named paragraph", example="{para}`first-question`"),
    Construct("chapter", "domain:PlaceRole", purpose="cite a chapter by its file", example="{chapter}`justice`"),
    Construct("footcite", purpose="cite a source of `manual/sources.bib`", example="{footcite}`un2014foa`"),
    Construct("term", purpose="name a term of the glossary", example="{term}`deputy`"),
    Construct("numref", purpose="cite a table or figure by its number", example="{numref}`table-functions`"),
    Construct("ref", purpose="cite a heading by its words", example="{ref}`first-steps`"),
    Construct("doc", purpose="cite a page by its title", example="{doc}`/glossary`"),
    Construct("abbr", purpose="spell out an abbreviation", example="{abbr}`UN (United Nations)`"),
    Construct("sub", purpose="lower a figure", example="H{sub}`2`O"),
    Construct("sup", purpose="raise a figure", example="km{sup}`2`"),
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
