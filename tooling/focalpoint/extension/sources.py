"""Format sources as the manual prints them: author, title, symbol and date, with the address as a link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pybtex.plugin import register_plugin
from pybtex.richtext import HRef, Tag, Text
from pybtex.style.formatting import BaseStyle
from pybtex.style.labels.number import LabelStyle
from pybtex.style.names.plain import NameStyle
from pybtex.style.sorting.author_year_title import SortingStyle
from sphinxcontrib.bibtex.nodes import bibliography

from focalpoint.content.text.symbols import document_address, wrong_symbol

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

_MONTHS = {
    month[:3].lower(): month
    for month in "January February March April May June July August September October November December".split()
}


def class_sources(app: Sphinx, doctree: nodes.document) -> None:
    """Give the list of sources its class; it is printed without list markers."""
    for node in doctree.findall(bibliography):
        node["classes"].append("sources")


class SourceStyle(BaseStyle):  # type: ignore[misc]  # pybtex has no types
    """The style `focalpoint` of pybtex: one template for every kind of source."""

    # Classes, not names: by its name pybtex would look each up in every package installed, for every citation.
    default_name_style = NameStyle
    default_label_style = LabelStyle
    default_sorting_style = SortingStyle

    def format_entry(self, label: str, entry: Any, bib_data: Any = None) -> Any:
        """Return the entry for pybtex, with its text made by `_entry_text` and not by a template for each type."""
        from pybtex.style import FormattedEntry

        return FormattedEntry(entry.key, _entry_text(entry), label)


def _entry_text(entry: Any) -> Any:
    fields = entry.fields
    authors = [str(Text.from_latex(" ".join(p.first_names + p.last_names))) for p in entry.persons.get("author", [])]
    title = Tag("em", Text.from_latex(fields.get("title", "").strip()))
    if fields.get("url"):
        title = HRef(fields["url"], title)
    text = Text(" and ".join(authors), ", " if authors else "", title)
    publisher = fields.get("institution") or fields.get("publisher") or ""
    if publisher and publisher.strip("{}") not in authors:
        text += Text(", ", Text.from_latex(publisher))
    if fields.get("howpublished"):
        text += Text(", ", Text.from_latex(fields["howpublished"]))
    for symbol in filter(None, (part.strip() for part in fields.get("symbol", "").split(";"))):
        text += Text(", ", symbol if wrong_symbol(symbol) else HRef(document_address(symbol), symbol))
    month = _MONTHS.get(fields.get("month", "")[:3].lower(), "")
    when = "\N{NO-BREAK SPACE}".join(filter(None, [month, fields.get("year", "")]))
    return text + (f" ({when})." if when else ".")


def setup_sources(app: Sphinx) -> None:
    """Add the style of the sources, and the class of their list."""
    register_plugin("pybtex.style.formatting", "focalpoint", SourceStyle)
    app.connect("doctree-read", class_sources, 500)
