"""The briefs of an edition as pages: what its chapters have tagged for a ministry, in the order of a brief."""

from __future__ import annotations

import re
from collections.abc import Iterator

from focalpoint.content.data.data_file import DataFile
from focalpoint.content.data.risk_factors import RiskFactors
from focalpoint.content.manual import Manual
from focalpoint.content.text.actions import Action, Practice
from focalpoint.content.text.briefs import PEER, Brief, Passage, read_briefs
from focalpoint.content.text.markdown import read_markdown
from focalpoint.content.vocabulary import BRIEF_PARTS, EFFORTS, MINISTRIES, words

FOLDER = "briefs"
LISTING = f"{FOLDER}/index"
"""Docname of the page that lists the briefs."""
PROPOSED = "What we ask of you, and what it takes"
MORE = "Where to read more"
LEFT_BY = ":::{by-hand} Your Focal Point, office and telephone:\n:::"
"""Where whoever hands it over is written down, which no file of the project does."""
_NUMBERS = re.compile(r"\d+(, *\d+)*")
_FIELDS = "---\ntitle: {title}\nquestion: {question}\norphan: true\nnosearch: true\n{more}---\n"
_LISTED = """Each brief takes two pages for one ministry or body: print it, and leave it behind after the first visit.
It repeats what a chapter of the manual says to that ministry, with the numbers of the paragraphs that say more.
"""


def brief_pages(manual: Manual) -> dict[str, tuple[str, str]]:
    """The pages by docname, each with its text and whence it comes; nothing where no chapter has a brief.

    `manual` holds the texts as the edition carries them.
    """
    briefs = read_briefs(manual)
    if not briefs:
        return {}
    pages = {
        f"{FOLDER}/{brief.name}": (_page(brief, manual.risk_factors), f"{brief.file} (its brief)") for brief in briefs
    }
    listed = "\n".join(f"- {{doc}}`{brief.name}`" for brief in briefs)
    head = _FIELDS.format(title="Briefs for ministries", question="What do I leave behind after a visit?", more="")
    return {**pages, LISTING: (f"{head}\n{_LISTED}\n{listed}\n", FOLDER)}


def _page(brief: Brief, titles: DataFile[RiskFactors]) -> str:
    head = _FIELDS.format(
        title=_quoted(brief.title), question=_quoted(brief.question), more=f"brief-of: {brief.chapter}\n"
    )
    sections = [(heading, text.strip()) for heading, text in _sections(brief, titles)]
    return head + "".join(f"\n## {heading}\n\n{text}\n" for heading, text in sections if text)


def _quoted(words: str) -> str:
    """Words as YAML takes them whatever they hold."""
    return "'" + words.replace("'", "''") + "'"


def _sections(brief: Brief, titles: DataFile[RiskFactors]) -> Iterator[tuple[str, str]]:
    """The parts under their headings; what is asked of the ministry stands between its own work and what it gains."""
    for part in ("why", "already"):
        yield BRIEF_PARTS[part], _passages(brief.of(part))
    factors = _passages(brief.of("factors"))
    yield BRIEF_PARTS["factors"], f"{factors}\n\n{_titles(factors, titles)}"
    yield PROPOSED, "\n".join(_action(action, brief.addressed) for action in brief.actions)
    yield BRIEF_PARTS["gain"], _passages(brief.of("gain"))
    practice = _practice(brief.practice) if brief.practice else ""
    yield BRIEF_PARTS[PEER], f"{practice}\n\n{_passages(brief.of(PEER))}"
    yield BRIEF_PARTS["question"], _passages(brief.of("question"))
    yield BRIEF_PARTS["whom"], f"{_passages(brief.of('whom'))}\n\n{LEFT_BY}"
    yield MORE, f"```{{read-more}} {brief.chapter}\n```"


def _passages(passages: list[Passage]) -> str:
    return "\n\n".join("\n".join(passage.rows).strip("\n") for passage in passages)


def _titles(table: str, data: DataFile[RiskFactors]) -> str:
    """The titles of the risk factors that stand in a table by their numbers, which alone tell a desk nothing."""
    cells = (" ".join(prose.rows) for prose in read_markdown(table).prose if "list-table" in prose.inside)
    numbers = {int(word) for cell in cells if _NUMBERS.fullmatch(cell) for word in words(cell)}
    if data.held is None or not numbers:
        return ""
    named = "; ".join(f"{one.number} {one.title}" for one in data.held.factors if one.number in numbers)
    return f":::{{small-print}} The risk factors by their numbers: {named}.{{footcite}}`{data.held.source}`\n:::"


def _action(action: Action, addressed: tuple[str, ...]) -> str:
    """What is asked of the ministry; the box's own sentence and body, written for the Focal Point, where nothing is."""
    others = "; ".join(MINISTRIES.get(word, word) for word in action.ministries if word not in addressed)
    body = "" if action.ask else action.body
    fence = _fence(body)
    return (
        f"{fence}{{proposed}} {action.ask or action.title}\n:id: {action.id}\n:chapter: {action.chapter}\n"
        f":effort: {EFFORTS.get(action.effort, '')}\n:with: {others}\n:takes: {action.takes}\n\n{body}\n{fence}\n"
    )


def _practice(practice: Practice) -> str:
    fence = _fence(practice.body)
    origin = f":from: {'; '.join(practice.origins)}\n" if practice.origins else ""
    return f"{fence}{{practice}} {practice.title}\n{origin}\n{practice.body}\n{fence}"


def _fence(body: str) -> str:
    """Colons that no fence inside can close."""
    deepest = max((len(row) - len(row.lstrip(":")) for row in body.split("\n")), default=0)
    return ":" * max(3, deepest + 1)
