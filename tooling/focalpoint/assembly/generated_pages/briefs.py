"""Write the briefs of an edition as pages: what its chapters tag for a ministry, in the order of a brief."""

from __future__ import annotations

import re

from focalpoint.assembly.markdown_writer import plain
from focalpoint.content.manual import Manual
from focalpoint.content.text.actions import Action, Practice
from focalpoint.content.text.briefs import Brief, Passage, read_briefs
from focalpoint.content.text.markdown import read_markdown
from focalpoint.handouts import BriefPart, BriefWords
from focalpoint.lists import words
from focalpoint.vocabulary import Vocabulary

FOLDER = "briefs"
LISTING = f"{FOLDER}/index"
"""Docname of the page that lists the briefs."""
_NUMBERS = re.compile(r"\d+(, *\d+)*")
_FIELDS = "---\ntitle: {title}\nquestion: {question}\norphan: true\nnosearch: true\n{more}---\n"


def brief_pages(manual: Manual, contact: str = "") -> dict[str, tuple[str, str]]:
    """Return the pages by docname, each with its text and its origin; empty where no chapter has a brief.

    `manual` holds the texts as the edition carries them, `contact` whom the ministry answers; without it a line is left
    to write on.
    """
    briefs, words_of = read_briefs(manual), manual.vocabulary.brief
    if not briefs or not words_of:
        return {}
    written = {brief: _page(brief, words_of, manual, contact) for brief in briefs}
    pages = {f"{FOLDER}/{brief.name}": (page, f"{brief.file} (its brief)") for brief, page in written.items()}
    listed = "\n".join(f"- {{doc}}`{brief.name}`" for brief in briefs)
    head = _FIELDS.format(title=_quoted(words_of.title), question=_quoted(words_of.question), more="")
    return {**pages, LISTING: (f"{head}\n{words_of.introduction}\n{listed}\n", FOLDER)}


def _page(brief: Brief, words_of: BriefWords, manual: Manual, contact: str) -> str:
    more = f"brief-of: {brief.chapter}\naddressed: {', '.join(brief.addressed)}\n"
    head = _FIELDS.format(title=_quoted(brief.title), question=_quoted(brief.question), more=more)
    sections = [(part.heading, _section(part, brief, words_of, manual, contact)) for part in words_of.parts]
    sections.append((words_of.more, f"```{{read-more}} {brief.chapter}\n```"))
    return head + "".join(f"\n## {heading}\n\n{text}\n" for heading, text in sections if text)


def _quoted(words: str) -> str:
    """Quote words for YAML, whatever characters they contain."""
    return "'" + words.replace("'", "''") + "'"


def _section(part: BriefPart, brief: Brief, words_of: BriefWords, manual: Manual, contact: str) -> str:
    """Write one part: the passages that are tagged for it, and what it holds besides; empty where there is neither."""
    said = _passages(brief.of(part.id))
    match part.holds:
        case "actions":
            pieces = [said, "\n".join(_action(manual.vocabulary, one, brief.addressed) for one in brief.actions)]
        case "practice":
            pieces = [_practice(brief.practice) if brief.practice else "", said]
        case "risk-factors":
            pieces = [said, _titles(said, manual)]
        case "contact":
            pieces = [said, f":::{{by-hand}} {words_of.contact} {plain(' '.join(contact.split()))}".rstrip() + "\n:::"]
        case None:
            pieces = [said]
    return "\n\n".join(pieces).strip()


def _passages(passages: list[Passage]) -> str:
    return "\n\n".join("\n".join(passage.rows).strip("\n") for passage in passages)


def _titles(table: str, manual: Manual) -> str:
    """Explain the risk factors that a table gives by number only."""
    cells = (" ".join(prose.rows) for prose in read_markdown(table).prose if "list-table" in prose.inside)
    numbers = {int(word) for cell in cells if _NUMBERS.fullmatch(cell) for word in words(cell)}
    held, noun = manual.risk_factors.held, manual.vocabulary.nouns.risk_factor
    if held is None or not numbers:
        return ""
    named = "; ".join(f"{one.number} {one.title}" for one in held.factors if one.number in numbers)
    return f":::{{small-print}} The {noun.many} by their numbers: {named}.{{footcite}}`{held.source}`\n:::"


def _action(known: Vocabulary, action: Action, addressed: tuple[str, ...]) -> str:
    """Write what is asked of the ministry; where nothing is, the box's own sentence and body."""
    others = known.ministries_named(word for word in action.ministries if word not in addressed)
    body = "" if action.ask else action.body
    fence = _fence(body)
    return (
        f"{fence}{{proposed}} {action.ask or action.title}\n:id: {action.id}\n:chapter: {action.chapter}\n"
        f":effort: {known.efforts.get(action.effort, '')}\n:with: {others}\n:takes: {action.takes}\n\n{body}\n{fence}\n"
    )


def _practice(practice: Practice) -> str:
    fence = _fence(practice.body)
    origin = f":from: {'; '.join(practice.origins)}\n" if practice.origins else ""
    return f"{fence}{{practice}} {practice.title}\n{origin}\n{practice.body}\n{fence}"


def _fence(body: str) -> str:
    """Return a fence of colons longer than any inside the body."""
    deepest = max((len(row) - len(row.lstrip(":")) for row in body.split("\n")), default=0)
    return ":" * max(3, deepest + 1)
