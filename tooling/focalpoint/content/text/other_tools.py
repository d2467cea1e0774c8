"""What authors bring along from other tools, and what the manual has in its place."""

from __future__ import annotations

import re
from collections.abc import Collection

from rapidfuzz import fuzz, process

_REMARK = "write `:::{note}`, or `:::{important}`"
_SUM = "write the sum in words and signs"
_CODE = "the manual shows no code; write the words as a quotation, or a file's name `between back-ticks`"
_SOURCE = "cite a source with {footcite}`key`"
_LIST = "write each part as a section with `##`, or a list"
TAGS = {
    "br": "begin a new paragraph, or write a list",
    **dict.fromkeys(("b", "strong"), "write **words**"),
    **dict.fromkeys(("i", "em", "u"), "write *words*"),
    "sub": "write {sub}`2`",
    "sup": "write {sup}`2`",
    **dict.fromkeys(("kbd", "code", "tt", "samp", "pre"), "write it `between back-ticks`"),
    **dict.fromkeys(("img", "figure"), "write a `{figure}` with a line `:alt: …` and a caption"),
    **dict.fromkeys(("table", "tr", "td", "th"), "write a table of `|`, or a `{list-table}`"),
    **dict.fromkeys(("ul", "ol", "li"), "begin each item with `- ` or `1. `"),
    **dict.fromkeys(("details", "summary", "div", "section", "span", "center", "font"), "write the words alone"),
    **dict.fromkeys(("p", "hr"), "an empty line begins a new paragraph"),
    **dict.fromkeys(("h1", "h2", "h3", "h4"), "begin a section with `##`"),
    "a": "write [words](https://address), or a label `(name)=` on the line before",
    "blockquote": "begin each line with `> `",
    "!--": "begin a comment for yourself with `% `, on a line of its own",
}
"""Tags of HTML, by name, with what stands in their place."""
BLOCKS = {
    **dict.fromkeys("admonition warning tip caution attention danger hint seealso sidebar margin".split(), _REMARK),
    **dict.fromkeys("code code-block sourcecode literalinclude parsed-literal code-cell".split(), _CODE),
    **dict.fromkeys("math eval".split(), _SUM),
    **dict.fromkeys("tab-set tab-item card grid dropdown details tabbed".split(), _LIST),
    **dict.fromkeys("csv-table flat-table tabularcolumns".split(), "write a `{list-table}`, or a table of `|`"),
    "image": "write `{figure}`, with a line `:alt: …` and a caption",
    "include": "copy the text itself here",
    "index": "leave it out; the terms stand in manual/glossary.md",
    "todo": "begin a comment for yourself with `% `",
    **dict.fromkeys(
        "contents tableofcontents".split(), "leave it out; the contents are made from manual/index.md and the headings"
    ),
    **dict.fromkeys("versionadded versionchanged deprecated".split(), "leave it out; say the date in a sentence"),
    "only": "close a passage with `:::{handling} TLP:GREEN`",
    "raw": "write Markdown",
    **dict.fromkeys("pagebreak newpage clearpage".split(), "leave it out; pages break by themselves"),
    "rubric": "begin a section with `###`",
    "quote": "begin each line of the quotation with `> `",
    "pull-quote": "begin each line of the quotation with `> `",
    "footnotes": "leave it out; footnotes stand at the foot of the page",
    "bibliography-list": "leave it out; sources stand in manual/sources.md",
}
"""Blocks of other tools, by name."""
ROLES = {
    **dict.fromkeys("cite cite:p cite:t cite:author citep citet footcite:p footcite:t".split(), _SOURCE),
    **dict.fromkeys("math eq".split(), _SUM),
    **dict.fromkeys("strong".split(), "write **words**"),
    **dict.fromkeys("emphasis em".split(), "write *words*"),
    **dict.fromkeys("file code kbd command samp literal download program".split(), "write it `between back-ticks`"),
    **dict.fromkeys("any title title-reference".split(), "write [words](#label), or {chapter}`name`"),
    "index": "leave it out; the terms stand in manual/glossary.md",
    "section": "cite a section by its label: [words](#label)",
}
"""Roles of other tools, by name."""


def instead_of_tag(html: str) -> str:
    """Say what to write in the place of a piece of HTML."""
    found = re.match(r"\s*</?\s*(!--|[A-Za-z][A-Za-z0-9]*)", html)
    return TAGS.get(found[1].lower() if found else "", "write Markdown, and begin a comment for yourself with `% `")


def instead_of(name: str, known: Collection[str], others: dict[str, str]) -> str:
    """Say what to write in the place of an unknown name: the known one it is near, another construct, or the list."""
    if name in others:
        return others[name]
    near = process.extractOne(name, known, scorer=fuzz.ratio, score_cutoff=70)
    if near:
        return f"write `{{{near[0]}}}`"
    return f"use one of {', '.join(sorted(known))}"
