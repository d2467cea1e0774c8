"""Fill the templates of chapters and notes."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from focalpoint.content.consultation.records import NoteFields
from focalpoint.vocabulary import Vocabulary

TEMPLATES = Path(__file__).resolve().parent
NO_TEXT = frozenset("yes no on off true false null".split())
"""Words that YAML does not take for words."""


def chapter_text(vocabulary: Vocabulary, title: str, today: date) -> str:
    """Write a chapter to begin with."""
    return _filled("chapter", title=as_yaml(title), today=today, challenge=_challenge(_widest(vocabulary)))


def note_text(vocabulary: Vocabulary, id: str, today: date) -> str:
    """Write a consultation note to begin with, closed in every way."""
    return _filled("note", id=id, today=today, challenge=_challenge(_widest(vocabulary)))


def withdrawn_text(fields: NoteFields, today: date) -> str:
    """Write what stays of a note that is withdrawn."""
    facts = {"id": fields.id, "kind": fields.kind, "date": fields.date, "challenge": _challenge(fields.challenge)}
    return _filled("withdrawn", today=today, **facts)


def as_yaml(title: str) -> str:
    """Write a title as a YAML value, whatever it holds; without quotes where it is plain words."""
    if re.fullmatch(r"[^\W\d_]{2,}( [\w’–-]+)*", title) and title.lower() not in NO_TEXT:
        return title
    return '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _filled(name: str, **values: object) -> str:
    return (TEMPLATES / f"{name}.md").read_text(encoding="utf-8").format(**values)


def _widest(vocabulary: Vocabulary) -> str:
    """Choose the word by which a text answers as many challenges as there are."""
    return vocabulary.answers[-1] if vocabulary.answers else ""


def _challenge(answer: str) -> str:
    """Write the line of the field, of a manual that has challenges."""
    return f"challenge: {answer}\n" if answer else ""
