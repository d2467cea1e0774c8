"""Format sources as the manual prints them: author, title, symbol and date, with the address as a link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pybtex.plugin import register_plugin
from pybtex.richtext import HRef, Tag, Text
from pybtex.style.formatting import BaseStyle
from pybtex.style.labels.number import LabelStyle
from pybtex.style.names.plain import NameStyle
from pybtex.style.sorting.author_year_title import SortingStyle
from sphinxcontrib.bibtex.nodes import bibliography

from focalpoint.content.sources import month_named, plain, written_date
from focalpoint.content.text.symbols import document_address, wrong_symbol

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def class_sources(app: Sphinx, doctree: nodes.document) -> None:
    """Give the list of sources its class; it is printed without list markers."""
    for node in doctree.findall(bibliography):
        node["classes"].append("sources")


class SourceStyle(BaseStyle):  # type: ignore[misc]  # pybtex has no types
    """The style `focalpoint` of pybtex: one order for every kind of source."""

    # Classes, not names: by its name pybtex would look each up in every package installed, for every citation.
    default_name_style = NameStyle
    default_label_style = LabelStyle
    default_sorting_style = SortingStyle

    def format_entry(self, label: str, entry: Any, bib_data: Any = None) -> Any:
        """Return the entry for pybtex, with its text made by `_entry_text` and not by a template for each type."""
        from pybtex.style import FormattedEntry

        return FormattedEntry(entry.key, _entry_text(entry), label)


def _entry_text(entry: Any) -> Any:
    """Write an entry: who, what, in what, by whom it was published, symbols, when, where it is read."""
    kind, fields = entry.type, entry.fields
    of_part = kind in _PARTS
    authors, editors = _names(entry, "author"), _names(entry, "editor")
    title = _titled(fields, "title", "subtitle")
    title = Text("“", title, "”") if of_part else Tag("em", title)
    if fields.get("url"):
        title = HRef(fields["url"], title)
    edited = "" if of_part else _edited(editors)
    parts = [_listed(authors) or edited, title, *_container(kind, fields, editors), *_series(kind, fields)]
    parts.append(edited if authors else "")
    if translators := _names(entry, "translator"):
        parts.append(f"translated by {_listed(translators)}")
    publishers = (fields.get(name, "") for name in ("institution", "organization", "school", "publisher"))
    parts += [_words(one) for one in dict.fromkeys(publishers) if one.strip("{}") not in authors]
    parts += [_words(fields.get(name, "")) for name in ("address", "location", "howpublished")]
    parts += [_pages(fields.get("pages", "")), *_with("", fields.get("pagetotal", ""), " pp.")]
    for symbol in filter(None, (part.strip() for part in fields.get("symbol", "").split(";"))):
        parts.append(symbol if wrong_symbol(symbol) else HRef(document_address(symbol), symbol))
    parts += [f"{name.upper()} {fields[name]}" for name in ("isbn", "issn") if fields.get(name)]
    if doi := fields.get("doi", "").removeprefix("https://doi.org/"):
        parts.append(HRef(f"https://doi.org/{doi}", f"doi:{doi}"))
    parts.append(_words(fields.get("note", "")))
    text = Text(", ").join(part for part in parts if str(part))
    if when := _when(fields):
        text += f" ({when})"
    if fields.get("url"):
        text += Text(", ", HRef(fields["url"], fields["url"]))
    if read := written_date(fields.get("urldate", "")):
        text += f" (accessed {read})"
    return text if str(text).endswith(".") else text + "."


_PARTS = frozenset("article inbook incollection inproceedings conference".split())
"""Kinds of entry that are a part of something else."""
_THESES = {"phdthesis": "PhD thesis", "mastersthesis": "master’s thesis", "thesis": "thesis"}


def _words(value: str) -> Any:
    return Text.from_latex(plain(value).strip())


def _names(entry: Any, role: str) -> list[str]:
    """The names of those who have a part in a source, each from the first to the last."""
    every = (
        [*one.first_names, *one.middle_names, *one.prelast_names, *one.last_names, *one.lineage_names]
        for one in entry.persons.get(role, [])
    )
    return [str(_words(" ".join(names))) for names in every]


def _listed(names: list[str]) -> str:
    if names[-1:] == ["others"]:
        return ", ".join(names[:-1]) + " et al."
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _edited(names: list[str]) -> str:
    return f"{_listed(names)} ({'eds.' if len(names) > 1 else 'ed.'})" if names else ""


def _titled(fields: Any, title: str, subtitle: str) -> Any:
    return Text(": ").join(_words(fields[name]) for name in (title, subtitle) if fields.get(name))


def _container(kind: str, fields: Any, editors: list[str]) -> Iterator[Any]:
    """What an article or chapter stands in."""
    if kind == "article":
        name = "journal" if fields.get("journal") else "journaltitle"
        yield Tag("em", _titled(fields, name, "journalsubtitle"))
    elif kind in _PARTS:
        edited = f"{_edited(editors)}, " if editors else ""
        book = _titled(fields, "booktitle", "booksubtitle")
        yield Text("in ", edited, Tag("em", book)) if str(book) else edited.removesuffix(", ")
        yield from _with("chap. ", fields.get("chapter", ""))


def _series(kind: str, fields: Any) -> Iterator[Any]:
    """The series, volume, number and edition of a source, and what kind of report or thesis it is."""
    said = _words(fields.get("type") or _THESES.get(kind, ""))
    number = fields.get("number") or fields.get("issue", "")
    yield from _with("", fields.get("series", ""))
    yield from _with("vol. ", fields.get("volume", ""))
    if number and not (kind == "article" or fields.get("series")):
        yield Text(said, " " if str(said) else "", "No. ", _words(number))
    else:
        yield said
        yield from _with("no. ", number)
    yield from _with("art. ", fields.get("eid", ""))
    edition = str(_words(fields.get("edition", "")))
    if edition.isdecimal():
        ending = {"1": "st", "2": "nd", "3": "rd"}.get(edition[-1], "th") if edition[-2:-1] != "1" else "th"
        yield f"{edition}{ending} ed."
    elif edition:
        yield edition if edition.endswith(("ed.", "edition")) else f"{edition} ed."


def _with(before: str, value: str, after: str = "") -> Iterator[Any]:
    """The words of a field with what stands round them; nothing where it is empty."""
    if value:
        yield Text(before, _words(value), after)


def _pages(value: str) -> str:
    span = re.sub(r"\s*-+\s*", "–", str(_words(value)))
    return f"{'pp.' if '–' in span or ',' in span else 'p.'} {span}" if span else ""


def _when(fields: Any) -> str:
    """The date of a source, as near as it is known."""
    month = month_named(fields.get("month", "")) if fields.get("month") else ""
    by_parts = "\N{NO-BREAK SPACE}".join(filter(None, [month, str(_words(fields.get("year", "")))]))
    return written_date(fields.get("date", "")) or by_parts


def setup_sources(app: Sphinx) -> None:
    """Add the style of the sources, and the class of their list."""
    register_plugin("pybtex.style.formatting", "focalpoint", SourceStyle)
    app.connect("doctree-read", class_sources, 500)
