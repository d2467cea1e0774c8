"""Briefs and the pocket edition have a passage for each of their parts, and none that they cannot hold."""

from __future__ import annotations

from collections.abc import Iterator

from focalpoint.config import Config
from focalpoint.content.manual import Chapter, Manual, Text
from focalpoint.content.text.actions import read_actions, read_practices
from focalpoint.content.text.briefs import FEWEST_ACTIONS, POCKET, TAG, actions_named, asked_elsewhere, read_pocket
from focalpoint.content.text.frontmatter import field_line
from focalpoint.content.text.reading import Directive
from focalpoint.handouts import BriefWords
from focalpoint.problems import Problem, ProblemKind

_FILE = "manual/vocabulary.toml"


def check_briefs(config: Config, manual: Manual) -> Iterator[Problem]:
    """A chapter with `brief:` has a passage for each part, three actions and a peer; no other has any passage."""
    for text in manual.texts:
        tagged = [block for block in text.reading.directives if block.name == TAG]
        for block in tagged:
            for line, message in _wrong(text, block, manual.vocabulary.brief):
                yield Problem(text.path, line, ProblemKind.BRIEF, message)
        if isinstance(text, Chapter) and text.fields.brief and manual.vocabulary.brief:
            tags = {block.argument for block in tagged}
            for message in _missing(manual, text, manual.vocabulary.brief, tags):
                yield Problem(text.path, field_line(text.text, TAG), ProblemKind.BRIEF, message)


def _wrong(text: Text, block: Directive, brief: BriefWords | None) -> Iterator[tuple[int, str]]:
    if not isinstance(text, Chapter) or not text.fields.brief:
        yield block.line, "no brief is made from this text; add `brief:` with a ministry to its front matter"
    if brief and block.argument not in brief.tagged:
        yield block.line, f"`{block.argument}` is no part of a brief; use {', '.join(brief.tagged)}"
    yield from _unfit(text, block, "a brief")


def _missing(manual: Manual, chapter: Chapter, brief: BriefWords, tagged: set[str]) -> Iterator[str]:
    peer = brief.holding("practice")
    for part in brief.tagged:
        if part not in tagged and part != peer:
            yield f"the brief has no passage for `{part}`; put `:::{{brief}} {part}` and `:::` round one"
    actions = read_actions(manual)
    own = [box for box in actions if box.chapter == chapter.docname]
    if len(own) + len(asked_elsewhere(chapter, actions)) < FEWEST_ACTIONS:
        yield f"the brief has not even {FEWEST_ACTIONS} actions; add some here, or `:ask:` the ministry in others"
    if peer and peer not in tagged and not any(box.chapter == chapter.docname for box in read_practices(manual)):
        either = f"or say in `:::{{brief}} {peer}` that none was found" if peer in brief.tagged else "which it needs"
        yield f"the brief has no practice of a peer; add a `{{practice}}`, {either}"


def _unfit(text: Text, block: Directive, whole: str) -> Iterator[tuple[int, str]]:
    """Yield line and message of what a passage may not hold where it is repeated; `whole`: `a brief`."""
    if block.name in block.inside:
        told = f"this passage stands inside another of {whole.replace('a ', 'the ')}; take one of the two fences away"
        yield block.line, told
    inside = range(block.line, block.end)
    for _level, line in text.reading.headings:
        if line in inside:
            yield line, f"a passage of {whole} holds no heading; end the passage before it"
    for _label, line in text.reading.calls:
        if line in inside:
            yield line, f"{whole} cannot carry a footnote of your own; cite a source, or say it in the text"


def check_pocket(config: Config, manual: Manual) -> Iterator[Problem]:
    """Each `{pocket}` names a part of the pocket edition; where any is tagged, each part for passages has one."""
    words_of = manual.vocabulary.pocket
    for text in manual.texts:
        for block in (block for block in text.reading.directives if block.name == POCKET):
            told = list(_unfit(text, block, "the pocket edition"))
            if not isinstance(text, Chapter):
                told.append((block.line, "only chapters have passages of the pocket edition; take the fence away"))
            elif words_of is None:
                told.append((block.line, f"this manual has no pocket edition; add [pocket] to {_FILE}"))
            elif block.argument not in words_of.tagged:
                names = ", ".join(words_of.tagged)
                told.append((block.line, f"`{block.argument}` is no part of the pocket edition; use {names}"))
            yield from (Problem(text.path, line, ProblemKind.POCKET, message) for line, message in told)
    if words_of and (tagged := read_pocket(manual)):
        for part in words_of.tagged.values():
            if part.id not in tagged:
                message = f"no chapter has a passage for `{part.id}` of the pocket edition; "
                yield _of_parts(f"{message}put `:::{{pocket}} {part.id}` and `:::` round one")
            elif part.holds == "actions" and not any(actions_named(tagged[part.id], read_actions(manual))):
                yield _of_parts(f"the passages for `{part.id}` of the pocket edition name no action; name some by id")


def _of_parts(message: str) -> Problem:
    return Problem(_FILE, 0, ProblemKind.POCKET, message)
