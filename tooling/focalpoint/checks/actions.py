"""Actions and practices are complete, and described in the words of the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from focalpoint.config import Config
from focalpoint.content.manual import Manual
from focalpoint.content.text.markdown import markdown_parser
from focalpoint.content.text.reading import Directive
from focalpoint.lists import words
from focalpoint.problems import Problem, ProblemKind
from focalpoint.vocabulary import Vocabulary

REQUIRED = ("id", "challenge", "pillar", "ministries", "effort", "from")
"""What an action needs; of words, only those for which the vocabulary has any."""
OPTIONS = {"action": {*REQUIRED, "risk-factors", "handling", "ask", "takes"}, "practice": {"from", "handling"}}

KnownWords = Mapping[str, tuple[str, ...]]
"""The words that each option may hold."""
LONGEST = {"ask": 60, "takes": 35}
"""How many words the sentence and the line for a brief may have: five of each have to fit its two pages."""
ACTION_ID = re.compile(r"[A-Z]{1,2}-[1-9]\d*")
_EITHER_SIDE = re.compile(r"\b(I|me|my|our|ours|us|we|you|your|yours)\b", re.IGNORECASE)
PLAIN = "say what to do in plain words, since other pages repeat them; cite and stress in the lines below"


def check_actions(config: Config, manual: Manual) -> Iterator[Problem]:
    """Every action has its own id, known words in its options and a source; every practice a State and a source."""
    words_of = _known_words(manual.vocabulary)
    ids: dict[str, str] = {}
    for chapter in manual.chapters:
        for box in chapter.reading.directives:
            if box.name not in OPTIONS:
                continue
            for line, message in (*_missing(box, words_of), *_unknown(box, words_of), *_unfit(box, manual.vocabulary)):
                yield Problem(chapter.path, line, ProblemKind.ACTION, message)
            name, line = box.options.get("id", ("", 0))
            if name and name in ids:
                yield Problem(
                    chapter.path,
                    line,
                    ProblemKind.DUPLICATE,
                    f"the action {name} is also at {ids[name]}; number it anew",
                )
            ids.setdefault(name, f"{chapter.path}:{line}")


def _missing(box: Directive, words_of: KnownWords) -> Iterator[tuple[int, str]]:
    needed = [name for name in REQUIRED if words_of.get(name, True)] if box.name == "action" else ["from"]
    if not box.argument:
        yield box.line, "say on the first line " + ("what to do" if box.name == "action" else "whose practice it is")
    elif box.name == "action" and not _plain(box.argument):
        yield box.line, PLAIN
    for name in needed:
        if not box.options.get(name, ("", 0))[0].strip(" ,;"):
            yield box.line, f"this {box.name} has no `:{name}:`; add it below its first line"
    for name, (_value, line) in box.options.items():
        if name not in OPTIONS[box.name]:
            yield line, f"unknown option `{name}`; use {', '.join(sorted(OPTIONS[box.name]))}"


def _unfit(box: Directive, vocabulary: Vocabulary) -> Iterator[tuple[int, str]]:
    """What makes an action unfit for a brief."""
    ask, line = box.options.get("ask", ("We ask ", 0))
    if not ask.startswith("We ask "):
        yield line, "the brief puts this to the ministry; begin with `We ask you to`, or say whom in it you ask"
    takes, line = box.options.get("takes", ("", 0))
    if side := _EITHER_SIDE.search(takes):
        reader = vocabulary.focal_point.one
        yield line, f"the {reader} and the ministry both read this; name the office instead of `{side[0]}`"
    for name, most in LONGEST.items():
        value, line = box.options.get(name, ("", 0))
        if (many := len(value.split())) > most:
            yield line, f"`:{name}:` has {many} words, and a brief has room for {most}; shorten it"


def _plain(sentence: str) -> bool:
    """Whether a line of Markdown has neither roles, links nor stress in it."""
    return all(
        token.type == "text" for part in markdown_parser().parseInline(sentence) for token in part.children or ()
    )


def _known_words(vocabulary: Vocabulary) -> KnownWords:
    """List the words that each option of an action may hold."""
    return {
        "challenge": vocabulary.answers,
        "pillar": vocabulary.pillars,
        "ministries": tuple(vocabulary.ministries),
        "effort": tuple(vocabulary.efforts),
        "risk-factors": tuple(str(number) for number in vocabulary.factors),
    }


def _unknown(box: Directive, words_of: KnownWords) -> Iterator[tuple[int, str]]:
    for name, allowed in words_of.items():
        value, line = box.options.get(name, ("", 0))
        if value and not allowed:
            yield line, f"the vocabulary of this manual has no words for `{name}`; add them there, or take the line out"
            continue
        given = words(value)
        for word in given:
            if word not in allowed:
                yield line, f"`{word}` is not a word for `{name}`; use {', '.join(allowed)}"
        # An action may answer some of more than two challenges.
        several = name not in ("challenge", "effort") or (name == "challenge" and "all" in {*allowed} - {*given})
        if len(given) > 1 and not several:
            yield line, f"`{value}` is more than one word for `{name}`; use one of {', '.join(allowed)}"
    name, line = box.options.get("id", ("", 0))
    if name and not ACTION_ID.fullmatch(name):
        yield line, f"`{name}` is not an action's id; write capitals, a dash and a number, such as J-3"
