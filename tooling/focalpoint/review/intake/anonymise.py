"""Takes the names of persons out of what a returned file holds: a comment is a government's, never a person's."""

from __future__ import annotations

from hashlib import sha256

from focalpoint.content.rounds.comments import Origin
from focalpoint.content.rounds.returned import Returned


def nameless(returned: Returned) -> Returned:
    """The same comments, with each author as a digest that tells authors apart, and is the same next time."""
    findings = tuple(
        finding.model_copy(update={"source": _without_names(finding.source)}) for finding in returned.findings
    )
    return returned.model_copy(update={"findings": findings})


def _without_names(source: Origin) -> Origin:
    thread = tuple(reply.model_copy(update={"author": _digest(reply.author)}) for reply in source.thread)
    return source.model_copy(update={"author": _digest(source.author), "thread": thread})


def _digest(name: str) -> str:
    return sha256(name.encode()).hexdigest()[:8] if name else ""
