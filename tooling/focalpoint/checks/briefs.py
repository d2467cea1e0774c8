"""A chapter that a brief is made from has every part of it tagged, and tags nothing that a brief cannot hold."""

from __future__ import annotations

from collections.abc import Iterator

from focalpoint.config import Config
from focalpoint.content.manual import Chapter, Manual, Text
from focalpoint.content.text.actions import read_actions, read_practices
from focalpoint.content.text.briefs import FEWEST_ACTIONS, TAG, asked_elsewhere
from focalpoint.content.text.frontmatter import field_line
from focalpoint.content.text.reading import Directive
from focalpoint.problems import Problem, ProblemKind
from focalpoint.vocabulary import BriefWords


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
    if TAG in block.inside:
        yield block.line, "this passage stands inside another of the brief; take one of the two fences away"
    inside = range(block.line, block.end)
    for _level, line in text.reading.headings:
        if line in inside:
            yield line, "a passage of a brief holds no heading; end the passage before it"
    for _label, line in text.reading.calls:
        if line in inside:
            yield line, "a brief cannot carry a footnote of your own; cite a source, or say it in the text"


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
