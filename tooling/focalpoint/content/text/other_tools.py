"""What authors bring along from other tools, and what the manual has in its place."""

from __future__ import annotations

from collections.abc import Collection

from rapidfuzz import fuzz, process

_REMARK = "write `:::{note}`, or `:::{important}`"
_SUM = "write the sum in words and signs"
_CODE = "the manual shows no code; write the words as a quotation, or a file's name `between back-ticks`"
_SOURCE = "cite a source with {footcite}`key`"
_LIST = "write each part as a section with `##`, or a list"
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


def instead_of(name: str, known: Collection[str], others: dict[str, str]) -> str:
    """Say what to write in the place of an unknown name: the known one it is near, another construct, or the list."""
    if name in others:
        return others[name]
    near = process.extractOne(name, known, scorer=fuzz.ratio, score_cutoff=70)
    if near:
        return f"write `{{{near[0]}}}`"
    return f"use one of {', '.join(sorted(known))}"
