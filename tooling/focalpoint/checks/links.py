"""What is linked to exists."""

from __future__ import annotations

from collections.abc import Iterator

from focalpoint.config import Config
from focalpoint.content.manual import GENERATED, Manual, Note
from focalpoint.content.text.citations import glossary_terms
from focalpoint.content.text.reading import Role
from focalpoint.problems import Problem, ProblemKind


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
            wrong = _wrong_address(address, labels, contacts=not isinstance(text, Note))
            if wrong:
                yield Problem(text.path, line, ProblemKind.LINK, wrong)


def _wrong_role(role: Role, labels: set[str], slugs: set[str], terms: set[str]) -> str:
    target = role.target
    match role.name:
        case "para" | "numref" | "ref" if target.lower() not in labels:
            return f"nothing has the label `{target}`; put `({target})=` on the line before it"
        case "chapter" if target not in slugs:
            return f"no chapter is called `{target}`; write the name of its file without .md"
        case "term" if target.lower() not in terms:
            return f"the glossary has no term `{target}`; add it to manual/glossary.md, or take the role away"
    return ""


def _wrong_address(address: str, labels: set[str], *, contacts: bool) -> str:
    if address.startswith(("https://", "http://")):
        return ""
    if address.startswith(("mailto:", "tel:")):
        return "" if contacts else "a note holds no e-mail address and no telephone number; take it out"
    if address.startswith("#"):
        return "" if address[1:].lower() in labels else f"nothing has the label `{address[1:]}`; check the link"
    return f"the link `{address}` leaves the manual; cite a chapter with {{chapter}} or a label with `#label`"
