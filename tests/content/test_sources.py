"""Sources as BibTeX and biblatex have them: what is printed for each kind, and what is refused with its line."""

from __future__ import annotations

import pytest

from focalpoint.content.sources import own_lines, read_sources, written_date, wrong_with


def said(text: str) -> list[tuple[int, str]]:
    """What is wrong with the file and with its entries."""
    sources = read_sources(text)
    return [*sources.faults, *(wrong for source in sources.entries for wrong in wrong_with(source))]


def entry(field: str, kind: str = "misc") -> str:
    """An entry with one field more, on line 3."""
    return f"@{kind}{{key2001,\n  title = {{A title}},\n  {field},\n}}\n"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("@misc{a,\n  title = {x}\n\n@misc{b,\n  title = {y},\n}\n", 3, "the entry that begins on line 1 is not"),
        ("@misc{b,\n  title = {y},\n}\n\n@misc{a,\n  title = {x,\n}\n", 5, "a brace that opens in this entry is never"),
        ("@misc{a,\n  title = {x}\n  year = {2005},\n}\n", 2, "a comma is missing behind this line"),
        ("@misc{a,\n  title = words,\n}\n", 1, "a value stands without braces; write it as `{value}`"),
        ("misc{a,\n  title = {x},\n}\n", 1, "this line stands in no entry; begin an entry with `@misc{key,`"),
        ("@misc{a, title = {x}} @misc{b, title = {y}}\n", 1, "two entries stand on one line"),
        ("@newspaper{a,\n  title = {x},\n}\n", 1, "`@newspaper` is no kind of source here; use one of article, book"),
        ("@misc{a,\n  year = {2001},\n}\n", 1, "`a` has no title; add `title = {…}`"),
        (entry("crossref = {b}"), 3, "`crossref` is not printed for `@misc`; write the fields of that entry here"),
        (entry("journal = {J}"), 3, "it belongs to `@article`: change the kind, or take the field out"),
        (entry("colour = {red}"), 3, "`colour` is not printed for `@misc`; say it in `note`, or take the field out"),
        (entry("link = {https://example.org}"), 3, "call it `url`"),
        (entry("note = {A $x^2$}"), 3, "`$x^2$` is a command of LaTeX that is not known"),
        (entry("year = {2009\\}"), 3, "`\\` is a command of LaTeX that is not known"),
        (entry("note = {H\\textsubscript{2}O}"), 3, "`\\textsubscript` is a command of LaTeX that is not known"),
        (entry("date = {4 March 2021}"), 3, "is not a date; write it as 2021-03-04, 2021-03 or 2021"),
        (entry("date = {2021-02-30}"), 3, "is not a date"),
        (entry("urldate = {31 January 2024}"), 3, "`urldate = {31 January 2024}` is not a date"),
        (entry("url = {www.example.org}"), 3, "`url` is no address; begin it with https://"),
        (entry("url = {https://example.org/a\\_b}"), 3, "`url` holds backslashes; write the address as"),
        (entry("doi = {abc}"), 3, "`doi` is no address; begin it with 10."),
        (entry("month = {spring}"), 3, "`month = {spring}` is no month; write it as mar, March or 3"),
        (entry("annote = {Told me.}, year = {2001}"), 3, "stand on one line; give each field a line of its own"),
    ],
)  # fmt: skip
def test_what_cannot_be_printed_is_told_once_with_its_line(text: str, line: int, says: str) -> None:
    ((at, message),) = said(text)
    assert (at, says in message) == (line, True), message


@pytest.mark.parametrize(
    "field",
    [
        'author = {M{\\"u}ller-L{\\"u}d{\\aa}, J{\\\'o}zef and \\v{C}apek, Jan and {\\O}stergaard, {\\AE}sa}',
        'note = {\\emph{Un} fran{\\c c}ais --- na{\\"\\i}ve {\\ss} \\& 50\\% of A\\_B}',
        "date = {2021-03-04/2021-05}",
        "urldate = {2024-01-31}",
        "annote = {Told by a friend: $x$ \\foo}",
        "langid = {chinese}",
        "month = dec",
        "number = {7}",
    ],
)
def test_what_is_known_is_taken(field: str) -> None:
    assert said(f"@string{{press = {{Harbour Press}}}}\n% A comment.\n{entry(field)}") == []


def test_the_lines_of_fields_that_are_the_writers_own_are_known() -> None:
    text = "@misc{a,\n  title = {x},\n  annote = {Told\n    by Oz},\n  year = {2001},\n  checked = {seen},\n}\n"
    (source,) = read_sources(text).entries
    assert sorted(own_lines(source)) == [3, 4, 6, 7]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("2021-03-04", "4\u00a0March\u00a02021"),
        ("2021-03", "March\u00a02021"),
        ("2021", "2021"),
        ("2019/2021", "2019–2021"),
        ("2021-13", ""),
        ("2021-3-4", ""),
        ("", ""),
    ],
)
def test_dates_are_written_in_words(given: str, shown: str) -> None:
    assert written_date(given) == shown
