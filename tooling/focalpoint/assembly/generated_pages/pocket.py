"""Write the page of the pocket edition: what chapters tag for it, and what data and briefs hold besides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from focalpoint.assembly.markdown_writer import list_table
from focalpoint.content.manual import Manual
from focalpoint.content.text.actions import Action, read_actions
from focalpoint.content.text.briefs import PocketPassage, actions_named, read_briefs, read_pocket
from focalpoint.handouts import PocketPart, PocketWords

FOLDER = "pocket"
PAGE = f"{FOLDER}/index"
"""Docname of the page."""
TOUCHED = "\N{BLACK CIRCLE}"
"""Stands where a ministry's work touches a risk factor."""
_HEAD = "---\ntitle: {title}\nquestion: {question}\norphan: true\nnosearch: true\npocket: true\n---\n"
_SOURCES = re.compile(r"\s?\{(?:footcite|heard|consulted)\}`[^`]*`")
"""A citation of a source or a note: the chapter has them, and the pocket edition names the chapter."""


def pocket_page(manual: Manual) -> str:
    """Return the page as Markdown, from texts as the edition carries them; empty where no passage is tagged for it."""
    words_of = manual.vocabulary.pocket
    tagged = read_pocket(manual)
    if words_of is None or not tagged:
        return ""
    head = _HEAD.format(title=_quoted(words_of.title), question=_quoted(words_of.question))
    sections = ((part.heading, _section(manual, words_of, part, tagged.get(part.id, []))) for part in words_of.parts)
    return f"{head}\n{words_of.introduction}" + "".join(f"\n## {name}\n\n{text}\n" for name, text in sections if text)


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


def _section(manual: Manual, words_of: PocketWords, part: PocketPart, passages: Sequence[PocketPassage]) -> str:
    """Write one part; empty where it has neither a passage nor anything else."""
    if part.holds == "actions":
        actions = actions_named(passages, read_actions(manual))
        return "\n\n".join(_action(manual, action) for action in actions)
    pieces = ["\n".join(_without_sources(one.passage.rows)).strip("\n") for one in passages]
    if part.brief:
        pieces += _of_briefs(manual, part.brief)
    if part.holds == "contacts":
        ministries = manual.vocabulary.ministries.values()
        blank = [""] * (len(words_of.contacts) - 1)
        rows = [(_capital(one.label), *blank) for one in ministries]
        pieces.append(list_table("", words_of.contacts, (36, *[64 // len(blank)] * len(blank)), rows, kind="fill-in"))
    elif part.holds and (held := manual.risk_factors.held):
        factors = "\n".join(f"{one.number}. **{one.title}.** {one.ask}" for one in held.factors)
        pieces.append(_matrix(manual) if part.holds == "matrix" else factors)
    if passages:
        chapters = dict.fromkeys(one.chapter.slug for one in passages)
        named = "; ".join(f"{{chapter}}`{slug}`" for slug in chapters)
        pieces.append(f":::{{small-print}} {words_of.more} {named}\n:::")
    return "\n\n".join(filter(None, pieces))


def _without_sources(rows: Sequence[str]) -> Iterator[str]:
    """Yield the rows less the citations."""
    yield from (_SOURCES.sub("", row) for row in rows)


def _of_briefs(manual: Manual, part: str) -> Iterator[str]:
    """Yield what each brief has in a part, below the names of the ministries that it is for."""
    known = manual.vocabulary.ministries
    for brief in read_briefs(manual):
        if passages := brief.of(part):
            labels = " and ".join(known[word].label for word in brief.addressed if word in known)
            yield f"### {_capital(labels)}"
            yield from ("\n".join(_without_sources(one.rows)).strip("\n") for one in passages)


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]


def _matrix(manual: Manual) -> str:
    """Write the table of ministries and risk factors, with a dot where a ministry's ordinary work touches a factor."""
    known, held = manual.vocabulary, manual.risk_factors.held
    factors = held.factors if held else ()
    rows = [
        (_capital(one.label), *(TOUCHED if word in factor.ministries else "" for factor in factors))
        for word, one in known.ministries.items()
        if any(word in factor.ministries for factor in factors)
    ]
    heads = (known.nouns.ministry.title, *(f"{factor.number}" for factor in factors))
    return list_table("", heads, (44, *[4] * len(factors)), rows, kind="matrix")


def _action(manual: Manual, action: Action) -> str:
    """Write an action by its sentence, with its id, the time it takes and a link to it."""
    effort = manual.vocabulary.efforts.get(action.effort, "")
    return f":::{{proposed}} {action.title}\n:id: {action.id}\n:chapter: {action.chapter}\n:effort: {effort}\n:::"
