"""The fields of chapters, notes, roster, drafts and ledgers, described so that an editor checks them as you type."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import BaseModel

from focalpoint.config import Config
from focalpoint.content.consultation.records import ChapterFields, NoteFields
from focalpoint.content.consultation.roster import RosterFields
from focalpoint.content.rounds.comments import LedgerFields
from focalpoint.content.rounds.drafts import DraftFields

SCHEMAS: dict[str, type[BaseModel]] = {
    "chapter": ChapterFields,
    "note": NoteFields,
    "roster": RosterFields,
    "draft": DraftFields,
    "ledger": LedgerFields,
}
"""The record that each file describes."""
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_folder(config: Config) -> Path:
    """Where the schemas lie."""
    return config.notes.parent / "schemas"


def schemas() -> dict[str, str]:
    """The JSON Schema of each record by the name of its file; the same records give the same text."""
    return {
        f"{name}.json": json.dumps({"$schema": DIALECT, **record.model_json_schema()}, indent=2, ensure_ascii=False)
        + "\n"
        for name, record in SCHEMAS.items()
    }
