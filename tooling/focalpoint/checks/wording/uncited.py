"""Figures and dates in running text rest on a source, and every source is rested on."""

from __future__ import annotations

from collections.abc import Iterator

from focalpoint.checks.wording.stated_figures import stated_figures
from focalpoint.config import Config
from focalpoint.content.consultation.roster import Roster
from focalpoint.content.data.data import data_keys
from focalpoint.content.manual import Chapter, Manual
from focalpoint.content.text.citations import cited_keys
from focalpoint.content.text.reading import Directive, Prose, Reading
from focalpoint.problems import Problem, ProblemKind

CITING = frozenset("footcite heard undoc para chapter numref ref doc".split())
"""Roles that tell where a statement comes from, or where in the manual that is told."""
FLOATS = frozenset({"table", "list-table", "figure"})
"""Blocks in which one citation answers for all."""
_ASIDE = frozenset({"heading", "action", "practice", "epigraph"})
"""Blocks that state nothing, or carry their source in `from`."""


def check_uncited_figures(config: Config, manual: Manual) -> Iterator[Problem]:
    """A paragraph that states a year, a date, a share or a count of ten or more says where it has it from.

    It cites a source, a point, a document, or a place of the manual. A list's opening answers for its items; the
    caption, a cell, or a paragraph that names it, for a table.
    """
    for chapter in manual.chapters:
        for prose in _uncovered(chapter):
            for line, figure in stated_figures(prose)[:1]:
                yield Problem(
                    chapter.path,
                    line,
                    ProblemKind.UNCITED_FIGURE,
                    f"`{figure}` is a figure or date, and its paragraph cites nothing; cite where it comes from, "
                    "or say it without",
                )


def _uncovered(chapter: Chapter) -> Iterator[Prose]:
    """The runs of sentences that no citation answers for; of a table only the first that states a figure."""
    reading = chapter.reading
    cited = _cited_lines(reading)
    floats = [block for block in reading.directives if block.name in FLOATS]
    answered = {block.line for block in floats if _is_answered(block, reading, cited)}
    opening: Prose | None = None
    for prose in reading.prose:
        if _ASIDE.intersection(prose.inside):
            opening = None
            continue
        if block := next((block for block in floats if block.line <= prose.line < block.end), None):
            if block.line not in answered and stated_figures(prose):
                answered.add(block.line)
                yield prose
            continue
        if not {"list", "table"}.intersection(prose.inside):
            opening = prose
        if not any(one and _cites(one, cited) for one in (prose, opening)):
            yield prose


def _cited_lines(reading: Reading) -> set[int]:
    """The lines on which something is cited."""
    return {
        *(role.line for role in reading.roles if role.name in CITING),
        *(line for _address, line in reading.links),
        *(line for _label, line in reading.calls),
    }


def _cites(prose: Prose, cited: set[int]) -> bool:
    return any(line in cited for line in range(prose.line, prose.line + len(prose.rows)))


def _is_answered(block: Directive, reading: Reading, cited: set[int]) -> bool:
    """Whether something in a table or figure is cited, or a paragraph that names it cites a source."""
    if any(line in cited for line in range(block.line, block.end)):
        return True
    name = block.options.get("name", ("", 0))[0]
    naming = {role.line for role in reading.roles if role.name == "numref" and name and role.target == name}
    sources = {role.line for role in reading.roles if role.name in ("footcite", "heard", "undoc")}
    return any(_cites(prose, naming) and _cites(prose, sources) for prose in reading.prose)


def check_unused_sources(config: Config, manual: Manual) -> Iterator[Problem]:
    """Every entry of `sources.bib` is cited: in a text, as a note's own source, by the roster, or by data."""
    used = {key for text in manual.texts for key, _line in cited_keys(text.reading)}
    used |= {note.fields.source for note in manual.notes if note.fields.source}
    used |= _evidence(manual.roster) | {key for key, _path, _line in data_keys(manual)}
    for key, line in manual.sources.items():
        if key not in used:
            yield Problem(
                "manual/sources.bib",
                line,
                ProblemKind.UNUSED_SOURCE,
                f"`{key}` is cited nowhere; cite it, or take the entry out",
            )


def _evidence(roster: Roster) -> set[str]:
    return {member.evidence.source for member in roster.members if member.evidence and member.evidence.source}
