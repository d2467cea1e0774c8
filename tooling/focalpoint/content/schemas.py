"""The fields of what people write, described so that an editor checks them as you type."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from focalpoint.config import Config
from focalpoint.content.consultation.records import ChapterFields, NoteFields
from focalpoint.content.consultation.roster import RosterFields
from focalpoint.content.language import language_schema
from focalpoint.content.rounds.drafts import DraftFields
from focalpoint.content.rounds.ledger import LedgerFields
from focalpoint.vocabulary import Vocabulary

SCHEMAS: dict[str, type[BaseModel]] = {
    "chapter": ChapterFields,
    "note": NoteFields,
    "roster": RosterFields,
    "draft": DraftFields,
    "ledger": LedgerFields,
    "vocabulary": Vocabulary,
}
"""The record that each file describes."""
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_folder(config: Config) -> Path:
    """Where the schemas lie."""
    return config.notes.parent / "schemas"


def schemas(vocabulary: Vocabulary) -> dict[str, str]:
    """Describe each record in JSON Schema, by the name of its file; the same words give the same text."""
    described = {name: record.model_json_schema() for name, record in SCHEMAS.items()}
    for name in ("chapter", "note"):
        _enter_challenges(described[name], vocabulary)
    described["roster"]["$defs"]["Member"]["properties"]["regional_group"]["enum"] = list(vocabulary.groups)
    described["language"] = language_schema()
    return {
        f"{name}.json": json.dumps({"$schema": DIALECT, **schema}, indent=2, ensure_ascii=False) + "\n"
        for name, schema in described.items()
    }


def _enter_challenges(schema: dict[str, Any], vocabulary: Vocabulary) -> None:
    """Have a schema name the challenges, as text and as numbers, and want the field where there are any."""
    numbers = [int(answer) for answer in vocabulary.answers if answer.isdecimal()]
    field = {"title": "Challenge", "description": "The challenges that the text answers."}
    schema["properties"]["challenge"] = {**field, "enum": [*vocabulary.answers, *numbers]}
    if len(vocabulary.challenges) > 2:
        schema["properties"]["challenge"] = {**field, "type": ["string", "integer"]}
    if vocabulary.challenges:
        place = list(schema["properties"]).index("challenge")
        before = [name for name in schema["required"] if list(schema["properties"]).index(name) < place]
        schema["required"] = [*before, "challenge", *(name for name in schema["required"] if name not in before)]
