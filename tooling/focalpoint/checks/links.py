"""What is linked to exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from focalpoint.checks.citations import near
from focalpoint.config import Config
from focalpoint.content.manual import GENERATED, Manual, Note, Text
from focalpoint.content.text.citations import glossary_terms
from focalpoint.content.text.reading import Role
from focalpoint.problems import Problem, ProblemKind

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_LONGEST = 5
"""Words of a heading that a label is made of."""


def check_labels(config: Config, manual: Manual) -> Iterator[Problem]:
    """A label is given once in the whole manual."""
    seen: dict[str, str] = {}
    for text in manual.texts:
        for label, line in text.reading.labels:
            key = label.lower()
            if key in seen:
                yield Problem(
                    text.path, line, ProblemKind.DUPLICATE, f"the label `{label}` is also at {seen[key]}; rename one"
                )
            seen.setdefault(key, f"{text.path}:{line}")


def check_links(config: Config, manual: Manual) -> Iterator[Problem]:
    """Labels, chapters, terms and files that a text names are there."""
    labels = {label.lower() for text in manual.texts for label, _line in text.reading.labels} | {"table-consultations"}
    slugs = {chapter.slug for chapter in manual.chapters} | {docname.rpartition("/")[2] for docname in GENERATED}
    terms = {term.lower() for chapter in manual.chapters for term in glossary_terms(chapter.reading)}
    for text in manual.texts:
        for role in text.reading.roles:
            wrong = _wrong_role(role, labels, slugs, terms)
            if wrong:
                yield Problem(text.path, role.line, ProblemKind.LINK, wrong)
        for address, line in text.reading.links:
            wrong = _wrong_address(manual, text, address, labels)
            if wrong:
                yield Problem(text.path, line, ProblemKind.LINK, wrong)


def _wrong_role(role: Role, labels: set[str], slugs: set[str], terms: set[str]) -> str:
    target = role.target
    match role.name:
        case "para" | "ref" if target.lower() not in labels:
            return f"nothing has the label `{target}`{near(target, labels)}; put `({target})=` on the line before it"
        case "numref" if target.lower() not in labels:
            what = f"no table and no figure is called `{target}`{near(target, labels)}"
            return f"{what}; give it a line `:name: {target}` below its first line"
        case "chapter" if target not in slugs:
            return f"no chapter is called `{target}`{near(target, slugs)}; write the name of its file without .md"
        case "term" if target.lower() not in terms:
            what = f"the glossary has no term `{target}`{near(target, terms)}"
            return f"{what}; add it to manual/glossary.md, or take the role away"
    return ""


def _wrong_address(manual: Manual, text: Text, address: str, labels: set[str]) -> str:
    if address.startswith(("https://", "http://")):
        return ""
    if address.startswith(("mailto:", "tel:")):
        note = isinstance(text, Note)
        return "a note holds no e-mail address and no telephone number; take it out" if note else ""
    if address.startswith("#") and address[1:].lower() in labels:
        return ""
    if address.startswith("www."):
        return f"begin the address with https://, as in `https://{address}`"
    file, _, heading = unquote(address).partition("#")
    if _SCHEME.match(address):
        return f"the address `{address}` is not one of the web; begin it with https://"
    if not file:
        return _to_heading(text, text, heading, labels)
    slug = file.rpartition("/")[2].removesuffix(".md").removesuffix(".html")
    other = next((chapter for chapter in manual.chapters if chapter.slug == slug), None)
    if other is None:
        called = near(slug, [chapter.slug for chapter in manual.chapters])
        return f"no chapter is called `{slug}`{called}; cite a chapter as {{chapter}}`its-name`, and no other file"
    if not heading:
        return f"a chapter is cited by its name; write {{chapter}}`{slug}`"
    return _to_heading(text, other, heading, labels)


def _to_heading(text: Text, other: Text, fragment: str, labels: set[str]) -> str:
    """Say how a heading, which a link names by its words, is linked by a label; or that there is none."""
    if fragment.lower() in labels:
        return f"a label is linked without a file; write [words](#{fragment})"
    found = _heading(other, fragment)
    if found is None:
        return f"nothing has the label `{fragment}`; put `({fragment})=` on the line before what is meant"
    line, words, place = found
    given = next((label for label, at in other.reading.labels if at == line - 1), "")
    if given:
        return f"a heading is linked by its label; write [words](#{given})"
    label = "-".join(re.findall(r"[^\W_]+", words.casefold().lstrip("0123456789. "))[:_LONGEST])
    label += f"-{place + 1}" if place else ""
    label = f"{other.docname.rpartition('/')[2]}-{label}" if label in labels else label
    where = f"line {line}" if other is text else f"{other.path}:{line}"
    return f"a heading is linked by a label; put `({label})=` on the line before it ({where}); write [words](#{label})"


def _heading(text: Text, fragment: str) -> tuple[int, str, int] | None:
    """The heading that a fragment names by its words: its line, them, and how many with the same stand before it."""
    headings = [(prose.line, prose.rows[0]) for prose in text.reading.prose if prose.inside[-1:] == ("heading",)]
    for wanted, place in ((fragment, 0), *_numbered(fragment)):
        same = [one for one in headings if _plain(one[1]) == _plain(wanted)]
        if place < len(same):
            return *same[place], place
    return None


def _numbered(fragment: str) -> Iterator[tuple[str, int]]:
    """A fragment without the number by which other tools tell headings with the same words apart."""
    if found := re.fullmatch(r"(.+)-(\d+)", fragment):
        yield found[1], int(found[2])


def _plain(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold()))
