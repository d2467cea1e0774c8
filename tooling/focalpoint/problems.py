"""What can be wrong with an author's text, and how it is said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class ProblemKind(StrEnum):
    """The kinds of problem, worst first; each value is also the subtype of the Sphinx warning."""

    STOPPED = "stopped"
    """The work was interrupted, or the disk refused it."""
    UNREADABLE = "unreadable"
    """A file cannot be read, is not UTF-8, or is not what its name says."""
    VOCABULARY = "vocabulary"
    """The file with the words of the manual is missing or wrong."""
    FRONT_MATTER = "front-matter"
    """The block between the two `---` lines is missing, broken, or holds a wrong field."""
    HANDLING = "handling"
    """A handling label is wrong, or an edition would carry what it may not."""
    LEAK = "leak"
    """A finished edition holds what it may not carry."""
    CONSENT = "consent"
    """A note says, or a text uses, more than those consulted have agreed to."""
    DRAFT = "draft"
    """The record of a draft that was issued is wrong."""
    COMMENT = "comment"
    """A comment in the ledger is wrong, or a decision on it is incomplete."""
    ROSTER = "roster"
    """The roster of members is wrong, or a member is named that it does not have."""
    DATA = "data"
    """A file of data is wrong, or a text shows data that are not there."""
    DUPLICATE = "duplicate"
    """Two things share one id, label or number."""
    CONTENTS = "contents"
    """The table of contents and the chapters on disk do not agree."""
    EMPTY = "empty"
    """A chapter or note says nothing."""
    OUTDATED = "outdated"
    """The facts of a chapter were last checked too long ago."""
    ACCEPTANCE = "acceptance"
    """A comment accepts a case of a rule without a reason, or where there is none."""
    CITATION = "citation"
    """A source or a point of a note is cited that does not exist."""
    SOURCE = "source"
    """An entry of the file of sources cannot be read, or holds what no edition prints."""
    UNCITED_FIGURE = "uncited-figure"
    """A paragraph states a figure or a date and does not say where it has it from."""
    SYMBOL = "symbol"
    """The symbol of a UN document is not in the UN's form."""
    LINK = "link"
    """A link, label, term or file is named that does not exist."""
    IMAGE = "image"
    """A figure is missing, lies outside the manual, or has no text alternative."""
    TEXT_ALTERNATIVE = "text-alternative"
    """The words in which a picture is said do not say what it shows."""
    HEADING_LEVEL = "heading-level"
    """A heading skips a level."""
    CONSTRUCT = "construct"
    """A construct that chapters do not use, such as raw HTML or an included file."""
    FOOTNOTE = "footnote"
    """A footnote is called that has no text, or written and not called."""
    STRAY_MARKUP = "stray-markup"
    """A piece of markup was read as words, and would be printed."""
    ACTION = "action"
    """An action or practice is incomplete or uses an unknown word."""
    BRIEF = "brief"
    """A brief for a ministry lacks a part, or a passage of a chapter is tagged for it wrongly."""
    POCKET = "pocket"
    """The pocket edition lacks a part, is too long, or a passage is tagged for it wrongly."""
    FORM = "form"
    """A form holds what a Word file cannot, or has no file of its own."""
    POINT = "point"
    """The points of a note are not numbered one after the other."""
    SENTENCE = "sentence"
    """A line of text does not hold exactly one sentence."""
    LONG_SENTENCE = "long-sentence"
    """A sentence has more words than a reader takes in at once."""
    TERM = "term"
    """A term of the glossary, or the name of a body or text, is written in another way."""
    SPELLING = "spelling"
    """A word is not spelled as the United Nations spells it."""
    ORPHAN = "orphan"
    """A file that nothing uses."""
    UNUSED_SOURCE = "unused-source"
    """A source that nothing cites."""
    PRINT = "print"
    """The print edition cannot be made from this text."""
    BUILD = "build"
    """Sphinx complained while it read or wrote the text."""
    UNCOMMITTED = "uncommitted"
    """A file differs from the last commit, so that nobody could make the release again."""
    NOT_CLEARED = "not-cleared"
    """A chapter has not been cleared for release."""
    UNDECIDED = "undecided"
    """A comment has no decision."""
    UNAPPLIED = "unapplied"
    """A comment was accepted, and no commit of this text makes the change."""
    NO_REPLY = "no-reply"
    """A member that commented has no reply."""
    TO_CONFIRM = "to-confirm"
    """A passage waits for somebody's confirmation."""
    UNVERIFIED = "unverified"
    """A text rests on a source that nobody has verified."""
    OPENED = "opened"
    """A line was closed when the last release was made, and is open now."""
    NO_ADDRESS = "no-address"
    """The settings do not say where the web edition will stand."""
    OVERRULE = "overrule"
    """An overrule of the release is wrong, or overrules nothing."""
    RELEASE = "release"
    """A release is there already, or is not what its record says."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, said so that its author can put it right."""

    path: str
    """Path from the top of the repository, as the author knows it."""
    line: int
    """Line in that file, from 1; 0 where the whole file is meant."""
    kind: ProblemKind
    message: str
    """What is wrong; what to do."""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.message} [{self.kind}]" if place else f"{self.message} [{self.kind}]"


class Trouble(Exception):  # noqa: N818  (it carries problems of the text: nothing is in error but the text)
    """Raised when work cannot go on; carries every problem found so far."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def stopped(message: str, path: str = "") -> Trouble:
    """A Trouble of one problem that comes from the machine rather than from the text."""
    return Trouble([Problem(path, 0, ProblemKind.STOPPED, message)])


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """The problems without repeats, worst kind first, then by path and line."""
    rank = {kind: place for place, kind in enumerate(ProblemKind)}
    return sorted(dict.fromkeys(problems), key=lambda p: (rank[p.kind], p.path, p.line, p.message))
