"""Find the lines that were closed when the last release or draft was made, and are open now.

A label that is deleted whole, or a paragraph that is moved out of its passage, leaves no mistake in the text: only its
history tells that the words were closed. A release asks about them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from focalpoint.assembly.closed_lines import closed_lines
from focalpoint.config import Config
from focalpoint.content.consultation.handling import Edition
from focalpoint.content.git import git
from focalpoint.content.manual import Chapter, Manual, Note
from focalpoint.content.releases import load_releases
from focalpoint.content.text.find_line import characters
from focalpoint.content.text.frontmatter import body_begins
from focalpoint.problems import Problem, ProblemKind

SHORTEST = 12
"""Characters of a line that is followed through the history: shorter ones stand in many places."""
WIDER = (Edition.PUBLIC, Edition.NETWORK)
_LABEL = re.compile(r"^handling:[ \t]*[\"']?([^\"'#\s]*)", re.MULTILINE)
_AT_POINT = re.compile(r"^\s*\d+[.)]\s+(?:\[[^\]]*\])?")


def opened_lines(config: Config, manual: Manual) -> Iterator[Problem]:
    """Yield the lines that a wider edition may carry now and could not at the last release, else the last draft."""
    since, commit = _last(config, manual)
    if not commit:
        return
    changed = git(config, "diff", "--name-only", "--relative", "-z", commit, "--", ".")
    if changed is None:
        message = f"Git lacks the commit of {since}, so that it cannot tell what was opened; git fetch --unshallow"
        yield Problem("", 0, ProblemKind.OPENED, message)
        return
    names = set(changed.decode(errors="replace").split("\0"))
    earlier = {
        name: (git(config, "show", f"{commit}:./{name}") or b"").decode(errors="replace")
        for name in sorted(names)
        if name.endswith(".md")
    }
    told: set[tuple[str, int]] = set()
    for edition in WIDER:
        closed: set[str] = set()
        opened: set[str] = set()
        for name, before in earlier.items():
            for words, is_closed in _lines(before, edition, note=name.startswith("consultations/")).values():
                (closed if is_closed else opened).add(words)
        for text in manual.texts:
            if text.path not in names or text.path in manual.faulty:
                continue
            note = isinstance(text, Note)
            whole = isinstance(text, (Chapter, Note)) and not edition.may_carry(text.fields.handling)
            for line, (words, is_closed) in _lines(text.text, edition, note=note).items():
                is_new = (text.path, line) not in told
                if not (whole or is_closed) and words in closed - opened and is_new:
                    told.add((text.path, line))
                    message = (
                        f"this line was closed to the {edition} edition in {since}, and is open now; "
                        "label it again, or let a person answer for it: --allow opened --because \"…\""
                    )
                    yield Problem(text.path, line, ProblemKind.OPENED, message)


def _last(config: Config, manual: Manual) -> tuple[str, str]:
    """Return the name and commit of the last release, else of the last draft; empty where there is neither."""
    releases, _problems = load_releases(config)
    if releases:
        return f"release {releases[-1].version}", releases[-1].commit
    if manual.drafts:
        return f"draft {manual.drafts[-1].number}", manual.drafts[-1].fields.commit
    return "", ""


def _lines(text: str, edition: Edition, *, note: bool) -> dict[int, tuple[str, bool]]:
    """Map each line of a text's body that is long enough to its characters, and whether it is closed."""
    begins = body_begins(text)
    head = "\n".join(text.split("\n")[: begins - 1])
    label = _LABEL.search(head)
    whole = not edition.may_show(label[1]) if label else note
    closed = closed_lines(text, edition, note=note)
    return {
        number: (words, whole or number in closed)
        for number, row in enumerate(text.split("\n"), 1)
        if number >= begins and len(words := characters(_AT_POINT.sub("", row))) >= SHORTEST
    }
